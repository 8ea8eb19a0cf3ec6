import Files
import Plans
import Testing
import TimeSeries

/// Points and commas of figures in every table that a scenario names. Every number here is made up.
@Suite struct FigureMarkTests {
  /// A table with one figure a row, and what reads it.
  struct Table: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let header: String
    let row: String
    let read: @Sendable (SourceFile, inout FaultCollector) -> Void

    func codes(_ separator: String, _ figures: [String]) -> [String] {
      let rows = figures.enumerated().map { place, figure in
        row.replacing("#", with: "\(2001 + place)").replacing("@", with: figure)
      }
      let text = ([header] + rows).map { $0.replacing(",", with: separator) + "\n" }.joined()
        .replacing("~", with: separator == "," ? "." : ",")
      var faults = FaultCollector()
      read(SourceFile(path: "t.csv", text: text), &faults)
      return faults.found.map(\.problem.code)
    }
  }

  static let tables = [
    Table(
      testDescription: "observations",
      header:
        "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note",
      row: "x,X,A,#,@,bn,na,final,,1.5,2~5"
    ) { source, faults in
      var reader = ObservationReader()
      reader.read(source, faults: &faults)
    },
    Table(testDescription: "panel", header: "unique_id,ds,y,stt", row: "a,#,@,1.1") {
      source, faults in
      _ = PanelReader.read(
        source, frequency: .annual, bounds: Bounds(lower: -.infinity, upper: .infinity),
        faults: &faults)
    },
    Table(
      testDescription: "plan",
      header:
        "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,lead_agency_vi,lead_agency_en,conflict_with,note",
      row: "p,1.#,s,s,s,u,level,at_least,@,,2030,,,,"
    ) { source, faults in _ = PlanReader.read(source, faults: &faults) },
    Table(
      testDescription: "track record", header: "year,geo,target_low,outcome_first", row: "#,X,@,"
    ) { source, faults in _ = TargetOutcome.read(source, faults: &faults) },
  ]

  @Test(
    "No figure with two readings is taken in silence, whatever other columns hold",
    arguments: tables)
  func open(table: Table) {
    for separator in [";", "\t"] {
      let open = Array(repeating: "csv-decimal-comma", count: 2)
      #expect(table.codes(separator, ["1.200", "3", "2.345"]) == open)
      #expect(table.codes(separator, ["1.200", "3.5", "2.345"]) == [])
      #expect(table.codes(separator, ["1~5", "3", "2~345"]) == [])
      #expect(table.codes(separator, ["1~5", "3", "2.345"]) == ["csv-decimal-comma"])
      #expect(table.codes(separator, ["1", "30", "-200"]) == [])
    }
    #expect(table.codes(",", ["1.200", "3", "2.345"]) == [], "a point between commas is decimal")
  }
}
