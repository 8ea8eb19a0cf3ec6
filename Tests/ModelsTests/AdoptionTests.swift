import Models
import RealModule
import Testing
import TimeSeries

@Suite struct AdoptionTests {
  @Test("The slope of a curve's scale is its derivative", arguments: AdoptionShape.allCases)
  func slope(shape: AdoptionShape) throws {
    for ceiling in [0.4, 1, 80] {
      for share in [0.02, 0.3, 0.5, 0.9, 0.99] {
        let (value, step) = (share * ceiling, 1e-6 * share * (1 - share) * ceiling)
        let above = try #require(shape.image(value + step, ceiling: ceiling))
        let below = try #require(shape.image(value - step, ceiling: ceiling))
        let slope = shape.slope(value, ceiling: ceiling)
        #expect(abs((above - below) / (2 * step) / slope - 1) < 1e-6, "\(ceiling) \(share)")
      }
    }
  }

  @Test("What has long flattened out at half of its bound has its ceiling there")
  func ceiling() throws {
    let transform = try #require(Transform(scale: .logit, bounds: Bounds(lower: 0, upper: 100)))
    let times = (0..<14).map { 2010 + Double($0) }
    let values = times.indices.map { index -> Double in
      let wobble = [0.4, -0.3, 0.1, -0.5, 0.3][index % 5]
      return 50 / (1 + Double.exp(-0.6 * (Double(index) - 4))) + wobble
    }
    for model in [LogisticAdoption.self, GompertzAdoption.self] as [any ForecastModel.Type] {
      let fitted = try model.init(parameters: [:]).fit(
        ModelInput(times: times, values: values, transform: transform), at: [2030])
      let ceiling = try #require(fitted.parameters.first { $0.name == "ceiling" }).value
      #expect(ceiling > 50 && ceiling < 60, "\(model.card.id) \(ceiling)")
    }
  }
}
