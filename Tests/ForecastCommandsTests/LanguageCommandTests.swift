import TestSupport
import Testing

@Suite struct LanguageCommandTests {
  /// A call of every command that reads files, with one that is not there.
  static let calls = [
    "run no.json", "validate no.json", "explain no --target I.6",
    "predict no.csv --frequency A --horizon 2 --output out",
    "backtest no.csv --frequency A --horizon 2 --output out",
    "calibrate no.csv --frequency A --horizon 2 --output out.json", "compare no.json no.json",
    "require no.json --target I.6 --probability 0.5", "init no.csv", "merge no", "sweep no.json",
    "report no", "verify no", "monthly no.json", "track no.json",
  ]

  private func run(_ call: String, _ more: [String] = []) throws -> Program.Outcome {
    let program = try #require(Program())
    let words = call.split(separator: " ").map(String.init)
    return try program.run(words + more, in: try Program.temporaryFolder())
  }

  @Test("Every command tells its faults in Vietnamese where it is asked to", arguments: calls)
  func vietnamese(call: String) throws {
    for option in [["--language", "vi"], ["--language=vi"]] {
      let outcome = try run(call, option)
      #expect(outcome.status == 3, "\(outcome.errors)")
      #expect(outcome.errors.contains("tệp không tồn tại [file-missing]"), "\(outcome.errors)")
      #expect(outcome.errors.contains("lỗi; không có tệp nào được ghi"), "\(outcome.errors)")
      #expect(!outcome.errors.contains("does not exist"), "\(outcome.errors)")
    }
  }

  @Test("Without the option every command tells its faults in English", arguments: calls)
  func english(call: String) throws {
    for option in [[], ["--language", "en"]] {
      let outcome = try run(call, option)
      #expect(outcome.status == 3, "\(outcome.errors)")
      #expect(outcome.errors.contains("the file does not exist [file-missing]"))
      #expect(outcome.errors.contains("; nothing was written"))
    }
  }

  @Test("Commands that read no file take the language too")
  func others() throws {
    for (call, words) in [
      ("schema plan", "plan_id"), ("models", "Các loại chỉ tiêu"), ("doctor", "Bộ xử lý"),
    ] {
      let outcome = try run(call, ["--language", "vi"])
      #expect(outcome.status == 0 && outcome.output.contains(words), "\(call): \(outcome.output)")
    }
  }

  @Test("What is wrong with arguments is told in the language that they name")
  func arguments() throws {
    for (call, words) in [
      ("run no.json --paths 5", "Lỗi: --paths phải nằm trong khoảng từ 100 đến 1000000000."),
      ("predict no.csv --frequency A --horizon 0 --output o", "--horizon phải nằm trong khoảng"),
      (
        "predict no.csv --frequency A --horizon 1 --output o --model nave",
        "Có phải ý bạn là naive?"
      ),
      ("models nothing", "Không có mô hình nothing."), ("compare no.json", "Cần từ hai kịch bản"),
      ("report no --format pdf", "Không có --format pdf; dùng được: html, xlsx."),
    ] {
      let outcome = try run(call, ["--language", "vi"])
      #expect(outcome.status == 2 && outcome.errors.contains(words), "\(outcome.errors)")
    }
  }

  @Test("No day in a Vietnamese text, page or note is written as in files")
  func days() throws {
    let (program, folder) = (try #require(Program()), try Program.temporaryFolder())
    let rows =
      "task_id,name_vi,started,due,done\na,Mua,2025-01-01,2025-12-31,\n"
      + "b,Xây,2025-02-01,2025-05-31,2025-05-02\nc,Lập,2025-02-03,2025-04-30,\n"
    try Program.write(Array(rows.utf8), to: folder + "/tasks.csv")
    let outcome = try program.run(
      [
        "tasks", "tasks.csv", "--as-of", "2025-06-30", "--format", "csv,html", "--output", "t",
        "--language", "vi",
      ], in: folder)
    #expect(outcome.status == 0 && outcome.output.contains("30/06/2025"), "\(outcome.errors)")
    let day = /\d{4}-\d{2}-\d{2}/
    #expect(!outcome.output.contains(day), "\(outcome.output)")
    let page = String(decoding: try Program.read(folder + "/t/report.html"), as: UTF8.self)
    let shown = page.replacing(/(?s)<script.*?<\/script>|<[^>]*>/, with: "")
    #expect(!shown.contains(day))
    let kept = try CSVRows.read(folder + "/t/tasks.csv")
    #expect(kept.contains { $0["due"] == "2025-12-31" })
  }

  @Test("Hints, warnings and words of validate are Vietnamese; places and codes stay")
  func hints() throws {
    let (program, folder) = try FaultyInput.prepare()
    func validate(_ old: String, _ new: String) throws -> Program.Outcome {
      let bytes = FaultyInput.change(FaultyInput.scenario, old, new)
      try Program.write(bytes, to: folder + "/scenario.json")
      return try program.run(["validate", "scenario.json", "--language", "vi"], in: folder)
    }
    let right = try validate("2030", "2030")
    #expect(right.output == "scenario.json: không có lỗi\n", "\(right.errors)")
    let key = try validate("\"horizon\"", "\"horizn\"")
    #expect(key.status == 3 && key.errors.contains("[json-unknown-key]\n  gợi ý: có phải ý bạn là"))
    #expect(key.errors.contains("scenario.json:8:"), "\(key.errors)")
    let spelling = try validate("\"series\": \"share\"", "\"series\": \"Share\"")
    #expect(
      spelling.status == 0 && spelling.errors.contains(": cảnh báo: \""), "\(spelling.errors)")
    #expect(spelling.output.contains("không có lỗi, 1 cảnh báo"), "\(spelling.output)")
  }

  @Test("A row that commas inside numbers make too long is told what to write")
  func commas() throws {
    let program = try #require(Program())
    func faults(_ rows: String, _ command: String) throws -> String {
      let folder = try Program.temporaryFolder()
      try Program.write(Array(rows.utf8), to: folder + "/p.csv")
      let words = command.split(separator: " ").map(String.init)
      return try program.run(words, in: folder).errors
    }
    let predict = "predict p.csv --frequency A --horizon 1 --output o"
    let hint = "a comma inside a number starts a new column"
    for row in ["a,2021,12,5", "a,2021,-1,234", "a,2021, 7,25"] {
      let errors = try faults("unique_id,ds,y\na,2020,1\n\(row)\n", predict)
      #expect(errors.contains("p.csv:3:1: ") && errors.contains("[csv-ragged]"), "\(errors)")
      #expect(errors.contains(hint), "\(errors)")
    }
    let start = try faults("year,a,b\n2020,1,2\n2021,1,5,2\n2022,3,4\n2023,4,5\n", "init p.csv")
    #expect(start.contains("[csv-ragged]") && start.contains(hint), "\(start)")
    // Words too many, fields too few and quoted numbers are no numbers that were cut.
    for row in ["a,2021,x,y", "a,2021", "a,2021,\"12\",\"5\""] {
      let errors = try faults("unique_id,ds,y\na,2020,1\n\(row)\n", predict)
      #expect(errors.contains("[csv-ragged]") && !errors.contains(hint), "\(errors)")
    }
  }
}
