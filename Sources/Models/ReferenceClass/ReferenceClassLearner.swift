internal import Randomness
internal import RealModule
public import TimeSeries

/// A history whose future is known.
public struct LearningCase: Sendable {
  /// Whose it is: what belongs together is never learned from and judged on at once.
  public let group: String
  /// Its weight; 0 is never learned from.
  public let weight: Double
  /// The values up to the origin, no number where a period is not known.
  public let history: [Double]
  /// The same periods of what the series is a part of; empty where nothing is known.
  public let nation: [Double]
  /// What came after.
  public let future: [Double]
  /// Bounds of the series.
  public let bounds: Bounds
  /// Whether another case has the same future behind more of the same past.
  public let isCopy: Bool

  /// A case.
  public init(
    group: String, weight: Double, history: [Double], nation: [Double] = [], future: [Double],
    bounds: Bounds, isCopy: Bool = false
  ) {
    self.nation = nation
    self.isCopy = isCopy
    self.group = group
    self.weight = weight
    self.history = history
    self.future = future
    self.bounds = bounds
  }
}

/// Learns a reference class from cases.
///
/// The groups are dealt into four parts. Each part's errors come from trees learned on the other
/// three, so that spread, quantiles and correlation are those of series never seen; a new series is
/// given the mean of the four.
///
/// Randomness: uniforms keyed by the seed alone; the result does not depend on the threads.
public struct ReferenceClassLearner: Sendable {
  /// Parts the groups are dealt into.
  public static let parts = 4
  /// Rows (a case has one a step) that a table needs.
  public static let fewestRows = 30
  /// Rows from which on trees are grown; fewer give constants and pooled errors.
  public static let fewestRowsForTrees = 300

  /// The periods of the series.
  public let frequency: Frequency
  /// How series are described.
  public let recipe: FeatureRecipe
  /// Steps to learn.
  public let horizon: Int
  /// Threads.
  public let threads: Int
  /// Seed of what is random.
  public let seed: UInt64

  /// A learner.
  public init(
    frequency: Frequency, recipe: FeatureRecipe, horizon: Int, threads: Int, seed: UInt64 = 1
  ) {
    self.frequency = frequency
    self.recipe = recipe
    self.horizon = horizon
    self.threads = threads
    self.seed = seed
  }

  /// What cross-validation chose for a recipe and so many rows; spreads take fewer rounds.
  private func settings(rows: Int, loss: TreeLoss) -> TreeSettings {
    var settings = TreeSettings()
    switch recipe {
    case .annual where rows < 60_000, .growth where rows < 60_000, .region where rows < 60_000:
      settings.leaves = 8
      settings.rounds = 150
      settings.rowsPerLeaf = 100
    case .annual, .growth, .region: break
    case .share:
      settings.rowsPerLeaf = 100
      settings.featureShare = 0.6
      settings.rowShare = 0.7
      settings.penalty = 20
    case .seasonal:
      settings.rate = 0.06
      settings.penalty = 50
    }
    settings.rowsPerLeaf = min(settings.rowsPerLeaf, max(5, rows / 100))
    if rows < Self.fewestRowsForTrees { settings.rounds = 0 }
    if loss == .squared { settings.rounds = settings.rounds * 3 / 4 }
    return settings
  }

  /// Learns.
  ///
  /// - Throws: `tooFewCases`.
  public func learn(
    _ all: [LearningCase], id: String, provenance: ReferenceClass.Provenance
  ) throws(ModelError) -> ReferenceClass {
    let cases = all.filter { $0.weight > 0 }
    let rows = Rows(cases, learner: self)
    guard rows.count >= Self.fewestRows else {
      throw .tooFewCases(found: rows.count, minimum: Self.fewestRows)
    }
    let bins = FeatureBins(rows: rows.features, limit: 127)
    let data = CodedRows(rows.features, bins: bins)
    let parts = parts(of: cases)
    let part = rows.owner.map { parts[$0] }
    let places = fit(data, rows, part, target: rows.pace, weight: rows.paceWeight, loss: .absolute)
    let shift = outside(places, data, part).enumerated().map { row, value in
      recipe.learnsPace ? value * Double(rows.step[row] + 1) : value
    }
    let errors = zip(rows.target, shift).map(-)
    let sizes = errors.map { Double.log(abs($0) + recipe.scaleFloor) }
    let widths = fit(data, rows, part, target: sizes, weight: rows.weight, loss: .squared)
    let width = outside(widths, data, part)
    let standard = zip(errors, width).map { $0 / Double.exp($1) }
    let residuals = (0..<horizon).map { step in
      pooledQuantiles(rows, standard, step: step, neighbours: recipe.pooledNeighbours)
    }
    return ReferenceClass(
      format: ReferenceClass.currentFormat, id: id, provenance: provenance, frequency: frequency,
      recipe: recipe, horizon: horizon, coverage: [], bins: bins, location: places, spread: widths,
      residuals: residuals, correlation: correlation(rows, standard, residuals),
      changes: changes(cases), scaleGrowth: growth(rows, errors))
  }

  // MARK: Rows

  /// One row a case and step, with what is to be learned.
  struct Rows {
    var features: [[Double]] = []
    var owner: [Int] = []
    var step: [Int] = []
    var weight: [Double] = []
    var target: [Double] = []
    /// What the location trees learn: change a step, or the distance from the reference.
    var pace: [Double] = []
    var paceWeight: [Double] = []

    var count: Int { owner.count }

    init(_ cases: [LearningCase], learner: ReferenceClassLearner) {
      let (recipe, horizon) = (learner.recipe, learner.horizon)
      let season = learner.frequency.periodsPerYear
      let described = parallelMap(cases.count, threads: learner.threads) { index in
        let history = GappedValues(cases[index].history)
        // What never moved is not forecast by trees.
        if history.knownCount > 1, history.isStill { return [SeriesDescription?.none] }
        return [
          recipe.describe(
            cases[index].history, nation: cases[index].nation, season: season,
            bounds: cases[index].bounds, horizon: horizon)
        ]
      }
      for (index, item) in cases.enumerated() {
        guard let description = described[index][0] else { continue }
        for (step, value) in item.future.prefix(horizon).enumerated() where value.isFinite {
          let raw = (description.image.of(value) - description.reference(step)) / description.scale
          let target = min(max(raw, -recipe.clip), recipe.clip)
          let steps = recipe.learnsPace ? Double(step + 1) : 1
          features.append(description.row(step))
          owner.append(index)
          self.step.append(step)
          weight.append(item.weight)
          self.target.append(target)
          pace.append(target / steps)
          paceWeight.append(item.weight * steps.squareRoot())
        }
      }
    }
  }

  /// Deals the groups into parts.
  private func parts(of cases: [LearningCase]) -> [Int] {
    let dealt = Self.deal(cases.map(\.group), parts: Self.parts, seed: seed &+ 17)
    return cases.map { dealt[$0.group] ?? 0 }
  }

  /// Deals names into so many parts of about equal size.
  public static func deal(_ names: [String], parts: Int, seed: UInt64) -> [String: Int] {
    let stream = RandomStream(seed: seed, stream: 0x6465_616C)
    let shuffled = Set(names).sorted().enumerated().map { index, name in
      (stream.uniform(path: UInt64(index), index: 0), name)
    }.sorted { $0 < $1 }
    return Dictionary(
      uniqueKeysWithValues: shuffled.enumerated().map { ($0.element.1, $0.offset % parts) })
  }

  private func fit(
    _ data: CodedRows, _ rows: Rows, _ part: [Int], target: [Double], weight: [Double],
    loss: TreeLoss
  ) -> [BoostedTrees] {
    let settings = settings(rows: data.count, loss: loss)
    return parallelMap(Self.parts, threads: threads) { left in
      let stream = RandomStream(seed: seed, stream: UInt32(left) + (loss == .absolute ? 100 : 200))
      let learner = TreeLearner(settings: settings, loss: loss, stream: stream)
      let members = (0..<data.count).filter { part[$0] != left }.map { Int32($0) }
      return learner.learn(data, rows: members, target: target, weight: weight)
    }
  }

  /// What each part is told by the trees that did not learn from it.
  private func outside(_ trees: [BoostedTrees], _ data: CodedRows, _ part: [Int]) -> [Double] {
    let chunk = 4096
    return parallelMap((data.count + chunk - 1) / chunk, threads: threads) { index in
      (index * chunk..<min(data.count, (index + 1) * chunk)).map { row in
        trees[part[row]].value(data.row(row))
      }
    }.flatMap { $0 }
  }

  // MARK: Pooled errors

  private func pooledQuantiles(
    _ rows: Rows, _ values: [Double], step: Int, neighbours: Int
  ) -> QuantileFunction {
    let members = (0..<rows.count).filter { abs(rows.step[$0] - step) <= neighbours }
    return WeightedSample(members.map { (values[$0], rows.weight[$0]) }).quantiles
  }

  private func correlation(
    _ rows: Rows, _ standard: [Double], _ residuals: [QuantileFunction]
  ) -> [[Double]] {
    var sums = Array(
      repeating: Array(repeating: (product: 0.0, first: 0.0, second: 0.0), count: horizon),
      count: horizon)
    let scores = (0..<rows.count).map { row in
      min(max(residuals[rows.step[row]].score(of: standard[row]), -3.5), 3.5)
    }
    var start = 0
    while start < rows.count {
      var end = start
      while end < rows.count, rows.owner[end] == rows.owner[start] { end += 1 }
      for one in start..<end {
        for other in start..<end {
          let (i, j, weight) = (rows.step[one], rows.step[other], rows.weight[one])
          sums[i][j].product += weight * scores[one] * scores[other]
          sums[i][j].first += weight * scores[one] * scores[one]
          sums[i][j].second += weight * scores[other] * scores[other]
        }
      }
      start = end
    }
    return sums.map { row in
      row.map { sum in
        let size = (sum.first * sum.second).squareRoot()
        return size > 0 ? min(sum.product / size, 1) : 0
      }
    }
  }

  /// Changes from the last value relative to its size, or to the width of the bounds.
  private func changes(_ cases: [LearningCase]) -> [QuantileFunction] {
    (0..<horizon).map { step in
      let sample = cases.compactMap { item -> (Double, Double)? in
        guard !item.isCopy, item.future.count > step, item.future[step].isFinite,
          let last = item.history.last(where: \.isFinite)
        else { return nil }
        let size = item.bounds.isClosed ? item.bounds.upper - item.bounds.lower : abs(last)
        guard size > 0 else { return nil }
        return ((item.future[step] - last) / size, item.weight)
      }
      return WeightedSample(sample).quantiles
    }
  }

  /// The power of the step with which errors grow over the second half of the horizon.
  private func growth(_ rows: Rows, _ errors: [Double]) -> Double {
    func size(_ step: Int) -> Double {
      let members = (0..<rows.count).filter { rows.step[$0] == step }
      return WeightedSample(members.map { (abs(errors[$0]), rows.weight[$0]) }).quantiles
        .value(at: 0.5)
    }
    let half = max(1, horizon / 2)
    let (early, late) = (size(half - 1), size(horizon - 1))
    guard horizon > half, early > 0, late > 0 else { return 0.5 }
    let power = Double.log(late / early) / Double.log(Double(horizon) / Double(half))
    return min(max(power, 0.25), 1)
  }
}
