internal import RealModule
internal import TimeSeries

/// How a region grew beside the nation that it is a part of.
enum NationFeatures {
  /// Years of the nation that are looked at, the last ones.
  private static let window = 15
  /// Limit of what is measured in units of the region's own changes.
  private static let clip = 50.0

  /// A description with the nation's growth behind its own features.
  ///
  /// Mean, last and recent growth of the nation and how they vary, in units of the region's changes; how much faster
  /// the region grew in the same years; mean and recent growth by themselves. Where nothing is known of the nation all of
  /// them are 0, and the last feature says so.
  ///
  /// - Parameters:
  ///   - history: the region, no number where a period is not known.
  ///   - nation: the same periods; another number of them, or a value that is not positive, is nothing known.
  static func added(
    to own: SeriesDescription, history: [Double], nation: [Double]
  ) -> SeriesDescription {
    var own = own
    own.features += features(history, nation, unit: own.scale)
    return own
  }

  /// Why a nation says nothing of a history; `nil` where it says something.
  static func obstacle(to history: [Double], _ nation: [Double]) -> NationObstacle? {
    guard nation.count == history.count else { return .years }
    if RateLikeness(nation).isNoLevel { return .noLevel }
    let both = zip(history, nation).filter { $0.isFinite && $1.isFinite }
    if both.count > 1, both.allSatisfy({ abs($0 - $1) <= 1e-9 * abs($0) }) { return .itself }
    let changes = nation.indices.dropFirst().suffix(window).count {
      nation[$0] > 0 && nation[$0 - 1] > 0
    }
    return changes > 1 ? nil : .years
  }

  private static func features(_ history: [Double], _ nation: [Double], unit: Double) -> [Double] {
    let nothing = Array(repeating: 0.0, count: 8)
    guard obstacle(to: history, nation) == nil else { return nothing }
    var growth: [Double] = []
    var ahead: [Double] = []
    for index in nation.indices.dropFirst().suffix(window) {
      guard nation[index] > 0, nation[index - 1] > 0 else { continue }
      let change = Double.log(nation[index] / nation[index - 1])
      growth.append(change)
      if history[index] > 0, history[index - 1] > 0 {
        ahead.append(Double.log(history[index] / history[index - 1]) - change)
      }
    }
    guard let last = growth.last else { return nothing }
    let (mean, recent) = (Statistics.mean(growth), Statistics.mean(growth.suffix(3)))
    return [mean, last, recent, Statistics.deviation(growth), Statistics.mean(ahead)].map {
      min(max($0 / unit, -clip), clip)
    } + [mean, recent, 1]
  }
}
