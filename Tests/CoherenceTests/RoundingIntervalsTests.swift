import Coherence
import LinearAlgebra
import Testing

@Suite("Rounding intervals") struct RoundingIntervalsTests {
  /// Where sums come to lie once all are asked for.
  private func moved(
    _ gram: Matrix, _ intervals: [ClosedRange<Double>]
  ) -> (sums: [Double], admitted: [Int]) {
    var least = RoundingIntervals(
      gram: gram, lower: intervals.map(\.lowerBound), upper: intervals.map(\.upperBound))
    for sum in intervals.indices { least.admit(sum, atMost: 1e6) }
    return (gram * least.multipliers, least.admitted)
  }

  @Test("A sum moves to the near end of its interval, from either side, and stays inside it")
  func nearEnd() {
    let gram = Matrix(rows: 3, columns: 3) { $0 == $1 ? 2 : 0 }
    let (sums, admitted) = moved(gram, [1...4, -3...(-0.5), -1...2])
    #expect(admitted == [0, 1, 2])
    for (sum, wanted) in zip(sums, [1, -0.5, 0]) { #expect(abs(sum - wanted) < 1e-9, "\(sums)") }
  }

  @Test("Sums that hang together take the least move that brings both in: by hand")
  func together() {
    // Cells of variance 1: the first sum is x, the second x + y. x = 1 alone leaves y at 0.
    let gram = Matrix(rows: 2, columns: 2) { $0 == 0 && $1 == 0 ? 1 : $0 == 1 && $1 == 1 ? 2 : 1 }
    let first = moved(gram, [1...2, 0.5...3]).sums
    #expect(abs(first[0] - 1) < 1e-9 && abs(first[1] - 1) < 1e-9)
    // With x + y of 4 and more the least move is x = y = 2.
    let second = moved(gram, [1...2, 4...5]).sums
    #expect(abs(second[0] - 2) < 1e-9 && abs(second[1] - 4) < 1e-9)
  }

  @Test("A sum that others determine and that lies elsewhere is left out")
  func contradiction() {
    let gram = Matrix(rows: 2, columns: 2) { _, _ in 1 }
    let (sums, admitted) = moved(gram, [1...2, 5...6])
    #expect(admitted == [0] && abs(sums[0] - 1) < 1e-9)
  }
}
