/// Years of quantities that are those of growth paths, path by path.
///
/// One economy, one process: path `k` of a run has in a carried year the level of path `k` of the growth
/// simulation (same seed, same streams), and goes on from it as its own process does given that level.
///
/// Equation, for a carried quantity of one component, `x = m + L z` its logarithms or scores by step and
/// `y_1 … y_c` the images of the carried levels: `z_s = (y_s − m_s − Σ_{j<s} L_sj z_j) / L_ss` for `s ≤ c`, and
/// later `z` are drawn as ever, so that `x_{c+1} … | y` has the mean `m + L_{·1…c} z_{1…c}` and what is left of
/// the covariance: the conditional Gaussian, of scores where margins are joined by a copula. A mixture picks its
/// component by how likely the levels are in each; a t goes on with as many more degrees of freedom as there are
/// levels (`PathSampler.carry`). Other quantities see the score of the level among the growth paths of the run,
/// so that what they are by themselves does not change: carried quantities come first in the triangle of the
/// dependence and `n_i = (s_i − Σ_{j<i} C_ij n_j) / C_ii`, so that `C n` is the score (`CarriedScore`).
///
/// Edge cases: scores are cut to ±`scoreLimit`; later years are then moved by what the cut left of the level, a
/// factor on logarithms, so that growth goes on from the carried level. A variant conditions the
/// growth paths; what the sectors do not carry stays as it was. Two carried quantities depend on each other
/// as their paths do, whatever the case of dependence says of them.
/// Randomness consumed: that of the growth paths, streams 0…; the normals of carried steps are drawn and serve as
/// the extra ones of a t.
/// Source: Waggoner & Zha 1999, Review of Economics and Statistics 81, 639–651; the t: Ding 2016, American
/// Statistician 70, 293–295; ranks: Song 2000, Scandinavian Journal of Statistics 27, 305–320.
public struct CarriedPaths: Sendable {
  /// The largest score of a carried level.
  public static let scoreLimit = 6.0

  /// One carried step.
  public struct Year: Sendable, Hashable, Codable {
    /// The position of the growth plan.
    public let plan: Int
    /// Whether it is the year behind the plan's, which is measured from the plan's own.
    public let isBehind: Bool
    /// The level that the plan's year is measured from, in the unit of the plan.
    public let base: Double

    /// A step.
    public init(plan: Int, isBehind: Bool, base: Double) {
      self.plan = plan
      self.isBehind = isBehind
      self.base = base
    }
  }

  /// The carried steps of one quantity.
  public struct Series: Sendable, Hashable, Codable {
    /// Position of the quantity.
    public internal(set) var quantity: Int
    /// The first carried step, that behind the known ones.
    public let first: Int
    /// The steps, one after the other.
    public let years: [Year]
    /// How many of the steps, at their end, the growth plans took from the quantity's own process; `nil` for none.
    public var goneOn: Int?
    /// The leaves whose sum it is.
    public let leaves: [Int]
    /// The level before the first of them, in the unit of the quantity; `nil` where the quantity is growth in
    /// percent itself.
    public let start: Double?

    /// The steps.
    var range: Range<Int> { first..<first + years.count }

    /// How many of the steps, at their end, went on as the quantity's own process does.
    var gone: Int { min(max(goneOn ?? 0, 0), max(0, years.count - 1)) }

    /// Which steps of which quantity.
    public var steps: [Int] { [quantity, first, years.count] }

    /// A series.
    public init(quantity: Int, first: Int, years: [Year], leaves: [Int], start: Double?) {
      self.quantity = quantity
      self.first = first
      self.years = years
      self.leaves = leaves
      self.start = start
    }
  }

  /// The growth plans; the paths followed are those of the last of each plan's variants.
  public let plans: [GrowthPlan]
  /// What is carried.
  public private(set) var series: [Series]
  /// For each plan what its variants are conditioned by.
  let conditioning: [[GrowthBlock.Conditioning?]]
  /// For each series and step the score that others see.
  private(set) var scores: [[CarriedScore]]

  /// Carried paths.
  ///
  /// - Throws: `impossible` for a variant that no path meets.
  public init(plans: [GrowthPlan], series: [Series]) throws(GrowthSimulationError) {
    self.plans = plans
    self.series = series
    conditioning = try plans.map { (plan) throws(GrowthSimulationError) in
      try plan.conditioning()
    }
    scores = CarriedScore.all(plans, conditioning, series)
  }

  /// The same fits under the seed and the conditions of another; conditions that differ by rounding alone stay as
  /// they are.
  ///
  /// - Returns: `nil` where plans are of another day or other sectors, or no path meets a condition.
  public func asking(what other: CarriedPaths) -> CarriedPaths? {
    guard plans.count == other.plans.count else { return nil }
    var asked = plans
    for (number, own) in plans.enumerated() {
      guard own.knowsNearly(other.plans[number]) else { return nil }
      asked[number].seed = other.plans[number].seed
      let wanted = other.plans[number].variants
      if own.asksNearly(wanted) { continue }
      asked[number].variants = wanted
      guard asked[number].isSound else { return nil }
    }
    return asked == plans ? self : try? CarriedPaths(plans: asked, series: series)
  }

  /// What is left of it where quantities stand elsewhere or not at all.
  func moved(_ places: [Int: Int]) -> CarriedPaths? {
    let kept = series.indices.filter { places[series[$0].quantity] != nil }
    guard !kept.isEmpty else { return nil }
    var other = self
    other.series = kept.map { number in
      var own = series[number]
      own.quantity = places[own.quantity] ?? 0
      return own
    }
    other.scores = kept.map { scores[$0] }
    return other
  }

  /// The carried steps of a quantity; empty where there are none.
  func steps(of quantity: Int) -> Range<Int> {
    series.first { $0.quantity == quantity }?.range ?? 0..<0
  }

  /// Whether any quantity is carried at a step.
  func reaches(_ step: Int) -> Bool {
    series.contains { $0.range.contains(step) }
  }
}

extension CarriedPaths: Hashable {
  /// Plans and series; the rest follows from them.
  public static func == (left: CarriedPaths, right: CarriedPaths) -> Bool {
    left.plans == right.plans && left.series == right.series
  }

  /// By plans and series.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(plans)
    hasher.combine(series)
  }
}

extension CarriedPaths: Codable {
  private enum CodingKeys: String, CodingKey {
    case plans, series
  }

  /// Reads what was written; fails where it cannot have been carried.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let plans = try values.decode([GrowthPlan].self, forKey: .plans)
    let series = try values.decode([Series].self, forKey: .series)
    let isSound =
      plans.allSatisfy(\.isSound)
      && series.allSatisfy { series in
        series.first >= 0
          && series.years.allSatisfy { plans.indices.contains($0.plan) && $0.base > 0 }
          && series.years.allSatisfy { year in
            series.leaves.allSatisfy { (0..<plans[year.plan].leaves).contains($0) }
          }
      }
    guard isSound else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no growth paths"))
    }
    try self.init(plans: plans, series: series)
  }

  /// Writes plans and series.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(plans, forKey: .plans)
    try values.encode(series, forKey: .series)
  }
}
