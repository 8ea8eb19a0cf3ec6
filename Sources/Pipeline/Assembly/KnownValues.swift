internal import Coherence
internal import Plans
internal import RealModule

/// What is known of indicators in years that are over: published, or computed from what is.
struct KnownValues {
  private let byID: [String: AssembledIndicator]

  init(_ indicators: [AssembledIndicator]) {
    byID = Dictionary(indicators.map { ($0.specification.id, $0) }) { first, _ in first }
  }

  /// Whether the size of an indicator's levels says nothing, as they are made of growth alone or computed from such.
  func isIndex(_ id: String) -> Bool {
    guard let indicator = byID[id] else { return false }
    guard case .derived(let derived) = indicator.specification.source else {
      return indicator.history?.isIndex ?? false
    }
    return switch derived {
    case .ratio(let one, let other, _), .product(let one, let other, _):
      isIndex(one) || isIndex(other)
    case .growth, .averageGrowth: false
    }
  }

  /// The value of an indicator in a year; `nil` where it is not known.
  ///
  /// Growth is that which was published, where the levels agree with it to rounding.
  func value(of id: String, in year: Int) -> Double? {
    guard let indicator = byID[id] else { return nil }
    guard case .derived(let derived) = indicator.specification.source else {
      return indicator.realised[year].map(Self.settled)
    }
    switch derived {
    case .growth(let of):
      if let published = byID[of]?.growth[year] { return published }
      return growth(of: of, in: year).map(Self.settled)
    case .averageGrowth(let of, let base, let last, let mean):
      guard year == last else { return nil }
      return average(of, base: base, last: last, mean)
    case .ratio(let numerator, let denominator, let factor):
      guard let top = value(of: numerator, in: year),
        let bottom = value(of: denominator, in: year), bottom != 0
      else { return nil }
      return Self.settled(factor * top / bottom)
    case .product(let first, let second, let factor):
      guard let one = value(of: first, in: year), let other = value(of: second, in: year) else {
        return nil
      }
      return Self.settled(factor * one * other)
    }
  }

  /// Growth of a level in a year, percent.
  private func growth(of id: String, in year: Int) -> Double? {
    guard let now = value(of: id, in: year), let before = value(of: id, in: year - 1), before > 0
    else { return nil }
    return 100 * (now / before - 1)
  }

  private func average(
    _ of: String, base: Int, last: Int, _ mean: DerivedSpecification.Mean
  ) -> Double? {
    guard let start = value(of: of, in: base), let end = value(of: of, in: last), start > 0,
      end > 0
    else { return nil }
    let years = Double(last - base)
    if mean == .geometric { return Self.settled(100 * (Double.pow(end / start, 1 / years) - 1)) }
    let rates = ((base + 1)...last).compactMap { growth(of: of, in: $0) }
    guard rates.count == last - base else { return nil }
    return Self.settled(rates.reduce(0, +) / years)
  }

  /// A computed value without the last digits, in which 10% may come out as 9.999999999999998.
  private static func settled(_ value: Double) -> Double {
    guard value.isFinite, value != 0 else { return value }
    let digits = 11 - Int(Double.log10(abs(value)).rounded(.down))
    let scale = Double.pow(10, digits)
    guard scale.isFinite, scale > 0 else { return value }
    return (value * scale).rounded() / scale
  }
}
