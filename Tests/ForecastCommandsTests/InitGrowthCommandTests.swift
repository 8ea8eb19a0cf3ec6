import TestSupport
import Testing

/// Every number here is made up.
@Suite struct InitGrowthCommandTests {
  static let yearly: String = """
    Đơn vị: tỷ đồng,,,,,,
    Chỉ tiêu,2019,2020,2021,2022,2023,2024
    GRDP,10000,10300,10800,11700,12500,13500
      Nông nghiệp,2000,2050,2100,2160,2220,2280
      Công nghiệp,5000,5150,5500,6100,6600,7300
      Dịch vụ,3000,3100,3200,3440,3680,3920

    """

  static var quarterly: String {
    var lines = ["Sector;Q1 2023;Q2 2023;Q3 2023;Q4 2023;Q1 2024;Q2 2024;Q3 2024;Q4 2024;Q1 2025"]
    let made = [50.5, 52, 54.5, 60, 54, 56, 58.5, 65, 58]
    let grown = [30, 25.5, 28, 33, 30.5, 26, 28.5, 34, 31]
    func row(_ name: String, _ values: [Double]) -> String {
      ([name] + values.map { "\($0)".split(separator: ".").joined(separator: ",") })
        .joined(separator: ";")
    }
    lines.append(row("Total", zip(made, grown).map { $0 + $1 }))
    lines += [row("Made", made), row("Grown", grown)]
    return lines.joined(separator: "\n") + "\n"
  }

  static let growth: String = """
    Tốc độ tăng (%);;;;;;;
    Ngành;Tỷ trọng 2024;Q1 2024;Q2 2024;Q3 2024;Q4 2024;Q1 2025;Q2 2025
    GRDP;100;7,1;7,4;7,9;8,2;8,1;8,4
    Nông nghiệp;20;3,1;3,2;3,0;2,9;3,1;3,2
    Công nghiệp;80;8,1;8,4;9,1;9,5;9,4;9,6

    """

  @Test(
    "A growth scenario starts from levels or growth, by year or quarter, and runs at once",
    arguments: [(yearly, "2025", "last"), (quarterly, "2025", "last"), (growth, "2025", "last")])
  func runs(text: String, year: String, variant: String) throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try Program.write(Array(text.utf8), to: folder + "/t.csv")
    let made = try program.run(["init", "t.csv", "--growth", "--output", "s"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("forecast monthly s/scenario.json --year \(year)"))
    let valid = try program.run(["validate", "s/scenario.json"], in: folder)
    #expect(valid.status == 0, "\(valid.errors)")
    let run = try program.run(
      ["monthly", "s/scenario.json", "--year", year, "--paths", "500", "--output", "r"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let table = try CSVRows.read(folder + "/r/annual_growth.csv")
    let asked = table.filter { $0["variant"] == variant && $0["period"] == year }
    #expect(Set(asked.compactMap { $0["sector"] }).count >= 3)
  }

  @Test("A profile of another place is copied, and named by every sector without parts")
  func profile() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let head = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
    let rows = (0..<40).map { quarter in
      "nation,N,Q,\(2015 + quarter / 4)-Q\(quarter % 4 + 1),"
        + "\(100 + 2 * quarter + [0, 8, 4, 15][quarter % 4]),bn,na,final,2025-03,src,\n"
    }
    for (name, text) in [("t.csv", Self.yearly), ("n.csv", head + rows.joined())] {
      try Program.write(Array(text.utf8), to: "\(folder)/\(name)")
    }
    let made = try program.run(
      [
        "init", "t.csv", "--growth", "--profile", "nation", "--profile-data", "n.csv", "-o", "s",
        "--language", "vi",
      ], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let scenario = String(
      decoding: try Program.read(folder + "/s/scenario.json"), as: UTF8.self)
    #expect(scenario.ranges(of: "\"profile\"").count == 3)
    #expect(made.output.contains("Kịch bản tăng trưởng"))
    let run = try program.run(
      ["monthly", "s/scenario.json", "--year", "2025", "--paths", "500", "--output", "r"],
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let unknown = try program.run(
      ["init", "t.csv", "--growth", "--profile", "natoin", "--profile-data", "n.csv", "-o", "u"],
      in: folder)
    #expect(unknown.status == 3 && unknown.errors.contains("[start-profile]"))
    #expect(unknown.errors.contains("\"nation\""))
    let alone = try program.run(["init", "t.csv", "--profile", "nation"], in: folder)
    #expect(alone.status == 2)
  }

  @Test("What does not add is named by file, line and column, and nothing is written")
  func fault() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let text = Self.yearly.replacing("11700", with: "11800")
    try Program.write(Array(text.utf8), to: folder + "/t.csv")
    let made = try program.run(["init", "t.csv", "--growth", "-o", "s"], in: folder)
    #expect(made.status == 3 && made.errors.contains("t.csv:3:24"), "\(made.errors)")
    #expect(made.errors.contains("[parts-do-not-add]"))
    #expect((try? Program.read(folder + "/s/scenario.json")) == nil)
  }
}
