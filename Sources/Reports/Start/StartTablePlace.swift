internal import Files
public import Start

/// Where a scenario finds the table that it was started from, and how it reads it.
public struct StartTablePlace: Sendable {
  private let path: String
  private let request: StartRequest

  /// - Parameters:
  ///   - path: the table, as the scenario's folder names it.
  ///   - request: what the user said of it.
  public init(path: String, request: StartRequest) {
    (self.path, self.request) = (path, request)
  }

  /// The element of `data`: the file, and as its layout the series that it must hold.
  func entry(_ draft: StartDraft) -> JSONNode {
    let out = draft.leftOutCells.map(\.leftOutName).filter { !$0.isEmpty }
    let series = draft.series.map { series in
      JSONNode.keys([
        "title": series.isNameless ? nil : .text(series.title),
        "place": series.place.map(JSONNode.text),
        "id": .text(series.id),
        "unit": series.unit.isEmpty ? nil : .text(series.unit),
      ])
    }
    return .keys([
      "file": .text(path),
      "layout": .keys([
        "form": .text(draft.layout.rawValue),
        "decimal": request.decimal.map { .text($0.rawValue) },
        "yearly": request.yearly.map { .text($0.rawValue) },
        "series": .list(series),
        "leave_out": out.isEmpty ? nil : .list(out.map(JSONNode.text)),
      ]),
    ])
  }
}
