public import TimeSeries

/// Where an effect enters a quantity.
public enum EffectChannel: String, Sendable, Hashable, CaseIterable {
  /// Percentage points a year on growth.
  case growth
  /// The unit of the quantity.
  case level
  /// Percent of the value, for curves that fill up.
  case ceiling
  /// Percent faster along the curve: changes of the log odds times one plus this.
  case speed
}

/// An effect of uncertain size, by its quantiles.
public struct EffectSize: Sendable, Hashable {
  /// Values at equal steps of probability from 0 to 1.
  public let quantiles: [Double]

  /// A certain size.
  public init(certain value: Double) { quantiles = [value, value] }

  /// A size from its quantile function, which is read at 257 probabilities.
  public init(quantile: (Double) -> Double) {
    quantiles = (0...256).map { quantile(min(max(Double($0) / 256, 1e-6), 1 - 1e-6)) }
  }

  /// Whether it has any spread.
  var isUncertain: Bool { quantiles.first != quantiles.last }

  /// The size at a probability.
  func value(at uniform: Double) -> Double {
    let position = uniform * Double(quantiles.count - 1)
    let low = min(Int(position), quantiles.count - 2)
    return quantiles[low] + (quantiles[low + 1] - quantiles[low]) * (position - Double(low))
  }
}

/// What a lever does to one quantity: a size drawn once a path, times a course over the steps.
///
/// Equation: `δ_t = f · s · w_t` with the lever's departure from its baseline `f`, the size per unit `s`
/// and the course `w`. At the baseline there is no adjustment at all, so nothing changes by a bit.
public struct LeverEffect: Sendable, Hashable {
  /// Position of the quantity.
  public internal(set) var quantity: Int
  /// Where it enters.
  public let channel: EffectChannel
  /// The stream of its size.
  public let stream: UInt32
  /// The size per unit.
  public let size: EffectSize
  /// The lever's departure from its baseline.
  public let departure: Double
  /// The course: one weight a step.
  public let weights: [Double]

  /// An effect.
  public init(
    quantity: Int, channel: EffectChannel, stream: UInt32, size: EffectSize, departure: Double,
    weights: [Double]
  ) {
    self.quantity = quantity
    self.channel = channel
    self.stream = stream
    self.size = size
    self.departure = departure
    self.weights = weights
  }
}

/// Something that may happen in any step and hits several quantities together.
///
/// Equation: it happens in step `t` when `u_t < p_t`; then every effect gets its size at the one rank `v_t`
/// and is left with `ρᵏ` of it `k` steps later.
public struct Shock: Sendable, Hashable {
  /// What it does to one quantity.
  public struct Effect: Sendable, Hashable {
    /// Position of the quantity.
    public internal(set) var quantity: Int
    /// Where it enters.
    public let channel: EffectChannel
    /// The size when it happens.
    public let size: EffectSize
    /// `ρ`, what is left of it a step later, 0 to 1.
    public let persistence: Double

    /// An effect.
    public init(
      quantity: Int, channel: EffectChannel, size: EffectSize, persistence: Double
    ) {
      self.quantity = quantity
      self.channel = channel
      self.size = size
      self.persistence = persistence
    }
  }

  /// The stream of its happening and its rank.
  public let stream: UInt32
  /// The probability in each step.
  public let probabilities: [Double]
  /// What it does.
  public internal(set) var effects: [Effect]

  /// A shock.
  public init(stream: UInt32, probabilities: [Double], effects: [Effect]) {
    self.stream = stream
    self.probabilities = probabilities
    self.effects = effects
  }
}

/// The limits that adjusted values keep.
public struct AdjustmentLimits: Sendable, Hashable {
  /// The bounds.
  public let bounds: Bounds
  /// Whether values are whole numbers.
  public let isWhole: Bool
  /// The step in which values are published; 0 for none.
  public let resolution: Double
  /// Whether values only rise.
  public let isMonotone: Bool

  /// Limits.
  public init(
    bounds: Bounds, isWhole: Bool, resolution: Double = 0, isMonotone: Bool = false
  ) {
    self.bounds = bounds
    self.isWhole = isWhole
    self.resolution = resolution
    self.isMonotone = isMonotone
  }
}
