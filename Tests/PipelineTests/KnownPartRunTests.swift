import Attainment
import Pipeline
import Randomness
import RealModule
import Simulation
import Testing

/// Amounts of which more has come than a year was expected to bring.
@Suite("What has come of a year") struct KnownPartRunTests {
  private static let months = [
    340.0, 396.7, 680, 793.3, 906.7, 1020, 1133.3, 1133.3, 1246.7, 1416.7, 1700, 2833.3,
  ]

  private func chance(
    june times: Double, low: String = "", high: String = ""
  ) throws -> (chance: Double, middle: Double) {
    var asked = Asked()
    (asked.asOf, asked.horizon, asked.paths) = ("2026-07-25", 2027, 2000)
    asked.series("a", from: 2019, [9000, 9600, 10300, 11000, 11900, 12700, 13600])
    for (place, value) in Self.months.enumerated() {
      let month = place < 9 ? "0\(place + 1)" : "\(place + 1)"
      asked.rows.append("a,X,M,2025-\(month),\(value),u,na,final,2026-01-20,made,")
      guard place < 6 else { continue }
      let now = value * 1.0735 * (place == 5 ? times : 1)
      asked.rows.append("a,X,M,2026-\(month),\(now),u,na,final,2026-07-10,made,")
    }
    asked.indicate("a", #""kind": "growth", "series": "a""#)
    asked.target("a", "a", low: low, high: high, year: 2026)
    let result = try asked.run()
    let assessment = try #require(try result.row("a").assessment)
    let middle = try result.summary("a", 2026).histogram.quantile(0.5)
    return (assessment.probability.value, try #require(middle))
  }

  @Test("The year is not below what has come, what is beyond comes on top, and nothing leaps")
  func years() throws {
    var before = 0.0
    for times in [1.0, 2, 3, 5, 8, 12, 16, 18, 20, 24] {
      let come = 1.0735 * (Self.months.prefix(6).reduce(0, +) + (times - 1) * Self.months[5])
      let low = "\((0.999 * come).rounded(.down))"
      let found = try chance(june: times, low: low)
      #expect(found.chance == 1, "\(times)")
      // What is open lies between half of what came so last year and a half more.
      let rest = (found.middle - come) / (13600 - Self.months.prefix(6).reduce(0, +))
      #expect(rest > 0.5 && rest < 1.5, "\(times): \(rest)")
      #expect(found.middle > before)
      before = found.middle
    }
    #expect(try chance(june: 16, high: "20000").chance == 0)
  }
}
