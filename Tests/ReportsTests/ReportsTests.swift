internal import Folders
import FoundationEssentials
import Models
import Plans
import Reports
import Tables
import TestSupport
import Testing
import TimeSeries

@Suite struct CatalogueTests {
  private static let others = Language.allCases.filter { $0 != .en }

  @Test("Every language has the sentences of English with the same places", arguments: others)
  func complete(language: Language) {
    let (en, other) = (Catalogue.of(.en), Catalogue.of(language))
    #expect(en.keys == other.keys && !en.keys.isEmpty)
    for key in en.keys {
      #expect(en.places(of: key) == other.places(of: key), "\(key)")
      // What is left without its places: signs and figures alone need no translation.
      let words = en(key, Dictionary(uniqueKeysWithValues: en.places(of: key).map { ($0, "") }))
      if words.contains(where: \.isLetter) {
        #expect(en(key) != other(key), "\(key) is not translated")
      }
    }
  }

  @Test("Every class that `run` may take has a name for each kind of history that it was judged on")
  func classes() {
    let keys = Catalogue.of(.en).keys
    for name in ReferenceClassLibrary.yearly {
      for sample in Set(ReferenceClassLibrary.named(name).coverage.map(\.sample)) {
        #expect(keys.contains("class.\(name)" + (sample == .whole ? "" : ".\(sample.rawValue)")))
      }
    }
  }

  @Test("What is counted agrees with its number: no English sentence says that 1 are")
  func numbers() {
    let say = Catalogue.of(.en)
    // Places that hold names, phrases or no whole numbers; of all in a sentence the first screen counts more than one.
    let others: Set<String> = [
      "comparison.same", "finding.count", "page.counts.heading", "page.lead.answer",
      "page.lead.answer.plan", "page.lead.measures",
    ]
    let wrong = [" 1 are ", " 1 were ", " 1 have ", " 1 rest ", " 1 lie ", " 1 tasks "]
    for key in say.keys.subtracting(others) where !key.hasPrefix("growth.note.") {
      let ones = Dictionary(uniqueKeysWithValues: say.places(of: key).map { ($0, "1") })
      let text = " " + say(key, ones)
      #expect(!wrong.contains(where: text.contains), "\(key): \(text)")
    }
    let both = ["1", "2"].map { count in
      say("score.sentence", ["count": count, "near": "90%", "true": "1"])
    }
    #expect(both[0].hasPrefix("Of 1 statement near") && both[1].hasPrefix("Of 2 statements near"))
  }

  @Test("One of something is told as one, and none as none")
  func one() {
    let say = Catalogue.of(.en)
    func rounds(_ count: Int) -> String { say("tasks.note.fewrounds", ["count": "\(count)"]) }
    #expect(rounds(1).contains("1 finished round of such duties is known"), "\(rounds(1))")
    #expect(rounds(2).contains("2 finished rounds of such duties are known"), "\(rounds(2))")
    #expect(say.places(of: "tasks.note.fewrounds") == ["count"])
    #expect(Catalogue.of(.vi).places(of: "tasks.note.fewrounds") == ["count"])
  }

  @Test("No sentence is cut at its ends, to be glued to another", arguments: Language.allCases)
  func whole(language: Language) {
    let say = Catalogue.of(language)
    for key in say.keys {
      let text = say(key)
      #expect(text.first != " " && text.last != " " && !text.isEmpty, "\(key)")
    }
  }

  @Test("Every direction that a plan can write has words in every language")
  func directions() {
    for language in Language.allCases {
      for direction in TargetDirection.allCases {
        #expect(Catalogue.of(language).keys.contains("run.direction.\(direction.rawValue)"))
      }
    }
  }

  @Test("A language is what its wording and its catalogue say, and help names it")
  func languages() {
    for language in Language.allCases {
      #expect(language.wording.language == language)
      #expect(Catalogue.of(language).language == language)
      #expect(Language.codes.contains(language.rawValue))
    }
    for name in ReportFormats.names { #expect(ReportFormats.choice.contains(name)) }
  }

  @Test("A language tells what is left blank in its own words in the other's")
  func names() {
    let (en, vi) = (LocalizedText(en: "Port", vi: ""), LocalizedText(en: "", vi: "Cảng"))
    let both = LocalizedText(en: "Port", vi: "Cảng")
    for language in Language.allCases {
      #expect(language.text(en) == "Port" && language.text(vi) == "Cảng")
    }
    #expect(Language.en.text(both) == "Port" && Language.vi.text(both) == "Cảng")
  }

  @Test("Days and periods stand in the order and the words of the language")
  func days() throws {
    let (en, vi) = (Catalogue.of(.en), Catalogue.of(.vi))
    let day = try #require(CalendarDate("2025-06-30"))
    #expect(en.day(day) == "2025-06-30" && vi.day(day) == "30/06/2025")
    for (period, en_, vi_) in [
      (Period.quarter(4, of: 2024), "2024-Q4", "Quý IV/2024"),
      (.month(1, of: 2025), "2025-01", "Tháng 1/2025"), (.year(2025), "2025", "2025"),
    ] {
      #expect(en.period(period) == en_ && vi.period(period) == vi_)
    }
    #expect(vi.period(.quarter(4, of: 2024), isShort: true) == "QIV/2024")
    #expect(vi.variant("10.2") == "10,2" && vi.variant("pa1.b") == "pa1.b")
  }

  @Test("Places are filled, text with braces or percent signs included")
  func filling() {
    #expect(Catalogue.of(.en)("summary.heading", ["title": "{a} 5%"]) == "{a} 5%")
  }
}

@Suite struct NumberStyleTests {
  @Test(
    "Numbers are written as each language does",
    arguments: [
      (1234567.891, 1, "1,234,567.9", "1.234.567,9"), (-0.04, 1, "0.0", "0,0"),
      (-1.25, 1, "-1.3", "-1,3"), (999.5, 0, "1,000", "1.000"), (0.005, 2, "0.01", "0,01"),
    ])
  func fixed(number: Double, decimals: Int, en: String, vi: String) {
    #expect(NumberStyle(.en).fixed(number, decimals: decimals) == en)
    #expect(NumberStyle(.vi).fixed(number, decimals: decimals) == vi)
  }

  @Test("The sign before a fraction is never that between thousands", arguments: Language.allCases)
  func signs(language: Language) throws {
    let signs = NumberStyle(language).fixed(1_234_567.5, decimals: 1).filter { !$0.isNumber }
    #expect(signs.count == 3 && signs.first == signs.dropFirst().first)
    #expect(signs.last != signs.first)
  }

  @Test("About three digits of any number say enough")
  func short() {
    let style = NumberStyle(.en)
    let numbers = [1234.5, 123.45, 12.345, 1.2345, 0.12345, 0.012345, -0.5, 7, 999_999, 0.0005]
    #expect(
      numbers.map(style.short) == [
        "1,235", "123", "12.3", "1.23", "0.12", "0.012", "-0.50", "7", "999,999", "0.001",
      ])
  }

  @Test(
    "What somebody stated keeps its digits; what nobody writes is short",
    arguments: [
      (107.5, "107.5", "107,5"), (103.3, "103.3", "103,3"), (5.5, "5.5", "5,5"), (5, "5", "5"),
      (17950.25, "17,950.25", "17.950,25"), (0.0004, "0.0004", "0,0004"), (-2.75, "-2.75", "-2,75"),
      (1234567.5, "1,234,567.5", "1.234.567,5"), (0.1 + 0.2, "0.3", "0,3"), (0, "0", "0"),
      (100.0 / 3, "33.3", "33,3"), (7.115723451293, "7.12", "7,12"),
      (1e12, "1,000,000,000,000", "1.000.000.000.000"),
      (2e6 / 3, "666,667", "666.667"), (1.0 / 300, "0.003", "0,003"),
    ] as [(Double, String, String)])
  func given(number: Double, en: String, vi: String) {
    #expect(NumberStyle(.en).given(number) == en)
    #expect(NumberStyle(.vi).given(number) == vi)
  }

  @Test("Beside a target of tenths figures from 100 on have tenths, others are as they were")
  func beside() {
    let style = NumberStyle(.vi)
    #expect(
      style.short(105.23, beside: 107.5) == "105,2" && style.short(105.23, beside: 107) == "105")
    #expect(
      style.short(5.234, beside: 7.25) == "5,23" && style.short(35123.4, beside: 0.5) == "35.123")
    #expect(style.short(105.23, beside: nil) == "105" && style.short(296, beside: 250.5) == "296")
  }

  @Test("Targets print as they are written, a range in either language")
  func wanted() {
    func text(_ value: WantedValue, _ direction: TargetDirection?, _ language: Language) -> String {
      value.text(direction, unit: "%", NumberStyle(language))
    }
    #expect(text(.one(107.5), .atLeast, .vi) == "≥ 107,5%")
    #expect(text(.one(103.3), .atMost, .en) == "≤ 103.3%")
    #expect(text(.range(low: 103.25, high: 104), .range, .vi) == "103,25–104%")
  }

  @Test("No small probability looks like none, no large one like all")
  func percent() {
    let style = NumberStyle(.en)
    #expect(style.percent(0.0001) == "0.01%" && style.percent(0.99999) == "99.999%")
    #expect(style.percent(0) == "0.0%" && style.percent(1) == "100.0%")
    #expect(style.percent(0.1234) == "12.3%")
  }
}

@Suite struct CSVTableTests {
  private let names = [("a", ""), ("b", "")]

  private func text(_ table: Table) -> String {
    String(decoding: OutputFile(table).bytes, as: UTF8.self)
  }

  @Test("Hostile texts are quoted, numbers keep full precision, blanks stay blank")
  func fields() {
    var table = Table(name: "t", columns: names)
    table.append([.text("<&\"',\n=cmd 😀 Hải"), Cell(0.1 + 0.2)])
    table.append([.blank, Cell(.nan)])
    #expect(
      text(table) == "a,b\n\"<&\"\"',\n=cmd 😀 Hải\",0.30000000000000004\n,\n")
  }

  @Test("An empty table is its header")
  func empty() { #expect(text(Table(name: "t", columns: names)) == "a,b\n") }
}

@Suite struct TextTableTests {
  @Test("No line is wider than asked, and no word is lost")
  func width() {
    var table = TextTable([("Row", .left), ("Target", .flexible), ("Chance", .right)])
    table.append(["I.7.1", "Share of citizens and businesses using online services", "12.0%"])
    let lines = table.lines(width: 40)
    #expect(lines.allSatisfy { $0.count <= 40 })
    for word in ["Share", "citizens", "businesses", "services", "12.0%"] {
      #expect(lines.contains { $0.contains(word) })
    }
  }

  @Test("Texts stand left, numbers right, under a rule")
  func right() {
    var table = TextTable([("Name", .left), ("Value", .right)])
    table.append(["a", "1.5"])
    table.append(["longer", "1000.5"])
    #expect(
      table.lines(width: 40) == [
        "Name     Value", "──────  ──────", "a          1.5", "longer  1000.5",
      ])
  }

  @Test("Titles of several words break where the table is too wide, cells never do")
  func titles() {
    var table = TextTable([
      ("Variant", .left), ("Q1 (act.)", .right), ("80% band of the year", .right),
    ])
    table.append(["forecast", "4.25", "6.24 – 7.83"])
    let lines = table.lines(width: 30)
    #expect(lines.allSatisfy { $0.count <= 30 }, "\(lines)")
    #expect(lines.last?.contains("6.24 – 7.83") == true)
    #expect(!lines.contains { $0.contains("Q1 (act.)") })
    #expect(table.lines(width: 60)[0] == "Variant   Q1 (act.)  80% band of the year")
  }
}

@Suite struct RunFolderTests {
  private func temporary() throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/forecast-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private let ours = OutputFile(name: "run.json", text: "{\n  \(RunFolder.marker)\n}\n")

  @Test("A folder is written whole and replaces an older run of ours")
  func whole() throws {
    let parent = try temporary()
    let folder = RunFolder(path: parent + "/a/run")
    try folder.write([ours, OutputFile(name: "joint.csv", text: "1\n")])
    try folder.write([ours, OutputFile(name: "y.csv", text: "2\n")])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["run.json", "y.csv"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent + "/a") == ["run"])
  }

  @Test("A folder or a file that no run wrote is never overwritten")
  func foreign() throws {
    let parent = try temporary()
    try FileManager.default.createDirectory(
      atPath: parent + "/mine", withIntermediateDirectories: true)
    try Data("x".utf8).write(to: URL(filePath: parent + "/mine/notes.txt"))
    try Data("x".utf8).write(to: URL(filePath: parent + "/file"))
    for name in ["mine", "file"] {
      let path = parent + "/" + name
      #expect(throws: RunFolderError.foreign(path: path)) {
        try RunFolder(path: path).write([ours])
      }
    }
    #expect(FileManager.default.fileExists(atPath: parent + "/mine/notes.txt"))
  }

  @Test("What looking at a folder leaves goes with it; a document that is open is waited for")
  func traces() throws {
    let parent = try temporary()
    let folder = RunFolder(path: parent + "/run")
    try folder.write([ours])
    for name in [".DS_Store", "Thumbs.db", "desktop.ini"] {
      try Data("x".utf8).write(to: URL(filePath: folder.path + "/" + name))
    }
    try folder.write([ours])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["run.json"])
    for (lock, document) in [
      (".~lock.growth.xlsx#", "growth.xlsx"), ("~$owth.xlsx", "owth.xlsx"),
    ] {
      let place = folder.path + "/" + lock
      try Data("x".utf8).write(to: URL(filePath: place))
      #expect(
        throws: RunFolderError.documentOpen(path: folder.path, document: document, lock: lock)
      ) {
        try folder.write([ours])
      }
      try FileManager.default.removeItem(atPath: place)
    }
    try folder.write([ours])
  }

  @Test("A place that cannot be written is refused, and nothing is left behind")
  func refused() throws {
    let parent = try temporary()
    try Data("x".utf8).write(to: URL(filePath: parent + "/file"))
    do {
      try RunFolder(path: parent + "/file/run").write([ours])
      Issue.record("written below a file")
    } catch {
      guard case .refused = error else {
        Issue.record("\(error)")
        return
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: parent) == ["file"])
  }
}
