internal import RealModule
internal import TimeSeries

/// Growth of the years behind a history, one by one, as a reference class sees it before anybody tells it more.
///
/// Equations, on logarithms, with the medians `m_h` of the class (`GrowthPath`): growth of year `h` has the middle
/// `μ_h = m_h − m_{h−1}` and, with the spreads `d_h` of the levels and the correlation `c` of their scores, the spread
/// `σ_h = √(d_h² + d_{h−1}² − 2 c d_h d_{h−1})`, `σ_1 = d_1`. Growth of two years has the correlation `r`: behind `n` told
/// years with `u_i` year `j` has the middle `μ_{n+j} + K Σ (u_i − μ_i)`, `K = r/(1 + (n − 1) r)`, and the spread `σ_j`, what a
/// path goes on by (`PathSampler.goOn`).
///
/// Units: logarithms a year.
public struct OutsideView: Sendable, Hashable {
  /// `μ`, one a year.
  public let middles: [Double]
  /// `σ`, as many: half of the central range of 80% over that of a normal.
  public let spreads: [Double]
  /// `r`.
  public let correlation: Double

  /// A view.
  public init(middles: [Double], spreads: [Double], correlation: Double) {
    self.middles = middles
    self.spreads = spreads
    self.correlation = correlation
  }

  /// `K` behind so many told years.
  public func share(after years: Int) -> Double {
    correlation / (1 + Double(years - 1) * correlation)
  }
}

extension ReferenceClassModel {
  /// Half of the central range of 80% of a normal.
  private static let outer = 2 * 1.2815515655446004

  /// The view of the years after a yearly history.
  ///
  /// - Parameters:
  ///   - years: of the values, rising.
  ///   - count: years ahead.
  /// - Returns: `nil` for what does not grow as levels do.
  public func outsideView(
    after values: [Double], in years: [Int], count: Int
  ) -> OutsideView? {
    guard count > 0, let last = values.last, let end = years.last, values.allSatisfy({ $0 > 0 })
    else { return nil }
    let input = ModelInput(times: years.map { Double($0 + 1) }, values: values, transform: .log)
    let times = (1...count).map { Double(end + 1 + $0) }
    guard let paths = try? fit(input, at: times).paths,
      let correlation = paths.growthCorrelation, case .quantiles(let margins, _) = paths.link
    else { return nil }
    let medians = [last] + margins.map { $0.value(at: 0.5) }
    let ends = margins.map { ($0.value(at: 0.1), $0.value(at: 0.9)) }
    guard medians.allSatisfy({ $0 > 0 }), ends.allSatisfy({ $0.0 > 0 }) else { return nil }
    let levels = ends.map { Double.log($0.1 / $0.0) / Self.outer }
    let scores = paths.components[0]
    let spreads = levels.indices.map { year -> Double in
      guard year > 0 else { return levels[0] }
      let together = (0..<year).reduce(0.0) {
        $0 + scores.entry(year, $1) * scores.entry(year - 1, $1)
      }
      let (one, two) = (levels[year - 1], levels[year])
      return max(0, one * one + two * two - 2 * together * one * two).squareRoot()
    }
    guard spreads.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    return OutsideView(
      middles: zip(medians, medians.dropFirst()).map { Double.log($1 / $0) }, spreads: spreads,
      correlation: correlation)
  }
}
