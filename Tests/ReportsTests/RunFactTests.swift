internal import Attainment
internal import Files
internal import Folders
import Models
import Plans
import Reports
import Simulation
import Tables
import Testing
import TimeSeries
import Tracking

/// Facts of a run in fields, and its manifest in a file.
@Suite struct RunFactTests {
  private func law<Value: Fact & FieldValue & Equatable>(_ values: [Value]) {
    for value in values {
      #expect(Value(code: value.code) == value, "\(value)")
      #expect(Value(value.cell) == value, "\(value)")
      #expect(Value(Cell.text(value.code)) == value, "\(value)")
    }
    #expect(Set(values.map(\.code)).count == values.count)
    #expect(Value(Cell.blank) == nil && Value(Cell.number(0.5)) == nil)
  }

  @Test("A fact of a run has a code of its own, and the code is read as that fact")
  func facts() {
    law(TargetGroup.Kind.allCases)
    law(Dependence.allCases)
    law(Basis.allCases)
    law(Driver.allCases)
    law(CascadeRow.Relation.allCases)
    law([true, false])
    law(Frequency.allCases)
    law([CalendarDate(year: 2025, month: 2, day: 28)].compactMap { $0 })
    for text in ["", "All", "maybe", "agency "] {
      #expect(TargetGroup.Kind(code: text) == nil && Bool(code: text) == nil, "\(text)")
    }
  }

  @Test("What coverage was measured on is told and read, whatever series and classes are called")
  func coverage() {
    law([
      Scope.series("grdp"), .series("class:x"), .series("all fitted series"), .allSeries,
      .referenceClass("growth", .whole), .referenceClass("growth", .short),
      .referenceClass("growth.v2", .gappy), .year(quarters: 0), .year(quarters: 3),
    ])
    let sources = [
      CoverageSource.ownHistory, .ownHistories, .ownSectors, .lendingSectors,
      .crossValidation(file: "m3 yearly"), .comparableSeries(files: ["owid"]),
      .comparableSeries(files: ["owid", "eurostat"]),
    ]
    law(sources)
    for source in sources {
      guard case .text(let text) = source.cell(in: .vi) else {
        Issue.record("\(source)")
        continue
      }
      #expect(CoverageSource(code: text) == source && text != source.code, "\(text)")
    }
    for text in ["", "grdp", "year after quarters", "year after two quarters"] {
      #expect(Scope(code: text) == nil && CoverageSource(code: text) == nil, "\(text)")
    }
  }

  @Test("A judgement, a model, both together and several sources are told apart by their codes")
  func methods() {
    let mixed = Method.mixed(.model("reference_class"), .pert)
    law([
      .model("drift"), .judgement(.pert), .judgement(.quantiles), mixed,
      .sources([.model("drift"), .judgement(.pert)]), .sources([mixed, nil, .model("ets")]),
    ])
    #expect(mixed.code == "reference_class + pert")
    #expect(Method.sources([.model("drift"), mixed]).code == "drift / reference_class + pert")
    #expect(Method(code: "") == nil)
  }

  private var manifest: OutputFile {
    let input = SourceFile(path: "b/scenario.json", text: "{}")
    return RunManifest.several(
      command: "require", version: "0.0", names: ["a", "b"],
      titles: [LocalizedText(en: "A", vi: "Á"), LocalizedText(en: "B", vi: "B")], language: .vi,
      seed: .max, paths: 1000,
      questions: [
        (CalendarDate(year: 2025, month: 1, day: 31), ["z": 0.1, "a": -2], "12"), (nil, [:], nil),
      ],
      asked: .init(target: "p:I.6", probability: 0.8, variable: nil), inputs: [input],
      outputs: [OutputFile(name: "requirement.csv", text: "plan\n")])
  }

  private func read(_ file: OutputFile) throws -> RunManifest {
    var faults = FaultCollector()
    let source = SourceFile(path: file.name, text: String(decoding: file.bytes, as: UTF8.self))
    let node = try #require(JSONParser.parse(source, isOurs: true, faults: &faults))
    return RunManifest(node)
  }

  @Test("A manifest is read as it was written, to the last byte, and says whether it was changed")
  func roundTrip() throws {
    let read = try read(manifest)
    #expect(read.isWhole && read.file == manifest)
    #expect(read.seed == .max && read.paths == 1000 && read.command == "require")
    #expect(read.inputs?.map(\.path) == ["b/scenario.json"])
    let changed = OutputFile(
      name: manifest.name,
      text: String(decoding: manifest.bytes, as: UTF8.self).replacing("1000", with: "1001"))
    #expect(try !self.read(changed).isWhole)
  }

  @Test(
    "Reports that come later enter the manifest in the place of earlier ones, and leave it whole")
  func reports() throws {
    let page = OutputFile(name: "report.html", text: "1")
    let book = OutputFile(name: "report.xlsx", text: "2")
    let once = try read(read(manifest).adding(reports: [book, page]).file)
    #expect(once.isWhole && once.reports?.map(\.path) == ["report.html", "report.xlsx"])
    let twice = once.adding(reports: [OutputFile(name: "report.html", text: "other")])
    #expect(twice.reports?.map(\.path) == ["report.html", "report.xlsx"])
    #expect(twice.reports?[0].sha256 != once.reports?[0].sha256)
    #expect(once.ofRun.file == manifest)
  }

  @Test("A key that this version does not know stays in a manifest that is written again")
  func unknownKey() throws {
    let node = JSONNode.keys([
      "format": .text("forecast-run/1"), "version": .text("9"), "command": .text("run"),
      "mood": .text("good"), "outputs": .list([]),
    ])
    let text = String(decoding: RunManifest(node).file.bytes, as: UTF8.self)
    #expect(text.contains("\"mood\": \"good\"") && text.contains("\"manifest_sha256\""))
  }
}
