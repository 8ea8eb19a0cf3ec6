import TestSupport
import Testing

/// From a table of a plan whose goals are told in words to a page. Every number here is made up.
@Suite struct InitGoalCommandTests {
  private static let table =
    "STT;Chỉ tiêu;ĐVT;2021;2022;2023;2024;KH 2030\n"
    + "1;Tốc độ tăng GRDP;%;7,1;7,2;7,3;7,4;Bình quân 10–11%/năm\n"
    + "2;Tỷ lệ hộ nghèo;%;3,1;2,8;2,4;2,1;giảm còn dưới 1%\n"
    + "2.1;Trong đó nông thôn;%;4,1;3,8;3,4;3,1;Hoàn thành\n"
    + "3;Tỷ lệ đô thị hóa;%;40;41;42;43;từ 45% đến 55%\n"
    + "4;Tỷ trọng nông nghiệp trong GRDP;%;14;13;12;11;7–8%\n"
    + "5;Vốn đầu tư;tỷ đồng;40;41;42;43,5;bình quân 50 tỷ đồng/năm\n"

  @Test("Goals in words become targets with the table's numbers, means are asked as means")
  func goals() throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    try Program.write(Array(Self.table.utf8), to: folder + "/a.csv")
    let start = try program.run(["init", "a.csv", "--language", "vi", "--output", "a"], in: folder)
    #expect(start.status == 0, "\(start.errors)")
    let plan = try CSVRows.read(folder + "/a/plan.csv")
    #expect(plan.map { $0["ref"] } == ["1", "2", "2.1", "3", "4", "5"])
    #expect(plan.map { $0["direction"] } == ["at_least", "at_most", "", "at_least", "range", ""])
    #expect(plan.map { $0["value_low"] } == ["10", "", "", "45", "7", ""])
    #expect(plan.map { $0["value_high"] } == ["", "1", "", "", "8", ""])
    #expect(plan[0]["indicator_id"] == "toc_do_tang_grdp.mean")
    #expect(plan[0]["name_vi"] == "Tốc độ tăng GRDP, bình quân 2025–2030")
    #expect(plan[0]["name_en"] == "Tốc độ tăng GRDP, on average, 2025–2030")
    #expect(plan[3]["note"]?.contains("ít nhất 45") == true)
    let told = start.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(told.contains("2025–2030") && told.contains("7"), "\(start.output)")
    let run = try program.run(
      ["run", "a/scenario.json", "--paths", "2000", "--output", "r", "-q", "--language", "vi"],
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let rows = try CSVRows.read(folder + "/r/attainment.csv")
    for open in [2, 5] {
      #expect(rows[open]["basis"] == "not_assessed" && rows[open]["target"] == "")
      #expect(rows[open]["note"]?.contains("tệp kế hoạch chưa có con số") == true)
    }
    // Rates of 7.1 to 7.4% do not average 10 in six years, and half of the paths lie near them.
    #expect(Double(rows[0]["probability"] ?? "").map { $0 < 0.1 } == true)
    #expect(Double(rows[0]["p50"] ?? "").map { $0 > 6.5 && $0 < 8.5 } == true)
    let observations = try CSVRows.read(folder + "/a/observations.csv")
    // Neither a mean nor a range is a figure of a year.
    #expect(observations.filter { $0["status"] == "plan" }.map { $0["value"] } == ["1"])
    let index = observations.filter { $0["series_id"] == "toc_do_tang_grdp.index" }
    #expect(index.map { $0["value"] } == ["100", "107.1000", "114.8112", "123.1924", "132.3087"])
    #expect(try program.run(["report", "r", "--language", "vi"], in: folder).status == 0)
    let page = String(decoding: try Program.read(folder + "/r/report.html"), as: UTF8.self)
    #expect(page.ranges(of: "chưa nêu cơ quan chủ trì: cần phân công").count == 1)
    #expect(!page.contains("Chưa nêu cơ quan chủ trì"))
  }

  @Test("Growth of an amount on average is a target of its own, named after its years")
  func growth() throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    let table =
      "Chỉ tiêu;ĐVT;2021;2022;2023;2024;2025;KH 2028;KH 2030\n"
      + "Thu;tỷ đồng;100;110;121;133,1;146,41;tăng 9%/năm;tăng 9–12%/năm\n"
    try Program.write(Array(table.utf8), to: folder + "/a.csv")
    let start = try program.run(["init", "a.csv", "--language", "vi", "--output", "a"], in: folder)
    #expect(start.status == 0, "\(start.errors)")
    let plan = try CSVRows.read(folder + "/a/plan.csv")
    // One indicator is the mean of the years of the newest plan.
    #expect(plan.map { $0["indicator_id"] } == ["thu", "thu.mean"])
    #expect(plan.map { $0["value_low"] } == ["", "9"] && plan[1]["unit"] == "%")
    #expect(plan[1]["name_vi"] == "Thu, tăng bình quân 2026–2030")
    let run = try program.run(
      ["run", "a/scenario.json", "--paths", "2000", "--output", "r", "-q"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let rows = try CSVRows.read(folder + "/r/attainment.csv")
    // It grew by 10% each year.
    #expect(Double(rows[1]["p50"] ?? "").map { $0 > 7 && $0 < 13 } == true)
  }

  @Test(
    "Places of a plan are said in words on the page; a year in which a rate is met is no holding")
  func words() throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    try Program.write(Array(Self.table.utf8), to: folder + "/a.csv")
    _ = try program.run(["init", "a.csv", "--output", "a"], in: folder)
    let plan = String(decoding: try Program.read(folder + "/a/plan.csv"), as: UTF8.self)
    try Program.write(
      Array(plan.replacing("a,2,", with: "a,body:II.1.1-3,").utf8), to: folder + "/a/plan.csv")
    for (language, place, sentence) in [
      ("vi", "mục II.1.1, ý 3", "chưa phải là giữ được"),
      ("en", "section II.1.1, item 3", "one such year is no holding"),
    ] {
      let run = try program.run(
        [
          "run", "a/scenario.json", "--paths", "2000", "--output", language, "-q", "--language",
          language,
        ], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(
        try program.run(["report", language, "--language", language], in: folder).status == 0)
      let page = String(
        decoding: try Program.read(folder + "/\(language)/report.html"), as: UTF8.self)
      let isShown = page.contains(">a \(place)<")
      #expect(isShown)
      let told = try program.run(
        ["explain", language, "--target", "3", "--language", language], in: folder)
      let text = told.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains(sentence), "\(told.output)")
    }
  }
}
