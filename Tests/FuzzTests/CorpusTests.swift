import Foundation
import FuzzTargets
import TestSupport
import Testing

/// Every case that fuzzing began with or found, through the same functions.
///
/// One after the other: the cases of a target share its folder.
@Suite(.serialized) struct CorpusTests {
  private static let corpus = Golden.root + "/Tests/Fuzz/Corpus"

  @Test("No case breaks an invariant", arguments: FuzzTarget.all.map(\.name))
  func cases(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let folder = Self.corpus + "/" + name
    let cases = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(!cases.isEmpty)
    for file in cases {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + file)))
      let clock = ContinuousClock()
      let start = clock.now
      let violations = target.violations(bytes)
      #expect(violations.isEmpty, "\(name)/\(file)")
      // The same limit as the fuzzer's, with room for a machine that does other work.
      #expect(clock.now - start < .seconds(30), "\(name)/\(file)")
    }
  }

  @Test("No bytes at all, and every single byte, break no invariant")
  func shortest() {
    for target in FuzzTarget.all {
      for byte in [[]] + stride(from: UInt8(0), through: 250, by: 25).map({ [$0] }) {
        #expect(target.violations(byte).isEmpty, "\(target.name) \(byte)")
      }
    }
  }

  @Test("Every folder of cases has a target")
  func folders() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpus)
    #expect(Set(folders) == Set(FuzzTarget.all.map(\.name)))
  }
}
