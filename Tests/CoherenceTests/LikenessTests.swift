import Coherence
import Testing
import TimeSeries

/// Months that follow one another and are alike, as those of many real amounts are.
@Suite("Alike neighbours") struct LikenessTests {
  /// Three years before, and six months of the year under way; changes on the year before from a list.
  private func deviation(_ changes: [Double]) throws -> Double {
    let first = (0..<12).map { 100 + 3 * Double($0 % 4) }
    let second = zip(first, changes).map { $0 * (1 + $1) }
    let third = zip(second, changes.reversed()).map { $0 * (1 + $1) }
    let parts: [Int: YearOfParts] = [
      2022: YearOfParts(first), 2023: YearOfParts(second), 2024: YearOfParts(third),
      2025: YearOfParts(Array(third.prefix(6))),
    ]
    let wholes = [
      2022: first.reduce(0, +), 2023: second.reduce(0, +), 2024: third.reduce(0, +),
    ]
    return try #require(AmountToDate(of: 2025, parts: parts, wholes: wholes)).deviation
  }

  @Test("The same changes leave more open where neighbours are alike than where they take turns")
  func order() throws {
    let turns = [0.08, -0.02, 0.08, -0.02, 0.08, -0.02, 0.08, -0.02, 0.08, -0.02, 0.08, -0.02]
    // The same ones in threes: the first half of a year and the second have as many of each.
    let threes = [0.08, 0.08, 0.08, -0.02, -0.02, -0.02, 0.08, 0.08, 0.08, -0.02, -0.02, -0.02]
    #expect(try deviation(threes) > 1.2 * deviation(turns))
  }
}
