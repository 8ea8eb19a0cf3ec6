internal import Files
public import Folders
internal import Plans
public import Start
internal import Tables
internal import TimeSeries

/// The files that `init` makes of printed tables: a panel by month, and every figure as an observation.
public struct PrintedTables: Sendable {
  /// The columns of the panel beside those that every panel has.
  public static let panelColumns =
    PanelReader.columns + [
      ("name", "Title of the table and label of the row."),
      ("unit", "The unit; % of what is compared."),
      ("status", "How settled the figure is, as its header says."),
      (
        "measure",
        "level, or percent of: yoy the same period of the year before (yoy_growth above it), mom the period before, dec December, base a base period, of_plan the plan."
      ),
      ("source", "The cell."),
    ]

  private let collection: PrintedCollection
  private let place: String

  /// - Parameter language: that of the word for a place that nothing names.
  public init(_ collection: PrintedCollection, language: Language) {
    self.collection = collection
    place = Catalogue.of(language)("start.place")
  }

  /// What happened by month, as `predict` and `backtest` take it.
  public var panel: OutputFile {
    var table = Table(name: "panel", columns: Self.panelColumns)
    for entry in collection.monthly {
      let figure = entry.figure
      table.append([
        .text(entry.id), .text(figure.meaning.period.description), .text(figure.digits),
        .text(name(entry)), .text(entry.unit), .text(figure.meaning.status.rawValue),
        .text(figure.meaning.measure.rawValue), .text(figure.location.text),
      ])
    }
    return OutputFile(table)
  }

  /// Every figure, as a scenario's `data` takes it.
  public var figures: OutputFile {
    var table = Table(name: "figures", columns: ObservationReader.columns)
    for entry in collection.single {
      let figure = entry.figure
      let cells: [String: Cell] = [
        "series_id": .text(entry.id), "geo": .text(place),
        "frequency": .text(figure.meaning.period.frequency.rawValue),
        "period": .text(figure.meaning.period.description), "value": .text(figure.digits),
        "unit": .text(entry.unit), "status": .text(figure.meaning.status.rawValue),
        "source": .text(figure.location.text),
        "note": .text(
          [name(entry), figure.goalText].filter { !$0.isEmpty }.joined(separator: ": ")),
      ]
      table.append(ObservationReader.columns.map { cells[$0.name] ?? .blank })
    }
    return OutputFile(table)
  }

  /// Whether text is one of the tables: its columns, and a cell of a sheet as the source of its first row.
  public static func isWritten(_ text: String, columns: [String]) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline).prefix(2)
    guard lines.first.map(String.init) == columns.joined(separator: ",") else { return false }
    return lines.count < 2
      || lines[1].contains { $0 == "#" || $0 == "!" } && lines[1].contains(".xls")
  }

  private func name(_ entry: PrintedCollection.Entry) -> String {
    let quantity = entry.figure.meaning.quantity
    return [entry.title, entry.figure.label, quantity].filter { !$0.isEmpty }
      .joined(separator: ": ")
  }
}
