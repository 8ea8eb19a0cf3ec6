import TestSupport
import Testing

/// One question in several spellings.
@Suite struct GrowthKindTests {
  @Test("Growth in percent has one chance however its indicator is declared, short or long")
  func oneChance() throws {
    let program = try #require(Program())
    let rates = [7.6, 8.1, 6.9, 9.0, 8.4, 2.1, 8.6, 8.2, 7.1, 7.9, 7.4]
    for count in [3, 11] {
      let folder = try Program.temporaryFolder()
      var figures =
        "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
      for (place, rate) in rates.suffix(count).enumerated() {
        let year = 2025 - count + place
        figures += "grdp.g,X,A,\(year),\(rate),%,constant2010,final,\(year + 1)-03-01,m,\n"
      }
      var rows =
        "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,"
        + "lead_agency_vi,lead_agency_en,conflict_with,note\n"
      var indicators: [String] = []
      for (id, rest) in [
        ("a", #""kind": "growth", "series": "grdp.g""#),
        ("b", #""kind": "growth", "series": {"growth": "grdp.g"}"#),
        ("c", #""kind": "level", "series": "grdp.g""#), ("d", #""series": "grdp.g""#),
      ] {
        rows += "k,\(id),\(id),G,G,%,growth,at_least,10,,2030,,,,\n"
        indicators.append(#"{"id": "\#(id)", "unit": "%", \#(rest)}"#)
      }
      let scenario = """
        {"name": "k", "title": "G", "region": {"geo": "X", "name": "X"}, "as_of": "2025-06-30",
         "data": ["o.csv"], "plans": ["p.csv"], "horizon": 2030,
         "indicators": [\(indicators.joined(separator: ", "))]}
        """
      for (name, text) in [("o.csv", figures), ("p.csv", rows), ("s.json", scenario)] {
        try Program.write(Array(text.utf8), to: folder + "/" + name)
      }
      let outcome = try program.run(["run", "s.json", "--output", "r", "-q"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let made = try CSVRows.read(folder + "/r/attainment.csv")
      let chances = made.compactMap { Double($0["probability"] ?? "") }
      #expect(chances.count == 4)
      // Of rates that were about 7.5 and never 10, a year of 10 is neither sure nor out of reach.
      #expect(chances.allSatisfy { (0.1...0.35).contains($0) }, "\(count): \(chances)")
      let widest = (chances.max() ?? 1) - (chances.min() ?? 0)
      #expect(widest < 0.025, "\(count): \(chances)")
    }
  }
}
