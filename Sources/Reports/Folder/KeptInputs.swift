public import Files
internal import Folders
internal import Pipeline
public import Plans

extension RunManifest {
  /// What a folder keeps of what was read from databases, by address; what is not as it was is noted.
  ///
  /// - Parameter base: the folder that relative paths start from, ending in `/`; empty for the working one.
  public func kept(
    in folder: String, from base: String, faults: inout FaultCollector
  ) -> KeptTables {
    var tables: [SourceFile] = []
    for input in inputs ?? [] {
      guard let kept = input.kept, input.isKeptInside else { continue }
      do throws(Fault) {
        let file = try SourceFile(readingOwnBinary: folder + "/" + kept)
        guard Digest.sha256(file.bytes) == input.sha256 else {
          let problem = RunProblem.outputChanged(manifest: RunFolder.manifestPath(in: folder))
          throw Fault(.run(problem), at: .whole(file.path), hint: .runAnew)
        }
        let address = TableAddress.renaming(input.path) { $0.hasPrefix("/") ? $0 : base + $0 }
        tables.append(SourceFile(table: file.bytes, from: address))
      } catch {
        faults.note([error])
      }
    }
    return KeptTables(tables)
  }
}

extension RunManifest.Entry {
  /// Whether what is kept of it stands in the folder's own place for that, if it is kept.
  var isKeptInside: Bool {
    guard let kept else { return true }
    let parts = kept.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0] == RunFolder.inputsName && !parts[1].hasPrefix(".")
  }
}
