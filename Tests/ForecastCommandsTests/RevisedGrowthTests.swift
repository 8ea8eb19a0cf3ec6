import TestSupport
import Testing

/// `track` gives the year as it is first published and as it is finally known.
@Suite struct RevisedGrowthTests {
  /// Quarters of one sector, and yearly growth that was published twice.
  private func made(last: Int, target: Double, asOf: String) -> MadeGrowth {
    var made = MadeGrowth()
    made.asOf = asOf
    made.sectors = MadeGrowth.alone(#"{"level": "o.whole", "growth": "o.growth"}"#)
    made.variants = #"[{"id": "up", "conditions": [{"period": "2025", "growth": \#(target)}]}]"#
    for quarter in 4 * 2016...last {
      made.add("o.whole", MadeGrowth.quarter(quarter), level(quarter), vintage: "2025-08-01")
    }
    for (year, revision) in [(2018, 0.3), (2019, -0.2), (2020, 0.5), (2021, 0.1), (2024, 0.9)] {
      let growth = growth(year)
      made.add("o.growth", "\(year)", growth - revision, vintage: "\(year + 1)-02-01")
      made.add("o.growth", "\(year)", growth, vintage: "2025-06-01")
    }
    return made
  }

  private func level(_ quarter: Int) -> Double {
    let steps = Double(quarter - 4 * 2016)
    let noise = Double((quarter * 29) % 13 - 6) / 6
    let raw = (300 + 4 * steps) * [0.88, 1.01, 0.97, 1.14][quarter % 4] * (1 + 0.01 * noise)
    return (100 * raw).rounded() / 100
  }

  /// Growth of a year, percent, two decimals.
  private func growth(_ year: Int) -> Double {
    func sum(_ year: Int) -> Double { (4 * year..<4 * year + 4).reduce(0) { $0 + level($1) } }
    return (10_000 * (sum(year) / sum(year - 1) - 1)).rounded() / 100
  }

  /// Four years are old enough: `√((0.3² + 0.2² + 0.5² + 0.1² + 4 · 0.6²) / 8)`.
  private let size = (1.83 / 8).squareRoot()

  private func rows(_ made: MadeGrowth) throws -> [[String: String]] {
    let folder = try Program.temporaryFolder()
    let outcome = try made.run("track", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let flat = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flat.contains("revised by about 0.5 points"), "\(flat)")
    return try CSVRows.read(folder + "/out/tracking.csv")
  }

  @Test("The final range is wider by past revisions of years that are settled")
  func range() throws {
    let rows = try rows(made(last: 4 * 2025 + 1, target: 5, asOf: "2025-08-20"))
    #expect(rows.count == 3)
    for row in rows {
      func number(_ name: String) -> Double { row[name].flatMap(Double.init) ?? .nan }
      #expect(abs(number("revision_pp") - size) < 1e-9)
      let (low, middle, high) = (
        number("outlook_p10"), number("outlook_p50"), number("outlook_p90")
      )
      let revised = 1.2815515655446004 * size
      func wider(_ distance: Double) -> Double {
        (distance * distance + revised * revised).squareRoot()
      }
      #expect(abs(number("final_p10") - (middle - wider(middle - low))) < 1e-9)
      #expect(abs(number("final_p90") - (middle + wider(high - middle))) < 1e-9)
    }
  }

  @Test("A year that is over is met as it was published, and may still be missed in the end")
  func over() throws {
    let target = growth(2025) - 0.3
    let rows = try rows(made(last: 4 * 2025 + 3, target: target, asOf: "2026-02-20"))
    let row = try #require(rows.last)
    #expect(row["verdict"] == "met" && row["probability"].flatMap(Double.init) == 1)
    let chance = try #require(row["final_probability"].flatMap(Double.init))
    // The normal distribution function at 0.3 over the size.
    let expected = 0.7347523293814555
    let band = MonteCarlo.band(
      standardDeviation: (expected * (1 - expected)).squareRoot(), draws: 3000)
    // Growth to two decimals stands beside the growth of levels.
    #expect(abs(chance - expected) < band + 0.005, "\(chance) \(expected)")
  }
}
