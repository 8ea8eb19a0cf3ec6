internal import LinearAlgebra
internal import Plans
internal import RealModule
internal import TimeSeries

/// What a year takes over from an earlier one of which not everything is known: the forecast of its quarters, made at
/// the last figure, and how its growth spreads.
struct GrowthContinuation {
  /// The forecast from the first quarter without a figure on.
  let outlook: GrowthOutlook
  /// That quarter, by ordinal.
  let first: Int
  /// The scale of the year's growth.
  let scale: Double
  /// How much wider the growth of each leaf is, seen from there, than from the beginning of the year.
  private let widths: [Double]

  /// - Parameters:
  ///   - earlier: the year that the last figure leaves open.
  ///   - year: the year that goes on.
  init?(_ earlier: GrowthSetup, through year: Int) throws(PipelineError) {
    let ahead = try GrowthLookahead(earlier, quartersBehind: 4 * (year - earlier.year))
    guard let outlook = ahead.outlook, let scale = ahead.scaleOfLastYear(earlier), scale > 0
    else { return nil }
    self.outlook = outlook
    self.scale = scale
    first = 4 * earlier.year + earlier.settledQuarters
    let known = earlier.history.levels.map { $0.suffix(earlier.settledQuarters).reduce(0, +) }
    widths = zip(outlook.means, known).map { means, known in
      Self.width(means.map { Double.exp($0) }, outlook.responses, known: known)
    }
  }

  /// The spread of growth of the last four quarters on the four before them, over that where these are known.
  ///
  /// - Parameter known: what is known of the year before them.
  private static func width(
    _ levels: [Double], _ responses: [Double], known: Double
  ) -> Double {
    let year = levels.count - 4
    let start = max(0, year - 4)
    let (now, before) = (
      levels[year...].reduce(0, +), levels[start..<year].reduce(year < 4 ? known : 0, +)
    )
    let weights = levels.indices.map { quarter in
      quarter >= year
        ? levels[quarter] / now : quarter >= start ? -levels[quarter] / before : 0
    }
    func squares(from first: Int) -> Double {
      (first..<levels.count).reduce(0) { sum, place in
        let load = (max(place, first)..<levels.count).reduce(0.0) {
          $0 + responses[$1 - place] * weights[$1]
        }
        return sum + load * load
      }
    }
    let own = squares(from: year)
    return own > 0 ? (squares(from: 0) / own).squareRoot() : 1
  }

  /// Logarithms of a leaf in a quarter.
  func mean(_ leaf: Int, _ quarter: Int) -> Double { outlook.means[leaf][quarter - first] }

  /// The forecast from a quarter on.
  func outlook(from quarter: Int) -> GrowthOutlook {
    var other = outlook
    other.means = outlook.means.map { Array($0[(quarter - first)...]) }
    other.tilt = nil
    other.covariance = Matrix(rows: widths.count, columns: widths.count) {
      widths[$0] * widths[$1] * outlook.covariance[$0, $1]
    }
    return other
  }
}

extension GrowthSetup {
  /// What a year that begins behind the last figure goes on from.
  static func continued(
    _ bundle: ScenarioBundle, _ options: GrowthOptions, _ history: GrowthHistory,
    at moment: GrowthKnowledge.Moment?
  ) -> GrowthContinuation? {
    let open = (history.spoken + 1) / 4
    guard open < options.year else { return nil }
    let earlier = try? GrowthSetup(
      bundle, options: GrowthOptions(run: options.run, year: open), at: moment)
    return earlier.flatMap { try? GrowthContinuation($0, through: options.year) }
  }

  /// Whether some quarter before the year is open.
  package var isBehindOpenYear: Bool { continued != nil }

  /// Years up to this one, this one among them, that quarters tell nothing of.
  package var yearsGoneOn: Int {
    continued.map { max(0, year + 1 - $0.first / 4 - GrowthPooling.sharedYears) } ?? 0
  }

  /// The outside view of the whole.
  var outside: GrowthOutside {
    GrowthOutside(scenario, history, before: settledQuarters < 4 ? year : year + 1)
  }
}

extension GrowthHistory {
  /// Gives quarters that no figure speaks of the levels of a forecast.
  mutating func goOn(as forecast: GrowthContinuation) {
    for quarter in span where quarter >= max(spoken + 1, forecast.first) {
      for leaf in levels.indices {
        levels[leaf][quarter - span.lowerBound] = Double.exp(forecast.mean(leaf, quarter))
      }
    }
  }
}
