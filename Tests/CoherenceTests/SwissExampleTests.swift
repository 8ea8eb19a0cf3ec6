import Coherence
import Foundation
import LinearAlgebra
import Testing

/// The worked example of Sax & Steiner 2013 (R Journal 5/2, page 85). Its series belong to a GPL package
/// and are not part of this project: `SWISS_SALES` names a CSV with `series_id,…,period,value` that holds
/// SWISS_sales.a and SWISS_exports.q.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SWISS_SALES"] != nil))
struct SwissExampleTests {
  @Test("Sales by exports: coefficients, errors and the truncated autocorrelation as printed")
  func sales() throws {
    let path = try #require(ProcessInfo.processInfo.environment["SWISS_SALES"])
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false)
    let period = try #require(header.firstIndex(of: "period"))
    let value = try #require(header.firstIndex(of: "value"))
    var series: [String: [(String, Double)]] = [:]
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard let number = Double(fields[value]) else { continue }
      series[String(fields[0]), default: []].append((String(fields[period]), number))
    }
    let sales = try #require(series["SWISS_sales.a"])
    let exports = try #require(series["SWISS_exports.q"])
    let used = exports.drop { $0.0.prefix(4) < sales[0].0.prefix(4) }.map(\.1)
    let result = try ChowLin().disaggregate(
      sales.map(\.1),
      indicators: Matrix(rows: used.count, columns: 2) { $1 == 0 ? 1 : used[$0] },
      aggregation: TemporalAggregation(
        rule: .sum, longPeriods: sales.count, ratio: 4, extra: used.count - 4 * sales.count))
    func printed(_ value: Double, _ expected: String) -> Bool {
      String(format: "%.3e", value) == expected
    }
    #expect(sales.count == 36 && used.count == 146)
    #expect(result.autocorrelation == 0)
    #expect(printed(result.coefficients[0], "1.241e+01"), "\(result.coefficients)")
    #expect(printed(result.coefficients[1], "1.339e-02"), "\(result.coefficients)")
    #expect(printed(result.standardErrors[0], "1.493e+00"), "\(result.standardErrors)")
    #expect(printed(result.standardErrors[1], "1.672e-04"), "\(result.standardErrors)")
  }
}
