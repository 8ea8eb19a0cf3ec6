public import Files
public import Folders
internal import Pipeline
internal import Tables

/// What stands in one run folder: its manifest and its tables.
///
/// Pages and workbooks are made from this alone, so that a fresh run and `forecast report` on its
/// folder give the same bytes.
public final class FolderTables: Sendable {
  /// The manifest.
  public let manifest: RunManifest
  /// What was fitted; `nil` where the folder has no such file.
  let fits: RunFits?
  /// What targets are moved with; `nil` where the folder has no such file.
  let whatIf: JSONNode?
  private let tables: [String: Table]

  /// The tables that a run is about to write.
  ///
  /// - Parameter outputs: its files, the manifest among them.
  public convenience init(_ outputs: [OutputFile]) {
    var faults = FaultCollector()
    var files: [SourceFile] = []
    var tables: [String: Table] = [:]
    for output in outputs where output.name.hasSuffix(".csv") || Self.read.contains(output.name) {
      if let table = output.table {
        tables[output.name] = table
        continue
      }
      // Tables for a Vietnamese Excel begin with a mark.
      let hasMark = output.bytes.starts(with: [0xEF, 0xBB, 0xBF])
      let text = String(decoding: output.bytes.dropFirst(hasMark ? 3 : 0), as: UTF8.self)
      files.append(SourceFile(path: output.name, text: text))
    }
    self.init(files, tables, faults: &faults)
    precondition(faults.found.isEmpty, "a table of our own cannot be read: \(faults.found)")
  }

  /// Reads a folder that a run of ours wrote.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - faults: told what is wrong with its files.
  /// - Returns: `nil` when it has no manifest of ours.
  public static func read(folder: String, faults: inout FaultCollector) -> FolderTables? {
    let place = folder + "/" + RunFolder.manifestName
    guard let manifest = RunManifest.read(folder, faults: &faults) else { return nil }
    // A shard holds counts of a part, which say nothing before they are merged.
    guard !manifest.isShard else {
      faults.note(.run(.notARun), at: .whole(place))
      return nil
    }
    guard manifest.isWhole else {
      faults.note(.run(.manifestEdited), at: .whole(place))
      return nil
    }
    var files: [SourceFile] = []
    for output in manifest.outputs ?? [] where !output.path.contains("/") {
      guard output.path.hasSuffix(".csv") || Self.read.contains(output.path) else { continue }
      do throws(Fault) {
        let file = try SourceFile(readingOwn: folder + "/" + output.path)
        files.append(file)
        if Digest.sha256(file.allBytes) != output.sha256 {
          faults.note(.run(.outputChanged(manifest: place)), at: .whole(file.path), hint: .runAnew)
        }
      } catch {
        faults.note([error])
      }
    }
    return FolderTables(files, [:], manifest, faults: &faults)
  }

  private static let read: Set<String> = [RunFolder.manifestName, RunFits.name, WhatIfFile.name]

  init(
    _ files: [SourceFile], _ made: [String: Table], _ manifest: RunManifest? = nil,
    faults: inout FaultCollector
  ) {
    var tables = made
    var nodes: [String: JSONNode] = [:]
    for file in files {
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      if Self.read.contains(name) {
        nodes[name] = JSONParser.parse(file, isOurs: true, faults: &faults)
        continue
      }
      let outline = TableCatalogue.outline(
        named: String(name.dropLast(4)), of: manifest?.command)
      tables[name] = WrittenTable.read(file, as: outline, faults: &faults)
    }
    self.manifest = manifest ?? RunManifest(nodes[RunFolder.manifestName] ?? .keys([:]))
    fits = nodes[RunFits.name].flatMap(RunFits.read)
    whatIf = nodes[WhatIfFile.name]
    self.tables = tables
  }

  /// The rows of a kind of table; empty where the folder has no such table.
  func records<Subject>(_ definition: TableDefinition<Subject>) -> [Table.Record] {
    tables[definition.name + ".csv"]?.records ?? []
  }

  /// The table of a file; `nil` where there is none.
  func table(_ file: String) -> Table? { tables[file] }

  /// Which command wrote the folder.
  public var command: String { manifest.command ?? "" }

  /// The language of its names and sentences.
  public var language: Language { manifest.language ?? .en }

  /// The title of the scenario, its name where it has none.
  var title: String {
    manifest.title ?? manifest.scenario
      ?? manifest.titles.flatMap { $0.isEmpty ? nil : $0.joined(separator: " · ") }
      ?? manifest.scenarios.flatMap { $0.isEmpty ? nil : $0.joined(separator: " · ") } ?? command
  }
}

extension FolderTables {
  /// Reads the yearly and quarterly tables of a growth scenario that an earlier run wrote, whatever its manifest says.
  ///
  /// - Parameter folder: its path; faults name its files.
  public static func readGrowth(folder: String, faults: inout FaultCollector) -> FolderTables {
    var files: [SourceFile] = []
    for definition in [GrowthFiguresTable.annual, GrowthFiguresTable.quarterly] {
      do throws(Fault) {
        files.append(try SourceFile(reading: "\(folder)/\(definition.name).csv"))
      } catch {
        faults.note([error])
      }
    }
    let tables = FolderTables(files, [:], faults: &faults)
    let names = [
      GrowthColumns.variant.name, GrowthColumns.sector.name, GrowthColumns.period.name,
      GrowthFiguresTable.status.name, GrowthFiguresTable.level.name,
    ]
    for file in files {
      let table = tables.table(file.path.split(separator: "/").last.map(String.init) ?? file.path)
      let known = Set((table?.columns ?? []).map(\.name))
      for name in names where !known.contains(name) {
        faults.note(
          .table(.missingColumn(name)), at: SourceLocation(file: file.path, line: 1, column: 1),
          hint: .columns(names))
      }
    }
    return tables
  }
}
