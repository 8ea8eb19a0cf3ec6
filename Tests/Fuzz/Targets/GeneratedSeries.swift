import Foundation

/// Series such as nobody hopes for: constant, alternating, with ties, outliers, the largest and smallest numbers.
enum GeneratedSeries {
  private static let scales: [Double] = [
    1, 1e-3, 1e3, 1e6, 1e-9, 1e15, 1e-100, 1e100, 1e150, 1e-160, 1e300, 1e-300,
    .leastNonzeroMagnitude, .greatestFiniteMagnitude / 400,
  ]
  private static let oddities: [Double] = [
    0, -0.0, 1e300, -1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, 1e15, -1, 100, 99.999_999_999, 1e-12, .leastNormalMagnitude, 0.5,
  ]

  /// Finite values, as many as asked for.
  static func values(_ bytes: inout FuzzBytes, count: Int) -> [Double] {
    let kind = bytes.below(12)
    let scale = bytes.pick(scales)
    let base = bytes.hundredths()
    let step = bytes.hundredths()
    var values = (0..<count).map { index -> Double in
      let time = Double(index)
      switch kind {
      case 0: return base * scale
      case 1: return (index.isMultiple(of: 2) ? base : step) * scale
      case 2: return (base + step * time) * scale
      case 3: return scale * abs(base) * pow(1 + step / 1000, time)
      case 4:
        let raw = Double(bitPattern: bytes.word())
        return raw.isFinite ? raw : base
      case 5: return Double(bytes.below(4)) * scale
      case 6: return bytes.hundredths() * scale
      case 7: return abs(bytes.hundredths()) * scale
      case 8: return Double(bytes.byte()) * .leastNonzeroMagnitude
      case 9: return (index < count / 2 ? base : step) * scale
      case 10: return 100 / (1 + exp(-step / 50 * (time - base / 30)))
      default: return (100 + step * sin(time) + Double(bytes.byte()) / 100) * scale
      }
    }
    for _ in 0..<bytes.below(5) where !values.isEmpty {
      values[bytes.below(values.count)] = bytes.pick(oddities)
    }
    if bytes.below(4) == 1 {
      for index in values.indices.dropFirst() where bytes.flag() {
        values[index] = values[index - 1]
      }
    }
    return values.map { $0.isFinite ? $0 : 1e300 }
  }

  /// Values that a reader lets in, two in three times above 0.
  static func figures(_ bytes: inout FuzzBytes, count: Int) -> [Double] {
    let isPositive = bytes.below(3) != 1
    return values(&bytes, count: count).map { value in
      let size = min(max(value, -1e60), 1e60)
      return isPositive ? max(abs(size), 1e-60) : size
    }
  }

  /// Distances between observations, mostly 1.
  static func steps(_ bytes: inout FuzzBytes, count: Int) -> [Int] {
    guard bytes.below(3) == 1 else { return Array(repeating: 1, count: count) }
    return (0..<count).map { _ in
      let byte = Int(bytes.byte())
      return byte < 200 ? 1 : byte < 250 ? byte - 198 : 10 * (byte - 240)
    }
  }
}
