public import Files
public import Models
public import Plans
public import TimeSeries

/// A panel cut into histories whose future is known.
public struct LearningPanel: Sendable {
  /// One history and where it stands in the panel.
  struct Item: Sendable {
    let id: String
    let origin: Period
    let learning: LearningCase
    /// Whether it is another one without its nation, which is learned from and not counted.
    let isTwin: Bool
  }

  /// The name of the file, without its folder.
  public let name: String
  /// The file.
  public let source: SourceFile
  /// Series of the file.
  public let series: Int
  /// What its histories are a sample of.
  public let sample: ReferenceClass.Sample
  let items: [Item]

  /// Cuts a panel at its marked origins; a series without marks at every origin from its third value.
  ///
  /// - Parameter parents: nations of the series by their ids; each history is then learned from beside its nation and
  ///   once more alone, with half of its weight each.
  public init(
    _ file: PanelFile, horizon: Int, parents: Panel? = nil,
    sample: ReferenceClass.Sample = .whole
  ) {
    let panel = parents.map(file.panel.beside) ?? file.panel
    self.sample = sample
    source = file.source
    name = file.source.path.split(separator: "/").last.map(String.init) ?? file.source.path
    series = panel.series.count
    items = panel.series.flatMap { series -> [Item] in
      let origins =
        series.origins.isEmpty ? Array(2..<max(2, series.values.count - 1)) : series.origins
      return origins.flatMap { origin -> [Item] in
        guard origin + 1 < series.values.count, series.values[origin] != nil,
          let past = series.history(through: origin)
        else { return [] }
        let future = series.values[(origin + 1)...].prefix(horizon).map { $0 ?? .nan }
        guard future.contains(where: \.isFinite) else { return [] }
        let nation = series.nation(through: origin)
        return (nation.isEmpty ? [nation] : [nation, []]).map { beside in
          Item(
            id: series.id, origin: series.period(origin),
            learning: LearningCase(
              group: series.group, weight: nation.isEmpty ? series.weight : series.weight / 2,
              history: past.values, nation: beside, future: future, bounds: series.bounds,
              isCopy: sample != .whole || !nation.isEmpty && beside.isEmpty),
            isTwin: !nation.isEmpty && beside.isEmpty)
        }
      }
    }
  }
}
