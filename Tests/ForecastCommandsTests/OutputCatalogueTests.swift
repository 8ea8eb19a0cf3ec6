import TestSupport
import Testing

/// What the reference says of files, beside what the commands write.
@Suite struct OutputCatalogueTests {
  private struct Said {
    let commands: Set<String>
    var columns: [String] = []
  }

  /// What is said of files, by what tells them apart: the name, of tables the columns, too.
  private func catalogue() throws -> [OutputSamples.Key: Said] {
    let folder = try Program.temporaryFolder()
    let outcome = try #require(Program()).run(["schema", "outputs"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    try Program.write(Array(outcome.output.utf8), to: folder + "/outputs.csv")
    var files: [(name: String, said: Said)] = []
    for row in try CSVRows.read(folder + "/outputs.csv") {
      let (file, column) = (row["file"] ?? "", row["column"] ?? "")
      #expect(row["meaning"]?.hasSuffix(".") == true, "\(file), \(column) lacks a sentence")
      if column.isEmpty {
        let commands = (row["commands"] ?? "").split(separator: " ").map(String.init)
        files.append((file, Said(commands: Set(commands))))
      } else {
        let place = try #require(files.indices.last)
        #expect(files[place].name == file)
        #expect(!files[place].said.columns.contains(column), "\(file), \(column) twice")
        files[place].said.columns.append(column)
      }
    }
    let keyed = files.map { (OutputSamples.Key($0.name, $0.said.columns), $0.said) }
    #expect(Set(keyed.map(\.0)).count == files.count, "a file stands there twice")
    return Dictionary(keyed) { first, _ in first }
  }

  @Test("Every file that a command writes has the columns that the catalogue says, and no others")
  func written() throws {
    let catalogue = try catalogue()
    let found = try OutputSamples().files
    for (key, file) in found {
      let said = try #require(catalogue[key], "\(key) is written and stands in no catalogue")
      #expect(file.commands == said.commands, "\(key)")
      if key.columns.isEmpty {
        #expect(Set(file.columns.joined()) == Set(said.columns), "\(key)")
      }
    }
    for key in catalogue.keys { #expect(found[key] != nil, "\(key) is written by no command") }
  }
}
