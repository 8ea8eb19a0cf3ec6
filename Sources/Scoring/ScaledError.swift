/// What errors are divided by so that series can be compared.
///
/// Equation: mean of `|y_t − y_{t−m}|` over the history, `m` the season where the history is longer
/// than one season and one value, otherwise 1.
/// Source: Hyndman & Koehler 2006, International Journal of Forecasting 22, 679–688.
public enum ScaledError {
  /// The in-sample error of the (seasonal) naive forecast; 0 for a constant or a single value.
  public static func scale(history: [Double], season: Int) -> Double {
    let lag = season > 1 && history.count > season + 1 ? season : 1
    guard history.count > lag else { return 0 }
    var sum = 0.0
    for index in lag..<history.count { sum += abs(history[index] - history[index - lag]) }
    return sum / Double(history.count - lag)
  }

  /// The absolute error of a median in units of the scale (MASE before averaging).
  public static func error(value: Double, median: Double, scale: Double) -> Double {
    abs(value - median) / scale
  }
}
