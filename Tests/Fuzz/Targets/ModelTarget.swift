import Models
import Randomness
import TimeSeries

/// Any model of the catalogue on any history, scale and horizon.
enum ModelTarget {
  private static let ids =
    ModelCatalog.ids + [ReferenceClassModel.card.id, "reference_class:growth+provinces"]
  private static let bounds = [
    Bounds.none, Bounds(lower: 0, upper: 100), Bounds(lower: 0, upper: .infinity),
    Bounds(lower: 1, upper: 63), Bounds(lower: -1e9, upper: 1e9), Bounds(lower: 0, upper: 1e-9),
  ]

  static func violations(_ given: [UInt8]) -> [String] {
    var bytes = FuzzBytes(given)
    let id = bytes.pick(ids)
    let season = bytes.pick([1, 1, 4, 12])
    let scale = bytes.pick(Scale.allCases)
    guard let transform = Transform(scale: scale, bounds: bytes.pick(bounds)) else { return [] }
    let usual = season == 1 ? 20 : 40
    let count = 1 + bytes.below(bytes.below(8) == 1 ? 2 * usual : usual)
    let values = GeneratedSeries.values(&bytes, count: count)
    var time = 1990.0
    let times = GeneratedSeries.steps(&bytes, count: count).map { step in
      time += Double(step) / Double(season)
      return time
    }
    let size = values.map { abs($0) }.min() ?? 0
    let errors = bytes.flag() ? values.map { _ in size / 100 } : nil
    let longRun =
      bytes.below(4) == 1
      ? LongRun(mean: bytes.hundredths() / 1000, standardDeviation: 0.02) : nil
    let breaks = bytes.below(4) == 1 ? [times[bytes.below(count)]] : []
    let horizon = 1 + bytes.below(12)
    let last = times[count - 1]
    let input = ModelInput(
      times: times, values: values, errors: errors, transform: transform, periodsPerYear: season,
      longRun: longRun, breaks: breaks)
    let future = (1...horizon).map { last + Double($0) / Double(season) }
    do throws(ModelError) {
      guard let model = try ModelCatalog.model(id: id, parameters: [:]) else {
        return ["\(id) is listed and not there"]
      }
      let fitted = try model.fit(input, at: future)
      return check(fitted, id)
    } catch {
      return []
    }
  }

  private static func check(_ fitted: FittedModel, _ id: String) -> [String] {
    var violations: [String] = []
    let bounds = fitted.paths.bounds
    for (step, margin) in fitted.paths.margins.enumerated() {
      for value in margin.values + [margin.mean] where value.isNaN {
        violations.append("\(id): a quantile of step \(step) is no number")
        break
      }
      if margin.values.contains(where: { !bounds.contains($0) && !$0.isNaN }) {
        violations.append("\(id): a quantile of step \(step) leaves the bounds")
      }
    }
    for path in fitted.simulate(paths: 70, stream: RandomStream(seed: 1, stream: 2)) {
      if path.contains(where: \.isNaN) {
        violations.append("\(id): a path holds no number")
        break
      }
    }
    for residual in fitted.residuals where !residual.value.isFinite || !residual.time.isFinite {
      violations.append("\(id): a residual of \(residual.value)")
      break
    }
    for parameter in fitted.parameters where parameter.value.isNaN {
      violations.append("\(id): the parameter \(parameter.name) is no number")
    }
    return violations
  }
}
