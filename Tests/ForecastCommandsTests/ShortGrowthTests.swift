import TestSupport
import Testing

@Suite struct ShortGrowthTests {
  @Test(
    "A steady pace is gone on with, from however few quarters it is known",
    arguments: [2, 3, 4, 5, 6, 7, 8, 9, 10, 14], [-2.0, 3, 5.6])
  func steady(quarters: Int, growth: Double) throws {
    var made = MadeGrowth()
    made.addQuarters((4 * 2025 + 2 - quarters)...(4 * 2025 + 1), growth: growth)
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    func year(_ column: String) -> Double { cells.number("whole", "2025", column) }
    // Fewer than five quarters hold no growth: what is usual, 6%, pulls as far as little is known.
    let pull = quarters < 5 ? abs(6 - growth) + 1.5 : 0.35 * abs(6 - growth) + 0.4
    #expect(abs(year("yoy_percent") - growth) < pull, "\(year("yoy_percent"))")
    #expect(year("yoy_p10") < year("yoy_percent") && year("yoy_percent") < year("yoy_p90"))
    let band = year("yoy_p90") - year("yoy_p10")
    #expect(band > 0.6 && band < (quarters < 3 ? 15 : quarters < 5 ? 12 : 4.5), "\(band)")
    let isSaid = outcome.output.contains("few quarters are published (\(quarters))")
    // Ten quarters hold two years before this one.
    #expect(isSaid == (quarters < 10), "\(outcome.output)")
  }

  @Test("One more quarter never makes the range much wider: no cliff where a model takes over")
  func noCliff() throws {
    var bands: [Double] = []
    for quarters in 5...16 {
      var made = MadeGrowth()
      made.addQuarters(
        (4 * 2025 + 2 - quarters)...(4 * 2025 + 1), growth: 4.1, wobble: 0.004)
      let folder = try Program.temporaryFolder()
      #expect(try made.run(in: folder).status == 0)
      let cells = try MadeGrowth.Cells(folder + "/out")
      bands.append(
        cells.number("whole", "2025", "yoy_p90") - cells.number("whole", "2025", "yoy_p10"))
    }
    for (before, after) in zip(bands, bands.dropFirst()) {
      #expect(after < 1.75 * before && after > before / 2, "\(bands)")
    }
  }

  @Test("Levels of years beside two quarters tell the pace")
  func years() throws {
    var made = MadeGrowth()
    made.addQuarters((4 * 2024 + 2)...(4 * 2024 + 3), growth: 3.4, vintage: "2025-01-25")
    var level = 3000.0
    for year in 2019...2024 {
      level *= 1.034
      made.add("o.left", "\(year)", 0.7 * level, decimals: 0, vintage: "2025-02-01")
      made.add("o.right", "\(year)", 0.3 * level, decimals: 0, vintage: "2025-02-01")
    }
    made.rows.removeAll { $0.hasPrefix("o.whole") }
    made.asOf = "2025-02-20"
    made.sectors = made.sectors.replacing(", \"series\": \"o.whole\"", with: "")
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    #expect(abs(cells.number("whole", "2025", "yoy_percent") - 3.4) < 1.5)
  }

  @Test("A year before all figures cannot be asked for")
  func before() throws {
    var made = MadeGrowth()
    made.addQuarters((4 * 2025)...(4 * 2025 + 1), growth: 5)
    let outcome = try made.run(year: 2024, in: try Program.temporaryFolder())
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("possible: from 2025 [year-out-of-reach]"), "\(outcome.errors)")
  }
}
