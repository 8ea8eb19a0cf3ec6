internal import RealModule

/// The recursion of `RobustSeasonalGrowth` over one series.
struct SeasonalSmoother {
  private let model: RobustSeasonalGrowth
  private let series: [Double]
  private let longRun: Double
  private let scale: Double
  /// `z` as far as it is known, `y` behind.
  private var cleaned: [Double]
  /// `m` of the last value taken.
  private(set) var momentum = 0.0
  private var excess = 0.0
  /// `d` of the year that has begun, by period of the year; empty for none.
  var within: [Double] = []

  init(_ model: RobustSeasonalGrowth, _ series: [Double], longRun: Double, scale: Double) {
    self.model = model
    self.series = series
    self.longRun = longRun
    self.scale = scale
    cleaned = series
  }

  /// Takes the next value.
  mutating func take(_ time: Int) {
    let year = model.periodsPerYear
    let growth = series[time] - cleaned[time - year] - longRun - term(time % year)
    let kept = min(max(growth, -model.cut * scale), model.cut * scale)
    excess = growth - kept
    cleaned[time] = series[time] - (1 - model.permanent) * excess
    let carried = model.persistence * momentum
    momentum = time > year ? carried + model.gain * (kept - carried) : kept
  }

  private func term(_ place: Int) -> Double { within.isEmpty ? 0 : within[place] }

  /// Forecasts of the values behind one.
  func ahead(_ horizon: Int, after time: Int) -> [Double] {
    let year = model.periodsPerYear
    let rest = year - 1 - time % year
    var (momentum, excess) = (momentum, excess)
    var means: [Double] = []
    for step in 0..<horizon {
      momentum *= model.persistence
      excess *= model.excessPersistence
      let base = step < year ? cleaned[time + 1 + step - year] : means[step - year]
      means.append(
        base + longRun + momentum + excess
          + (step < rest ? term((time + 1 + step) % year) : 0))
    }
    mixToDate(&means, after: time)
    return means
  }

  /// Mixes in the growth of the year to date for what is left of a year that has begun.
  private func mixToDate(_ means: inout [Double], after time: Int) {
    let year = model.periodsPerYear
    let known = (time + 1) % year
    guard known > 0, model.toDateWeight > 0 else { return }
    let to = time - known + 1...time
    let now = to.reduce(0) { $0 + Double.exp(series[$1]) }
    let before = to.reduce(0) { $0 + Double.exp(series[$1 - year]) }
    let usual = within.prefix(known).reduce(0, +) / Double(known)
    let growth = Double.log(now / before) - usual
    for step in 0..<min(year - known, means.count) {
      let rival = series[time + 1 + step - year] + growth + term(known + step)
      let move = model.toDateWeight * (rival - means[step])
      means[step] += move
      guard model.goesOnFromMixed else { continue }
      for later in stride(from: step + year, to: means.count, by: year) { means[later] += move }
    }
  }
}
