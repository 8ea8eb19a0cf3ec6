/// Where the bins of a histogram are equal: on the values themselves, on their logarithms, or on either seen from a
/// middle, fine around it and ever coarser away from it.
///
/// Equation: `p = asinh((u − c)/s)`, `u` the value or its logarithm.
public struct BinScale: Sendable, Hashable {
  /// The middle and how far it reaches, on the values or their logarithms.
  public struct Middle: Sendable, Hashable {
    /// `c`.
    public let centre: Double
    /// `s`, above 0.
    public let size: Double

    /// A middle.
    public init(centre: Double, size: Double) {
      self.centre = centre
      self.size = size
    }
  }

  /// Whether `u` is the natural logarithm of the value and `shift`, which is positive then.
  public let isLogarithmic: Bool
  /// What is added before the logarithm; 0 where all values are positive.
  public let shift: Double
  /// The middle; `nil` where bins are equal on `u`.
  public let middle: Middle?

  /// Bins equal on the values.
  public static let plain = BinScale(isLogarithmic: false)

  /// A scale.
  public init(isLogarithmic: Bool, shift: Double = 0, middle: Middle? = nil) {
    self.isLogarithmic = isLogarithmic
    self.shift = shift
    self.middle = middle
  }

  /// Where a value lies.
  public func place(_ value: Double) -> Double {
    place(image: isLogarithmic ? PortableMath.log(max(value + shift, 1e-300)) : value)
  }

  /// Where a value lies whose `u` is known.
  package func place(image: Double) -> Double {
    guard let middle else { return image }
    let distance = (image - middle.centre) / middle.size
    let size = abs(distance)
    // Beyond 10⁸ the square would only cost digits.
    let place =
      size > 1e8
      ? PortableMath.log(size) + 0.6931471805599453
      : PortableMath.log(size + (size * size + 1).squareRoot())
    return distance < 0 ? -place : place
  }

  /// The value at a place.
  public func value(_ place: Double) -> Double {
    let image = image(place)
    return isLogarithmic ? PortableMath.exp(image) - shift : image
  }

  /// `u` at a place.
  package func image(_ place: Double) -> Double {
    guard let middle else { return place }
    let size = abs(place)
    let half = size < 1e-6 ? size : (PortableMath.exp(size) - PortableMath.exp(-size)) / 2
    return middle.centre + middle.size * (place < 0 ? -half : half)
  }
}
