internal import Files
internal import FoundationEssentials

/// The numbers that the page's script draws.
struct ChartData {
  private var plots: [JSONNode] = []
  private var charts: [JSONNode] = []

  /// Adds a plot for a cell of a table; gives its position.
  mutating func plot(_ node: JSONNode) -> Int {
    plots.append(node)
    return plots.count - 1
  }

  /// Adds a chart; gives its position.
  mutating func chart(_ node: JSONNode) -> Int {
    charts.append(node)
    return charts.count - 1
  }

  /// Everything, with the few words that the script says.
  func node(_ say: Catalogue) -> JSONNode {
    .keys([
      "locale": .text(say.language.writing.tag),
      "words": .keys([
        "middle": .text(say("page.word.middle")), "band80": .text(say("page.word.band80")),
        "actual": .text(say("page.word.actual")), "met": .text(say("page.word.met")),
      ]),
      "plots": .list(plots), "charts": .list(charts),
    ])
  }

  /// A number for drawing: six digits are more than a screen shows.
  static func drawn(_ number: Double?) -> JSONNode {
    guard let number, number.isFinite else { return JSONNode(.null, at: .whole("")) }
    guard number != 0 else { return .integer(0) }
    var scale = 1.0
    while abs(number) * scale < 99_999.5 && scale < 1e12 { scale *= 10 }
    return .number((number * scale).rounded() / scale)
  }
}

/// The chart library that a page carries inside, as Debian packages it; never part of this project.
public struct ChartLibrary: Sendable {
  /// The script.
  public let script: String
  /// Its licence, which goes where the script goes.
  public let licence: String

  /// The library is not on this machine.
  public struct Missing: Error, Sendable, Equatable {
    /// Where it was looked for.
    public let path: String
    /// The Debian package that has it.
    public let package: String
  }

  static let package = "libjs-d3"
  static let path = "/usr/share/javascript/d3/d3.min.js"
  private static let licencePath = "/usr/share/doc/libjs-d3/copyright"

  /// Reads the installed library.
  public init() throws(Missing) {
    guard let script = try? String(contentsOfFile: Self.path, encoding: .utf8),
      let licence = try? String(contentsOfFile: Self.licencePath, encoding: .utf8)
    else { throw Missing(path: Self.path, package: Self.package) }
    self.init(script: script, licence: licence)
  }

  package init(testing script: String, licence: String) {
    self.init(script: script, licence: licence)
  }

  private init(script: String, licence: String) {
    // Neither may end the element it stands in.
    self.script = script.replacing("</script", with: "<\\/script")
    self.licence = licence.replacing("<", with: "‹")
  }
}
