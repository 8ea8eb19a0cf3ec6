public import TimeSeries

/// How finely figures are published, and where their scale ends.
///
/// A target is met when the figure as it would be published meets it. A quantity in between never stands
/// exactly at the end of its scale, but what lies within half a printed unit of the end is printed as the
/// end; so a target there is met from that half unit on. Inside the scale a target means what it says.
/// Quantities that are whole numbers or multiples of a stated resolution stand on their grid themselves;
/// the limits of a target then lie half-way between two of its values, so that no rounding of a
/// sum decides.
///
/// Equations, for the values `l … u` that meet a target, the ends `L`, `U` of the scale and half units `h`:
/// `l′ = min(l, U − h_U)` where `l ≤ U`, `u′ = max(u, L + h_L)` where `u ≥ L`; one value alone is met by what is
/// printed as it, `l′ = l − h`, `u′ = u + h`. On a grid of `g`: `l′ = (⌈l/g⌉ − ½) g`, `u′ = (⌊u/g⌋ + ½) g`.
public struct PublishedScale: Sendable, Hashable {
  /// An end of a scale.
  public struct End: Sendable, Hashable {
    /// The last value.
    public let value: Double
    /// How near to it a figure is printed as it.
    public let half: Double

    /// An end; `half` is 0 or more.
    public init(value: Double, half: Double) {
      self.value = value
      self.half = half
    }
  }

  /// The lower end; `nil` where the scale is open or ends by itself.
  public let lower: End?
  /// The upper end.
  public let upper: End?
  /// The step in which figures are printed; 0 when it is not known.
  public let unit: Double
  /// Whether the quantity itself takes no other values than multiples of the unit.
  public let isGrid: Bool

  /// No ends and no unit: a target means what it says.
  public static let exact = PublishedScale(lower: nil, upper: nil, unit: 0)

  /// A scale of quantities in between.
  public init(lower: End?, upper: End?, unit: Double) {
    self.lower = lower
    self.upper = upper
    self.unit = unit
    isGrid = false
  }

  /// A scale of multiples of a unit above 0, inside bounds.
  public init(gridOf unit: Double, bounds: Bounds) {
    precondition(unit > 0, "a grid of \(unit) has no steps")
    self.unit = unit
    lower = bounds.lower.isFinite ? End(value: bounds.lower, half: 0) : nil
    upper = bounds.upper.isFinite ? End(value: bounds.upper, half: 0) : nil
    isGrid = true
  }

  /// A scale that ends at bounds.
  ///
  /// No unit is wider than a tenth of the scale: a whole number says nothing between 0 and 1.
  public init(bounds: Bounds, unit: Double) {
    let half = Self.half(unit, width: bounds.upper - bounds.lower)
    self.init(
      lower: bounds.lower.isFinite ? End(value: bounds.lower, half: half) : nil,
      upper: bounds.upper.isFinite ? End(value: bounds.upper, half: half) : nil, unit: unit)
  }

  /// Half a unit that is no wider than a tenth of so wide a scale.
  public static func half(_ unit: Double, width: Double) -> Double { min(unit, width / 10) / 2 }

  /// How far beyond an end a stated value may lie by rounding alone, as a share of it.
  private static let tolerance = 1e-12

  /// The values that meet a target; what differs from a limit by rounding alone is the limit.
  public func interval(_ wanted: ClosedRange<Double>) -> ClosedRange<Double> {
    let met = limits(wanted)
    if isGrid { return met }
    func ease(_ limit: Double) -> Double { limit.isFinite ? Self.tolerance * abs(limit) : 0 }
    return (met.lowerBound - ease(met.lowerBound))...(met.upperBound + ease(met.upperBound))
  }

  private func limits(_ wanted: ClosedRange<Double>) -> ClosedRange<Double> {
    let (low, high) = (wanted.lowerBound, wanted.upperBound)
    if let upper, low > upper.value + Self.tolerance * abs(upper.value) { return wanted }
    if let lower, high < lower.value - Self.tolerance * abs(lower.value) { return wanted }
    if isGrid { return gridInterval(low, high) }
    var (first, last) = (low, high)
    if low == high {
      first -= unit / 2
      last += unit / 2
    }
    if let upper { first = min(first, upper.value - upper.half) }
    if let lower { last = max(last, lower.value + lower.half) }
    return first...last
  }

  private func gridInterval(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    // A millionth of a step is rounding.
    let first = low.isFinite ? ((low / unit - 1e-6).rounded(.up) - 0.5) * unit : low
    let last = high.isFinite ? ((high / unit + 1e-6).rounded(.down) + 0.5) * unit : high
    return first...max(first, last)
  }

  /// What a value is printed as where it is printed as an end; any other value as it is.
  public func printed(_ value: Double) -> Double {
    if let upper, upper.half > 0, value >= upper.value - upper.half { return upper.value }
    if let lower, lower.half > 0, value <= lower.value + lower.half { return lower.value }
    return value
  }

  /// A value that a target is compared with, as it is printed: it lies inside `wanted` itself exactly where it
  /// meets the target.
  public func printed(_ value: Double, for wanted: ClosedRange<Double>) -> Double {
    let shown = end(of: wanted) == nil ? value : printed(value)
    guard interval(wanted).contains(value), !wanted.contains(shown) else { return shown }
    return min(max(shown, wanted.lowerBound), wanted.upperBound)
  }

  /// The end that a target is met at by what is printed as it; `nil` where the target means what it says.
  public func end(of wanted: ClosedRange<Double>) -> End? {
    guard !isGrid else { return nil }
    let met = limits(wanted)
    if let upper, wanted.lowerBound.isFinite, met.lowerBound == upper.value - upper.half,
      met.lowerBound < wanted.lowerBound
    {
      return upper
    }
    if let lower, wanted.upperBound.isFinite, met.upperBound == lower.value + lower.half,
      met.upperBound > wanted.upperBound
    {
      return lower
    }
    return nil
  }
}
