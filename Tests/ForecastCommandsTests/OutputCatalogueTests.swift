import TestSupport
import Testing

/// What the reference says of files, beside what the commands write.
@Suite struct OutputCatalogueTests {
  private struct Said {
    let commands: Set<String>
    var columns: [String] = []
  }

  private func catalogue() throws -> [String: Said] {
    let folder = try Program.temporaryFolder()
    let outcome = try #require(Program()).run(["schema", "outputs"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    try Program.write(Array(outcome.output.utf8), to: folder + "/outputs.csv")
    var files: [String: Said] = [:]
    for row in try CSVRows.read(folder + "/outputs.csv") {
      let (file, column) = (row["file"] ?? "", row["column"] ?? "")
      #expect(row["meaning"]?.hasSuffix(".") == true, "\(file), \(column) lacks a sentence")
      if column.isEmpty {
        #expect(files[file] == nil, "\(file) stands there twice")
        files[file] = Said(
          commands: Set((row["commands"] ?? "").split(separator: " ").map(String.init)))
      } else {
        #expect(files[file]?.columns.contains(column) == false, "\(file), \(column) twice")
        files[file]?.columns.append(column)
      }
    }
    return files
  }

  @Test("Every file that a command writes has the columns that the catalogue says, and no others")
  func written() throws {
    let catalogue = try catalogue()
    let found = try OutputSamples().files
    for (name, file) in found {
      let said = try #require(catalogue[name], "\(name) is written and stands in no catalogue")
      #expect(file.commands == said.commands, "\(name)")
      if name.hasSuffix(".csv") {
        for columns in file.columns { #expect(columns == said.columns, "\(name)") }
      } else {
        #expect(Set(file.columns.joined()) == Set(said.columns), "\(name)")
      }
    }
    for name in catalogue.keys { #expect(found[name] != nil, "\(name) is written by no command") }
  }
}
