internal import RealModule
internal import TimeSeries

/// Point forecasts that cost microseconds: what features compare, not what anybody is told.
///
/// Smoothing constants come from a small grid by the sum of squared one-step errors. Sources:
/// Hyndman, Koehler, Ord & Snyder 2008 (exponential smoothing); Assimakopoulos & Nikolopoulos 2000
/// (Theta).
enum QuickForecasts {
  /// Simple exponential smoothing: constant and last level.
  static func simpleSmoothing(_ values: [Double]) -> (alpha: Double, level: Double) {
    var best = (error: Double.infinity, alpha: 0.5, level: values[0])
    for step in 1...20 {
      let alpha = 0.05 * Double(step)
      var level = values[0]
      var sum = 0.0
      for value in values.dropFirst() {
        let error = value - level
        sum += error * error
        level += alpha * error
      }
      if sum < best.error { best = (sum, alpha, level) }
    }
    return (best.alpha, best.level)
  }

  /// Level and slope at the end, with a damping.
  static func trendSmoothing(
    _ values: [Double], damping: Double, alphas: [Double], betas: [Double], run: Int
  ) -> (level: Double, slope: Double) {
    let lead = min(values.count - 1, run)
    let start = lead > 0 ? (values[lead] - values[0]) / Double(lead) : 0
    var best = (error: Double.infinity, level: values[0], slope: start)
    for alpha in alphas {
      for beta in betas {
        var (level, slope, sum) = (values[0], start, 0.0)
        for value in values.dropFirst() {
          let forecast = level + damping * slope
          let error = value - forecast
          sum += error * error
          level = forecast + alpha * error
          slope = damping * slope + alpha * beta * error
        }
        if sum < best.error { best = (sum, level, slope) }
      }
    }
    return (best.level, best.slope)
  }

  /// `φ + φ² + … + φʰ`.
  static func dampedSteps(_ damping: Double, _ steps: Int) -> Double {
    (1...steps).reduce(0) { $0 + Double.pow(damping, $1) }
  }

  /// Growth at the end by autoregression on differences with a ridge, summed over the horizon.
  static func autoregression(_ values: [Double], order: Int, horizon: Int) -> [Double]? {
    let changes = Statistics.differences(values)
    guard order >= 1, changes.count > 2 * order + 1 else { return nil }
    let size = order + 1
    let ridge = 2 * Statistics.variance(changes) + 1e-12
    var normal = Array(repeating: 0.0, count: size * size)
    var right = Array(repeating: 0.0, count: size)
    for index in order..<changes.count {
      let row = [1.0] + (1...order).map { changes[index - $0] }
      for i in 0..<size {
        right[i] += row[i] * changes[index]
        for j in 0..<size { normal[i * size + j] += row[i] * row[j] }
      }
    }
    for i in 0..<size { normal[i * size + i] += i == 0 ? 1e-9 : ridge }
    guard let weights = Statistics.solve(normal, right) else { return nil }
    let limit = 5 * (changes.map { abs($0) }.max() ?? 0)
    var recent = changes
    var sum = 0.0
    return (0..<horizon).map { _ in
      var next = weights[0]
      for lag in 1...order { next += weights[lag] * recent[recent.count - lag] }
      next = min(max(next, -limit), limit)
      recent.append(next)
      sum += next
      return sum
    }
  }
}

/// Sums that features are made of.
enum Statistics {
  static func differences(_ values: [Double]) -> [Double] {
    zip(values.dropFirst(), values).map(-)
  }

  static func mean(_ values: some Collection<Double>) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  static func variance(_ values: some Collection<Double>) -> Double {
    let centre = mean(values)
    return values.isEmpty
      ? 0 : values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count)
  }

  static func deviation(_ values: some Collection<Double>) -> Double {
    variance(values).squareRoot()
  }

  static func median(_ values: some Collection<Double>) -> Double {
    values.median
  }

  /// Mean with weights `rateᵏ`, k periods before the last.
  static func discounted(_ values: [Double], rate: Double) -> Double {
    var (sum, total, weight) = (0.0, 0.0, 1.0)
    for value in values.reversed() {
      sum += weight * value
      total += weight
      weight *= rate
    }
    return total > 0 ? sum / total : 0
  }

  /// Least-squares line through `(0, v₀), (1, v₁), …`.
  static func line(_ values: [Double]) -> (start: Double, slope: Double) {
    let count = Double(values.count)
    guard values.count > 1 else { return (values.first ?? 0, 0) }
    let middle = (count - 1) / 2
    let centre = mean(values)
    var (top, bottom) = (0.0, 0.0)
    for (index, value) in values.enumerated() {
      let distance = Double(index) - middle
      top += distance * (value - centre)
      bottom += distance * distance
    }
    let slope = top / bottom
    return (centre - slope * middle, slope)
  }

  /// Autocorrelation at a lag; 0 for a constant.
  static func autocorrelation(_ values: [Double], lag: Int) -> Double {
    guard values.count > lag else { return 0 }
    let centre = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    guard squares > 0 else { return 0 }
    var sum = 0.0
    for index in lag..<values.count {
      sum += (values[index] - centre) * (values[index - lag] - centre)
    }
    return sum / squares
  }

  /// Solves a small positive definite system, row after row; `nil` when it is singular.
  ///
  /// Cholesky by hand: four unknowns at most, thousands of times, where a call costs more than the sum.
  static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    let size = right.count
    var factor = matrix
    for column in 0..<size {
      for row in column..<size {
        var sum = factor[row * size + column]
        for k in 0..<column { sum -= factor[row * size + k] * factor[column * size + k] }
        if row == column {
          guard sum > 0 else { return nil }
          factor[row * size + column] = sum.squareRoot()
        } else {
          factor[row * size + column] = sum / factor[column * size + column]
        }
      }
    }
    var result = right
    for row in 0..<size {
      for k in 0..<row { result[row] -= factor[row * size + k] * result[k] }
      result[row] /= factor[row * size + row]
    }
    for row in stride(from: size - 1, through: 0, by: -1) {
      for k in (row + 1)..<size { result[row] -= factor[k * size + row] * result[k] }
      result[row] /= factor[row * size + row]
    }
    return result
  }
}
