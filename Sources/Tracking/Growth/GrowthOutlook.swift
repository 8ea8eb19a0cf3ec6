internal import Coherence
internal import LinearAlgebra
internal import Models
internal import RealModule
internal import Simulation

/// The unconditioned forecast of leaves by quarter: every node forecast, then reconciled.
struct GrowthOutlook {
  /// Means of the logarithms, by leaf and quarter ahead.
  var means: [[Double]]
  /// The covariance of the leaves' surprises, as far as those are normal: paths draw Student's t around it.
  var covariance: Matrix
  /// What an innovation does in later quarters.
  let responses: [Double]
  /// Long-run growth and momentum of each node, logarithms.
  let longRun: [Double]
  let momentum: [Double]
  /// The surprise of each node, a logarithm.
  let surprises: [Double]
  /// One-step errors of each node's past forecasts, the last of the newest quarter.
  var errors: [[Double]] = []
  /// How the growth of years spreads otherwise than quarters alone make it.
  var tilt: GrowthTilt?

  /// Forecasts.
  ///
  /// - Parameters:
  ///   - levels: by leaf, from the first quarter of a year on.
  ///   - horizon: quarters ahead.
  ///   - behind: those of them that stand behind the year; the others are what they are without these.
  ///   - leafSurprises: surprises that leaves do not fall below, by leaf; empty for their own.
  ///   - sumSurprises: surprises that sums of leaves do not fall below, by node, instead of what their leaves make of them
  ///     one by one; empty, or `nil` of a node, where there is none.
  ///   - growthCases: for leaves whose quarters are filled in, how many times their growth was seen; empty, or `nil`
  ///     of a leaf, where every quarter is published.
  /// - Returns: `nil` when the history is too short.
  init?(
    _ tree: Hierarchy, levels: [[Double]], horizon: Int, quartersBehind behind: Int = 0,
    leafSurprises: [GrowthSurprise?] = [], sumSurprises: [GrowthSurprise?] = [],
    growthCases: [Int?] = []
  ) {
    let count = levels.first?.count ?? 0
    let sums = (0..<count).map { time in tree.sums(ofLeaves: levels.map { $0[time] }) }
    let logarithms = tree.nodes.indices.map { node in sums.map { Double.log($0[node]) } }
    var model = SeasonalGrowthMixture(periodsPerYear: 4)
    model.yearly.goesOnFromMixed = behind > 0
    // Quarters that are filled in have the course that filled them.
    model.learnsCourse = growthCases.allSatisfy { $0 == nil }
    // A usual course has drawn what it filled in to usual growth; other leaves would draw it a second time.
    if Self.isFilledIn(leafSurprises) { model.yearly.commonValues = 0 }
    guard let forecast = try? model.forecast(logarithms, horizon: horizon) else { return nil }
    let correlation = Self.correlation(forecast.errors)
    let counted = tree.leaves.reduce(0) { $0 + forecast.errors[$1].count }
    let usual = Self.usual(forecast)
    var surprises = forecast.surprises.map { Self.pooled($0, errors: counted, usual: usual) }
    for (leaf, node) in tree.leaves.enumerated() where leaf < leafSurprises.count {
      guard let given = leafSurprises[leaf] else { continue }
      surprises[node] = max(given.left * surprises[node], given.scale(forecast.responses))
    }
    for (node, given) in sumSurprises.enumerated() {
      guard let given else { continue }
      surprises[node] = max(given.left * surprises[node], given.scale(forecast.responses))
    }
    Self.raise(
      &surprises, tree, correlation, levels: levels.map { $0[count - 1] },
      except: sumSurprises.map { $0 != nil })
    let errors = Matrix(rows: tree.nodes.count, columns: tree.nodes.count) {
      surprises[$0] * surprises[$1] * correlation[$0, $1]
    }
    guard
      let reconciled = try? LogReconciliation(
        tree, forecasts: forecast.means, errors: errors,
        sharesOfFirst: horizon > behind ? horizon - behind : nil)
    else { return nil }
    means = reconciled.means
    covariance = Self.evened(
      reconciled.covariance, levels: levels.map { $0[count - 1] },
      trust: Self.trust(growthCases: growthCases))
    responses = forecast.responses
    longRun = forecast.longRun
    momentum = forecast.momentum
    self.surprises = surprises
    self.errors = forecast.errors
  }

  /// Whether a usual course has filled in the quarters of every leaf.
  private static func isFilledIn(_ leafSurprises: [GrowthSurprise?]) -> Bool {
    !leafSurprises.isEmpty
      && leafSurprises.allSatisfy { if case .open? = $0 { true } else { false } }
  }

  /// The usual surprise of a quarter, a scale: that of standard deviations of 3%. The median of Viet Nam's sectors
  /// and provinces is 2.5%, other figures vary more.
  static let usualSurprise = 0.025
  /// Errors that the usual surprise counts as where there are none; it fades until a history speaks for itself.
  private static let usualErrors = 16.0
  /// Errors from which on it does.
  private static let enoughErrors = 48.0

  /// The usual surprise of figures that grow from quarter to quarter, adjusted for the season: 1.2% in the median of
  /// national accounts of 19 economies, others vary more.
  private static let usualStep = 0.016

  /// The usual surprise of what was forecast.
  static func usual(_ forecast: SeasonalGrowthForecast) -> Double {
    forecast.stepShare * usualStep + (1 - forecast.stepShare) * usualSurprise
  }

  /// A surprise measured on a number of errors, beside the usual one.
  static func pooled(_ surprise: Double, errors: Int, usual: Double) -> Double {
    let left = max(0, 1 - Double(errors) / enoughErrors)
    let weight = usualErrors * left * left
    guard weight > 0 else { return surprise }
    let squares =
      Double(errors) * surprise * surprise + weight * usual * usual
    return (squares / (Double(errors) + weight)).squareRoot()
  }

  /// The spread of correlations between the yearly growth of two sectors: 0.33 around 0 between the 23 sectors of Viet
  /// Nam's accounts from 2011 on, 2020 to 2022 left out.
  private static let usualCorrelation = 0.33

  /// How far the correlations of leaves are trusted, 0 to 1: what filled-in quarters have in common was seen no
  /// oftener than their years.
  ///
  /// Equation: `w = τ² / (τ² + 1/(n − 1))`, a correlation of deviation `τ` seen on `n` cases; the least of the leaves.
  private static func trust(growthCases: [Int?]) -> Double {
    growthCases.map { cases -> Double in
      guard let cases else { return 1 }
      let seen = usualCorrelation * usualCorrelation * Double(max(0, cases - 1))
      return seen / (seen + 1)
    }.min() ?? 1
  }

  /// The covariance drawn to that of independent leaves given the whole, which leaves the whole as uncertain as it was:
  /// what a whole asks for is then not taken from one leaf because few years moved apart.
  ///
  /// Equation: `w Σ + (1 − w) (D + D a (v/s² − 1/s) a′ D)`, `D` the variances of the leaves, `a` their levels, `v = a′Σa`,
  /// `s = a′Da`: leaves that move on their own, conditioned on a sum of variance `v`.
  private static func evened(_ covariance: Matrix, levels: [Double], trust: Double) -> Matrix {
    let variances = (0..<covariance.rows).map { max(0, covariance[$0, $0]) }
    let reach = zip(variances, levels).map { $0 * $1 }
    let own = dot(reach, levels)
    guard trust < 1, own > 0 else { return covariance }
    let whole = max(0, dot(levels, covariance * levels))
    let factor = (whole / own - 1) / own
    return Matrix(rows: covariance.rows, columns: covariance.rows) {
      let alone = ($0 == $1 ? variances[$0] : 0) + reach[$0] * reach[$1] * factor
      return trust * covariance[$0, $1] + (1 - trust) * alone
    }
  }

  /// Correlations of one-step errors, shrunk; the identity when there are hardly any.
  private static func correlation(_ errors: [[Double]]) -> Matrix {
    let times = errors.first?.count ?? 0
    guard times >= 3 else { return .identity(errors.count) }
    let shrunk = ShrunkCovariance(
      errors: Matrix(rows: times, columns: errors.count) { errors[$1][$0] })
    // Nodes are sums of others: without a little of the identity the matrix could be singular.
    let weight = min(1 - shrunk.intensity, 0.98) / max(1e-9, 1 - shrunk.intensity)
    return Matrix(rows: errors.count, columns: errors.count) {
      guard $0 != $1 else { return 1 }
      let scale = (shrunk.matrix[$0, $0] * shrunk.matrix[$1, $1]).squareRoot()
      return scale > 0 ? weight * shrunk.matrix[$0, $1] / scale : 0
    }
  }

  /// Moves each node halfway up to what its leaves make together, where it is surer than they are.
  private static func raise(
    _ surprises: inout [Double], _ tree: Hierarchy, _ correlation: Matrix, levels: [Double],
    except told: [Bool]
  ) {
    let leaves = tree.leaves
    let own = surprises
    for node in tree.nodes.indices
    where !tree.children[node].isEmpty && !(node < told.count && told[node]) {
      let under = tree.leavesUnder[node]
      let total = under.reduce(0) { $0 + levels[$1] }
      var variance = 0.0
      for i in under {
        for j in under {
          variance +=
            levels[i] * levels[j] * own[leaves[i]] * own[leaves[j]]
            * correlation[leaves[i], leaves[j]]
        }
      }
      surprises[node] = max(own[node], 0.5 * variance.squareRoot() / total)
    }
  }

  /// Degrees of freedom of its surprises.
  static let degrees = SeasonalGrowthForecast.degrees

  /// The scale of a surprise with a standard deviation.
  static func scale(ofDeviation deviation: Double) -> Double {
    deviation * (Double(degrees - 2) / Double(degrees)).squareRoot()
  }

  /// The sum of a node over the quarters ahead: the mean path's total and its scale, that of a Student's t, the
  /// sum made straight around it.
  func total(of leaves: [Int]) -> (centre: Double, deviation: Double) {
    let steps = means.first?.count ?? 0
    var weights = [Double](repeating: 0, count: means.count * steps)
    for leaf in leaves {
      for step in 0..<steps { weights[leaf * steps + step] = Double.exp(means[leaf][step]) }
    }
    let centre = leaves.reduce(0.0) { sum, leaf in
      sum + weights[leaf * steps..<(leaf + 1) * steps].reduce(0, +)
    }
    let untilted = tilt?.untilted(weights) ?? weights
    let seen = quarterSurprises().times(untilted, quarters: steps)
    return (centre, max(0, dot(untilted, seen)).squareRoot())
  }

  /// The surprises of quarters.
  ///
  /// - Parameter factor: the lower triangle of the first one's covariance where that is another.
  func quarterSurprises(first factor: Matrix? = nil) -> QuarterSurprises {
    QuarterSurprises(
      across: covariance, first: factor.map { $0 * $0.transposed } ?? covariance,
      responses: responses)
  }

  /// The forecast with other growth of years.
  func moved(
    _ years: GrowthYears, _ surprises: QuarterSurprises, to wanted: [Double], lower: [[Double]]
  ) -> GrowthOutlook {
    guard let moved = years.moved(means, surprises, to: wanted, lower: lower) else { return self }
    var other = self
    (other.means, other.tilt) = (moved.means, moved.tilt)
    return other
  }

  /// The lower triangle of the covariance.
  var factor: Matrix? { (try? Cholesky(covariance))?.lower }
}
