internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// The built program, run as a user would.
public struct Program: Sendable {
  /// What a run of the program left.
  public struct Outcome: Sendable {
    /// The exit code; −1 when a signal ended it.
    public let status: Int32
    /// Standard output.
    public let output: String
    /// Standard error.
    public let errors: String
  }

  private let path: String

  /// Variables of the environment that differ from those of the tests.
  public var environment: [String: String] = [:]

  /// Whether the program maps files of its own making, as under thread sanitizer, which a limit on files cuts.
  public static var mapsFiles: Bool {
    ProcessInfo.processInfo.environment["FORECAST_SANITIZER"] == "thread"
  }

  /// A shell line through which the program is started, `"$@"` in it; `nil` starts it alone.
  public var shell: String?

  /// The program beside the tests; `nil` when it is not built.
  public init?() {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [
      folder.path, folder.deletingLastPathComponent().path,
      Golden.root + "/.build/release", Golden.root + "/.build/debug",
    ]
    guard
      let found = candidates.map({ $0 + "/forecast" }).first(where: {
        FileManager.default.isExecutableFile(atPath: $0)
      })
    else { return nil }
    path = found
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: of the command line.
  ///   - folder: where it runs; the root of the checkout by default.
  ///   - interruptAfter: seconds after which it gets an interrupt; `nil` for never.
  ///   - killAfter: seconds after which it is killed; `nil` for never.
  ///   - interruptWhen: asked every few milliseconds; it gets an interrupt once this is so.
  public func run(
    _ arguments: [String], in folder: String? = nil, interruptAfter: Double? = nil,
    killAfter: Double? = nil, interruptWhen: (() -> Bool)? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: shell == nil ? path : "/bin/sh")
    process.arguments = (shell.map { ["-c", $0, "sh", path] } ?? []) + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: folder ?? Golden.root)
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    let reader = PipeReader(errors)
    try process.run()
    if let interruptAfter {
      usleep(UInt32(interruptAfter * 1e6))
      process.interrupt()
    }
    if let killAfter {
      usleep(UInt32(killAfter * 1e6))
      kill(process.processIdentifier, SIGKILL)
    }
    if let interruptWhen {
      while process.isRunning, !interruptWhen() { usleep(5000) }
      process.interrupt()
    }
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: String(decoding: text, as: UTF8.self), errors: reader.text())
  }

  /// Holds every temporary folder of this process and goes with it.
  private static let temporaryRoot: String = {
    atexit { try? FileManager.default.removeItem(atPath: Program.temporaryRootPath) }
    return temporaryRootPath
  }()

  private static let temporaryRootPath =
    NSTemporaryDirectory() + "forecast-tests-\(ProcessInfo.processInfo.processIdentifier)"

  /// A new empty folder below the system's temporary one.
  public static func temporaryFolder() throws -> String {
    let path = Self.temporaryRoot + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// Removes a file or folder with all that is in it.
  public static func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: path)
  }

  /// Makes a symbolic link to a path, which need not exist.
  public static func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  /// Writes a file, folders included.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// The bytes of a file.
  public static func read(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// The names in a folder, in order; empty when there is no folder.
  public static func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// Reads one pipe while another is read, so that neither fills up.
private final class PipeReader: @unchecked Sendable {
  private let group = DispatchGroup()
  private var data = Data()

  init(_ pipe: Pipe) {
    let handle = pipe.fileHandleForReading
    DispatchQueue.global().async(group: group) { self.data = handle.readDataToEndOfFile() }
  }

  func text() -> String {
    group.wait()
    return String(decoding: data, as: UTF8.self)
  }
}
