public import ArgumentParser
internal import Files
internal import FoundationEssentials
internal import Models
internal import Pipeline
internal import Plans
internal import Reports
public import TimeSeries

extension Frequency: ExpressibleByArgument {
  /// The frequencies that a panel can have.
  public static var allValueStrings: [String] { ["A", "Q", "M"] }
}

/// What a panel is like: options that three commands share.
struct PanelOptions: ParsableArguments {
  @Option(help: "A (years), Q (quarters) or M (months).")
  var frequency: Frequency

  @Option(parsing: .unconditional, help: "The smallest value that the series can take.")
  var lower: Double?

  @Option(parsing: .unconditional, help: "The largest value that the series can take.")
  var upper: Double?

  var bounds: Bounds {
    Bounds(lower: lower ?? -.infinity, upper: upper ?? .infinity)
  }

  /// As on the command line.
  var text: String {
    (["--frequency \(frequency.rawValue)"]
      + [lower.map { "--lower \($0)" }, upper.map { "--upper \($0)" }]
      .compactMap { $0 }).joined(separator: " ")
  }

  func validate() throws {
    if frequency == .span { throw ValidationError(.unknownFrequency) }
    for bound in [lower, upper].compactMap({ $0 }) where !bound.isFinite {
      throw ValidationError(.boundNotANumber)
    }
    if let lower, let upper, lower >= upper {
      throw ValidationError(.boundsReversed)
    }
  }
}

/// Reads panels and lists all faults of all files.
enum PanelInput {
  /// Panels without faults; what is remarkable in them is told.
  static func read(
    _ paths: [String], _ shape: PanelOptions, from inputs: InputFiles = InputFiles()
  ) throws(Faults) -> [PanelFile] {
    var faults = FaultCollector()
    var files: [PanelFile] = []
    for path in paths {
      do throws(Fault) {
        let source = try inputs.read(path, for: .panel)
        if let file = PanelReader.read(
          source, frequency: shape.frequency, bounds: shape.bounds, faults: &faults)
        {
          files.append(file)
        }
      } catch {
        faults.note([error])
      }
    }
    guard faults.found.isEmpty else { throw Faults(faults.found) }
    let notes = Speech.faults.text(files.flatMap(\.notes))
    if !notes.isEmpty { Console.printNote(notes) }
    return files
  }

  /// The nations in a file; that none of them is anybody's is a fault.
  static func parents(
    _ path: String, of panels: [Panel], _ shape: PanelOptions, from inputs: InputFiles
  ) throws(Faults) -> PanelFile {
    var free = shape
    (free.lower, free.upper) = (nil, nil)
    let parents = try read([path], free, from: inputs)[0]
    let names = Set(parents.panel.series.map { SeriesName($0.id) })
    guard
      names.contains(SeriesName(Panel.anybody))
        || panels.contains(where: { $0.series.contains { names.contains(SeriesName($0.id)) } })
    else {
      throw Faults([Fault(.series(.noneInPanel), at: .whole(path))])
    }
    return parents
  }

  /// Tells of nations that say nothing of the panel.
  static func tellUnheard(
    _ parents: PanelFile?, beside panel: Panel, classes: ReferenceClassMix?, maker: String? = nil
  ) {
    guard let parents else { return }
    let notes = Speech.faults.text(
      PanelNote.unheardNations(in: parents, beside: panel, classes: classes, maker: maker))
    if !notes.isEmpty { Console.printNote(notes) }
  }

  /// Reads targets for the series of a panel; `nil` without a file.
  static func targets(
    _ path: String?, panel: Panel, from inputs: InputFiles
  ) throws(Faults) -> [PanelTarget]? {
    guard let path else { return nil }
    return try Faults.collected { (faults) throws(Fault) in
      PanelTarget.read(try inputs.read(path), panel: panel, faults: &faults)
    }
  }

  /// The reference classes that a panel may belong to, or the one in a file.
  static func tables(
    _ path: String?, _ shape: PanelOptions, from inputs: InputFiles
  ) throws -> [ReferenceClassMix] {
    guard let path else {
      return ReferenceClassLibrary.candidates(frequency: shape.frequency, bounds: shape.bounds)
    }
    return try Faults.collected { (faults) throws(Fault) in
      let source = try inputs.read(path)
      guard let table = try? ReferenceClassLibrary.decode(Data(source.bytes)) else {
        throw Fault(.panel(.notATable), at: .whole(path), hint: .calibrate)
      }
      guard table.frequency == shape.frequency else {
        throw Fault(
          .value(
            .conflict(
              key: "--table", .learnedFrom(frequency: table.frequency.rawValue))),
          at: .whole(path))
      }
      return [ReferenceClassMix([(table, 1)])]
    }
  }
}

/// The files that a command has read, as they were read: a manifest names these bytes and no others.
///
/// A file may be replaced, and a pipe gives its bytes once; so nothing is read a second time.
final class InputFiles {
  /// The files, in the order of their reading.
  private(set) var sources: [SourceFile] = []

  /// Reads a file and remembers it.
  func read(_ path: String, for use: TableUse = .other) throws(Fault) -> SourceFile {
    let source = try TableDoor.open(path, for: use)
    sources.append(source)
    return source
  }
}
