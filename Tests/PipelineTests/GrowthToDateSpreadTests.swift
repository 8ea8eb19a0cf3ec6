import LinearAlgebra
import Pipeline
import Plans
import RealModule
import TestSupport
import Testing
import Tracking

/// What is left open of a year whose levels by quarter nobody knows, given growth to date.
@Suite struct GrowthToDateSpreadTests {
  private let first = 4 * 2019
  private let shares = [0.22, 0.25, 0.24, 0.29]

  /// What is left of quarters that are known up to an error.
  private func left(_ course: GrowthCourse, _ places: [Int], error: Double) throws -> Matrix {
    let own = course.covariance(places, places)
    var seen = own
    for place in places.indices { seen[place, place] += error * error + 1e-15 }
    let gain = try Cholesky(seen).solve(own)
    return own - own * gain
  }

  @Test(
    "The variance of a year's growth is that of an independent calculation",
    arguments: [
      (11, 0.01, 0.00017516328975998021), (11, 0, 0.00010918354370961725),
      (8, 0.01, 0.0026534366860870027),
    ])
  func variance(known: Int, error: Double, expected: Double) throws {
    let course = GrowthCourse(over: first...first + 11)
    let places = Array(first..<first + known)
    let found = course.growthVariance(
      ofYearFrom: first + 8, shares: shares, given: places,
      left: try left(course, places, error: error))
    #expect(abs(found / expected - 1) < 1e-5)
  }

  @Test("What is off in the course of both years alike leaves growth as it is")
  func course() {
    let course = GrowthCourse(over: first...first + 11)
    let places = Array(first..<first + 12)
    // The same unknown course in all years, adding to nothing over the year.
    let season = [0.1, -0.04, 0.02, -0.08]
    let left = Matrix(rows: 12, columns: 12) { season[$0 % 4] * season[$1 % 4] }
    let found = course.growthVariance(
      ofYearFrom: first + 8, shares: shares, given: places, left: left)
    #expect(found < 1e-15)
  }

  // MARK: A province

  /// A whole of which levels of years are published, and growth of the year that has begun.
  private func halfWidth(_ rows: [(series: String, period: String, value: Double)]) throws
    -> Double
  {
    let folder = try Program.temporaryFolder()
    let series = [("level", "w.level"), ("growth", "w.growth"), ("growth_to_date", "w.to_date")]
      .filter { _, id in rows.contains { $0.series == id } }.map { "\"\($0)\": \"\($1)\"" }
    let scenario = """
      {"name": "to-date", "title": "To date", "region": {"geo": "K"}, "data": ["o.csv"],
       "sectors": [{"id": "w", "series": {\(series.joined(separator: ", "))}}], "variants": [],
       "simulation": {"paths": 8000, "seed": 5}}
      """
    let lines = rows.map { row in
      let isLevel = row.series == "w.level"
      return "\(row.series),K,\(row.period.contains("Q") ? "Q" : "A"),\(row.period),\(row.value),"
        + "\(isLevel ? "bn" : "%"),\(isLevel ? "constant2010" : "na"),final,,made,"
    }
    let header = ObservationReader.columns.map(\.name).joined(separator: ",")
    try Program.write(Array(scenario.utf8), to: folder + "/s.json")
    try Program.write(
      Array(([header] + lines).joined(separator: "\n").utf8) + [10], to: folder + "/o.csv")
    let result = try GrowthRun.run(
      ScenarioReader.read(folder + "/s.json"),
      options: GrowthOptions(run: RunOptions(), year: 2025))
    let year = result.tables[0][0].annual[1]
    return (try #require(year.growthP90) - (try #require(year.growthP10))) / 2
  }

  @Test("A whole by quarter keeps its own range beside sectors by year, and narrows theirs")
  func parts() throws {
    func widths(whole: Bool) throws -> [Double] {
      let folder = try Program.temporaryFolder()
      let own = whole ? #", "series": "o.w""# : ""
      let scenario = """
        {"name": "parts", "title": "Parts", "region": {"geo": "K"}, "data": ["o.csv"],
         "sectors": [{"id": "w"\(own)}, {"id": "a", "parent": "w", "series": "o.a"},
         {"id": "b", "parent": "w", "series": "o.b"}], "variants": [],
         "simulation": {"paths": 8000, "seed": 5}}
        """
      func line(_ id: String, _ period: String, _ value: Double) -> String {
        "o.\(id),K,\(period.contains("Q") ? "Q" : "A"),\(period),"
          + "\((100 * value).rounded() / 100),bn,constant2010,final,,made,"
      }
      var lines: [String] = []
      for year in 2019...2024 {
        lines.append(line("a", "\(year)", AskedGrowth.sum("left", 4 * year...4 * year + 3)))
        lines.append(line("b", "\(year)", AskedGrowth.sum("right", 4 * year...4 * year + 3)))
      }
      for quarter in 4 * 2019...4 * 2025 + 2 where whole {
        lines.append(
          line("w", "\(quarter / 4)-Q\(quarter % 4 + 1)", AskedGrowth.level("whole", quarter)))
      }
      let header = ObservationReader.columns.map(\.name).joined(separator: ",")
      try Program.write(Array(scenario.utf8), to: folder + "/s.json")
      try Program.write(
        Array(([header] + lines).joined(separator: "\n").utf8) + [10], to: folder + "/o.csv")
      let result = try GrowthRun.run(
        ScenarioReader.read(folder + "/s.json"),
        options: GrowthOptions(run: RunOptions(), year: 2025))
      return try result.tables[0].map { table in
        let year = table.annual[1]
        return (try #require(year.growthP90) - (try #require(year.growthP10))) / 2
      }
    }
    let (known, unknown) = (try widths(whole: true), try widths(whole: false))
    // Nine months of the whole are known, its quarters move by 1% of noise.
    #expect(known[0] < 1.5)
    #expect(known[1] < 0.8 * unknown[1] && known[2] < unknown[2])
  }

  /// Levels whose growth varied by five points, as a walk of quarters with the usual steps makes it.
  private let years = [
    ("w.level", "2020", 100.0), ("w.level", "2021", 103.0), ("w.level", "2022", 116.4),
    ("w.level", "2023", 120.5), ("w.level", "2024", 134.5),
  ]

  @Test("Where growth of years hardly varied, what is left of the year does as little")
  func calm() throws {
    let steady = [
      ("w.level", "2020", 100.0), ("w.level", "2021", 107.2), ("w.level", "2022", 115.6),
      ("w.level", "2023", 123.1), ("w.level", "2024", 132.4),
    ]
    let toDate = [("w.to_date", "2025-Q1", 7.1), ("w.to_date", "2025-Q2", 7.3)]
    let (calm, usual) = (try halfWidth(steady + toDate), try halfWidth(years + toDate))
    // By numpy: growth of 7.2, 7.84, 6.49 and 7.55% has a deviation of 0.0054, a ratio of 0.28.
    let ratio = YearlyScatter(
      zip(steady.dropFirst(), steady).map { Double.log($0.2 / $1.2) },
      usual: 0.03 * (44.0 / 16).squareRoot(), isBegun: true
    ).ratio
    #expect(abs(ratio - 0.275) < 0.001)
    #expect(calm < 0.5 * usual && calm > 0.1 * usual, "\(calm), \(usual)")
  }

  @Test("Growth after three, six and nine months leaves what is usual of the rest of a year")
  func toDate() throws {
    let toDate = [
      ("w.to_date", "2025-Q1", 7.1), ("w.to_date", "2025-Q2", 7.3), ("w.to_date", "2025-Q3", 7.4),
    ]
    let widths = try (1...3).map { try halfWidth(years + toDate.prefix($0)) }
    // Errors of 3.4, 2.1 and 1.0 points by an independent calculation, at 80%, in quantiles of a Student's t.
    for (width, deviation) in zip(widths, [3.37, 2.11, 0.99]) {
      #expect((1.1 * deviation...1.8 * deviation).contains(width), "\(width), \(deviation)")
    }
    // Growth of single quarters, and of half a year whose quarters nobody knows, tells as much.
    let single = [
      ("w.growth", "2025-Q1", 7.1), ("w.growth", "2025-Q2", 7.5), ("w.growth", "2025-Q3", 7.6),
    ]
    #expect(abs(try halfWidth(years + single) - widths[2]) < 0.1)
    #expect(abs(try halfWidth(years + [toDate[1]]) - widths[1]) < 0.3)
  }
}
