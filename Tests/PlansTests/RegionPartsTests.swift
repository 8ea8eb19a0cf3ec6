import Files
import Plans
import TestSupport
import Testing
import TimeSeries

/// Figures of places called A, B and New are made up.
@Suite struct RegionPartsTests {
  static let parts = #"{"geo": "A"}, {"geo": "B"}"#

  static func level(_ geo: String, _ period: String, _ value: String, _ more: String = "final,")
    -> String
  {
    "y,\(geo),A,\(period),\(value),bn,constant2010,\(more)"
  }

  @Test("Levels add where every part has one; the least settled and the latest counts")
  func levels() throws {
    let merged = try MergedRegion(
      parts: Self.parts,
      rows: [
        Self.level("A", "2021", "100.5", "final,2022-03-01"),
        Self.level("A", "2022", "110.5", "final,2023-03-01"),
        Self.level("B", "2022", "50.25", "estimate,2023-01-15"),
        Self.level("B", "2022", "51.25", "final,2024-01-15"),
        Self.level("B", "2023", "60", "estimate,2024-01-15"),
        Self.level("A", "2023", "120.25", "preliminary,2024-03-01"),
      ])
    let found = try merged.figures("y")
    let first = try #require(found.first)
    #expect(found.map(\.period.description) == ["2022", "2022", "2023"])
    #expect(found.map(\.value) == [160.75, 161.75, 180.25])
    #expect(first.status == .estimate && first.vintage == CalendarDate("2023-03-01"))
    #expect(found[1].status == .final && found[1].vintage == CalendarDate("2024-01-15"))
    #expect(found[2].status == .estimate && found[2].unit == "bn")
    #expect(first.source == "sum of parts" && first.note == "A + B")
    let told = try merged.read().remarks.map(\.problem)
    #expect(
      told.contains(.parts(.leftOut(series: "y (New)", part: "B", period: "2021", periods: 1))))
  }

  @Test("What the region publishes itself goes before the sum from its first day on")
  func own() throws {
    let merged = try MergedRegion(
      parts: Self.parts,
      rows: [
        Self.level("A", "2022", "100", "final,2023-03"),
        Self.level("B", "2022", "50", "final,2023-03"),
        Self.level("B", "2022", "52", "final,2025-03"),
        Self.level("New", "2022", "149", "final,2024-03"),
        Self.level("A", "2023", "100", "final,2024-03"),
        Self.level("B", "2023", "50", "final,2024-03"),
        Self.level("New", "2023", "155", "final,"),
      ])
    let bundle = try merged.read()
    let key = SeriesKey(id: "y", geo: "New", frequency: .annual)
    let early = bundle.observations.history(of: key, asOf: CalendarDate("2023-12-31"))
    #expect(early.map(\.value) == [150])
    #expect(bundle.observations.history(of: key, asOf: nil).map(\.value) == [149, 155])
  }

  @Test("Growth of Hải Phòng and Hải Dương in the first half of 2025 makes 11.2% together")
  func haiphong() throws {
    // Hải Dương's level of 2024 follows from its scenario; that of Hải Phòng is made up: none is published.
    let merged = try MergedRegion(
      parts: #"{"geo": "Hải Phòng", "weight": 250000}, {"geo": "Hải Dương", "weight": 118421.4}"#,
      rows: [
        "g.ytd,Hải Phòng,Q,2025-Q2,11.04,%,na,secondary,2025-07",
        "g.ytd,Hải Dương,Q,2025-Q2,11.59,%,na,secondary,2025-07",
        "g,New,A,2024,11,%,na,final,2025-03", "g,New,A,2023,10,%,na,final,2025-03",
      ], indicators: MergedRegion.rates)
    let found = try merged.figures("g.ytd", .quarterly)
    let half = try #require(found.first)
    #expect(found.count == 1 && abs(half.value - 11.2) < 0.05 && half.decimals == 2)
    let exact = (11.04 * 250_000 + 11.59 * 118_421.4) / (250_000 + 118_421.4)
    #expect(abs(half.value - exact) < 1e-9)
    #expect(half.note.contains("Hải Phòng 11.04 × 0.6786"))
  }

  @Test("Hồ Chí Minh City, Bình Dương and Bà Rịa–Vũng Tàu make 6.56% together")
  func hochiminh() throws {
    // Bases are made up so that they reproduce what was published.
    let merged = try MergedRegion(
      parts: """
        {"geo": "Hồ Chí Minh", "weight": 575}, {"geo": "Bình Dương", "weight": 168},
        {"geo": "Bà Rịa - Vũng Tàu", "weight": 257}
        """,
      rows: [("Hồ Chí Minh", "7.82"), ("Bình Dương", "8.3"), ("Bà Rịa - Vũng Tàu", "2.61")].map {
        "g,\($0.0),Q,2025-Q2,\($0.1),%,na,secondary,2025-07"
      } + ["g,New,A,2024,7,%,na,final,2025-03", "g,New,A,2023,6,%,na,final,2025-03"],
      indicators: MergedRegion.rates)
    let found = try #require(try merged.figures("g", .quarterly).first)
    #expect(abs(found.value - 6.56) < 0.005)
  }

  @Test("Growth is weighted by published levels of the same months of the year before")
  func publishedBase() throws {
    func row(_ id: String, _ geo: String, _ period: String, _ value: String) -> String {
      "\(id),\(geo),Q,\(period),\(value),\(id == "y" ? "bn" : "%"),na,final,2025-07"
    }
    let merged = try MergedRegion(
      parts: Self.parts,
      rows: [
        row("y", "A", "2024-Q1", "30"), row("y", "B", "2024-Q1", "10"),
        row("g", "A", "2025-Q1", "8"), row("g", "B", "2025-Q1", "4"),
        // Only the level of now is known: what grew to it weighs.
        row("y", "A", "2025-Q2", "33"), row("y", "B", "2025-Q2", "21"),
        row("g", "A", "2025-Q2", "10"), row("g", "B", "2025-Q2", "5"),
        "g,New,A,2024,7,%,na,final,2025-03", "g,New,A,2023,6,%,na,final,2025-03",
      ], indicators: MergedRegion.growing)
    let found = try merged.figures("g", .quarterly).map(\.value)
    #expect(found.count == 2 && abs(found[0] - 7) < 1e-12)
    #expect(abs(found[1] - 100 * (54.0 / 50 - 1)) < 1e-9)
  }

  @Test("The base of a year is chained by growth from a year that is stated or published")
  func chained() throws {
    let merged = try MergedRegion(
      parts:
        #"{"geo": "A", "weight": 100, "year": 2022}, {"geo": "B", "weight": 50, "year": 2022}"#,
      rows: [("2023", "10", "0"), ("2024", "10", "10"), ("2022", "25", "0")].flatMap {
        ["g,A,A,\($0.0),\($0.1),%,na,final,2025-05", "g,B,A,\($0.0),\($0.2),%,na,final,2025-05"]
      }, indicators: MergedRegion.rates)
    let found = Dictionary(
      uniqueKeysWithValues: try merged.figures("g").map { ($0.period.year, $0.value) })
    #expect(abs((found[2023] ?? 0) - 1000.0 / 150) < 1e-9)
    #expect(abs((found[2024] ?? 0) - 10) < 1e-9)
    // In 2021 A stood at 80.
    #expect(abs((found[2022] ?? 0) - 2000.0 / 130) < 1e-9)
  }

  @Test("Targets are weighted as growth is, and stay targets; averages compound")
  func targetsAndAverages() throws {
    let merged = try MergedRegion(
      parts: #"{"geo": "A", "weight": 300}, {"geo": "B", "weight": 100}"#,
      rows: [
        "g,A,A,2026,12,%,na,plan,2025-12", "g,B,A,2026,8,%,na,plan,2025-12",
        "a,A,P,2021-2022,10,%,na,final,2023-12", "a,B,P,2021-2022,20,%,na,final,2023-12",
        "g,New,A,2024,7,%,na,final,2025-03", "g,New,A,2023,6,%,na,final,2025-03",
      ],
      indicators:
        #"{"id": "grdp", "kind": "growth", "series": {"growth": "g", "growth_average": "a"}}"#)
    let target = try #require(try merged.figures("g").first { $0.period.year == 2026 })
    #expect(target.status == .plan && abs(target.value - 11) < 1e-12)
    let mean = try #require(try merged.figures("a", .span).first)
    #expect(abs(mean.value - 100 * ((0.75 * 1.21 + 0.25 * 1.44).squareRoot() - 1)) < 1e-9)
  }

  @Test("A figure counts from the day on which the last part and the bases are published")
  func days() throws {
    let merged = try MergedRegion(
      parts: Self.parts,
      rows: [
        "g,A,A,2024,10,%,na,final,2025-01-10", "g,B,A,2024,5,%,na,final,2025-02-10",
        Self.level("A", "2023", "60", "final,2025-01-01"),
        Self.level("B", "2023", "40", "final,2025-04-01"),
        "g,New,A,2022,7,%,na,final,2024-03", "g,New,A,2023,6,%,na,final,2024-03",
      ], indicators: MergedRegion.growing)
    let found = try #require(try merged.figures("g").first { $0.period.year == 2024 })
    #expect(found.vintage == CalendarDate("2025-04-01") && abs(found.value - 8) < 1e-12)
  }

  @Test("Points of growth are weighted by the level of the whole, sectors by their own")
  func sectors() throws {
    let rows = ["A", "B"].flatMap { geo -> [String] in
      let (level, farm, points) = geo == "A" ? ("100", "3", "0.5") : ("300", "1", "0.1")
      return [
        "y,\(geo),A,2023,\(level),bn,na,final,2024-03",
        "f.g,\(geo),A,2024,\(farm),%,na,final,2025-03",
        "f.c,\(geo),A,2024,\(points),points,na,final,2025-03",
      ]
    }
    let sectors = """
      , "sectors": [{"id": "all", "series": {"level": "y"}},
        {"id": "farm", "parent": "all", "series": {"growth": "f.g", "contribution": "f.c"}},
        {"id": "rest", "parent": "all", "series": {"level": "r"}}]
      """
    let extra = ["r,New,Q,2024-Q1,5,bn,na,final,2025-03"]
    let weighed = try MergedRegion(
      parts: #"{"geo": "A", "weight": [{"series": "f.g", "value": 30}]}, "#
        + #"{"geo": "B", "weight": [{"series": "f.g", "value": 10}]}"#,
      rows: rows + extra, indicators: "", more: sectors)
    #expect(abs(try #require(try weighed.figures("f.c").first).value - 0.2) < 1e-12)
    #expect(abs(try #require(try weighed.figures("f.g").first).value - 2.5) < 1e-12)
    // A level of the whole says nothing of the size of a part.
    let open = try MergedRegion(
      parts: #"{"geo": "A", "weight": 100}, {"geo": "B", "weight": 300}"#, rows: rows + extra,
      indicators: "", more: sectors)
    #expect(
      open.faults().contains {
        $0.problem == .parts(.withoutBase(series: "f.g (New)", part: "A", period: "2024"))
          && $0.hint == .mend(.stateWeight(part: "A"))
      })
  }

  @Test(
    "What does not add or weigh up is a fault that names part and period",
    arguments: [
      (
        ["y,A,A,2024,1,bn,constant2010,final,", "y,B,A,2024,1,mn,constant2010,final,"], "part-unit"
      ),
      (["y,A,A,2024,1,bn,constant2010,final,", "y,B,A,2024,1,bn,current,final,"], "part-unit"),
      (["y,A,A,2024,1,bn,na,final,", "y,B,A,2023,1,bn,na,final,"], "part-missing"),
      (["g,A,A,2024,1,%,na,final,", "g,B,A,2024,2,%,na,final,"], "part-base"),
      (["y,A,A,2024,1,bn,na,final,"], "part-unknown"),
    ])
  func faults(rows: [String], code: String) throws {
    let isRate = code == "part-base"
    let found = try MergedRegion(
      parts: Self.parts, rows: rows,
      indicators: isRate ? MergedRegion.rates : MergedRegion.levels
    ).faults()
    let fault = try #require(found.first { $0.problem.code == code })
    #expect(fault.location.file.hasSuffix("s.json") && fault.location.line == 2)
  }

  @Test("Levels of parts at other prices than the region's own are not put beside them")
  func otherPrices() throws {
    let found = try MergedRegion(
      parts: Self.parts,
      rows: [
        "y,A,A,2023,1,bn,constant2010,final,", "y,B,A,2023,1,bn,constant2010,final,",
        "y,New,A,2024,3,bn,constant2020,final,",
      ]
    ).faults()
    #expect(
      found.map(\.problem) == [
        .parts(
          .unlike(
            series: "y (New)", part: "New", period: "2024", written: "constant2020",
            first: "constant2010", firstPart: "A"))
      ])
    #expect(found.first?.hint == .mend(.splitSeries))
  }

  @Test("A region is no part of itself, a part stands once, and a share is made of nothing")
  func meaning() throws {
    let rows = ["y,A,A,2024,1,bn,na,final,", "s,A,A,2024,1,%,na,final,"]
    let itself = try MergedRegion(parts: #"{"geo": "new"}"#, rows: rows).faults()
    #expect(itself.contains { $0.problem == .parts(.partOfItself("New")) })
    let twice = try MergedRegion(parts: #"{"geo": "A"}, {"geo": "a"}"#, rows: rows).faults()
    #expect(twice.contains { $0.problem.code == "list-double" })
    let share = try MergedRegion(
      parts: #"{"geo": "A"}"#, rows: rows,
      indicators: #"{"id": "grdp", "kind": "share", "series": "s"}"#
    ).faults()
    #expect(
      share.contains { $0.problem == .parts(.notMadeOfParts(series: "s (New)", kind: "share")) })
    let percentages = try MergedRegion(
      parts: Self.parts, rows: ["y,A,A,2024,1,%,na,final,", "y,B,A,2024,1,%,na,final,"],
      indicators: MergedRegion.levels
    ).faults()
    #expect(percentages.contains { $0.problem == .parts(.percentages(series: "y (New)")) })
  }
}
