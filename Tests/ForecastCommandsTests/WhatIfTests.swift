import Foundation
import TestSupport
import Testing

/// What a page moves targets with, beside the run that it comes from.
@Suite struct WhatIfTests {
  private struct File: Decodable {
    struct Indicator: Decodable {
      let indicator: String
      let years: [Int]
      let quantiles: [String]
    }
    struct Target: Decodable {
      let plan, ref, indicator, met: String
    }
    let paths: Int
    let indicators: [Indicator]
    let targets: [Target]
  }

  private func run(_ extra: [String]) throws -> (File, [[String: String]], [[String: String]]) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let outcome = try program.run(
      [
        "run", "Scenarios/haiduong-2030/scenario.json", "--output", folder + "/a", "--quiet",
      ] + extra)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let data = Data(try Program.read(folder + "/a/whatif.json"))
    return (
      try JSONDecoder().decode(File.self, from: data),
      try CSVRows.read(folder + "/a/attainment.csv"),
      try CSVRows.read(folder + "/a/projections.csv")
    )
  }

  @Test(
    "Bits of paths are those that the chances count, at any number of threads",
    arguments: [["--paths", "1000"], ["--paths", "4096", "--threads", "2"]])
  func bits(options: [String]) throws {
    let (file, rows, _) = try run(options)
    let assessed = rows.filter { $0["probability"] != "" && $0["model"] != "completion" }
    #expect(file.paths == Int(options[1]) && file.targets.count == assessed.count)
    for target in file.targets {
      let row = try #require(
        rows.first { $0["plan"] == target.plan && $0["ref"] == target.ref })
      let hits = target.met.reduce(0) { $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount }
      let chance = try #require(Double(row["probability"] ?? ""))
      #expect(abs(Double(hits) / Double(file.paths) - chance) < 1e-9, "\(target.ref)")
    }
  }

  @Test("Quantiles rise, are those of the projections, and stand closer at the ends")
  func quantiles() throws {
    let (file, _, projections) = try run(["--paths", "2000"])
    #expect(file.indicators.count > 10)
    for indicator in file.indicators {
      #expect(indicator.years.count == indicator.quantiles.count && !indicator.years.isEmpty)
      for (year, text) in zip(indicator.years, indicator.quantiles) {
        let values = text.split(separator: " ").compactMap { Double($0) }
        #expect(values.count == 103 && zip(values, values.dropFirst()).allSatisfy(<=))
        let row = try #require(
          projections.first {
            $0["indicator"] == indicator.indicator && $0["period"] == "\(year)"
              && $0["kind"] == "projection"
          })
        for (place, column) in [(11, "p10"), (51, "p50"), (91, "p90")] {
          let known = try #require(Double(row[column] ?? ""))
          #expect(abs(values[place] - known) <= 6e-3 * max(abs(known), 1), "\(indicator.indicator)")
        }
        for (column, low, high) in [("p2_5", 3, 4), ("p97_5", 98, 99)] {
          let known = try #require(Double(row[column] ?? ""))
          let room = 6e-3 * max(abs(known), 1)
          #expect(values[low] <= known + room && known <= values[high] + room)
        }
      }
    }
  }
}
