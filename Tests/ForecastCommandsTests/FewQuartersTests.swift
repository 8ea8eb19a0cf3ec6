import TestSupport
import Testing

/// Quarters of one year beside growth of several years: more figures make no forecast worse.
@Suite struct FewQuartersTests {
  private struct Sector {
    let name: String
    let growth: [Double]
    let toDate: [Double]
    let share: Double
  }

  private let sectors = [
    Sector(name: "GRDP", growth: [7.51, 7.86, 8.37], toDate: [8.07, 8.27, 8.32], share: 100),
    Sector(
      name: "Nông, lâm, thủy sản", growth: [3.1, 3.3, 3.3], toDate: [3.0, 3.2, 3.25], share: 18.4),
    Sector(
      name: "Công nghiệp", growth: [10.2, 10.6, 11.31], toDate: [11.01, 11.21, 11.26],
      share: 42.1),
    Sector(name: "Dịch vụ", growth: [7.4, 7.6, 8.0], toDate: [7.7, 7.9, 7.95], share: 34.2),
    Sector(name: "Thuế SP", growth: [6.0, 6.2, 6.5], toDate: [6.2, 6.4, 6.45], share: 5.3),
  ]

  /// Middle and ends of 2026 by sector number.
  private func forecast(withQuarters: Bool) throws -> [[Double]] {
    func number(_ value: Double) -> String {
      MadeGrowth.text(value, 2).replacing(".", with: ",")
    }
    let quarters = withQuarters ? ";Quý I/2025;6 tháng 2025;9 tháng 2025" : ""
    var lines = ["Chỉ tiêu;Đơn vị;Năm 2023;Năm 2024\(quarters);Năm 2025;Cơ cấu 2025"]
    for sector in sectors {
      let values =
        sector.growth.prefix(2) + (withQuarters ? sector.toDate : [])
        + [sector.growth[2], sector.share]
      lines.append("\(sector.name);%;" + values.map(number).joined(separator: ";"))
    }
    let folder = try Program.temporaryFolder()
    try Program.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: folder + "/t.csv")
    let program = try #require(Program())
    let begun = try program.run(["init", "t.csv", "--growth", "--output", "o", "-q"], in: folder)
    #expect(begun.status == 0, "\(begun.errors)")
    let outcome = try program.run(
      ["monthly", "o/scenario.json", "--year", "2026", "--output", "r", "-q"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try CSVRows.read(folder + "/r/annual_growth.csv").filter {
      $0["variant"] == "baseline" && $0["period"] == "2026"
    }.map { row in
      ["yoy_percent", "yoy_p10", "yoy_p90"].map { row[$0].flatMap(Double.init) ?? .nan }
    }
  }

  @Test("A calm sector stays at its own pace, and ranges are about as wide as years make them")
  func quarters() throws {
    let (years, both) = (try forecast(withQuarters: false), try forecast(withQuarters: true))
    #expect(years.count == sectors.count && both.count == sectors.count)
    for (number, sector) in sectors.enumerated() {
      let (lone, own) = (years[number], both[number])
      // By quarters it went 3.0 to 3.45: neither the other sectors' eight percent nor a usual six draws it away.
      let low = sector.growth.min() ?? 0
      let high = sector.growth.max() ?? 0
      #expect(own[0] > low - 0.6 && own[0] < high + 0.6, "\(sector.name) \(own)")
      #expect(own[2] - own[1] > 0.7 * (lone[2] - lone[1]), "\(sector.name) \(own) \(lone)")
    }
  }
}
