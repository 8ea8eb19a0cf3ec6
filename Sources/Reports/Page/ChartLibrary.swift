internal import FoundationEssentials

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
