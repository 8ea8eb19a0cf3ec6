import LinearAlgebra
import Randomness
import RealModule
import Testing
import Tracking

/// How much measures go together.
@Suite struct MeasureDependenceTests {
  /// Forty months, ten in each of four months of the year.
  private func course(_ turn: Int, quarters: Double? = nil) -> MeasureCourse {
    var months: [Int: Double] = [:]
    var threes: [Int: Double] = [:]
    for number in 0..<40 {
      months[24_000 + 12 * (number / 4) + 3 + number % 4] = number % 5 < turn ? 1 : -1
      threes[8_000 + number] = quarters.map { number % 2 == 0 ? 1 : $0 }
    }
    return MeasureCourse(months: months, quarters: threes, errors: [:])
  }

  @Test("A correlation is shrunk by how many changes it rests on")
  func shrunk() {
    // 32 of 40 signs agree: (32 − 8)/40 = 0.6, of (40 − 4)/1.5 = 24 independent ones.
    let wanted = Double.tanh((24 * Double.atanh(0.6) + 4 * Double.atanh(0.2)) / 28)
    #expect(abs(MeasureDependence.correlation(course(2), course(3)) - wanted) < 1e-12)
    #expect(MeasureDependence.correlation(.unknown, course(2)) == 0.2)
    #expect(MeasureDependence.correlation(course(2), course(2)) > 0.999)
  }

  @Test("Months go together by no more than quarters allow")
  func quarters() {
    // Quarters without any correlation: a deviation above 0, 1/√24.
    let wanted = Double.tanh((24 * (1 / 24.0).squareRoot() + 4 * Double.atanh(0.2)) / 28)
    let other = course(3, quarters: -1)
    #expect(
      abs(MeasureDependence.correlation(course(2, quarters: 1), other) - wanted) < 1e-12)
  }

  @Test("What was found pair by pair becomes what can be, and what can be stays")
  func nearest() throws {
    let apart = Matrix(rows: 3, columns: 3) { $0 == $1 ? 1 : $0 + $1 == 2 ? -0.9 : 0.9 }
    let near = try nearestCorrelation(apart)
    #expect((try? Cholesky(near)) != nil)
    for place in 0..<3 { #expect(near[place, place] == 1) }
    // Its eigenvalues are 1.9, 1.9 and -0.8: without the last all correlations are halves.
    #expect(abs(near[0, 1] - 0.5) < 1e-5 && abs(near[0, 2] + 0.5) < 1e-5)
    let kept = Matrix(rows: 3, columns: 3) { $0 == $1 ? 1 : 0.4 }
    let same = try nearestCorrelation(kept)
    #expect(abs(same[0, 2] - 0.4) < 1e-12)
  }
}
