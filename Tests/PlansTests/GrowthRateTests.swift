import Files
import Plans
import Testing
import TimeSeries

/// Levels that grow and growth itself are told apart.
@Suite("Growth of kind growth") struct GrowthRateTests {
  private static let rates = [7.6, 8.1, 6.9, 9.0, -1.2, 8.6]

  /// One indicator over yearly figures in a unit, and a row of a plan.
  private func read(
    _ series: String, unit: String = "%", kind: String = "growth", more: String = "",
    row: String = "p,1,g,G,G,%,growth,at_least,10,,2035,,,,", values: [Double] = rates
  ) throws -> (indicator: IndicatorSpecification?, faults: [String]) {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("grdp", 2025, values).map {
      $0.replacing(",kt,", with: ",\(unit),")
    }
    folder.indicators = "{\"id\": \"g\", \"kind\": \"\(kind)\", \"series\": \(series)\(more)}"
    folder.targets = [row]
    let (bundle, faults) = try folder.read()
    return (bundle?.scenario.indicator("g"), ScenarioFolder.codes(faults))
  }

  @Test(
    "Growth in percent of a row in percent is a rate, under whichever key and kind it stands",
    arguments: [
      ("\"grdp\"", "growth"), ("{\"growth\": \"grdp\"}", "growth"), ("\"grdp\"", "level"),
    ])
  func rate(_ series: String, _ kind: String) throws {
    let read = try read(series, kind: kind)
    #expect(read.faults == [])
    let indicator = try #require(read.indicator)
    #expect(indicator.isStatedRate && indicator.isRate())
    #expect(indicator.kind == .level && indicator.scale == .identity)
    #expect(indicator.bounds.lower == -.infinity)
    guard case .series(let selection) = indicator.source else {
      Issue.record("no series")
      return
    }
    #expect(selection.level?.id == "grdp" && selection.all.count == 1)
  }

  @Test("What may be a level that grows or growth itself is a fault, percent of a thing is none")
  func doubt() throws {
    let level = "p,1,g,G,G,%,level,at_least,10,,2035,,,,"
    let positive = [7.6, 8.1, 6.9, 9.0]
    #expect(try read("\"grdp\"", row: level, values: positive).faults == ["series-kind:2"])
    let named = try read("\"grdp\"", more: ", \"unit\": \"% of GDP\"", row: level, values: positive)
    #expect(named.faults == [] && named.indicator?.kind == .growth)
    // What it is a part of is told for levels alone.
    #expect(
      try read("\"grdp\"", more: ", \"nation\": \"grdp\"", values: positive).faults
        == ["series-kind:2"])
  }

  @Test("A row that asks for growth of a level is a fault, a row about the level is none")
  func level() throws {
    let levels = [100.0, 108, 117, 125]
    for kind in ["growth", "level"] {
      #expect(
        try read("\"grdp\"", unit: "bn", kind: kind, values: levels).faults == ["target-growth:2"])
    }
    let row = "p,1,g,G,G,bn,level,at_least,180,,2035,,,,"
    #expect(try read("\"grdp\"", unit: "bn", row: row, values: levels).faults == [])
    // Growth that a level is chained from stays one where a row asks for the level.
    let chained = try read("{\"growth\": \"grdp\"}", row: row)
    #expect(chained.faults == [] && chained.indicator?.kind == .growth)
  }

  @Test(
    "A level in percent is a rate by its own name, whatever its figures do; a share of growth and an index are none",
    arguments: [
      ("Tốc độ tăng GRDP", true), ("GRDP growth rate (%)", true), ("LẠM PHÁT", true),
      ("Tốc độ tăng chỉ số sản xuất công nghiệp", true), ("Growth of the index of output", true),
      ("Đóng góp của TFP vào tăng trưởng", false), ("Chỉ số giá so với cùng kỳ", false),
      ("Tỷ trọng giá trị tăng thêm", false), ("Tỷ lệ hộ nghèo", false),
    ])
  func named(_ name: String, _ isRate: Bool) throws {
    let level = "p,1,g,G,G,%,level,at_least,10,,2035,,,,"
    let more = ", \"scale\": \"identity\", \"name\": \"\(name)\""
    let read = try read("\"grdp\"", kind: "level", more: more, row: level, values: [6.9, 8.2, 9])
    #expect(read.faults == [])
    let indicator = try #require(read.indicator)
    #expect(indicator.isRateByName == isRate && indicator.isStatedRate == isRate)
    // No row asks for growth: what official targets came to says nothing of it.
    #expect(!indicator.isGrowthByPlan)
    let bounded = try self.read(
      "\"grdp\"", kind: "level", more: more + ", \"bounds\": {\"lower\": 0}", row: level,
      values: [6.9, 8.2, 9])
    #expect(bounded.indicator?.isStatedRate == false)
  }

  @Test(
    "What credit and prices say in the course of a year may count from December, means of months do not",
    arguments: [
      ("Tăng trưởng tín dụng", true), ("Inflation", true), ("Tốc độ tăng GRDP", false),
      ("Lạm phát bình quân", false), ("Credit growth, average of the months", false),
    ])
  func december(_ name: String, _ isUnclear: Bool) throws {
    let level = "p,1,g,G,G,%,level,at_least,10,,2035,,,,"
    let more = ", \"scale\": \"identity\", \"name\": \"\(name)\""
    let read = try read("\"grdp\"", kind: "level", more: more, row: level, values: [6.9, 8.2, 9])
    #expect(read.indicator?.mayCountFromDecember == isUnclear)
  }

  @Test(
    "First months tell the year of changes by their name and of prices, not of what is added up and of parts",
    arguments: [
      ("Chỉ số sản xuất công nghiệp (IIP) tăng", true), ("CPI bình quân", true),
      ("Chỉ số giá tiêu dùng bình quân", true), ("Tốc độ tăng GRDP", true),
      ("Số hộ tăng thêm", false), ("Tỷ lệ hộ nghèo", false), ("Tỷ trọng thu tăng", false),
    ])
  func toldToDate(_ name: String, _ isTold: Bool) throws {
    let level = "p,1,g,G,G,%,level,at_least,10,,2035,,,,"
    let more = ", \"scale\": \"identity\", \"unit\": \"%\", \"name\": \"\(name)\""
    let read = try read("\"grdp\"", kind: "level", more: more, row: level, values: [6.9, 8.2, 9])
    #expect(read.indicator?.isToldToDate == isTold)
  }

  @Test("A row of average growth needs an indicator that says over which years")
  func average() throws {
    let row = "p,1,g,G,G,%,average_growth,at_least,10,,2035,,,,"
    for kind in ["growth", "level"] {
      #expect(try read("\"grdp\"", kind: kind, row: row).faults == ["target-growth:2"])
    }
    #expect(try read("{\"growth\": \"grdp\"}", row: row).faults == ["target-growth:2"])
    let levels = [100.0, 108, 117, 125]
    #expect(
      try read("\"grdp\"", unit: "bn", row: row, values: levels).faults == ["target-growth:2"])
    // One that is derived over years of its own is what it asks for.
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("grdp", 2025, Self.rates).map {
      $0.replacing(",kt,", with: ",%,")
    }
    folder.indicators = """
      {"id": "l", "kind": "growth", "series": {"growth": "grdp"}},
      {"id": "g", "derived": {"average_growth": {"of": "l", "base": 2030, "last": 2035}}}
      """
    folder.targets = [row]
    #expect(ScenarioFolder.codes(try folder.read().faults) == [])
  }
}
