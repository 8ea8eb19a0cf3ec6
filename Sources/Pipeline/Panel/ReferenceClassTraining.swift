internal import Files
public import Models
internal import Plans
public import Scoring
public import TimeSeries

/// What `calibrate` was asked.
public struct TrainingRequest: Sendable {
  /// The name of the table.
  public var id: String
  /// Periods of the series.
  public var frequency: Frequency
  /// Bounds of series that name none.
  public var bounds: Bounds
  /// Steps to learn.
  public var horizon: Int
  /// Folds of the cross-validation; 0 leaves it out.
  public var folds: Int
  /// How series are described; `nil` goes by frequency and bounds.
  public var recipe: FeatureRecipe?
  /// Threads.
  public var threads: Int
  /// The command line, for the record.
  public var command: String
  /// The version of the program, for the record.
  public var version: String

  /// A request.
  public init(
    id: String, frequency: Frequency, bounds: Bounds, horizon: Int, folds: Int,
    recipe: FeatureRecipe? = nil, threads: Int, command: String, version: String
  ) {
    self.id = id
    self.frequency = frequency
    self.bounds = bounds
    self.horizon = horizon
    self.folds = folds
    self.recipe = recipe
    self.threads = threads
    self.command = command
    self.version = version
  }
}

/// A table learned from panels, and how it did on groups it had not seen.
public struct TrainingResult: Sendable {
  /// The table, its measured coverage inside.
  public let table: ReferenceClass
  /// Scores and out-of-sample forecasts, in the order of the cases, by file, in the order of the files; empty
  /// without a cross-validation.
  public let judged: [(name: String, score: PanelScore, forecasts: [SeriesForecast])]
}

/// Learns reference classes and measures them by cross-validation over groups.
public enum ReferenceClassTraining {
  /// Outcomes from which on the quantiles are moved to where outcomes fell.
  static let fewestOutcomes = 1000

  /// Learns from all panels; each group is judged by a table learned without it.
  ///
  /// - Throws: `tooFewCases`.
  public static func run(
    _ panels: [LearningPanel], request: TrainingRequest,
    progress: @Sendable (Int, Int) -> Void
  ) throws(ModelError) -> TrainingResult {
    let all = panels.flatMap { $0.items.map(\.learning) }
    let learner = ReferenceClassLearner(
      frequency: request.frequency,
      recipe: request.recipe
        ?? FeatureRecipe(
          frequency: request.frequency, bounds: all.first?.bounds ?? request.bounds),
      horizon: request.horizon, threads: request.threads)
    let provenance = ReferenceClass.Provenance(
      sources: panels.map { source($0) }, command: request.command, version: request.version)
    let rounds = request.folds + 1
    var judged = Array(repeating: ReferenceClass.Forecast?.none, count: all.count)
    let fold = ReferenceClassLearner.deal(all.map(\.group), parts: max(1, request.folds), seed: 5)
    for held in 0..<request.folds {
      let known = all.filter { fold[$0.group] != held }
      let table = try learner.learn(known, id: request.id, provenance: provenance)
      let members = all.indices.filter { fold[all[$0].group] == held }
      let forecasts = parallelMap(members.count, threads: request.threads) { index in
        let item = all[members[index]]
        return table.forecast(
          item.history, nation: item.nation, bounds: item.bounds,
          steps: Array(1...item.future.count))
      }
      for (index, forecast) in zip(members, forecasts) { judged[index] = forecast }
      progress(held + 1, rounds)
    }
    var table = try learner.learn(all, id: request.id, provenance: provenance)
    if request.folds > 1 {
      // Each fold is moved by what the others showed, the table by all of them.
      table.recalibrate(levels(all, judged) { _ in true })
      judged = moved(all, judged, folds: request.folds, fold)
    }
    let result =
      request.folds > 1
      ? judge(panels, judged, by: request.id, season: request.frequency.periodsPerYear) : []
    if request.folds > 1 {
      table.coverage = zip(panels, result).flatMap { panel, scored in
        PanelScore.intervals.enumerated().map { position, interval in
          ReferenceClass.Coverage(
            scope: panel.name, level: interval.0, covered: scored.score.covered[position],
            cases: scored.score.outcomes, sample: panel.sample)
        }
      }
    }
    progress(rounds, rounds)
    return TrainingResult(table: table, judged: result)
  }

  /// Forecasts brought to the levels that the other folds showed.
  private static func moved(
    _ cases: [LearningCase], _ judged: [ReferenceClass.Forecast?], folds: Int,
    _ fold: [String: Int]
  ) -> [ReferenceClass.Forecast?] {
    let moved = (0..<folds).map { held in levels(cases, judged) { fold[$0.group] != held } }
    return zip(cases, judged).map { item, forecast in
      guard let forecast, forecast.rung == .learned else { return forecast }
      let level = moved[fold[item.group] ?? 0]
      return ReferenceClass.Forecast(
        margins: forecast.margins.map { margin in
          margin.relevelled(level).mapped { item.bounds.clamp($0) }
        }, rung: forecast.rung)
    }
  }

  /// For each probability the level below which that share of the outcomes fell.
  ///
  /// The parts' errors come from one set of trees and forecasts from the mean of four, which is
  /// somewhat better: intervals would hold a little more than they say.
  private static func levels(
    _ cases: [LearningCase], _ judged: [ReferenceClass.Forecast?],
    where isUsed: (LearningCase) -> Bool
  ) -> QuantileFunction {
    var transforms: [(Double, Double)] = []
    for (item, forecast) in zip(cases, judged) where item.weight > 0 && isUsed(item) {
      guard let forecast, forecast.rung == .learned else { continue }
      for (margin, value) in zip(forecast.margins, item.future) where value.isFinite {
        transforms.append((margin.transform(of: value), item.weight))
      }
    }
    // Few outcomes share their years too much to say where the middle should be.
    return transforms.count < fewestOutcomes
      ? QuantileFunction { $0 } : WeightedSample(transforms).quantiles
  }

  private static func judge(
    _ panels: [LearningPanel], _ judged: [ReferenceClass.Forecast?], by id: String, season: Int
  ) -> [(name: String, score: PanelScore, forecasts: [SeriesForecast])] {
    var position = 0
    return panels.map { panel in
      var score = PanelScore()
      var made: [SeriesForecast] = []
      for item in panel.items {
        let forecast = judged[position]
        position += 1
        guard let forecast, !item.isTwin else { continue }
        let past = item.learning
        let (quantiles, transforms) = PanelScore.said(forecast.margins, of: past.future)
        score.add(
          group: past.group, quantiles: quantiles, outcomes: past.future, transforms: transforms,
          scale: ScaledError.scale(
            history: past.history.filter(\.isFinite), season: season))
        made.append(
          SeriesForecast(
            id: item.id,
            answer: Answer(maker: .classes(id), rung: Answer.Rung(forecast.rung), reason: .leftOut),
            periods: (1...past.future.count).map { item.origin.advanced(by: $0) },
            margins: forecast.margins))
      }
      return (panel.name, score, made)
    }
  }

  private static func source(_ panel: LearningPanel) -> ReferenceClass.Source {
    ReferenceClass.Source(
      name: panel.name,
      sha256: Digest.sha256(panel.source.bytes), series: panel.series,
      cases: panel.items.count { !$0.isTwin },
      attribution: attribution(panel.source), sample: panel.sample)
  }

  /// What the column `attribution` of the first row says, if there is one.
  private static func attribution(_ source: SourceFile) -> String {
    var faults = FaultCollector()
    var reader = CSVReader(source, faults: &faults)
    guard let column = reader.header.firstIndex(of: "attribution"),
      let row = reader.next(&faults)
    else { return "" }
    return row.text(column)
  }
}
