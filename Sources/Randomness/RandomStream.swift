/// Draws keyed by (seed, stream, path, step): the same whatever was drawn before, in whatever order.
///
/// A stream belongs to one quantity; steps from 0 are its normals in time order. Auxiliary uniforms
/// live at steps of their own and never meet the normals.
public struct RandomStream: Sendable, Hashable {
  /// The seed of the run.
  public let seed: UInt64
  /// The quantity.
  public let stream: UInt32

  /// A stream of a run.
  public init(seed: UInt64, stream: UInt32) {
    self.seed = seed
    self.stream = stream
  }

  /// The standard normal at one step of one path, by Box–Muller (1958, Ann. Math. Stat. 29): steps
  /// `2k` and `2k + 1` share one counter.
  public func normal(path: UInt64, step: Int) -> Double {
    let pair = normalPair(path: path, pair: UInt32(truncatingIfNeeded: step / 2))
    return step.isMultiple(of: 2) ? pair.first : pair.second
  }

  /// An auxiliary uniform strictly between 0 and 1.
  public func uniform(path: UInt64, index: Int) -> Double {
    let bits = bits(path: path, block: 0x8000_0000 | UInt32(truncatingIfNeeded: index / 2))
    return PortableMath.uniform(index.isMultiple(of: 2) ? bits.first : bits.second)
  }

  @inline(__always)
  private func normalPair(path: UInt64, pair: UInt32) -> (first: Double, second: Double) {
    let bits = bits(path: path, block: pair)
    let radius = (-2 * PortableMath.log(PortableMath.uniform(bits.first))).squareRoot()
    let (cosine, sine) = PortableMath.cosineAndSine(turns: PortableMath.uniform(bits.second))
    return (radius * cosine, radius * sine)
  }

  @inline(__always)
  private func bits(path: UInt64, block: UInt32) -> (first: UInt64, second: UInt64) {
    let words = Philox.words(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: path), UInt32(truncatingIfNeeded: path &>> 32), block, stream),
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed &>> 32)))
    return (
      UInt64(words.x) | UInt64(words.y) &<< 32, UInt64(words.z) | UInt64(words.w) &<< 32
    )
  }
}
