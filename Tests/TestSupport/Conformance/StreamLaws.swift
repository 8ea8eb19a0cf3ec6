/// A source of random numbers, draw by draw and in blocks.
public struct DrawnStream: Sendable, CustomStringConvertible {
  /// What tests call it.
  public let description: String
  let draw: @Sendable (_ path: UInt64, _ step: Int) -> Double
  /// The draws of `count` paths from one on, all steps of a path beside each other.
  let block: @Sendable (_ first: UInt64, _ count: Int, _ steps: Int) -> [[Double]]

  /// A source.
  public init(
    _ name: String, draw: @escaping @Sendable (_ path: UInt64, _ step: Int) -> Double,
    block: @escaping @Sendable (_ first: UInt64, _ count: Int, _ steps: Int) -> [[Double]]
  ) {
    description = name
    self.draw = draw
    self.block = block
  }
}

/// The laws that every random stream obeys; nil when one holds, else what went wrong.
public enum StreamLaws {
  /// A path is the same whatever was drawn before, and from wherever one looks.
  public static func skippingIsDrawing(_ stream: DrawnStream) -> String? {
    let places: [(UInt64, Int)] = [(0, 0), (7, 3), (1_000_000_007, 20), (1 << 40, 1)]
    let alone = places.map { stream.draw($0.0, $0.1) }
    for path in 0..<50 as Range<UInt64> { _ = stream.draw(path, 3) }
    let after = places.reversed().map { stream.draw($0.0, $0.1) }.reversed()
    for (place, pair) in zip(places, zip(alone, after)) where pair.0 != pair.1 { return "\(place)" }
    return nil
  }

  /// How paths are shared among workers changes no bit of any.
  public static func sharingSaysNothing(_ stream: DrawnStream) -> String? {
    let (first, count, steps) = (UInt64(3) << 20, 128, 7)
    let plain = (0..<count).map { path in
      (0..<steps).map { stream.draw(first + UInt64(path), $0) }
    }
    for size in [64, 32] {
      var shared: [[Double]] = []
      while shared.count < count {
        let part = min(size, count - shared.count)
        shared += stream.block(first + UInt64(shared.count), part, steps)
      }
      if shared != plain { return "blocks of \(size)" }
    }
    return nil
  }
}
