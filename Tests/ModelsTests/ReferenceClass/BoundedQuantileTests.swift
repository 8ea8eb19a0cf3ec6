import Foundation
import Models
import Randomness
import Testing
import TimeSeries

/// Quantile functions that were cut at bounds.
@Suite struct BoundedQuantileTests {
  /// A normal of mean 98 and deviation 2, in quantiles.
  private let free = QuantileFunction(
    values: QuantileFunction.probabilities.map { 98 + 2 * StandardNormal.quantile($0) })
  private let bounds = Bounds(lower: 0, upper: 100)

  @Test(
    "The chance of a bound is where the uncut function crosses it, not a probability of the grid")
  func crossing() {
    for mean in [97.1, 98, 99.3, 100.4] {
      let cut = QuantileFunction(
        values: QuantileFunction.probabilities.map { mean + 2 * StandardNormal.quantile($0) }
      ).clamped(to: bounds)
      let exact = 1 - StandardNormal.cumulative((100 - mean) / 2)
      #expect(abs(cut.probability(atLeast: 100) - exact) < 1e-12)
      #expect(abs(cut.probability(atLeast: 99.99) - exact) < 0.01)
      #expect(cut.probability(atLeast: 100.01) == 0 && cut.probability(atMost: 100) == 1)
    }
    let low = free.mapped { $0 - 97 }.clamped(to: bounds)
    #expect(abs(low.probability(atMost: 0) - StandardNormal.cumulative(-0.5)) < 1e-12)
    #expect(low.probability(atLeast: 0) == 1 && low.probability(atMost: -0.1) == 0)
  }

  @Test(
    "What lies behind a bound goes through maps, storage and further bounds; values stay inside")
  func kept() throws {
    let cut = free.clamped(to: bounds)
    #expect(cut.values.allSatisfy { $0 <= 100 } && cut.unclamped == free.values)
    let doubled = cut.mapped { 2 * $0 }
    #expect(abs(doubled.probability(atLeast: 200) - cut.probability(atLeast: 100)) < 1e-12)
    let tighter = cut.clamped(to: Bounds(lower: 0, upper: 99))
    #expect(
      abs(tighter.probability(atLeast: 99) - (1 - StandardNormal.cumulative(0.5))) < 1e-12)
    let read = try JSONDecoder().decode(
      QuantileFunction.self, from: JSONEncoder().encode(cut))
    #expect(read == cut && read.isSound)
    for score in stride(from: -5.0, through: 5, by: 0.01) {
      #expect(cut.value(atScore: score) <= 100)
      #expect(abs(cut.value(atScore: score) - min(100, 98 + 2 * score)) < 1e-9)
    }
  }

  @Test("A function that no bound touches is stored as before")
  func untouched() throws {
    #expect(free.clamped(to: Bounds(lower: 0, upper: 1000)) == free)
    let text = String(decoding: try JSONEncoder().encode(free), as: UTF8.self)
    #expect(text.hasPrefix("{\"values\"") && !text.contains("uncut"))
  }
}
