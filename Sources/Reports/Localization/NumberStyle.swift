internal import TimeSeries

/// Numbers as a language writes them.
public struct NumberStyle: Sendable {
  private let decimal: String
  private let thousands: String

  /// A point and nothing between thousands, as files have it.
  static let plain = NumberStyle(decimal: ".", thousands: "")

  private init(decimal: String, thousands: String) {
    (self.decimal, self.thousands) = (decimal, thousands)
  }

  /// The style of a language: `1,234.5` in English, `1.234,5` in Vietnamese.
  public init(_ language: Language) {
    let writing = language.writing
    self.init(decimal: writing.decimal, thousands: writing.thousands)
  }

  /// A number with so many decimals, thousands grouped.
  public func fixed(_ number: Double, decimals: Int) -> String {
    guard number.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let rounded = (abs(number) * scale).rounded()
    // Beyond what an integer holds, digits behind the point mean nothing.
    guard rounded < 9e15 else { return "\(number)" }
    let digits = String(Int(rounded))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.prefix(padded.count - decimals)
    let fraction = padded.suffix(decimals)
    let sign = number < 0 && rounded > 0 ? "-" : ""
    return sign + grouped(whole) + (decimals > 0 ? decimal + fraction : "")
  }

  /// A figure with its unit, percent close behind it.
  static func measured(_ figure: String, _ unit: String) -> String {
    PercentUnit.isNamed(by: unit) ? figure + "%" : unit.isEmpty ? figure : "\(figure) \(unit)"
  }

  /// A rate in percent with two decimals; a dash where there is none.
  func rate(_ value: Double?) -> String { value.map { fixed($0, decimals: 2) } ?? "–" }

  /// A number with about three significant digits.
  public func short(_ number: Double) -> String {
    let size = abs(number)
    if number == number.rounded() && size < 1e6 { return fixed(number, decimals: 0) }
    return fixed(number, decimals: size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3)
  }

  /// The same beside what is asked for: with a tenth from 100 on where that has one, `105.2` beside `≥ 107.5`.
  package func short(_ number: Double, beside asked: Double?) -> String {
    let hasTenths = asked.flatMap(Self.statedDecimals).map { $0 > 0 } ?? false
    // What is whole, as counts are, stays so.
    guard hasTenths, 100..<1e4 ~= abs(number), number != number.rounded() else {
      return short(number)
    }
    return fixed(number, decimals: 1)
  }

  /// A number that somebody stated, a target say, with the digits that it was stated with.
  ///
  /// One that nobody writes, since it needs more than nine digits, was computed, and is as short as others.
  public func given(_ number: Double) -> String {
    Self.statedDecimals(number).map { fixed(number, decimals: $0) } ?? short(number)
  }

  /// Decimals of a number as people write it; `nil` of one that needs more than nine digits.
  static func statedDecimals(_ number: Double) -> Int? {
    (0...decimals(number, digits: 9)).first { decimals in
      let scaled = (0..<decimals).reduce(abs(number)) { scaled, _ in 10 * scaled }
      return abs(scaled.rounded() - scaled) <= 1e-12 * scaled
    }
  }

  /// Decimals with which a number has so many digits, counted from the first that is not 0.
  private static func decimals(_ number: Double, digits: Int) -> Int {
    var (size, decimals) = (abs(number), digits)
    guard size.isFinite, size > 0 else { return 0 }
    while size >= 1, decimals > 0 { (size, decimals) = (size / 10, decimals - 1) }
    while size < 0.1, decimals < 12 { (size, decimals) = (size * 10, decimals + 1) }
    return decimals
  }

  /// From here on a share is told as a tenth of a percent.
  static let roundedToTenth = 0.0005

  /// A share as a percentage: one decimal, two or three where one would show 0 or 100.
  public func percent(_ share: Double) -> String {
    let distance = min(share, 1 - share)
    let decimals =
      distance >= Self.roundedToTenth || distance == 0 ? 1 : distance >= 0.00005 ? 2 : 3
    return fixed(100 * share, decimals: decimals) + "%"
  }

  /// An error in percentage points, two significant digits at the most.
  public func points(_ share: Double) -> String {
    let percent = 100 * share
    return fixed(percent, decimals: percent >= 0.1 ? 1 : percent >= 0.01 ? 2 : 3)
  }

  /// A difference of shares in percentage points with its error, the sign of a rise told too; 0 where nothing differs.
  func difference(_ share: Double, error: Double) -> String {
    guard share != 0 || error != 0 else { return "0" }
    let sign = share > 0 ? "+" : ""
    return "\(sign)\(fixed(100 * share, decimals: 1)) ± \(points(error))"
  }

  private func grouped(_ digits: Substring) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { text += thousands }
      text.append(digit)
    }
    return text
  }
}
