import TestSupport
import Testing

/// Tables that stay where they are and are read by the layout that `init` wrote. Every number here is made up.
@Suite struct LayoutCommandTests {
  private let folder: String
  private let program: Program

  init() throws {
    folder = try Program.temporaryFolder()
    program = try #require(Program())
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try program.run(arguments, in: folder)
  }

  private func write(_ bytes: [UInt8], _ name: String) throws {
    try Program.write(bytes, to: folder + "/" + name)
  }

  private func scenario(_ name: String) throws -> String {
    String(decoding: try Program.read(folder + "/" + name), as: UTF8.self)
  }

  /// A department's months: a header over two rows, the plan of the year, what is cumulated.
  ///
  /// - Parameters:
  ///   - last: the last month of 2025.
  ///   - names: above the columns of figures.
  private func department(
    last: Int, names: [String] = ["Kế hoạch năm", "Thực hiện", "Lũy kế"],
    title: String = "Thu ngân sách", unit: String = "tỷ đồng",
    text: (month: Int, value: String)? = nil, further: String? = nil
  ) -> [UInt8] {
    var cells: [(place: String, value: String)] = [
      ("A1", "Báo cáo thu ngân sách"), ("A3", "Năm"), ("B3", "Tháng"),
      ("C3", "\(title) (\(unit))"),
    ]
    if let further { cells.append(("F3", further)) }
    cells += zip("CDE", names).map { (place: "\($0)4", value: $1) }
    var row = 5
    for year in 2021...2025 {
      var sum = 0
      for month in 1...(year < 2025 ? 12 : last) {
        let value = 400 + (year - 2021) * 30 + month * 5 + (year * month) % 7
        sum += value
        let shown = year == 2025 && month == text?.month ? text?.value ?? "" : "\(value)"
        let values = ["\(year)", "\(month)", "\(5000 + (year - 2021) * 400)", shown, "\(sum)"]
        cells += zip("ABCDE", values).map { (place: "\($0)\(row)", value: $1) }
        if further != nil { cells.append(("F\(row)", "\(900 + month)")) }
        row += 1
      }
    }
    return MadeWorkbook("Biểu 1", cells: cells, merges: ["A3:A4", "B3:B4", "C3:E3"]).bytes
  }

  @Test("A number in a cell of text that reads in two ways: the key that decides is named")
  func decimalOfLayout() throws {
    try write(department(last: 8), "thu.xlsx")
    #expect(try run("init", "thu.xlsx", "--in-place", "--output", "thu").status == 0)
    try write(department(last: 9, text: (9, "1.282 (ước)")), "thu.xlsx")
    let refused = try run(
      "scorecard", "thu/scenario.json", "--year", "2025", "--output", "out", "-q")
    #expect(refused.status == 3, "\(refused.errors)")
    #expect(refused.errors.contains(#""decimal": "comma" under "layout""#), "\(refused.errors)")
    #expect(!refused.errors.contains("--decimal"))
    let decided = try scenario("thu/scenario.json").replacing(
      #""form": "down","#, with: #""form": "down", "decimal": "comma","#)
    try write(Array(decided.utf8), "thu/scenario.json")
    let card = try run(
      "scorecard", "thu/scenario.json", "--year", "2025", "--output", "out", "-q")
    #expect(!card.errors.contains("[start-decimal]"), "\(card.errors)")
  }

  @Test(
    "The table stays the data: next month's file is read without init, the run says what it hashes")
  func nextMonth() throws {
    try write(department(last: 8), "thu.xlsx")
    let started = try run("init", "thu.xlsx", "--in-place", "--output", "thu")
    #expect(started.status == 0, "\(started.errors)")
    #expect(started.output.contains("forecast scorecard thu/scenario.json --year 2025\n"))
    #expect(Program.names(in: folder + "/thu") == ["scenario.json"])
    #expect(try scenario("thu/scenario.json").contains(#""file": "../thu.xlsx""#))
    func card(_ name: String) throws -> [[String: String]] {
      let made = try run(
        "scorecard", "thu/scenario.json", "--year", "2025", "--output", name, "-q")
      #expect(made.status == 0, "\(made.errors)")
      return try CSVRows.read(folder + "/\(name)/scorecard.csv")
    }
    let august = try card("august")
    #expect(august.first { $0["period"] == "2025-08" }?["status"] == "actual")
    #expect(august.first { $0["period"] == "2025-09" }?["status"] == "outlook")
    #expect(try run("verify", "august").status == 0)
    try write(department(last: 9), "thu.xlsx")
    #expect(try run("verify", "august").status == 3, "the workbook itself is what is hashed")
    let september = try card("september").first { $0["period"] == "2025-09" }
    #expect(september?["status"] == "actual")
    #expect(september?["value"].flatMap(Double.init) == 400 + 120 + 45 + Double(2025 * 9 % 7))
    #expect(september?["plan"] != nil && august.contains { $0["plan"] == "6600.0" })
    // It says the same as figures that init writes down.
    #expect(try run("init", "thu.xlsx", "--output", "copied").status == 0)
    let copied = try run(
      "scorecard", "copied/scenario.json", "--year", "2025", "--output", "copy", "-q")
    #expect(copied.status == 0, "\(copied.errors)")
    let keys = ["period", "plan", "value", "to_date", "probability", "verdict"]
    func told(_ name: String) throws -> [[String?]] {
      try CSVRows.read(folder + "/\(name)/scorecard.csv").map { row in keys.map { row[$0] } }
    }
    #expect(try told("copy") == told("september"))
  }

  @Test("A plan that stands once a year beside its months is followed as the year's")
  func planOnce() throws {
    let rows = (2021...2025).flatMap { year in
      (1...(year < 2025 ? 12 : 6)).map { month in
        "\(month)/\(year),\(month == 1 ? "\(1200 + year - 2021)" : ""),\(90 + month)\n"
      }
    }
    let head = "Tháng,Doanh thu kế hoạch (tỷ đồng),Doanh thu thực hiện (tỷ đồng)\n"
    try write(Array((head + rows.joined()).utf8), "thu.csv")
    let started = try run("init", "thu.csv", "--in-place", "--output", "thu")
    #expect(started.status == 0, "\(started.errors)")
    let said = started.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("5 (of years, 2021 to 2025: 5)"), "\(started.output)")
    let made = try run("scorecard", "thu/scenario.json", "--year", "2025", "--output", "s", "-q")
    #expect(made.status == 0, "\(made.errors)")
    let rowsOfYear = try CSVRows.read(folder + "/s/scorecard.csv").filter { $0["period"] == "2025" }
    #expect(rowsOfYear.map { $0["plan"] } == ["1204.0"])
  }

  /// What a year's scorecard says is planned, by period.
  private func planned(_ name: String) throws -> [String: String] {
    let made = try run(
      "scorecard", "\(name)/scenario.json", "--year", "2025", "--output", "s-\(name)", "-q")
    #expect(made.status == 0, "\(made.errors)")
    let rows = try CSVRows.read(folder + "/s-\(name)/scorecard.csv")
    return Dictionary(
      rows.compactMap { row in
        row["period"].flatMap { period in row["plan"].map { (period, $0) } }
      }.filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
  }

  @Test(
    "Plans of months, of quarters and since January make scenarios that the scorecard follows",
    arguments: [false, true])
  func planParts(isInPlace: Bool) throws {
    let heads = [
      "months": "thu kế hoạch", "quarters": "thu kế hoạch quý", "sums": "thu kế hoạch lũy kế",
    ]
    let plans: [String: [String: String]] = [
      "months": ["2025-01": "95.0", "2025-06": "100.0"],
      "quarters": ["2025-Q1": "281.0", "2025-Q2": "282.0"],
      "sums": ["2025-01": "95.0", "2025-6M": "585.0"],
    ]
    for (name, head) in heads {
      let rows = (2021...2025).flatMap { year in
        (1...(year < 2025 ? 12 : 6)).map { month in
          let plan =
            switch name {
            case "months": 94 + month
            case "quarters": 280 + (month - 1) / 3 + 1
            default: (1...month).reduce(0) { $0 + 94 + $1 }
            }
          return "\(month)/\(year),\(plan),\(90 + month)\n"
        }
      }
      try write(
        Array(("Tháng,\(head) (tỷ đồng),thu thực hiện (tỷ đồng)\n" + rows.joined()).utf8),
        "\(name).csv")
      let way = isInPlace ? ["--in-place"] : []
      let made = try program.run(
        ["init", "\(name).csv", "--yearly", "sum", "--output", name] + way, in: folder)
      #expect(made.status == 0, "\(made.errors)")
      if isInPlace { #expect(made.output.contains("forecast scorecard \(name)/scenario.json")) }
      let found = try planned(name)
      for (period, value) in plans[name] ?? [:] {
        #expect(found[period] == value, "\(name) \(period) \(found)")
      }
    }
  }

  @Test("A year that is not whole is followed, copied or in place; a revised plan is one plan")
  func unfinished() throws {
    let rows = (1...9).map { "\($0)/2025,\($0 < 7 ? 1200 : 1250),\(90 + $0)\n" }
    try write(Array(("Tháng,Kế hoạch năm,Doanh thu\n" + rows.joined()).utf8), "nam.csv")
    for (name, way) in [("copied", []), ("placed", ["--in-place"])] {
      let made = try program.run(["init", "nam.csv", "--output", name] + way, in: folder)
      #expect(made.status == 0, "\(made.errors)")
      let next = ["scorecard", "\(name)/scenario.json", "--year", "2025"]
      let command = "forecast " + next.joined(separator: " ") + "\n"
      #expect(made.output.contains(command), "\(made.output)")
      #expect(try program.run(next + ["--output", "card-" + name], in: folder).status == 0)
      #expect(!Program.names(in: folder + "/" + name).contains("plan.csv"))
      #expect(try planned(name)["2025"] == "1250.0")
    }
    let bare = rows.map { $0.replacing(",1200,", with: ",,").replacing(",1250,", with: ",,") }
    try write(Array(("Tháng,Kế hoạch năm,Doanh thu\n" + bare.joined()).utf8), "nam.csv")
    let refused = try run("init", "nam.csv", "--output", "bare")
    #expect(
      refused.status == 3 && refused.errors.contains("forecast scorecard"), "\(refused.errors)")
  }

  @Test(
    "A new column of places is no fault where it names one place, and one fault where it names two")
  func places() throws {
    let rows = ["Thu,1,2,3", "Chi,4,5,7"]
    func table(_ head: String, _ rows: [String]) -> [UInt8] {
      Array(("\(head)Chỉ tiêu,2021,2022,2023\n" + rows.map { $0 + "\n" }.joined()).utf8)
    }
    try write(table("", rows), "a.csv")
    #expect(try run("init", "a.csv", "--in-place", "--output", "a").status == 0)
    try write(table("Địa phương,", rows.map { "Tỉnh A," + $0 }), "a.csv")
    let one = try run("validate", "a/scenario.json")
    #expect(one.status == 0, "\(one.errors)")
    try write(
      table(
        "Địa phương,", ["Tỉnh A", "Tỉnh B"].flatMap { place in rows.map { "\(place),\($0)" } }),
      "a.csv")
    let two = try run("validate", "a/scenario.json")
    #expect(two.errors.ranges(of: "[layout-series]").count == 1, "\(two.errors)")
    #expect(two.errors.contains("1 fault"), "\(two.errors)")
  }

  @Test("What no longer fits the layout is a fault of its cell, all of them at once")
  func misfits() throws {
    try write(department(last: 8), "thu.xlsx")
    #expect(try run("init", "thu.xlsx", "--in-place", "--output", "thu").status == 0)
    func faults(_ bytes: [UInt8]) throws -> String {
      try write(bytes, "thu.xlsx")
      let outcome = try run("validate", "thu/scenario.json")
      #expect(outcome.status == 3)
      return outcome.errors
    }
    let unit = try faults(department(last: 9, unit: "triệu đồng"))
    #expect(unit.contains("thu.xlsx#Biểu 1!") && unit.contains("[layout-unit]"), "\(unit)")
    let name = try faults(department(last: 9, title: "Thu nội địa"))
    #expect(name.ranges(of: "[layout-series]").count == 2, "\(name)")
    #expect(name.contains("Biểu 1!") && name.contains("thu/scenario.json:"), "\(name)")
    let further = try faults(department(last: 9, further: "Bán lẻ thực hiện (tỷ đồng)"))
    #expect(further.contains("Biểu 1!F5: ") && further.contains("[layout-series]"), "\(further)")
    #expect(!further.contains("[series-unknown]"), "what stands there as before is no fault")
    let text = try faults(department(last: 9, text: (9, "chưa rõ")))
    #expect(text.contains("thu.xlsx#Biểu 1!D61: ") && text.contains("[csv-number]"), "\(text)")
    let open = try faults(department(last: 9, text: (9, "1.250 ")))
    #expect(open.contains("!D61") && open.contains("[start-decimal]"), "\(open)")
  }

  @Test("Tables of text are laid out, too; without a plan in them the targets are a file")
  func text() throws {
    let rows = (2014...2024).map { "\($0);\($0 - 2000),5;\(($0 - 2000) * 3)\n" }.joined()
    try write(Array(("Năm;Tỷ lệ hộ (%);Dân số (người)\n" + rows).utf8), "a.csv")
    let started = try run("init", "a.csv", "--in-place", "--output", "a")
    #expect(started.status == 0, "\(started.errors)")
    #expect(Program.names(in: folder + "/a").sorted() == ["plan.csv", "scenario.json"])
    #expect(try run("run", "a/scenario.json", "--paths", "500", "--output", "r").status == 0)
    try write(
      Array(
        ("Năm;Tỷ lệ hộ (%)\n"
          + rows.split(separator: "\n").map { line in
            line.split(separator: ";").prefix(2).joined(separator: ";") + "\n"
          }.joined()).utf8), "a.csv")
    let missing = try run("validate", "a/scenario.json", "--language", "vi")
    #expect(missing.errors.contains("Dân số") && missing.errors.contains("[layout-series]"))
  }

  @Test("A vintage beside the file decides whether its figures count on a day")
  func vintage() throws {
    try write(department(last: 8), "thu.xlsx")
    #expect(try run("init", "thu.xlsx", "--in-place", "--output", "thu").status == 0)
    let dated = try scenario("thu/scenario.json").replacing(
      #""file": "../thu.xlsx""#, with: #""vintage": "2025-09-06", "file": "../thu.xlsx""#)
    try write(Array(dated.utf8), "thu/scenario.json")
    let known = try run(
      "scorecard", "thu/scenario.json", "--year", "2025", "--as-of", "2025-09-10", "--output",
      "known", "-q")
    #expect(known.status == 0, "\(known.errors)")
    let early = try run(
      "scorecard", "thu/scenario.json", "--year", "2025", "--as-of", "2025-09-01", "--output",
      "early", "-q")
    #expect(early.status == 0, "\(early.errors)")
    let (before, after) = (
      try CSVRows.read(folder + "/early/scorecard.csv"),
      try CSVRows.read(folder + "/known/scorecard.csv")
    )
    #expect(!before.contains { $0["status"] == "actual" })
    #expect(after.contains { $0["status"] == "actual" })
  }

  @Test("The gallery's workbook goes into the scorecard with no other file than what init writes")
  func gallery() throws {
    let home = Golden.root + "/Scenarios/department-workbook"
    try write(try Program.read(home + "/bao-cao-thang.xlsx"), "bao-cao-thang.xlsx")
    let started = try run(
      "init", "bao-cao-thang.xlsx", "--in-place", "--language", "vi", "--output", "so-lieu")
    #expect(started.status == 0, "\(started.errors)")
    #expect(Program.names(in: folder + "/so-lieu") == ["scenario.json"])
    let scored = try run(
      "scorecard", "so-lieu/scenario.json", "--year", "2025", "--output", "bang", "-q")
    #expect(scored.status == 0, "\(scored.errors)")
    let rows = try CSVRows.read(folder + "/bang/scorecard.csv")
    for expected in try CSVRows.read(home + "/expected-scorecard.csv") {
      let row = try #require(
        rows.first { $0["measure"] == expected["measure"] && $0["period"] == expected["period"] })
      let (own, wanted) = (
        row["value"].flatMap(Double.init), expected["value"].flatMap(Double.init)
      )
      #expect(abs((own ?? 0) - (wanted ?? 0)) <= 1e-3 * abs(wanted ?? 0), "\(expected)")
    }
  }
}
