package import Models
internal import RealModule

extension CompletionCourse {
  /// The variance of the logarithms of hazards about those of the course: what the estimate may be wrong by and what tasks
  /// differ by beside.
  package var shockVariance: Double { TaskShocks.variance(deviation: variance.squareRoot()) }

  /// The shocks about its hazards.
  package var shocks: CompletionDay.Shocks { CompletionDay.Shocks(variance: shockVariance) }
}

/// Quantiles of the day on which one task is done, its shock integrated out.
package enum CompletionDay {
  /// Nodes and weights of Gauss–Hermite quadrature for a standard normal, nine of them.
  ///
  /// Source: Abramowitz & Stegun 1964, table 25.10, scaled by √2 and 1/√π.
  private static let nodes: [(place: Double, weight: Double)] = [
    (-4.51274586339978, 2.23458440077466e-05),
    (-3.20542900285647, 0.00278914132123177),
    (-2.07684797867783, 0.0499164067652178),
    (-1.02325566378913, 0.24409750289494),
    (0.0, 0.406349206349206),
    (1.02325566378913, 0.24409750289494),
    (2.07684797867783, 0.0499164067652178),
    (3.20542900285647, 0.00278914132123177),
    (4.51274586339978, 2.23458440077466e-05),
  ]

  /// Shocks of one variance, by the nodes.
  package struct Shocks: Sendable {
    /// What hazards are multiplied by, and how much each weighs.
    private let scales: [(scale: Double, weight: Double)]

    package init(variance: Double) {
      let deviation = variance.squareRoot()
      scales = nodes.map { (Double.exp(deviation * $0.place), $0.weight) }
    }

    /// The chance that a task is done by the day on which so much hazard has added up.
    package func probability(of hazard: Double) -> Double {
      1 - scales.reduce(0) { $0 + $1.weight * Double.exp(-hazard * $1.scale) }
    }
  }

  /// The chance that a task is done by the day on which so much hazard has added up.
  package static func probability(of hazard: Double, variance: Double) -> Double {
    Shocks(variance: variance).probability(of: hazard)
  }

  /// The first days by which a task is done with some probabilities, where some paths follow tasks elsewhere, and some what is done
  /// around due days; `nil` for none.
  package static func days(
    _ probabilities: [Double], _ own: CompletionCourse, _ outside: CompletionCourse?,
    late: (course: CompletionCourse?, chance: Double) = (nil, 0), sums: [Double]
  ) -> [Int?] {
    guard outside != nil || late.course != nil else { return sums.map { own.day(of: $0) } }
    let shocks = own.shocks
    func chance(_ day: Int) -> Double {
      func chance(_ course: CompletionCourse) -> Double {
        shocks.probability(of: course.hazard(on: day))
      }
      let own = chance(own)
      let elsewhere = outside.map(chance) ?? own
      let usual = own + TaskShocks.outside * (elsewhere - own)
      return late.course.map { usual + late.chance * (chance($0) - usual) } ?? usual
    }
    guard let first = own.days.first, let last = own.days.last else { return sums.map { _ in nil } }
    return probabilities.map { wanted in
      guard chance(last) >= wanted else { return nil }
      var (low, high) = (first, last)
      while low < high {
        let middle = (low + high) / 2
        if chance(middle) >= wanted { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  /// Logarithms of hazards, a fiftieth apart, and the chance that a task is done by each.
  package struct Chances: Sendable {
    fileprivate let points: [(hazard: Double, chance: Double)]

    fileprivate init(variance: Double) {
      let shocks = Shocks(variance: TaskShocks.variance(deviation: variance.squareRoot()))
      points = (0...1150).map {
        let place = -18 + Double($0) / 50
        return (place, shocks.probability(of: Double.exp(place)))
      }
    }
  }

  /// The chances where hazards are wrong by variances from 0 to 1, a twentieth apart.
  private static let chances: [Chances] = (0...20).map { Chances(variance: Double($0) / 20) }

  /// The chances where hazards are wrong by a variance.
  package static func chances(variance: Double) -> Chances {
    chances[Int(min(20, max(0, 20 * variance)).rounded())]
  }

  /// The sum of hazard by which a task is done with a probability.
  package static func hazard(of probability: Double, _ chances: Chances) -> Double {
    let points = chances.points
    guard probability > points[0].chance else { return max(0, probability) }
    var (low, high) = (0, points.count - 1)
    guard probability < points[high].chance else { return Double.exp(points[high].hazard) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if points[middle].chance <= probability { low = middle } else { high = middle }
    }
    let width = points[high].chance - points[low].chance
    let part = width > 0 ? (probability - points[low].chance) / width : 0
    return Double.exp(points[low].hazard + part * (points[high].hazard - points[low].hazard))
  }

  /// The sum of hazard by which a task is done with a probability.
  package static func hazard(of probability: Double, variance: Double) -> Double {
    let deviation = variance.squareRoot()
    let scales = nodes.map { (Double.exp(deviation * $0.place), $0.weight) }
    var (low, high) = (-40.0, 10.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let sum = Double.exp(middle)
      let open = scales.reduce(0) { $0 + $1.1 * Double.exp(-sum * $1.0) }
      if 1 - open < probability { low = middle } else { high = middle }
    }
    return Double.exp(high)
  }
}
