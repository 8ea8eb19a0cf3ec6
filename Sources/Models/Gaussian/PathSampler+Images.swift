internal import TimeSeries

// Paths left on the modelling scale, where they can be counted there.

extension PathDistribution {
  /// How wide the narrowest component is beside all of them, at least: what is narrower may lie anywhere in a bin.
  private static let leastShare = 0.05

  /// Whether each value is the exponential of its image and nothing else is done to it, and the images spread evenly
  /// over the bins of a histogram.
  package var isCountedOnImages: Bool {
    guard case .transform(let transform) = link, transform.scale == .log else { return false }
    guard !isMonotone, resolution == 0, bounds.lower <= 0, bounds.upper == .infinity else {
      return false
    }
    let scales = components.map(\.scales)
    return times.indices.allSatisfy { step in
      let deviations = scales.map { $0[step].squareRoot() }
      let means = components.map { $0.mean[step] }
      guard let least = deviations.min(), let most = deviations.max(), let low = means.min(),
        let high = means.max()
      else { return false }
      return least > 0 && least >= Self.leastShare * max(most, high - low)
    }
  }
}

extension PathSampler {
  /// Draws the logarithms of paths, as `sample` draws paths that are `isCountedOnImages`.
  package func sampleImages(
    normals: UnsafePointer<Double>, wanted: Int, into output: UnsafeMutablePointer<Double>
  ) {
    let count = min(wanted, steps)
    guard count > 0 else { return }
    place(normals: normals, count: count, into: output)
    for step in 0..<count { shift(output + step * lanes, step) }
  }
}
