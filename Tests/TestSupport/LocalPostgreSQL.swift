internal import Foundation

/// A PostgreSQL server on the loopback that the tests of this process share; it ends with the process.
public struct LocalPostgreSQL: Sendable {
  /// Where it listens.
  public let port: Int

  /// The address of a database with what stands behind it.
  public func address(_ rest: String = "") -> String {
    "postgresql://127.0.0.1:\(port)/forecast\(rest)"
  }

  /// Variables that let the user in; without the password a program asks a file that is not there.
  public func environment(password: String? = "right password") -> [String: String] {
    var variables = ["PGUSER": "forecast", "PGPASSFILE": "/nonexistent/pgpass"]
    variables["PGPASSWORD"] = password
    return variables
  }

  /// Runs statements as the owner of the database; the rows that the last one gives, fields with `|` between.
  @discardableResult
  public func sql(_ statements: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/psql")
    process.arguments = [
      "-h", "127.0.0.1", "-p", "\(port)", "-d", "forecast", "-X", "-q", "-A", "-t", "-v",
      "ON_ERROR_STOP=1", "-c", statements,
    ]
    process.environment = ProcessInfo.processInfo.environment.merging(environment()) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Missing(description: String(decoding: said, as: UTF8.self))
    }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Why there is no server.
  public struct Missing: Error, CustomStringConvertible {
    /// What the script said.
    public let description: String
  }

  private static let started: Result<LocalPostgreSQL, Missing> = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Golden.root + "/Scripts/postgres-local")
    process.arguments = ["serve"]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    do { try process.run() } catch { return .failure(Missing(description: "\(error)")) }
    // The pipe stays open as long as this process lives.
    held = (process, input)
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    if let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) {
      return .success(LocalPostgreSQL(port: port))
    }
    let said = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    return .failure(Missing(description: "Scripts/postgres-local: \(said)"))
  }()

  nonisolated(unsafe) private static var held: (Process, Pipe)?

  /// The server; it is started once.
  ///
  /// - Throws: what the script says where it cannot start.
  public static func shared() throws -> LocalPostgreSQL { try started.get() }
}
