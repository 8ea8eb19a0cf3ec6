import Plans
import RealModule
import TestSupport
import Testing
import TimeSeries
import Tracking

/// From published quarters to the tables of a growth scenario, by hand.
@Suite("Growth scenario") struct GrowthResultTests {
  private static let first = 4 * 2025

  private func expectNear(_ seen: Double?, _ wanted: Double, _ what: String) {
    #expect(abs((seen ?? .nan) - wanted) < 1e-9 * max(1, abs(wanted)), "\(what): \(seen ?? .nan)")
  }

  @Test("Published quarters stand, with growth on the year before and to date")
  func settled() throws {
    let result = try AskedGrowth().run()
    for sector in AskedGrowth.ids {
      let table = try result.table(sector)
      for quarter in 0..<2 {
        let cell = table.quarterly[4 + quarter]
        let now = AskedGrowth.sum(sector, Self.first...Self.first + quarter)
        let before = AskedGrowth.sum(sector, Self.first - 4...Self.first - 4 + quarter)
        let (own, base) = (
          AskedGrowth.level(sector, Self.first + quarter),
          AskedGrowth.level(sector, Self.first - 4 + quarter)
        )
        expectNear(cell.level, own, "\(sector), level")
        expectNear(cell.growth, 100 * (own / base - 1), "\(sector), growth")
        expectNear(cell.levelToDate, now, "\(sector), level to date")
        expectNear(cell.growthToDate, 100 * (now / before - 1), "\(sector), growth to date")
        #expect(cell.status == .actual && cell.levelP10 == cell.level)
      }
      #expect(table.quarterly.map(\.status).suffix(2) == [.scenario, .scenario])
      let year = AskedGrowth.sum(sector, Self.first - 4...Self.first - 1)
      expectNear(table.annual[0].level, year, "\(sector), year before")
      let earlier = AskedGrowth.sum(sector, Self.first - 8...Self.first - 5)
      expectNear(table.annual[0].growth, 100 * (year / earlier - 1), "\(sector), its growth")
    }
  }

  @Test("Past years forecast again are the same for any number of threads")
  func threads() throws {
    let bundle = try AskedGrowth().bundle()
    func result(_ threads: Int) throws -> GrowthResult {
      var options = RunOptions()
      options.threads = threads
      return try GrowthRun.run(bundle, options: GrowthOptions(run: options, year: 2025))
    }
    let one = try result(1)
    #expect(one.rivals.contains { $0.cases > 0 })
    for threads in [2, 5, 64] {
      #expect(try result(threads).rivals == one.rivals)
    }
  }

  @Test("Months make quarters, quarters make the year, parts make the whole")
  func sums() throws {
    let result = try AskedGrowth().run()
    for variant in ["baseline", "up"] {
      for sector in AskedGrowth.ids {
        let table = try result.table(sector, variant)
        for (place, quarter) in table.quarterly.enumerated() {
          let months = table.monthly[3 * place..<3 * place + 3].reduce(0) { $0 + $1.level }
          expectNear(months, quarter.level, "\(sector), \(quarter.period)")
        }
        let year = table.quarterly[4...].reduce(0) { $0 + $1.level }
        expectNear(year, table.annual[1].level, sector)
      }
      let (whole, left, right) = (
        try result.table("whole", variant), try result.table("left", variant),
        try result.table("right", variant)
      )
      for place in whole.monthly.indices {
        expectNear(
          left.monthly[place].level + right.monthly[place].level, whole.monthly[place].level,
          "\(whole.monthly[place].period)")
      }
    }
  }

  @Test("Contributions of the parts add to the growth of the whole")
  func contributions() throws {
    let result = try AskedGrowth().run()
    for variant in ["baseline", "up"] {
      let (whole, left, right) = (
        try result.table("whole", variant), try result.table("left", variant),
        try result.table("right", variant)
      )
      for cells in [
        (whole.annual, left.annual, right.annual),
        (whole.quarterly, left.quarterly, right.quarterly),
      ] {
        for place in cells.0.indices {
          let sum = (cells.1[place].contribution ?? .nan) + (cells.2[place].contribution ?? .nan)
          expectNear(sum, cells.0[place].growth ?? .nan, "\(cells.0[place].period)")
          #expect(cells.1[place].contribution != cells.1[place].growth)
        }
      }
    }
  }

  @Test("The run rate is the growth of the quarters known, on the same ones a year before")
  func runRate() throws {
    let now = AskedGrowth.sum("whole", Self.first...Self.first + 1)
    let before = AskedGrowth.sum("whole", Self.first - 4...Self.first - 3)
    expectNear(try AskedGrowth().run().runRate, 100 * (now / before - 1), "run rate")
  }

  @Test("Bands of what is simulated hold its mean: each quarter's own, nine months', the year's")
  func bands() throws {
    let result = try AskedGrowth().run()
    for sector in AskedGrowth.ids {
      let table = try result.table(sector)
      for cell in table.quarterly[6...] {
        #expect(cell.levelP10 < cell.level && cell.level < cell.levelP90, "\(cell.period)")
        let growth = try #require(cell.growthToDate)
        let (low, high) = (
          try #require(cell.growthToDateP10), try #require(cell.growthToDateP90)
        )
        #expect(low < growth && growth < high, "\(sector), \(cell.period)")
      }
      // The year to date is the year; nine months are known better than it.
      let (nine, year) = (table.quarterly[6], table.quarterly[7])
      #expect(year.growthToDateP10 == table.annual[1].growthP10)
      #expect(year.growthToDateP90 == table.annual[1].growthP90)
      func width(_ cell: GrowthCell) -> Double {
        (cell.growthToDateP90 ?? .nan) - (cell.growthToDateP10 ?? .nan)
      }
      #expect(width(nine) < width(year))
    }
  }

  @Test("A year that is asked for leaves the quarters ahead what is missing")
  func asked() throws {
    let result = try AskedGrowth().run()
    let table = try result.table("whole", "up")
    let base = AskedGrowth.sum("whole", Self.first - 4...Self.first - 1)
    let known = AskedGrowth.sum("whole", Self.first...Self.first + 1)
    let wanted = 1.075 * base
    expectNear(table.annual[1].growth, 7.5, "growth")
    expectNear(table.annual[1].level, wanted, "level")
    #expect(table.annual[1].levelP90 - table.annual[1].levelP10 < 1e-6 * wanted)
    expectNear(table.quarterly[6].level + table.quarterly[7].level, wanted - known, "the rest")
    // What the rest of the year must grow by, from the same quarters of the year before.
    let rest = AskedGrowth.sum("whole", Self.first - 2...Self.first - 1)
    let growth = 100 * ((wanted - known) / rest - 1)
    let seen =
      100 * ((table.quarterly[6].level + table.quarterly[7].level) / rest - 1)
    expectNear(seen, growth, "growth of the rest")
    #expect(
      try result.table("left", "up").annual[1].levelP90
        > result.table("left", "up").annual[1].levelP10)
  }
}

/// What variants are told to be.
@Suite("Variants") struct GrowthVariantTests {
  @Test("A variant lies above, below or beside the forecast, and the more it asks the rarer it is")
  func stance() throws {
    var asked = AskedGrowth()
    let growth = try #require(try asked.run().table("whole").annual[1].growth)
    func variant(_ id: String, _ demand: String) -> String {
      "{\"id\": \"\(id)\", \"conditions\": [{\"period\": \"2025\", \"growth\": \(demand)}]}"
    }
    asked.variants =
      "["
      + [
        variant("more", "\(growth + 1)"), variant("less", "\(growth - 1)"),
        variant("near", "{\"low\": \(growth - 1), \"high\": \(growth + 1)}"),
      ].joined(separator: ", ") + "]"
    let variants = try asked.run().variants
    #expect(variants.map(\.id) == ["baseline", "more", "less", "near"])
    #expect(variants.map(\.stance) == [nil, .above, .below, .inside])
    #expect(variants.dropFirst().allSatisfy { $0.verdict == .open })
    let chances = try variants.dropFirst().map { try #require($0.probability) }
    #expect(chances[0] < 0.5 && 0.5 < chances[1] && chances[2] == chances[1])
  }

  @Test("A year that is over has a verdict: met, or missed for certain")
  func decided() throws {
    var asked = AskedGrowth(asOf: "2026-03-01", last: 4 * 2025 + 3)
    let now = AskedGrowth.sum("whole", 4 * 2025...4 * 2025 + 3)
    let before = AskedGrowth.sum("whole", 4 * 2024...4 * 2024 + 3)
    let growth = 100 * (now / before - 1)
    func rounded(_ value: Double) -> Double { (10 * value).rounded() / 10 }
    asked.variants = """
      [{"id": "met", "conditions": [{"period": "2025", "growth": \(rounded(growth - 1))}]},
       {"id": "missed", "conditions": [{"period": "2025", "growth": \(rounded(growth + 1))}]}]
      """
    let result = try asked.run()
    #expect(result.isOver && abs((result.runRate ?? .nan) - growth) < 1e-9)
    #expect(result.variants.dropFirst().map(\.verdict) == [.met, .missed])
    #expect(result.variants.dropFirst().map(\.probability) == [1, 0])
    #expect(result.variants.dropFirst().allSatisfy { $0.probabilityError == nil })
  }

  /// What one sector makes in each month of the year, with new capacity of so much from September on.
  private static let capacity = MovedCase("new capacity", moves: 8..<12) { perMonth in
    var asked = AskedGrowth(paths: 500)
    if let perMonth {
      asked.more = """
        , "levers": [{"id": "plant", "kind": "new_capacity", "sector": "left", "from": "2025-09",
         "per_month": \(perMonth), "author": "Made"}]
        """
    }
    return try asked.run().table("left").monthly[12...].map(\.level)
  }

  @Test("New capacity of nothing changes nothing; more of it raises its months and no other")
  func levers() throws {
    #expect(try LeverLaws.baselineIsIdentity(Self.capacity) == nil)
    #expect(try LeverLaws.hasItsSign(Self.capacity) == nil)
  }
}
