internal import Files
public import Models
public import Plans
public import TimeSeries

extension PanelNote {
  /// What a reader should know of nations that say nothing of a panel.
  ///
  /// - Parameters:
  ///   - parents: the file of the nations.
  ///   - panel: series beside them.
  ///   - classes: what forecasts the panel, or may; `nil` where no class does.
  ///   - maker: the model or the table that was named; `nil` where the classes were chosen.
  public static func unheardNations(
    in parents: PanelFile, beside panel: Panel, classes: ReferenceClassMix?, maker: String? = nil
  ) -> [PanelNote] {
    if let obstacle = obstacle(panel, classes, maker) {
      return [
        .unheardNation(series: nil, others: 0, obstacle, at: .whole(parents.source.path))
      ]
    }
    let names = Set(panel.series.map { SeriesName($0.id) })
    let strangers = parents.panel.series.map(\.id).filter {
      $0 != Panel.anybody && !names.contains(SeriesName($0))
    }
    var unheard: [NationObstacle: [String]] = [:]
    unheard[.stranger] = strangers.isEmpty ? nil : strangers
    for series in panel.series {
      guard let (history, last) = series.history(through: series.values.count - 1),
        let obstacle = classes?.obstacle(
          to: history, nation: series.nation(through: last), bounds: series.bounds)
      else { continue }
      unheard[obstacle, default: []].append(series.id)
    }
    let order: [NationObstacle] = [.stranger, .missing, .itself, .years, .noLevel, .ofRate]
    return order.compactMap { obstacle in
      unheard[obstacle].flatMap { ids in
        ids.first.map { first in
          .unheardNation(
            series: first, others: ids.count - 1, obstacle, at: place(of: first, in: parents))
        }
      }
    }
  }

  /// Why nothing of the panel hears its nations.
  private static func obstacle(
    _ panel: Panel, _ classes: ReferenceClassMix?, _ maker: String?
  ) -> NationObstacle? {
    if panel.frequency != .annual { return .frequency }
    if classes?.looksAtNations == true { return nil }
    if let maker { return .model(maker) }
    return panel.series.contains { $0.bounds.isClosed } ? .bounds : .outweighed
  }

  private static func place(of id: String, in parents: PanelFile) -> SourceLocation {
    let name = SeriesName(id)
    let own = parents.panel.series.first { SeriesName($0.id) == name }?.id ?? Panel.anybody
    let line = parents.lines[own]
    return line.map { parents.source.place(line: $0) }
      ?? .whole(parents.source.path)
  }
}
