internal import RealModule
internal import TimeSeries

/// A year from what has come of it where no year before tells how much its months make.
///
/// Equations, with what has come `C`, the mean `μ` and deviation `d` of the logarithm of its share, `s = e^μ`, last
/// year's level `W` and its usual growth `g ± τ`: beside the usual level `c = ln C − μ − ln W`. Three tales: it is as
/// usual, `c ~ N(g, τ² + d²)`, and the year is seen at `C/s`, give or take `d`; the level has moved, `c ~ N(g, τ² + d²
/// + 1.5²)`, and the year is that; or it came once only, `c ~ N(g, τ² + d² + 1.5²)`, and the year is `W e^g` and what
/// `C` is beyond `s W e^g`. The share of that tale of what is beyond is what came once, and the rest of the year is
/// what the model's year has left of what has come.
///
/// Source: as `LevelTales`.
struct AmountAlone {
  let tales: YearTales
  let come: KnownPart
  let amount: Double
  let deviation: Double
  let times: Double

  init(
    come: Double, share: (mean: Double, deviation: Double), before: Double, growth: YearlyGrowth
  ) {
    let level = Double.log(come / before) - share.mean
    let open = share.deviation * share.deviation
    let usual = growth.deviation * growth.deviation
    func density(_ share: Double, _ variance: Double) -> Double {
      let gap = level - growth.mean
      return Double.log(share) - Double.log(variance) / 2 - gap * gap / (2 * variance)
    }
    let logarithms = [
      density((1 - LevelTales.oddShare) * (1 - LevelTales.movedShare), usual + open),
      density(LevelTales.movedShare, usual + open + LevelTales.movedWidth * LevelTales.movedWidth),
      density(LevelTales.oddShare, usual + open + LevelTales.oddWidth * LevelTales.oddWidth),
    ]
    let highest = logarithms.max() ?? 0
    let weights = logarithms.map { Double.exp($0 - highest) }
    let total = weights.reduce(0, +)
    let expected = before * Double.exp(growth.mean)
    let first = Double.exp(share.mean)
    let beyond = come - first * expected
    let once = beyond > 0 ? weights[2] / total * beyond : 0
    let seen = come / first
    // What is open of the rest of the year lies in its tales.
    func tale(_ place: Int, _ value: Double, _ error: Double, isMoved: Bool) -> YearTales.Tale {
      let usual = max(value - once, 0.1 * min(value, expected))
      return YearTales.Tale(
        weight: weights[place], level: Double.log(usual), error: error * value / usual, noise: 0,
        isMoved: isMoved)
    }
    let whole = expected + beyond
    tales = YearTales([
      tale(0, seen, share.deviation, isMoved: false),
      tale(1, seen, share.deviation, isMoved: true),
      beyond > 0
        ? tale(2, whole, growth.deviation * expected / whole, isMoved: true)
        : YearTales.Tale(
          weight: weights[2], level: Double.log(seen), error: LevelTales.oddWidth, noise: 0,
          isMoved: false),
    ])
    let least = come - once
    let rest = min(before, seen) * (1 - first)
    self.come = KnownPart(
      once: once, least: least,
      edge: least + rest * min(0.5, Double.exp(-3 * share.deviation / (1 - first))))
    let middle = tales.seen(beside: (Double.log(expected), growth.deviation))
    amount = self.come.value(Double.exp(middle.mean)) { Double.exp($0) }
    deviation = middle.deviation * Double.exp(middle.mean) / amount
    times = Double.exp(middle.mean) / before
  }
}
