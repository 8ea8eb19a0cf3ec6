import Files
import TestSupport
import Testing

@Suite struct JSONStatTests: StatisticsSuite {
  @Test("A dataset gives a row a figure, with place, unit, status, vintage and source")
  func jsonStat() {
    let text = dataset(
      "[1.50, 2, null, 4e1, 5, 6]", status: #"{"4": "p", "5": "e"}"#,
      more: #", "note": ["a note"]"#)
    let (rows, fault) = rows(text, name: "g.json")
    #expect(fault == nil)
    let names = [
      "series_id", "geo", "frequency", "period", "value", "unit", "status", "vintage", "source",
    ]
    #expect(
      columns(rows, names) == [
        ["grdp", "Hải Dương", "A", "2022", "1.50", "tỷ đồng", "final", "2025-02-06", "GSO"],
        ["grdp", "Hải Dương", "A", "2023", "2", "tỷ đồng", "final", "2025-02-06", "GSO"],
        ["grdp", "Hải Phòng", "A", "2022", "4e1", "tỷ đồng", "final", "2025-02-06", "GSO"],
        ["grdp", "Hải Phòng", "A", "2023", "5", "tỷ đồng", "preliminary", "2025-02-06", "GSO"],
        ["grdp", "Hải Phòng", "A", "2024", "6", "tỷ đồng", "estimate", "2025-02-06", "GSO"],
      ])
  }

  @Test("Sparse values, lists of flags, one flag for all and words of flags say what they say")
  func sparse() {
    let all = rows(dataset(#"{"0": 1, "5": 7}"#, status: #""e""#), name: "g.json").rows
    #expect(
      columns(all, ["geo", "period", "value", "status"]) == [
        ["Hải Dương", "2022", "1", "estimate"], ["Hải Phòng", "2024", "7", "estimate"],
      ])
    let words =
      #", "extension": {"status": {"label": {"x": "provisional figure", "b": "break in series"}}}"#
    let list = rows(
      dataset("[1, 2, 3, 4, 5, 6]", status: #"["x", null, "b", "", "r", "f"]"#, more: words),
      name: "g.json"
    ).rows
    #expect(
      columns(list, ["status", "note"]) == [
        ["preliminary", "provisional figure"], ["final", ""], ["final", "break in series"],
        ["final", ""], ["revised", ""], ["forecast", ""],
      ])
  }

  @Test("A multiplier is a power of ten of the base, or of the label where no base is told")
  func multipliers() {
    for (unit, expected) in [
      (
        #"{"label": "thousands", "base": "persons", "multiplier": 3, "decimals": 1}"#,
        "persons (10^3)"
      ),
      (#"{"label": "bn VND", "multiplier": 6}"#, "bn VND (10^6)"), (#"{"multiplier": 3}"#, "10^3"),
      (#"{"label": "thousands", "base": "persons"}"#, "thousands"),
      (#"{"base": "persons", "multiplier": 0}"#, "persons"),
    ] {
      let text = dataset("[1, 2, 3, 4, 5, 6]").replacing(
        #"{"base": "tỷ đồng", "decimals": 1}"#, with: unit)
      for use in [TableUse.observations, .start] {
        #expect(columns(rows(text, use, name: "g.json").rows, ["unit"]).first == [expected])
      }
    }
  }

  @Test("A panel has the codes of all open dimensions as its id, in the order of the file")
  func panel() {
    let (rows, _) = rows(dataset("[1, 2, null, 4, 5, 6]"), .panel, name: "g.json")
    #expect(
      rows == [
        "unique_id,ds,y", "30,2022,1", "30,2023,2", "30,2024,", "31,2022,4", "31,2023,5",
        "31,2024,6",
      ])
    let one = self.rows(dataset("[1, 2, 3, 4, 5, 6]"), .panel, "Region=Hải Phòng", name: "g.json")
      .rows
    #expect(one == ["unique_id,ds,y", "grdp,2022,4", "grdp,2023,5", "grdp,2024,6"])
  }

  @Test("Values of dimensions are chosen by code or label; what is not there is named")
  func selection() {
    let text = dataset("[1, 2, 3, 4, 5, 6]")
    for selection in [
      "Region=31", "region=hải phòng", "Region=H%E1%BA%A3i Ph%C3%B2ng",
      "Region=31&Tid=2022,2023,2024",
    ] {
      #expect(
        Set(columns(rows(text, .observations, selection, name: "g.json").rows, ["geo"])) == [
          ["Hải Phòng"]
        ])
    }
    #expect(
      rows(text, .observations, "Region=99").fault?.problem
        == .statistics(.unknownCategory(dimension: "Region", value: "99")))
    #expect(
      rows(text, .observations, "Sex=1").fault?.problem == .statistics(.unknownDimension("Sex")))
    #expect(columns(rows(text, .observations, "series=gdp").rows, ["series_id"]).first == ["gdp"])
  }

  @Test(
    "A JSON-stat text that is not one is a fault at its place",
    arguments: [
      ("[1, 2]", StatisticsProblem.wrongCount(stated: 6, found: 2)), (#"{"6": 1}"#, .wrongKey("6")),
      (#"{"-1": 1}"#, .wrongKey("-1")), ("7", .wrongKey("value")),
    ])
  func broken(value: String, problem: StatisticsProblem) {
    let fault = rows(dataset(value), name: "g.json").fault
    #expect(fault?.problem == .statistics(problem))
    #expect((fault?.location.line ?? 0) > 1)
  }

  @Test("Sizes that are not those of the categories, or beyond all reason, are faults")
  func sizes() {
    let text = dataset("[1, 2, 3, 4, 5, 6]")
    #expect(
      rows(text.replacing("[2, 1, 3]", with: "[3, 1, 3]")).fault?.problem
        == .statistics(.wrongSize(dimension: "Region", stated: 3, found: 2)))
    for sizes in ["[4611686018427387904, 4, 4]", "[100000, 100000, 3]"] {
      #expect(
        rows(text.replacing("[2, 1, 3]", with: sizes)).fault?.problem
          == .statistics(.tooManyFigures(limit: 20_000_000)))
    }
    for sizes in ["[0, 1, 3]", "[-2, 1, 3]", "[2, 1]", "2"] {
      #expect(
        rows(text.replacing("[2, 1, 3]", with: sizes)).fault?.problem
          == .statistics(.wrongKey("size")))
    }
  }

  @Test("Footnotes of the table, of dimensions and of categories stay as notes of their figures")
  func footnotes() {
    let text = dataset(
      "[1, 2, 3, 4, 5, 6]", status: #"{"1": "b"}"#, more: #", "note": ["Of all\nfigures", ""]"#
    ).replacing(
      #""index": {"30": 0, "31": 1},"#,
      with: #""index": {"30": 0, "31": 1}, "note": {"31": ["Of one"]},"#
    )
    .replacing(#""label": "year","#, with: #""label": "year", "note": "Of years","#)
    #expect(
      columns(rows(text).rows, ["geo", "note"]).dropFirst(1).prefix(3) == [
        ["Hải Dương", "b; Of all figures; Of years"], ["Hải Dương", "Of all figures; Of years"],
        ["Hải Phòng", "Of one; Of all figures; Of years"],
      ])
  }

  @Test("Where codes are numbers the labels are the periods, and say what is not settled")
  func numberedTime() {
    let text = dataset("[1, 2, 3, 4, 5, 6]").replacing(
      #"{"2022": 0, "2023": 1, "2024": 2}"#,
      with: #"["0", "1", "2"], "label": {"0": "2022", "1": "Sơ bộ 2023", "2": "2024 (estimate)"}"#)
    for text in [
      text, text.replacing(#""time": ["Tid"], "#, with: "").replacing("Tid", with: "Kỳ"),
    ] {
      #expect(
        columns(rows(text).rows, ["period", "status"]).prefix(3) == [
          ["2022", "final"], ["2023", "preliminary"], ["2024", "estimate"],
        ])
      #expect(rows(text, .panel).rows[2] == "30,2023,2")
    }
  }

  @Test("Where no dimension is said to be time, the one whose codes are periods is")
  func unsaidTime() {
    let text = dataset("[1, 2, 3, 4, 5, 6]").replacing("Tid", with: "År")
      .replacing(#""time": ["År"], "#, with: "")
    #expect(columns(rows(text).rows, ["period"]).prefix(3) == [["2022"], ["2023"], ["2024"]])
    let none = text.replacing("2022", with: "x")
    #expect(rows(none).fault?.problem == .statistics(.noTime))
  }

  @Test("A collection gives the dataset that is named")
  func collection() {
    let one = dataset("[1, 2, 3, 4, 5, 6]")
    let other = dataset("[7, 8, 9, 1, 2, 3]").replacing(
      "\"label\": \"GRDP\"", with: "\"label\": \"Other\"")
    let text = #"{"version": "2.0", "class": "collection", "link": {"item": [\#(one), \#(other)]}}"#
    #expect(rows(text).fault?.problem == .statistics(.severalTables(["GRDP", "Other"])))
    #expect(columns(rows(text, .observations, "dataset=Other").rows, ["value"]).first == ["7"])
    #expect(columns(rows(text, .observations, "dataset=1").rows, ["value"]).first == ["1"])
  }
}
