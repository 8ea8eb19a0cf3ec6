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

  init(_ values: [Double], isLogarithm: Bool, periodsPerYear: Int) {
    self.isLogarithm = isLogarithm
    guard !isLogarithm else {
      (size, centre) = (1, 0)
      return
    }
    centre = values.last ?? 0
    let changes = (periodsPerYear..<max(periodsPerYear, values.count)).map {
      abs(values[$0] - values[$0 - periodsPerYear])
    }
    let largest = values.map(abs).max() ?? 0
    let change = max(1.4826 * Statistics.median(changes), 0.001 * largest, 1e-9)
    size = change / Self.typical
  }

  func image(_ value: Double) -> Double {
    isLogarithm ? Double.log(value) : (value - centre) / size
  }

  /// From the scale of the forecast to the modelling scale: logarithms, or values.
  func back(_ image: Double) -> Double { isLogarithm ? image : centre + size * image }
}
