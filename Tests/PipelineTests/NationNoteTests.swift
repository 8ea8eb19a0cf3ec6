import Files
import Models
import Pipeline
import Plans
import TestSupport
import Testing
import TimeSeries

/// Notes of nations beside a panel that say nothing.
@Suite("Nations that are not heard") struct NationNoteTests {
  private static func rows(_ id: String, _ values: [Double], from year: Int = 2010) -> String {
    values.enumerated().map { "\(id),\(year + $0.offset),\($0.element)\n" }.joined()
  }

  private static func file(
    _ name: String, _ rows: String, _ bounds: Bounds = .none, _ frequency: Frequency = .annual
  ) throws -> PanelFile {
    var faults = FaultCollector()
    let source = try SourceFile(path: name, data: Array(("unique_id,ds,y\n" + rows).utf8))
    return try #require(
      PanelReader.read(source, frequency: frequency, bounds: bounds, faults: &faults))
  }

  private static let growing: [Double] = [100, 108, 113, 125, 131, 146, 155, 170]
  private static let nation: [Double] = growing.map { 50 + 9 * $0 }

  private func notes(
    _ panel: String, _ parents: String, bounds: Bounds = .none,
    classes: ReferenceClassMix? = ReferenceClassLibrary.regions, maker: String? = nil
  ) throws -> [PanelNote] {
    let panel = try Self.file("panel.csv", panel, bounds).panel
    let parents = try Self.file("parents.csv", parents)
    return PanelNote.unheardNations(
      in: parents, beside: panel.beside(parents.panel), classes: classes, maker: maker)
  }

  @Test("A nation that is heard is no matter for a note; names are compared as people read them")
  func heard() throws {
    let panel = Self.rows("a", Self.growing)
    #expect(try notes(panel, Self.rows("a", Self.nation)).isEmpty)
    #expect(try notes(panel, Self.rows("*", Self.nation)).isEmpty)
    #expect(try notes(panel, Self.rows(" A", Self.nation)).isEmpty)
  }

  @Test("Each obstacle is told of once, with the first series, how many others, and its line")
  func series() throws {
    let panel =
      ["a", "b", "c", "d", "e"].map { Self.rows($0, Self.growing) }.joined()
      + Self.rows("r", [4, -1, 3, 5, -2, 4, 1, 6])
    let parents =
      Self.rows("a", Self.growing) + Self.rows("b", [7, 2, 8, 4, 9, 3, 6, 8])
      + Self.rows("c", Self.nation, from: 1980) + Self.rows("d", Self.nation, from: 1980)
      + Self.rows("r", Self.nation) + Self.rows("x", Self.nation)
    func at(_ line: Int) -> Files.SourceLocation {
      Files.SourceLocation(file: "parents.csv", line: line)
    }
    #expect(
      try notes(panel, parents) == [
        .unheardNation(series: "x", others: 0, .stranger, at: at(42)),
        .unheardNation(series: "e", others: 0, .missing, at: .whole("parents.csv")),
        .unheardNation(series: "a", others: 0, .itself, at: at(2)),
        .unheardNation(series: "c", others: 1, .years, at: at(18)),
        .unheardNation(series: "b", others: 0, .noLevel, at: at(10)),
        .unheardNation(series: "r", others: 0, .ofRate, at: at(34)),
      ])
  }

  @Test("Where nothing of the panel hears its nations one note says why")
  func whole() throws {
    let panel = Self.rows("a", Self.growing)
    let parents = Self.rows("a", Self.nation)
    func only(_ obstacle: NationObstacle) -> [PanelNote] {
      [.unheardNation(series: nil, others: 0, obstacle, at: .whole("parents.csv"))]
    }
    #expect(try notes(panel, parents, classes: nil, maker: "theta") == only(.model("theta")))
    let growth = ReferenceClassMix([(ReferenceClassLibrary.named("growth"), 1)])
    #expect(try notes(panel, parents, classes: growth) == only(.outweighed))
    #expect(
      try notes(panel, parents, bounds: Bounds(lower: 0, upper: 1000), classes: growth)
        == only(.bounds))
    let quarters = (1...8).map { "a,20\(10 + ($0 - 1) / 4)-Q\(($0 - 1) % 4 + 1),\($0)\n" }.joined()
    let file = try Self.file("parents.csv", quarters, .none, .quarterly)
    #expect(
      PanelNote.unheardNations(
        in: file, beside: file.panel,
        classes: ReferenceClassMix(
          [(ReferenceClassLibrary.named("quarterly"), 1)])) == only(.frequency))
  }
}
