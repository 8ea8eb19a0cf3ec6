/// Digits after the decimal separator, and the step that they print in.
public enum PrintedDecimals {
  /// The most digits that are told apart.
  public static let most = 15

  /// The fewest digits that print a number exactly, as far as there are 15.
  public static func needed(for value: Double) -> Int {
    var power = 1.0
    for digits in 0..<most {
      if (value * power).rounded() / power == value { return digits }
      power *= 10
    }
    return most
  }

  /// Half of the last of so many digits: the largest error of rounding.
  public static func halfStep(_ decimals: Int) -> Double {
    (0..<decimals).reduce(0.5) { step, _ in step / 10 }
  }

  /// One unit of the last of so many digits.
  public static func step(_ decimals: Int) -> Double {
    1 / (0..<min(max(decimals, 0), most)).reduce(1.0) { power, _ in power * 10 }
  }
}
