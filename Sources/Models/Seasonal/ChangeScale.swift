internal import LinearAlgebra
internal import RealModule

/// A scale on which yearly changes are differences, and about as large as those of logarithms.
struct ChangeScale {
  let isLogarithm: Bool
  /// One unit of the scale in units of the measure; 1 for logarithms.
  let size: Double
  private let centre: Double

  /// The typical yearly change.
  private static let typical = 0.05
  /// The share of the mean change that the typical one is at least.
  private static let meanShare = 0.5

  init(_ values: [Double], isLogarithm: Bool, periodsPerYear: Int) {
    self.isLogarithm = isLogarithm
    guard !isLogarithm else {
      (size, centre) = (1, 0)
      return
    }
    // The newest decides nothing of the scale.
    let past = values.count > periodsPerYear + 1 ? Array(values.dropLast()) : values
    centre = past.last ?? 0
    let changes = (periodsPerYear..<max(periodsPerYear, past.count)).map {
      abs(past[$0] - past[$0 - periodsPerYear])
    }
    let largest = past.map(abs).max() ?? 0
    // Most changes of rare counts are none.
    let change = max(
      1.4826 * Statistics.median(changes), Self.meanShare * Statistics.mean(changes),
      0.001 * largest, 1e-9)
    size = change / Self.typical
  }

  func image(_ value: Double) -> Double {
    isLogarithm ? Double.log(value) : (value - centre) / size
  }

  /// The variance on this scale of what counts of things make by chance alone; 0 where values are none.
  ///
  /// Equation: a Poisson of the mean `m` has the variance `m`, its logarithm about `1/m`.
  func counting(_ values: [Double]) -> Double {
    guard values.allSatisfy({ $0 >= 0 && $0.rounded() == $0 }) else { return 0 }
    let mean = Statistics.mean(values)
    return isLogarithm ? 1 / max(mean, 1) : mean / (size * size)
  }

  /// From the scale of the forecast to the modelling scale: logarithms, or values.
  func back(_ image: Double) -> Double { isLogarithm ? image : centre + size * image }
}
