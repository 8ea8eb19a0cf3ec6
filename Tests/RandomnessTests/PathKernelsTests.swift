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
