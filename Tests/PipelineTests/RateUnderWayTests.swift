import Attainment
import Files
import Pipeline
import Randomness
import Simulation
import Testing

/// Yearly changes of which half a year is known.
@Suite("Rates under way") struct RateUnderWayTests {
  private func middle(
    _ half: String?, name: String = "Tốc độ tăng trưởng GRDP"
  ) throws -> (middle: Double, warnings: [String]) {
    var asked = Asked()
    (asked.asOf, asked.horizon, asked.paths) = ("2026-07-25", 2027, 2000)
    for (place, value) in [8.6, 2.1, 8.6, 9.1, 8.2, 10.2, 9.8].enumerated() {
      let year = 2019 + place
      asked.rows.append("a,X,A,\(year),\(value),%,na,final,\(year + 1)-01-05,made,")
    }
    if let half { asked.rows.append("a.ytd,X,M,2026-06,\(half),%,na,final,2026-07-05,made,") }
    asked.indicate(
      "a",
      """
      "name": "\(name)", "kind": "level", "scale": "identity", "unit": "%", "series": "a"
      """)
    asked.targets.append("p,a,a,\(name),\(name),%,level,at_least,11,,2026,,,,")
    let result = try asked.run()
    let found = try result.summary("a", 2026).histogram.quantile(0.5)
    return (try #require(found), result.warnings.map(\.problem.code))
  }

  @Test("Growth of half a year tells the year")
  func told() throws {
    let before = try middle(nil).middle
    let after = try middle("12.6").middle
    // Between the half and what was expected, nearer to the half: its error is a third of that of the years.
    #expect(before < 9.5 && after > 11.3 && after < 12.5)
    #expect(try middle("3.1").middle < 4.5)
  }

  @Test("What credit did since December is not taken for the year, and that is told")
  func credit() throws {
    let (found, codes) = try middle("4.1", name: "Tăng trưởng tín dụng")
    #expect(found == (try middle(nil, name: "Tăng trưởng tín dụng").middle))
    #expect(codes.contains("figure-to-date"))
  }
}
