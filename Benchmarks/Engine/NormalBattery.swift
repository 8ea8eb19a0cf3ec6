import Randomness
import RealModule

/// Tests of the engine's own normals, as the kernels make them.
///
/// Hundreds of millions of draws in one pass: moments to the eighth, counts in the tails, Kolmogorov–Smirnov,
/// Anderson–Darling and chi-square on 65,536 equally likely cells, and squares of neighbouring draws
/// (same word, same counter, next counter, next path, next stream). Each test gives a p value; below 10⁻⁶ on either side is a failure.
struct NormalBattery {
  private static let cells = 65_536
  private static let side = 64

  private var counts = [UInt64](repeating: 0, count: cells)
  private var powers = [Double](repeating: 0, count: 8)
  private var tails = [UInt64](repeating: 0, count: 4)
  private let thresholds = [3.0, 4, 5, 5.5]
  /// Counts of pairs of neighbours in squares of equally likely cells.
  private var pairs = [[UInt64]](
    repeating: [UInt64](repeating: 0, count: side * side), count: 5)
  private var draws = 0

  /// Draws and counts; a multiple of 64 paths of two streams, 30 steps each.
  mutating func run(_ wanted: Int) {
    let (lanes, steps) = (64, 30)
    let kernels = PathKernels.current
    let rows = steps * lanes
    let block = UnsafeMutablePointer<Double>.allocate(capacity: 2 * rows)
    defer { block.deallocate() }
    let streams = [RandomStream(seed: 726, stream: 1), RandomStream(seed: 726, stream: 2)]
    for first in stride(from: 0, to: wanted / (2 * steps), by: lanes) {
      for (number, stream) in streams.enumerated() {
        kernels.fillNormals(
          block + number * rows, of: stream, firstPath: UInt64(first), lanes: lanes, steps: steps)
      }
      for index in 0..<rows {
        let (value, other) = (block[index], block[rows + index])
        count(value)
        count(other)
        let place = Self.side(of: value)
        pairs[0][place * Self.side + Self.side(of: other)] += 1
        // Disjoint pairs: the two normals of one word, those of the words of a counter, of neighbouring counters, and paths.
        if index + lanes < rows {
          let kind = [0, 1, 0, 2][index / lanes % 4]
          pairs[1 + kind][place * Self.side + Self.side(of: block[index + lanes])] += 1
        }
        if index % lanes % 2 == 0 {
          pairs[4][place * Self.side + Self.side(of: block[index + 1])] += 1
        }
      }
      draws += 2 * rows
    }
  }

  private static func side(of value: Double) -> Int {
    min(side - 1, Int(StandardNormal.cumulative(value) * Double(side)))
  }

  @inline(__always)
  private mutating func count(_ value: Double) {
    let place = StandardNormal.cumulative(value) * Double(Self.cells)
    counts[min(Self.cells - 1, Int(place))] += 1
    var power = 1.0
    for order in 0..<8 {
      power *= value
      powers[order] += power
    }
    let size = abs(value)
    if size > thresholds[0] {
      for (index, threshold) in thresholds.enumerated() where size > threshold { tails[index] += 1 }
    }
  }

  /// Prints `test,statistic,p` and whether all of them pass.
  func report() -> Bool {
    var rows: [(name: String, statistic: Double, p: Double)] = []
    let n = Double(draws)
    // Even moments of the normal: 1, 1, 3, 15, …
    let even = [1.0, 1, 3, 15, 105, 945, 10_395, 135_135, 2_027_025]
    for order in 1...8 {
      let expected = order.isMultiple(of: 2) ? even[order / 2] : 0
      let deviation = ((even[order] - expected * expected) / n).squareRoot()
      let score = (powers[order - 1] / n - expected) / deviation
      rows.append(("moment-\(order)", score, StandardNormal.cumulative(score)))
    }
    for (threshold, count) in zip(thresholds, tails) {
      let chance = 2 * StandardNormal.cumulative(-threshold)
      let score = (Double(count) - n * chance) / (n * chance * (1 - chance)).squareRoot()
      rows.append(("tail-beyond-\(threshold)", score, StandardNormal.cumulative(score)))
    }
    var reached: UInt64 = 0
    var (largest, weighted) = (0.0, 0.0)
    for cell in 0..<(Self.cells - 1) {
      reached += counts[cell]
      let share = Double(cell + 1) / Double(Self.cells)
      let distance = Double(reached) / n - share
      largest = max(largest, abs(distance))
      weighted += distance * distance / (share * (1 - share)) / Double(Self.cells)
    }
    let kolmogorov = largest * n.squareRoot()
    rows.append(("kolmogorov-smirnov", kolmogorov, Self.kolmogorov(kolmogorov)))
    rows.append(("anderson-darling", n * weighted, Self.andersonDarling(n * weighted)))
    rows.append(Self.chiSquare("chi-square-65536", counts))
    for (name, pairs) in zip(
      ["next-stream", "same-word", "same-counter", "next-counter", "next-path"], pairs)
    {
      rows.append(Self.chiSquare("chi-square-\(name)", pairs))
    }
    print("test,statistic,p")
    for row in rows { print("\(row.name),\(row.statistic),\(row.p)") }
    print("draws,\(draws),")
    return rows.allSatisfy { $0.p > 1e-6 && $0.p < 1 - 1e-6 }
  }

  private static func chiSquare(
    _ name: String, _ counts: [UInt64]
  ) -> (name: String, statistic: Double, p: Double) {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    let statistic = counts.reduce(0.0) { sum, count in
      let distance = Double(count) - expected
      return sum + distance * distance / expected
    }
    // So many degrees of freedom are as good as normal: Wilson & Hilferty 1931.
    let degrees = Double(counts.count - 1)
    let spread = 2 / (9 * degrees)
    let score = (Double.root(statistic / degrees, 3) - 1 + spread) / spread.squareRoot()
    return (name, statistic, StandardNormal.cumulative(score))
  }

  /// The limiting distribution of √n D: Kolmogorov 1933, Giornale dell'Istituto Italiano degli Attuari 4, 83–91.
  private static func kolmogorov(_ x: Double) -> Double {
    var sum = 0.0
    for k in 1...100 {
      let odd = Double(2 * k - 1)
      sum += Double.exp(-odd * odd * Double.pi * Double.pi / (8 * x * x))
    }
    return (2 * Double.pi).squareRoot() / x * sum
  }

  /// The limiting distribution of A²: Marsaglia & Marsaglia 2004, Journal of Statistical Software 9(2), `adinf`.
  private static func andersonDarling(_ z: Double) -> Double {
    if z < 2 {
      let terms = [2.00012, 0.247105, -0.0649821, 0.0347962, -0.0116720, 0.00168691]
      let sum = terms.reversed().reduce(0) { $0 * z + $1 }
      return Double.exp(-1.2337141 / z) / z.squareRoot() * sum
    }
    let terms = [1.0776, -2.30695, 0.43424, -0.082433, 0.008056, -0.0003146]
    return Double.exp(-Double.exp(terms.reversed().reduce(0) { $0 * z + $1 }))
  }
}
