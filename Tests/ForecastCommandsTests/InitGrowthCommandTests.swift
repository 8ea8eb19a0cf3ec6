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

  @Test("A higher target asks no sector to shrink because three years moved apart by chance")
  func target() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let table = """
      Ngành;2021;2022;2023;2024
      GRDP;100000;106600;113500;122100
      Nông, lâm nghiệp và thủy sản;20000;20600;21300;22000
      Công nghiệp và xây dựng;45000;48600;52000;57000
      Dịch vụ;30000;32100;34600;37200
      Thuế sản phẩm trừ trợ cấp;5000;5300;5600;5900

      """
    try Program.write(Array(table.utf8), to: folder + "/t.csv")
    _ = try program.run(["init", "t.csv", "--growth", "--output", "s"], in: folder)
    let scenario = String(decoding: try Program.read(folder + "/s/scenario.json"), as: UTF8.self)
    let asked = scenario.replacing(/"growth": [0-9.]+/, with: "\"growth\": 12")
    try Program.write(Array(asked.utf8), to: folder + "/s/scenario.json")
    let run = try program.run(
      ["monthly", "s/scenario.json", "--year", "2025", "--paths", "2000", "--output", "r"],
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let rows = try CSVRows.read(folder + "/r/annual_growth.csv").filter { $0["period"] == "2025" }
    func growth(_ variant: String, _ sector: String) -> Double {
      rows.first { $0["variant"] == variant && $0["sector"] == sector }
        .flatMap { $0["yoy_percent"] }.flatMap(Double.init) ?? .nan
    }
    #expect(abs(growth("last", "grdp") - 12) < 0.01)
    for sector in ["nong_lam_nghiep_va_thuy_san", "cong_nghiep_va_xay_dung", "dich_vu"] {
      #expect(growth("last", sector) > growth("baseline", sector), "\(sector)")
    }
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

  /// Levels to the end of each quarter, the first quarter by its name.
  static var cumulated: String {
    func row(_ name: String, _ size: Double) -> String {
      let cells = (0..<4).flatMap { year -> [String] in
        var sum = 0.0
        return [24.0, 26, 25, 31].map { quarter in
          sum += (10 * size * (quarter + Double(year) * 1.5)).rounded() / 10
          return "\((10 * sum).rounded() / 10)"
        }
      }
      return ([name] + cells).joined(separator: ",")
    }
    let head = (2021...2024).flatMap { year in
      ["Quý I/\(year)", "6 tháng \(year)", "9 tháng \(year)", "Năm \(year)"]
    }
    let (one, two) = (row("Nông nghiệp", 2), row("Công nghiệp", 5))
    let parts = [one, two].map { $0.split(separator: ",").dropFirst().compactMap { Double($0) } }
    let sums = zip(parts[0], parts[1]).map { "\((10 * ($0 + $1)).rounded() / 10)" }
    return "Đơn vị tính: tỷ đồng" + String(repeating: ",", count: 16) + "\n"
      + (["Chỉ tiêu"] + head).joined(separator: ",") + "\n"
      + (["GRDP"] + sums).joined(separator: ",") + "\n" + one + "\n" + two + "\n"
  }

  private func start(
    _ text: String, _ more: [String] = []
  ) throws -> (outcome: Program.Outcome, folder: String) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try Program.write(Array(text.utf8), to: folder + "/t.csv")
    return (
      try program.run(["init", "t.csv", "--growth", "--output", "s"] + more, in: folder), folder
    )
  }

  private func level(_ folder: String, _ start: String, _ period: String) throws -> String? {
    try CSVRows.read(folder + "/s/observations.csv").first {
      ($0["series_id"] ?? "").hasPrefix(start) && $0["period"] == period
        && !($0["series_id"] ?? "").hasSuffix(".ytd")
    }?["value"]
  }

  @Test("Cumulated columns beside the first quarter give all quarters, and monthly runs on them")
  func differences() throws {
    let (made, folder) = try start(Self.cumulated)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try level(folder, "n", "2022-Q1") == "51.0")
    #expect(try level(folder, "n", "2022-Q2") == "55.0")
    #expect(try level(folder, "n", "2022-Q4") == "65.0")
    let program = try #require(Program())
    let run = try program.run(
      ["monthly", "s/scenario.json", "--year", "2025", "--paths", "500", "--output", "r"],
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let table = try CSVRows.read(folder + "/r/quarterly_growth.csv")
    #expect(table.contains { $0["period"] == "2024-Q3" && $0["level"] != "" })
  }

  /// Five years at two sorts of prices, side by side under two lines of heads.
  static let bothPrices: String = """
    Chỉ tiêu,Giá hiện hành,Giá hiện hành,Giá hiện hành,Giá so sánh,Giá so sánh,Giá so sánh
    ,2022,2023,2024,2022,2023,2024
    GRDP,200,230,260,100,108,117
    Nông nghiệp,50,55,60,30,31,32
    Công nghiệp,150,175,200,70,77,85

    """

  /// The same, each sort named once above its years.
  static let spannedPrices: String = """
    Chỉ tiêu,Giá hiện hành,,,Giá so sánh,,
    ,2022,2023,2024,2022,2023,2024
    GRDP,200,230,260,100,108,117
    Nông nghiệp,50,55,60,30,31,32
    Công nghiệp,150,175,200,70,77,85

    """

  static let pricesByName: String = """
    Sector;2022 (current prices);2023 (current prices);2022 (constant prices);2023 (constant prices)
    Total;200;230;100;108
    Farms;50;55;30;31
    Plants;150;175;70;77

    """

  static let pricesByBlock: String = """
    Chỉ tiêu,2022,2023,2024
    Theo giá hiện hành,,,
    GRDP,200,230,260
    Nông nghiệp,50,55,60
    Công nghiệp,150,175,200
    Theo giá so sánh 2010,,,
    GRDP,100,108,117
    Nông nghiệp,30,31,32
    Công nghiệp,70,77,85

    """

  @Test(
    "Two sorts of prices are named, and one is taken by an option",
    arguments: [bothPrices, spannedPrices, pricesByName, pricesByBlock])
  func prices(text: String) throws {
    let refused = try start(text).outcome
    #expect(refused.status == 3 && refused.errors.contains("[start-prices]"), "\(refused.errors)")
    #expect(refused.errors.contains("--prices constant"))
    for (prices, value) in [("current", "230"), ("constant", "108")] {
      let (made, folder) = try start(text, ["--prices", prices])
      #expect(made.status == 0, "\(prices): \(made.errors)")
      let rows = try CSVRows.read(folder + "/s/observations.csv")
      let whole = rows.filter { $0["value"] == value && $0["period"] == "2023" }
      #expect(whole.count == 1 && whole[0]["price_basis"] == prices)
      #expect(Set(rows.compactMap { $0["series_id"] }).count == 3)
    }
  }

  @Test("Prices that a line above the table names are those of its figures")
  func titledPrices() throws {
    let title = "Theo giá so sánh 2010,,\n"
    let (made, folder) = try start(
      title + "Chỉ tiêu,2023,2024\nGRDP,100,108\nNông nghiệp,30,31\nCông nghiệp,70,77\n")
    #expect(made.status == 0, "\(made.errors)")
    let rows = try CSVRows.read(folder + "/s/observations.csv")
    #expect(rows.count == 6 && rows.allSatisfy { $0["price_basis"] == "constant" })
  }

  @Test("One period column beside names is enough to be read")
  func onePeriod() throws {
    let (made, folder) = try start("Chỉ tiêu,Năm 2024\nGRDP,100\nNông nghiệp,30\nCông nghiệp,70\n")
    #expect(made.status == 0, "\(made.errors)")
    let rows = try CSVRows.read(folder + "/s/observations.csv")
    #expect(rows.count == 3 && rows.allSatisfy { $0["period"] == "2024" })
  }
}
