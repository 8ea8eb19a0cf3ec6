import TestSupport
import Testing

/// Levels at current prices beside those of constant prices. Every number here is made up.
@Suite struct CurrentPricesTests {
  private func made() -> MadeGrowth {
    var made = MadeGrowth()
    made.addQuarters(4 * 2018...4 * 2025 + 1, growth: 6, wobble: 0.01)
    made.sectors = """
      [{"id": "whole", "name": {"en": "Whole", "vi": "Toàn bộ"}, "series": "o.whole"},
       {"id": "left", "parent": "whole", "name": {"en": "Left part", "vi": "Phần trái"},
        "series": "o.left", "current": "c.left"},
       {"id": "right", "parent": "whole", "name": {"en": "Right part", "vi": "Phần phải"},
        "series": "o.right", "current": "c.right"}]
      """
    // Two quarters one by one, the first half of the other part as a sum; the year before likewise.
    for (period, value) in [("2025-Q1", 600.0), ("2025-Q2", 640), ("2024", 2400)] {
      made.add("c.left", period, value, vintage: "2025-08-01")
    }
    made.add("c.right", "2025-Q1", 400, vintage: "2025-08-01", status: "estimate")
    made.rows.append("c.right.ytd,K,Q,2025-Q2,860,u,current,final,2025-08-01,made,")
    made.add("c.right", "2024", 1600, vintage: "2025-08-01")
    return made
  }

  @Test(
    "Shares are those of published levels; quarters, halves and wholes follow, nothing is foretold",
    arguments: ["monthly", "scorecard"])
  func shares(command: String) throws {
    let folder = try Program.temporaryFolder()
    let outcome = try made().run(
      command, in: folder, ["--format", "csv,xlsx", "--language", "vi"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/out/current_prices.csv")
    func cell(_ sector: String, _ period: String) -> (level: Double?, share: Double?) {
      let row = rows.first { $0["sector"] == sector && $0["period"] == period }
      return (row?.number("level"), row?.number("share_percent"))
    }
    #expect(cell("whole", "2025-Q1").level == 1000 && cell("left", "2025-Q1").share == 60)
    #expect(cell("right", "2025-Q2").level == 460 && cell("whole", "2025-Q2").level == 1100)
    #expect(cell("whole", "2025-6M").level == 2100)
    #expect(abs((cell("right", "2025-6M").share ?? 0) - 100 * 860 / 2100) < 1e-9)
    #expect(cell("left", "2024").share == 60)
    #expect(!rows.contains { $0["period"] == "2025" || $0["period"] == "2025-Q3" })
    let status = rows.first { $0["sector"] == "right" && $0["period"] == "2025-Q1" }?["status"]
    #expect(status == "estimate")
  }

  @Test("Two units of current prices make no shares")
  func units() throws {
    var made = made()
    made.rows = made.rows.map { row in
      row.hasPrefix("c.right,") ? row.replacing(",u,", with: ",thousand u,") : row
    }
    let outcome = try made.run(in: try Program.temporaryFolder())
    #expect(outcome.status == 3 && outcome.errors.contains("[measure-units]"), "\(outcome.errors)")
  }

  @Test("A series of current prices that no file holds is a fault with a near name")
  func unknown() throws {
    var made = made()
    made.sectors = made.sectors.replacing("c.left", with: "c.lef")
    let outcome = try made.run(in: try Program.temporaryFolder())
    #expect(outcome.status == 3 && outcome.errors.contains("\"c.left\""), "\(outcome.errors)")
  }
}
