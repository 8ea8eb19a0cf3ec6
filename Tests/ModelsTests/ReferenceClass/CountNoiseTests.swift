import Models
import Testing
import TimeSeries

/// Chance in declared counts.
@Suite("Chance in counts") struct CountNoiseTests {
  @Test("What is chance by its size is taken out, what is too large for it hardly (by numpy)")
  func shares() throws {
    let grows = try #require(CountNoise([400, 431, 433, 470, 482, 520, 531]))
    #expect(grows.share == 1 && abs(grows.error - 15.866072658306154) < 1e-7)
    #expect(abs(grows.values[6] - 535.8502524021247) < 1e-9)
    #expect(abs(grows.values[3] - 464.5562144712631) < 1e-9)
    let swings = try #require(CountNoise([400, 520, 433, 610, 482, 380, 531]))
    #expect(abs(swings.share - 0.003883691126553735) < 1e-12)
    #expect(abs(swings.values[6] - 530.8369227957548) < 1e-9)
    #expect(abs(swings.error - 2.489139798509802) < 1e-7)
    #expect(CountNoise([400, 431, 433, 470]) == nil && CountNoise([4, 0, 3, 2, 5]) == nil)
  }

  @Test("Years that are not known stay so, and the line counts them")
  func gaps() throws {
    let whole = (0..<8).map { 200 * (1 + 0.01 * Double($0)) }
    let gappy = try #require(CountNoise([whole[0], .nan] + whole[2...]))
    #expect(gappy.values[1].isNaN && gappy.values.count == 8)
  }

  @Test(
    "A count that grows by 5% a year with its chance reaches in five years about what it grows to")
  func grows() throws {
    let bounds = Bounds(lower: 0, upper: .infinity)
    let history: [Double] = [402, 433, 428, 480, 471, 527, 522, 575, 583]
    let transform = try #require(Transform(scale: .count, bounds: bounds))
    func middle(_ scale: Transform) throws -> Double {
      let input = ModelInput(
        times: (2016...2024).map { Double($0) }, values: history, transform: scale)
      let model = ReferenceClassModel(classes: ReferenceClassLibrary.mix(.other))
      return try model.fit(input, at: [2029]).paths.margins[0].value(at: 0.5)
    }
    let level = try middle(#require(Transform(scale: .log, bounds: bounds)))
    // The line of its logarithms comes to 740.
    #expect(try middle(transform) > level + 10 && middle(transform) < 750)
  }
}
