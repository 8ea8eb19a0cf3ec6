import TestSupport
import Testing

/// What `init` writes of plans of several years and of growth beside levels. Every number here is made up.
@Suite struct InitBesideCommandTests {
  @Test("Plans of several years are rows of their own, and all are assessed")
  func plans() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let table = """
      TT;Chỉ tiêu;ĐVT;Năm 2021;Năm 2022;Năm 2023;Năm 2024;Ước năm 2025;KH 2026;Mục tiêu 2030
      1;Thu NSNN;tỷ đồng;10.200;11.850;12.400;13.822;14.685;16.000;25.000
      2;Tỷ lệ hộ nghèo;%;5,7;4,9;4,2;3,4;2,6;2,0;1,0
      3;Thu hút vốn FDI;triệu USD;45;-;120;88;95;100;

      """
    try Program.write(Array(table.utf8), to: folder + "/t.csv")
    let made = try program.run(["init", "t.csv", "--output", "s"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let plan = try CSVRows.read(folder + "/s/plan.csv")
    let keys = ["ref", "value_low", "value_high", "year"]
    #expect(
      plan.map { row in keys.map { row[$0] ?? "" } } == [
        ["1.2026", "16000", "", "2026"], ["1", "25000", "", "2030"],
        ["2.2026", "", "2.0", "2026"], ["2", "", "1.0", "2030"], ["3", "100", "", "2026"],
      ])
    let run = try program.run(
      ["run", "s/scenario.json", "--output", "r", "--paths", "500"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let assessed = try CSVRows.read(folder + "/r/attainment.csv")
    #expect(assessed.count == 5 && assessed.allSatisfy { $0["basis"] == "data" })
  }

  @Test(
    "What init writes of levels and growth from January on monthly takes",
    arguments: [
      """
      Ngành;2021;2022;2023;2024;6 tháng 2024;9 tháng 2024;6 tháng 2025;9 tháng 2025
      GRDP;100000;106600;113500;122100;57400;88100;62100;95700

      """,
      """
      Ngành;2021;2022;2023;2024;Tốc độ tăng 3 tháng 2025 (%);Tốc độ tăng 9 tháng 2025 (%)
      GRDP;100000;106600;113500;122100;7,6;8,6
      Nông nghiệp;40000;41600;43500;45000;3,2;3,6
      Công nghiệp;60000;65000;70000;77100;10,4;11,8

      """,
      """
      Chỉ tiêu,2020,2021,2022,2023,2024,3 tháng 2025,6 tháng 2025,9 tháng 2025
      Tốc độ tăng GRDP,2.1,5.2,8.1,7.4,8.6,7.9,8.4,8.7

      """,
    ])
  func growth(table: String) throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try Program.write(Array(table.utf8), to: folder + "/t.csv")
    let made = try program.run(["init", "t.csv", "--growth", "--output", "s"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("forecast monthly s/scenario.json --year 2025"))
    let run = try program.run(
      ["monthly", "s/scenario.json", "--year", "2025", "--paths", "500", "--output", "r"],
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    // Nine months grew by about what the table says.
    let stated = table.contains("8,6") ? 8.6 : table.contains("8.7") ? 8.7 : 100 * (957.0 / 881 - 1)
    let months = try CSVRows.read(folder + "/r/quarterly_growth.csv").filter { row in
      row["period"] == "2025-Q3" && row["variant"] == "baseline" && row["parent"] == ""
    }
    let value = months.first.flatMap { $0["ytd_yoy_percent"] }.flatMap { Double($0) }
    #expect(abs((value ?? 0) - stated) < 0.06, "\(months)")
  }

  @Test("What goes not with --growth is named")
  func refused() throws {
    let program = try #require(Program())
    for (language, text) in [
      ("en", "--growth goes with none of --horizon, --yearly and --in-place."),
      ("vi", "--growth không đi cùng --horizon, --yearly hay --in-place."),
    ] {
      let made = try program.run(
        ["init", "t.csv", "--growth", "--in-place", "--language", language],
        in: try Program.temporaryFolder())
      #expect(made.status != 0 && made.errors.contains(text), "\(made.errors)")
    }
  }
}
