internal import Files
internal import Folders
import Foundation
import Pipeline
import Plans
import Reports
import Synchronization
import TestSupport

/// A folder of a target's own for the files of one case after the other.
struct FuzzFolder: Sendable {
  let path: String

  /// Makes the folder, with copies of files from `Tests/Fuzz/Data`; in `FORECAST_FUZZ_FOLDER` where it is set.
  init(_ target: String, data: [String] = []) {
    let manager = FileManager.default
    let root =
      ProcessInfo.processInfo.environment["FORECAST_FUZZ_FOLDER"]
      ?? manager.temporaryDirectory.path
    path = "\(root)/forecast-fuzz-\(ProcessInfo.processInfo.processIdentifier)-\(target)"
    Self.made.withLock { made in
      if made.isEmpty { atexit { FuzzFolder.removeAll() } }
      made.append(path)
    }
    try? manager.removeItem(atPath: path)
    try? manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in data {
      try? manager.copyItem(atPath: Self.data + "/" + name, toPath: path + "/" + name)
    }
  }

  /// The root of the cases' data.
  static var data: String { Golden.root + "/Tests/Fuzz/Data" }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) -> String {
    let file = path + "/" + name
    let contents = Array(bytes)
    if let handle = fopen(file, "w") {
      fwrite(contents, 1, contents.count, handle)
      fclose(handle)
    }
    return file
  }

  /// Writes a manifest, with the hashes of files that it names and its own where it is one, so that cases
  /// get past them; gives what was written.
  @discardableResult
  func writeSealed(_ bytes: [UInt8], files: [String: [UInt8]] = [:]) -> [UInt8] {
    var faults = FaultCollector()
    let text = String(decoding: bytes, as: UTF8.self)
    let node = JSONParser.parse(
      SourceFile(path: RunFolder.manifestName, text: text), faults: &faults)
    // One manifest in eight stays as it is.
    guard let node, case .object = node.value, bytes.count % 8 != 0 else {
      write(bytes, to: RunFolder.manifestName)
      return bytes
    }
    var sealed = node.removing(RunManifest.sealKey)
    if let outputs = node["outputs"], !files.isEmpty {
      let entries = outputs.elements.map { entry in
        guard let name = entry["path"]?.string, let contents = files[name] else { return entry }
        return entry.removing("sha256").adding("sha256", .text(Digest.sha256(contents)))
      }
      sealed = sealed.removing("outputs").adding("outputs", .list(entries))
    }
    let file = RunManifest.sealed(sealed)
    write(file.bytes, to: file.name)
    return file.bytes
  }

  func remove(_ name: String) { unlink(path + "/" + name) }

  private static let made = Mutex<[String]>([])

  /// Removes the folders of this process.
  private static func removeAll() {
    for path in made.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}

/// Cuts bytes into parts at lines that hold nothing but `%%`, at most so many.
func cut(_ bytes: [UInt8], atMost limit: Int) -> [ArraySlice<UInt8>] {
  let mark = Array("%%\n".utf8)
  var parts: [ArraySlice<UInt8>] = []
  var (start, position) = (0, 0)
  while position < bytes.count, parts.count + 1 < limit {
    let isLineStart = position == 0 || bytes[position - 1] == 10
    if isLineStart, bytes[position...].starts(with: mark) {
      parts.append(bytes[start..<position])
      position += mark.count
      start = position
    } else {
      position += 1
    }
  }
  return parts + [bytes[start...]]
}
