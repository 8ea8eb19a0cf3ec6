import Randomness
import RealModule
import Testing

@Suite struct PathKernelsTests {
  /// One normal a step and path, drawn one by one.
  private func reference(_ stream: RandomStream, first: UInt64, lanes: Int, steps: Int) -> [Double]
  {
    (0..<steps).flatMap { step in
      (0..<lanes).map { stream.normal(path: first + UInt64($0), step: step) }
    }
  }

  @Test(
    "Every instruction set draws the normals of the plain generator, bit for bit",
    arguments: PathKernels.available)
  func normals(kernels: PathKernels) {
    for (first, steps) in [(0, 1), (64, 6), (1 << 33, 21)] as [(UInt64, Int)] {
      let stream = RandomStream(seed: 0x1234_5678_9ABC, stream: 77)
      var block = [Double](repeating: 0, count: 64 * (steps + 1))
      kernels.fillNormals(&block, of: stream, firstPath: first, lanes: 64, steps: steps)
      let expected = reference(stream, first: first, lanes: 64, steps: steps)
      #expect(Array(block.prefix(64 * steps)) == expected)
      if steps > 4 {
        kernels.fillNormals(&block, of: stream, firstPath: first, lanes: 64, steps: 4..<steps)
        #expect(Array(block.prefix(64 * (steps - 4))) == Array(expected.dropFirst(4 * 64)))
      }
    }
  }

  @Test(
    "Every instruction set computes exponentials and sums like the plain ones, bit for bit",
    arguments: PathKernels.available)
  func elementwise(kernels: PathKernels) {
    let stream = RandomStream(seed: 5, stream: 5)
    let values = (0..<64).map { 300 * stream.normal(path: UInt64($0), step: 0) }
    var row = values
    kernels.exponential(&row, count: 64)
    #expect(row == values.map { PortableMath.exp($0) })
    row = values
    kernels.logistic(&row, lower: 2, width: 5, count: 64)
    #expect(row == values.map { 2 + 5 / (1 + PortableMath.exp(-$0)) })
    row = values
    kernels.add(&row, values.reversed(), times: 0.3, count: 64)
    #expect(row == zip(values, values.reversed()).map { $0 + 0.3 * $1 })
  }

  @Test(
    "Every instruction set multiplies by a triangle in the same order",
    arguments: PathKernels.available)
  func triangle(kernels: PathKernels) {
    for order in [1, 3, 8, 21, 40] {
      let stream = RandomStream(seed: 6, stream: UInt32(order))
      let packed = (0..<(order * (order + 1) / 2)).map {
        stream.normal(path: UInt64($0), step: 0)
      }
      let z = (0..<order).map { stream.normal(path: UInt64($0), step: 2) }
      for count in [1, order / 2, order] where count >= 1 {
        var x = [Double](repeating: 1, count: order)
        kernels.addTriangular(&x, z, packed: packed, order: order, count: count)
        var expected = [Double](repeating: 1, count: order)
        var start = 0
        for column in 0..<count {
          for row in column..<count { expected[row] += packed[start + row - column] * z[column] }
          start += order - column
        }
        #expect(x == expected)
      }
    }
  }
}

/// Rows of 64 lanes, step after step, and what is done to them written as plain sums.
@Suite struct BlockKernelsTests {
  private static let lanes = 64
  private let stream = RandomStream(seed: 8, stream: 8)

  private func rows(_ count: Int, from first: UInt64 = 0) -> [Double] {
    (0..<(count * Self.lanes)).map { stream.normal(path: first + UInt64($0), step: 0) }
  }

  private func entries(_ count: Int) -> [Double] {
    (0..<count).map { stream.normal(path: UInt64($0), step: 2) }
  }

  @Test(
    "Mixing rows by a triangle is the sum over all rows up to each, for any number of rows",
    arguments: PathKernels.available)
  func mix(kernels: PathKernels) {
    for count in 1...9 {
      let source = rows(count)
      let triangle = entries(count * (count + 1) / 2)
      var output = [Double](repeating: 0, count: source.count)
      kernels.mix(
        &output, source, places: (0..<count).map { $0 * Self.lanes }, rows: triangle,
        wanted: [UInt8](repeating: 1, count: count), count: count, range: 0..<Self.lanes)
      for row in 0..<count {
        for lane in 0..<Self.lanes {
          let sum = (0...row).reduce(0) {
            $0 + triangle[row * (row + 1) / 2 + $1] * source[$1 * Self.lanes + lane]
          }
          #expect(abs(output[row * Self.lanes + lane] - sum) < 1e-13, "\(count) \(row) \(lane)")
        }
      }
      // Where only the last row is wanted it is the same.
      var last = [Double](repeating: 0, count: source.count)
      kernels.mix(
        &last, source, places: (0..<count).map { $0 * Self.lanes }, rows: triangle,
        wanted: (1...count).map { $0 == count ? 1 : 0 }, count: count, range: 0..<Self.lanes)
      #expect(last.suffix(Self.lanes) == output.suffix(Self.lanes))
    }
  }

  @Test(
    "Walks: product and full triangles are the sums they stand for; growth is held in its bounds",
    arguments: PathKernels.available)
  func walk(kernels: PathKernels) {
    let steps = 5
    let normals = rows(steps)
    let widths = rows(1, from: 900).map { 1 + abs($0) }
    let (mean, left, right) = (entries(steps), [1, 0.5, -2, 1.5, 0.3], [0.4, 1, -0.7, 0.2, 0.6])
    let full = (0..<steps).flatMap { row in (0...row).map { left[row] * right[$0] } }
    func expected(_ step: Int, _ lane: Int) -> Double {
      (0...step).reduce(mean[step]) {
        $0 + full[step * (step + 1) / 2 + $1] * widths[lane] * normals[$1 * Self.lanes + lane]
      }
    }
    for triangle in [PathKernels.Triangle.product(left: left, right: right), .full(rows: full)] {
      var output = [Double](repeating: 0, count: normals.count)
      kernels.walk(
        &output, normals: normals, widths: widths, mean: mean, triangle: triangle, steps: steps,
        lanes: Self.lanes)
      for index in output.indices {
        let (step, lane) = (index / Self.lanes, index % Self.lanes)
        #expect(abs(output[index] - expected(step, lane)) < 1e-12, "\(step) \(lane)")
      }
    }
    var grown = [Double](repeating: 0, count: normals.count)
    kernels.grow(
      &grown, normals: normals, widths: widths, mean: mean, left: left, right: right,
      bounds: (0.8, 1.5), steps: steps, lanes: Self.lanes)
    for index in grown.indices {
      let value = PortableMath.exp(expected(index / Self.lanes, index % Self.lanes))
      #expect(abs(grown[index] - min(max(value, 0.8), 1.5)) < 1e-12)
    }
    #expect(grown.contains(0.8) && grown.contains(1.5))
  }

  @Test(
    "Every instruction set draws the auxiliary uniforms of the stream, from any pair on",
    arguments: PathKernels.available)
  func auxiliary(kernels: PathKernels) {
    let stream = RandomStream(seed: 0x1234_5678_9ABC, stream: 77)
    for (first, pair) in [(0, 0), (1 << 33, 2)] as [(UInt64, Int)] {
      var block = [Double](repeating: 0, count: 64 * 6)
      kernels.fillUniforms(
        &block, of: stream, firstPath: first, lanes: 64, firstPair: pair, pairs: 3)
      let expected = (2 * pair..<2 * pair + 6).flatMap { index in
        (0..<64).map { stream.uniform(path: first + UInt64($0), index: index) }
      }
      #expect(block == expected)
    }
  }

  @Test(
    "Logarithms, their bins and levels that are reached are those of plain loops",
    arguments: PathKernels.available)
  func logarithms(kernels: PathKernels) {
    let stream = RandomStream(seed: 8, stream: 5)
    let values = (0..<64).map { PortableMath.exp(3 * stream.normal(path: UInt64($0), step: 0)) }
    var row = values
    kernels.logarithm(&row, count: 64)
    #expect(row == values.map(PortableMath.log))
    let bins = PathKernels.Bins(origin: -2, inverseWidth: 8, last: 33, centre: 0)
    var places = [UInt16](repeating: 99, count: 64)
    kernels.place(
      values, count: 64, in: bins, on: BinScale(isLogarithmic: true, shift: 0.5), areImages: false,
      places: &places)
    #expect(
      places
        == values.map {
          UInt16(min(max((PortableMath.log($0 + 0.5) + 2) * 8 + 1, 0), 33))
        })
    #expect(places.contains(33) && Set(places).count > 8)
    let marks = (0..<64).map { $0.isMultiple(of: 3) ? 1.0 : 0 }
    let (inside, outside) = ([0.5, 1, 2], [3.0, 9, 20])
    for isFirst in [false, true] {
      var sums = [Double](repeating: 4, count: 3 * 64)
      kernels.reach(
        &sums, levels: values, marks: marks, inside: inside, outside: outside, steps: [0, 2],
        value: 7, isFirst: isFirst, lanes: 64)
      for step in 0..<3 {
        let expected = zip(values, marks).map { value, mark -> Double in
          if step == 1 { return 4 }
          return (isFirst ? 0 : 4) + (value <= (mark > 0 ? outside : inside)[step] ? 7 : 0)
        }
        #expect(Array(sums[(64 * step)..<(64 * (step + 1))]) == expected)
      }
    }
  }

  @Test(
    "Bins seen from a middle are those of their scale, near it and far away, of values and images",
    arguments: PathKernels.available)
  func middles(kernels: PathKernels) {
    let stream = RandomStream(seed: 8, stream: 6)
    let wide = (0..<64).map { index -> Double in
      let size = stream.normal(path: UInt64(index), step: 0)
      return index.isMultiple(of: 9) ? 1e11 * size : size
    }
    let bins = PathKernels.Bins(origin: -40, inverseWidth: 64, last: 4700, centre: 0)
    let middle = BinScale.Middle(centre: 0.2, size: 0.01)
    for (scale, areImages) in [
      (BinScale(isLogarithmic: false, middle: middle), false),
      (BinScale(isLogarithmic: true, shift: 2, middle: middle), false),
      (BinScale(isLogarithmic: true, middle: middle), true),
    ] {
      var places = [UInt16](repeating: 9999, count: 64)
      kernels.place(
        wide, count: 64, in: bins, on: scale, areImages: areImages, places: &places)
      let expected = wide.map { value in
        let place = areImages ? scale.place(image: value) : scale.place(value)
        return UInt16(min(max((place + 40) * 64 + 1, 0), 4700))
      }
      #expect(places == expected)
      #expect(Set(places).count > 20)
    }
  }

  @Test(
    "Portions, published values, lines and offsets are those of plain loops, bit for bit",
    arguments: PathKernels.available)
  func finishing(kernels: PathKernels) {
    let normals = rows(1)
    let others = rows(1, from: 700)
    for count in [1.0, 3] {
      let done = (0..<64).map { Double($0 % (Int(count) + 1)) }
      var portions = done
      kernels.portion(&portions, of: count, whole: 100, elements: 64)
      #expect(portions == done.map { $0 == count ? 100 : 100 * $0 / count })
    }
    for resolution in [0, 0.1] {
      var row = normals
      row[7] = .nan
      kernels.publish(&row, resolution: resolution, lower: -1, upper: 1.5, count: 64)
      #expect(row[7].isNaN)
      for lane in 0..<64 where lane != 7 {
        let value =
          resolution > 0
          ? PortableMath.rounded(normals[lane] / resolution) * resolution : normals[lane]
        #expect(row[lane] == min(max(value, -1), 1.5))
      }
    }
    var row = normals
    kernels.lead(&row, to: normals, from: 0.7, share: 0.3, count: 64)
    #expect(row == normals.map { 0.7 + ($0 - 0.7) * 0.3 })
    row = normals
    kernels.addDrifted(
      &row, offsets: others, scores: normals.reversed(), middle: 0.1, drift: 0.4, count: 64)
    for lane in 0..<64 {
      let (score, distance) = (normals[63 - lane], others[lane] - 0.1)
      let size = (distance * distance + 0.4 * score * (0.4 * score)).squareRoot()
      #expect(row[lane] == normals[lane] + (0.1 + (score < 0 ? -size : size)))
    }
  }

  @Test(
    "Normals of two uniforms and growth that goes on are those of plain loops, bit for bit",
    arguments: PathKernels.available)
  func goingOn(kernels: PathKernels) {
    let uniforms = (0..<64).map { stream.uniform(path: UInt64($0), index: 0) }
    let turns = (0..<64).map { stream.uniform(path: UInt64($0), index: 1) }
    var row = [Double](repeating: 0, count: 64)
    kernels.normals(&row, of: uniforms, turns: turns, count: 64)
    #expect(
      row
        == zip(uniforms, turns).map {
          (-2 * PortableMath.log($0)).squareRoot() * PortableMath.cosineAndSine(turns: $1).cosine
        })
    let (starts, logarithms, drawn) = (rows(1), rows(1, from: 300), rows(1, from: 600))
    kernels.goOn(
      &row, from: starts, logarithms: logarithms, drawn: drawn, median: 3, factor: 1.1,
      weight: 0.3, count: 64)
    for lane in 0..<64 {
      let move = 1.1 * PortableMath.exp(0.3 * logarithms[lane])
      #expect(row[lane] == starts[lane] * (drawn[lane] / 3) * move)
    }
  }

  @Test(
    "Counts of few bins and of many are those of one after the other",
    arguments: PathKernels.available)
  func increments(kernels: PathKernels) {
    // Two small cells, a large one, and the last, whose end nobody tells.
    let starts: [UInt] = [0, 3, 67, 1093]
    let ends = [3, 67, 1093, 1103]
    let (width, held) = (32, 32 + 29)
    var places = [UInt16](repeating: 0, count: 2 * starts.count * width)
    var expected = [UInt16](repeating: 5, count: 1103)
    for slot in 0..<2 {
      for cell in starts.indices {
        for lane in 0..<(slot == 0 ? width : held - width) {
          let bins = ends[cell] - Int(starts[cell])
          let place = (lane * lane + 7 * slot) % bins
          places[slot * starts.count * width + cell * width + lane] = UInt16(place)
          expected[Int(starts[cell]) + place] += 1
        }
      }
    }
    var counts = [UInt16](repeating: 5, count: 1103)
    kernels.increment(
      &counts, starts: starts, cells: starts.count, at: places, width: width, held: held)
    #expect(counts == expected)
  }

  @Test(
    "A table is read off between its points and at its ends", arguments: PathKernels.available)
  func table(kernels: PathKernels) {
    // What stands behind the last point is none of it.
    let table = (0...16).map { Double($0 * $0) } + [.nan, .nan]
    var row = [-9, -8, -7.5, 0, 0.25, 7.75, 8, 9]
    kernels.lookUp(&row, in: table, limit: 8, perUnit: 1, count: 8)
    #expect(row == [0, 0, 0.5, 64, 68.25, 248.25, 256, 256])
  }

  @Test("A value on a bound lies within; one unit in the last place beyond it does not")
  func within() throws {
    let row = [1, 1.0.nextDown, 1.5, 2, 2.0.nextUp, .infinity, -.infinity, .nan]
    for kernels in PathKernels.available {
      #expect(kernels.within(row, lanes: 8, lower: 1, upper: 2) == 0b1101)
    }
  }
}

@Suite struct PortableMathTests {
  @Test("exp, log and turns stay within two units in the last place of the C library")
  func accuracy() {
    let stream = RandomStream(seed: 1, stream: 1)
    for path in 0..<100_000 as Range<UInt64> {
      let u = stream.uniform(path: path, index: 0)
      let x = (u - 0.5) * 1400
      #expect(abs(PortableMath.exp(x) / Double.exp(x) - 1) <= 2 * Double.ulpOfOne)
      #expect(abs(PortableMath.log(u) - Double.log(u)) <= 2 * Double.log(u).ulp)
      let turn = PortableMath.cosineAndSine(turns: u)
      // The library's argument 2πu is itself rounded by up to 2π · 2⁻⁵³.
      #expect(abs(turn.cosine - Double.cos(2 * Double.pi * u)) < 1e-15)
      #expect(abs(turn.sine - Double.sin(2 * Double.pi * u)) < 1e-15)
    }
  }

  @Test("Uniforms lie strictly between 0 and 1, also from the extreme bits")
  func uniforms() {
    #expect(PortableMath.uniform(0) > 0 && PortableMath.uniform(.max) < 1)
  }
}
