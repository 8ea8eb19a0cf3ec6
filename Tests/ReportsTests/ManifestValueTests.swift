import Files
import Folders
import Reports
import TestSupport
import Testing

/// Manifests that were sealed by somebody else with what no run writes.
@Suite struct ManifestValueTests {
  private func faults(_ members: String) throws -> [Problem] {
    let folder = try Program.temporaryFolder()
    let text = """
      {"format": "forecast-run/1", "version": "0", "command": "run", "inputs": [], \
      "outputs": []\(members)}
      """
    var faults = FaultCollector()
    let node = try #require(
      JSONParser.parse(SourceFile(path: "m", text: text), faults: &faults))
    try Program.write(RunManifest.sealed(node).bytes, to: folder + "/" + RunFolder.manifestName)
    let record = RunRecord.read(folder, faults: &faults)
    #expect((record == nil) == !faults.found.isEmpty)
    return faults.found.map(\.problem)
  }

  @Test("Numbers that no run has, and values of another kind, are faults that name their key")
  func values() throws {
    #expect(try faults("").isEmpty)
    let sound = ", \"paths\": 1000, \"precision\": 0.01, \"seed\": 7, \"year\": 2025"
    #expect(try faults(sound).isEmpty)
    for (key, values) in [
      "paths": [
        "-5", "0", "1000000001", "1000000000000000000", "1e300", "1.5", "\"x\"", "null", "[]",
      ],
      "paths_asked": ["-1", "0"], "precision": ["0", "-1", "1e-300", "0.6", "\"x\""],
      "seed": ["-1", "1.5", "18446744073709551616"], "year": ["-9", "9223372036854775807"],
      "shard": ["0", "-3"], "shards": ["0"], "as_of": ["\"2025-99-01\"", "5"],
      "language": ["\"xx\""], "sampling": ["\"zzz\""], "excel": ["\"fr\""], "formats": ["5"],
      "set": ["[{\"lever\": \"x\"}]", "[{\"lever\": \"x\", \"value\": \"y\"}]"],
    ] {
      for value in values {
        let found = try faults(", \"\(key)\": \(value)")
        #expect(found == [.run(.manifestValue(key: key))], "\(key) \(value)")
      }
    }
  }
}
