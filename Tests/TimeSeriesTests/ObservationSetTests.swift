import Testing
import TimeSeries

@Suite struct ObservationSetTests {
  private let key = SeriesKey(id: "grdp.growth", geo: "X", frequency: .annual)

  private func row(
    _ year: Int, _ value: Double, _ status: ObservationStatus, _ vintage: String?
  ) -> Observation {
    Observation(
      key: key, period: .year(year), value: value, decimals: 2, unit: "%",
      priceBasis: "constant2010", status: status,
      vintage: vintage.flatMap { CalendarDate(lastDayOf: $0) }, source: "", note: "")
  }

  @Test("Of each cell the newest vintage not after the day counts")
  func newest() {
    let set = ObservationSet([
      row(2022, 9.0, .estimate, "2022-12"), row(2022, 9.12, .preliminary, "2023-12"),
      row(2023, 8.16, .estimate, "2023-12"),
    ])
    func values(_ day: String) -> [Double] {
      set.history(of: key, asOf: CalendarDate(day)).map(\.value)
    }
    #expect(values("2022-12-30") == [])
    #expect(values("2022-12-31") == [9.0])
    #expect(values("2023-12-31") == [9.12, 8.16])
  }

  @Test("A set gives back how exactly a day of publication was stated")
  func precision() {
    let set = ObservationSet([
      row(2022, 9, .final, "2023"), row(2023, 8, .final, "2024-05"),
      row(2024, 7, .final, "2025-05-31"),
    ])
    let days = set.history(of: key, asOf: nil).map { $0.vintage }
    #expect(days.map { $0?.precision } == [.year, .month, .day])
    #expect(days.map { $0?.description } == ["2023-12-31", "2024-05-31", "2025-05-31"])
  }

  @Test("Forecasts and plans are never history")
  func plans() {
    let set = ObservationSet([row(2025, 12, .plan, "2025-01"), row(2025, 11, .forecast, "2025-06")])
    #expect(set.history(of: key, asOf: nil).isEmpty)
  }

  @Test("A figure without a vintage counts only when no day is given, and yields to any with one")
  func unknownVintage() {
    let set = ObservationSet([row(2022, 7, .final, nil), row(2022, 9, .estimate, "2022-12")])
    #expect(set.history(of: key, asOf: nil).map(\.value) == [9])
    #expect(
      ObservationSet([row(2022, 7, .final, nil)])
        .history(of: key, asOf: CalendarDate("2025-01-01")).isEmpty)
  }

  @Test("Figures of one day yield to the more settled status")
  func settled() {
    let set = ObservationSet([row(2022, 7, .estimate, "2023"), row(2022, 8, .final, "2023")])
    #expect(set.history(of: key, asOf: nil).map(\.value) == [8])
  }

  @Test("A revision is the newest figure against the oldest")
  func revisions() {
    let set = ObservationSet([
      row(2022, 9.0, .estimate, "2022-12"), row(2022, 9.06, .estimate, "2023-01"),
      row(2022, 9.12, .preliminary, "2023-12"), row(2023, 8, .estimate, "2023-12"),
    ])
    let found = set.revisions(of: key, asOf: nil)
    #expect(found.count == 1)
    #expect(found.first?.first.value == 9.0 && found.first?.latest.value == 9.12)
  }

  @Test("A series is one however its id and place are spelt, and keeps its first spelling")
  func spellings() {
    func row(_ id: String, _ geo: String, _ year: Int) -> Observation {
      Observation(
        key: SeriesKey(id: id, geo: geo, frequency: .annual), period: .year(year),
        value: Double(year), decimals: 0, unit: "u", priceBasis: "na", status: .final,
        vintage: CalendarDate("2025-01-31"), source: "", note: "")
    }
    // Composed and decomposed, with a blank that does not break, in capitals.
    let set = ObservationSet([
      row("rice.yield", "Vĩnh Hải", 2021), row("rice.yield", "Vi\u{303}nh Ha\u{309}i", 2022),
      row("rice.yield", "Vĩnh\u{A0}Hải ", 2023), row("RICE.Yield", "vĩnh hải", 2024),
      row("rice.yields", "Vĩnh Hải", 2020), row("rice.yield", "Vinh Hai", 2019),
    ])
    let key = SeriesKey(id: "Rice.yield", geo: " VĨNH HẢI", frequency: .annual)
    #expect(set.history(of: key, asOf: nil).map(\.period.year) == [2021, 2022, 2023, 2024])
    #expect(set[key].allSatisfy { $0.key.id == "rice.yield" && $0.key.geo == "Vĩnh Hải" })
    #expect(set[key].map(\.row) == [0, 1, 2, 3])
    #expect(set.contains(key) && set.frequencies(id: "RICE.YIELD", geo: "vĩnh hải") == [.annual])
    #expect(set.keys.count == 3 && set.keys(id: "Rice.Yield ").count == 2)
  }
}
