import Coherence
import LinearAlgebra
import RealModule
import TestSupport
import Testing

@Suite("Hidden quarters") struct HiddenQuartersTests {
  private struct Cases: Decodable {
    let withIndicator: [String: Double]
    let withoutIndicator: [String: Double]
  }

  private func quarters() throws -> [String: [Double]] {
    var found: [String: [Double]] = [:]
    for row in try CSVRows.read(Golden.root + "/notebooks-data/vietnam/national_accounts.csv")
    where row["frequency"] == "Q" && (row["period"] ?? "") < "2025" {
      guard let value = Double(row["value"] ?? "") else { continue }
      found[row["series_id"] ?? "", default: []].append(value)
    }
    return found
  }

  private func growth(_ levels: [Double]) -> [Double] {
    (4..<levels.count).map { 100 * (levels[$0] / levels[$0 - 4] - 1) }
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  @Test("Twenty sectors: quarterly growth errs less than tempdisagg's, median ratio at most 0.95")
  func ratios() throws {
    let golden = try Golden.load(Cases.self, "Coherence/hidden_quarters")
    let truth = try quarters()
    let total = try #require(truth["VNM_Q_NGDP_R_PA_XDC_b2010"])
    let aggregation = TemporalAggregation(rule: .sum, longPeriods: 15, ratio: 4)
    var ratios: (with: [Double], without: [Double]) = ([], [])
    for sector in golden.withIndicator.keys.sorted() {
      let levels = try #require(truth["VNM_Q_NGDPVA_R_ISIC4_\(sector)_XDC_b2010"])
      func error(_ indicator: [Double]) throws -> Double {
        let found = try LogChowLin().disaggregate(
          aggregation.apply(levels), indicators: Matrix(column: indicator),
          aggregation: aggregation)
        let misses = zip(growth(found.values), growth(levels)).map(-)
        return (misses.reduce(0) { $0 + $1 * $1 } / Double(misses.count)).squareRoot()
      }
      ratios.with.append(try error(total) / (golden.withIndicator[sector] ?? .nan))
      ratios.without.append(
        try error(Array(repeating: 1, count: 60)) / (golden.withoutIndicator[sector] ?? .nan))
    }
    #expect(ratios.with.count == 20)
    #expect(median(ratios.with) <= 0.95)
    #expect(median(ratios.without) <= 0.95)
  }
}
