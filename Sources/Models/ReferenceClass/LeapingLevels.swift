internal import RealModule

/// What is believed of the changes of a history of levels.
///
/// Equation: a change of logarithms over `k` years is cut at `1.5 k` to either side, by moving all values
/// before it by one factor; the last value stays.
///
/// Few values do not tell a level that grows by such a factor every year from one that jumped once, or
/// from a rate taken for a level, and classes that have hardly seen so much go on with it: 0.1 and 9.5
/// went on to a middle of 6,367 five years later (33 now). The limit is what was best for take-ups of
/// services without bounds: of two or three values with a factor of 7.4 and more (91 histories) losses
/// of logarithms fell by an eighth and ranges held 35, 74 and 96% (75, 96 and 100), of four to eight
/// (89) losses fell by a quarter; of few growth rates taken for levels they fell by far more. Of nine
/// values and more, too: a part of exports of 0.003% nine years before was given up to 34,000% (take-ups
/// of 6 to 15 years: losses 2% lower; yearly competition series: 0.2% higher).
///
/// Edge cases: histories with a value of 0 or below are left as they are.
enum LeapingLevels {
  /// The largest change of a logarithm in a year that is believed.
  private static let largestChange = 1.5

  /// The history with cut changes.
  ///
  /// - Parameter history: oldest first, no number where nothing is known.
  static func believed(_ history: [Double]) -> [Double] {
    let known = history.indices.filter { history[$0].isFinite }
    guard known.count >= 2,
      known.allSatisfy({ history[$0] > 0 })
    else { return history }
    var (believed, shift) = (history, 0.0)
    for (index, next) in zip(known, known.dropFirst()).reversed() {
      let change = Double.log(history[next]) - Double.log(history[index])
      let limit = largestChange * Double(next - index)
      shift += change - min(max(change, -limit), limit)
      if shift != 0 { believed[index] = history[index] * Double.exp(shift) }
    }
    return believed
  }
}
