internal import Models
internal import Randomness

/// Coverage of a model's intervals on its own history, by rolling origin.
///
/// At each origin from the fewest values the model takes (the last sixty of them), the rest of the history is forecast up to
/// three values ahead and compared with the central 50, 80 and 95% intervals of 400 paths.
struct OwnBacktest {
  static let levels = [50, 80, 95]
  static let paths = 400
  static let furthest = 3
  /// Origins at most, the last ones: the work grows with their number and with the length of each history.
  static let origins = 60

  /// Cases covered at each level, and all cases.
  private(set) var covered = [0, 0, 0]
  private(set) var cases = 0

  init(_ input: ModelInput, model: any ForecastModel, minimum: Int, realised: Int) {
    let first = max(minimum, 4, realised - Self.origins)
    for origin in first..<max(first, realised) {
      let past = ModelInput(
        times: Array(input.times[..<origin]), values: Array(input.values[..<origin]),
        errors: Array(input.errors[..<origin]), transform: input.transform,
        periodsPerYear: input.periodsPerYear, longRun: input.longRun, breaks: input.breaks)
      let ahead = origin..<min(realised, origin + Self.furthest)
      guard let fitted = try? model.fit(past, at: ahead.map { input.times[$0] }) else { continue }
      let paths = fitted.simulate(
        paths: Self.paths, stream: RandomStream(seed: 1, stream: UInt32(origin)))
      for (step, index) in ahead.enumerated() {
        let values = paths.map { $0[step] }.sorted()
        cases += 1
        for (position, level) in Self.levels.enumerated() {
          let tail = Double(100 - level) / 200
          let low = values[Int(tail * Double(Self.paths))]
          let high = values[Self.paths - 1 - Int(tail * Double(Self.paths))]
          if low <= input.values[index] && input.values[index] <= high { covered[position] += 1 }
        }
      }
    }
  }
}
