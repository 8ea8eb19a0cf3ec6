internal import Files
import Plans
internal import Start
import Testing

/// Files that were made up, read as a user's file would be.
enum Started {
  /// What is recognised in a text.
  static func draft(
    _ text: String, _ request: StartRequest = StartRequest()
  ) throws -> StartDraft {
    try draft(Array(text.utf8), request)
  }

  /// What is recognised in bytes.
  static func draft(
    _ bytes: [UInt8], _ request: StartRequest = StartRequest()
  ) throws -> StartDraft {
    try StartReader.read(path: "made-up.csv", bytes: bytes, request)
  }

  /// What the faults of a text say may help.
  static func hints(_ text: String) -> [Hint?] {
    do {
      _ = try StartReader.read(path: "made-up.csv", bytes: Array(text.utf8), StartRequest())
      return []
    } catch {
      return error.all.map(\.hint)
    }
  }

  /// The faults of a text as `line:column code`.
  static func faults(_ text: String, _ request: StartRequest = StartRequest()) -> [String] {
    do {
      _ = try StartReader.read(path: "made-up.csv", bytes: Array(text.utf8), request)
      return []
    } catch {
      return error.all.map {
        "\($0.location.line):\($0.location.column) \($0.problem.code)"
      }
    }
  }
}
