import TestSupport
import Testing

/// A small scenario that is right, and ways to break it.
struct FaultyInput: Sendable, CustomTestStringConvertible {
  /// What is broken.
  let name: String
  /// Files that replace those of the right scenario; `nil` leaves one out.
  let files: [String: [UInt8]?]
  /// Codes that must be printed, each with its file and line (0 for the file as a whole).
  let expected: [(code: String, file: String, line: Int)]

  var testDescription: String { name }

  static let scenario = """
    {
      "name": "small",
      "title": {"en": "Small", "vi": "Nhỏ"},
      "region": {"geo": "X"},
      "as_of": "2025-06-30",
      "data": ["data.csv"],
      "plans": ["plan.csv"],
      "horizon": 2030,
      "indicators": [
        {"id": "g", "kind": "growth", "series": {"growth": "g.growth"}},
        {"id": "avg", "derived": {"average_growth": {"of": "g", "base": 2024, "last": 2030}}},
        {"id": "s", "kind": "share", "series": "share"},
        {"id": "j", "judgement": {"year": 2030, "low": 1, "likely": 2, "high": 3, "author": "A"}},
        {"id": "n", "not_assessed": "no figures"}
      ],
      "simulation": {"paths": 1000, "seed": 1}
    }

    """

  static let data: String = {
    var text =
      "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"
    for (index, value) in [8.0, 9, 7, 8, 2, 9, 8, 10].enumerated() {
      text += "g.growth,X,A,\(2017 + index),\(value),%,constant2010,final,\(2018 + index)-01,src,\n"
    }
    for (index, value) in [40.0, 42, 43, 46, 47].enumerated() {
      text += "share,X,A,\(2020 + index),\(value),%,na,final,\(2021 + index)-01,src,\n"
    }
    return text
  }()

  static let plan = """
    plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,\
    lead_agency_vi,lead_agency_en,conflict_with,note
    p,1,avg,Tăng trưởng,Growth,percent_per_year,growth,at_least,8,,2030,Sở A,Dept A,,
    p,2,s,Tỷ trọng,Share,percent,share,at_least,50,,2030,Sở B,Dept B,,
    p,3,j,Đánh giá,Judged,count,count,range,2,3,2030,Sở B,Dept B,,
    p,4,n,Không,None,percent,share,at_least,5,,2030,Sở B,Dept B,,

    """

  /// The right scenario in a folder of its own, and the program.
  static func prepare() throws -> (program: Program, folder: String) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try Program.write(Array(scenario.utf8), to: folder + "/scenario.json")
    try Program.write(Array(data.utf8), to: folder + "/data.csv")
    try Program.write(Array(plan.utf8), to: folder + "/plan.csv")
    return (program, folder)
  }

  static func change(_ text: String, _ old: String, _ new: String) -> [UInt8] {
    precondition(text.contains(old), "nothing to break: \(old)")
    guard let range = text.firstRange(of: old) else { return Array(text.utf8) }
    return Array(text.replacingCharacters(in: range, with: new).utf8)
  }

  private static func s(
    _ name: String, _ old: String, _ new: String, _ code: String, _ line: Int
  ) -> FaultyInput {
    FaultyInput(
      name: name, files: ["scenario.json": change(scenario, old, new)],
      expected: [(code, "scenario.json", line)])
  }

  private static func d(
    _ name: String, _ old: String, _ new: String, _ code: String, _ line: Int
  ) -> FaultyInput {
    FaultyInput(
      name: name, files: ["data.csv": change(data, old, new)], expected: [(code, "data.csv", line)])
  }

  private static func p(
    _ name: String, _ old: String, _ new: String, _ code: String, _ line: Int
  ) -> FaultyInput {
    FaultyInput(
      name: name, files: ["plan.csv": change(plan, old, new)], expected: [(code, "plan.csv", line)])
  }

  private static let row = "share,X,A,2022,43.0,%,na,final,2023-01,src,"

  static let all: [FaultyInput] = scenarios + structures + cells + rows + wholeFiles + together

  private static let scenarios = [
    s(
      "truncated scenario", "  \"simulation\": {\"paths\": 1000, \"seed\": 1}\n}\n", "",
      "json-syntax", 16),
    s("comma too many", "\"seed\": 1}", "\"seed\": 1,}", "json-syntax", 16),
    s(
      "open quote", "\"title\": {\"en\": \"Small\"", "\"title\": {\"en\": \"Small", "json-syntax", 3
    ),
    s("unknown key", "\"horizon\": 2030", "\"horizon\": 2030, \"goal\": 1", "json-unknown-key", 8),
    s("misspelt key", "\"indicators\"", "\"indicaters\"", "json-unknown-key", 9),
    s(
      "duplicate key", "\"horizon\": 2030", "\"horizon\": 2030, \"horizon\": 2031",
      "json-duplicate-key", 8),
    s("missing key", "  \"horizon\": 2030,\n", "", "json-missing-key", 1),
    s("wrong type", "\"horizon\": 2030", "\"horizon\": \"2030\"", "json-type", 8),
    s("fraction for a whole number", "\"paths\": 1000", "\"paths\": 1000.5", "json-type", 16),
    s("list for an object", "\"region\": {\"geo\": \"X\"}", "\"region\": [\"X\"]", "json-type", 4),
    s("null", "\"as_of\": \"2025-06-30\"", "\"as_of\": null", "json-type", 5),
    s("NaN", "\"high\": 3", "\"high\": NaN", "number-nan", 13),
    s("infinity", "\"high\": 3", "\"high\": Infinity", "number-nan", 13),
    s("1e400", "\"high\": 3", "\"high\": 1e400", "number-size", 13),
    s("1e61", "\"high\": 3", "\"high\": 1e61", "number-size", 13),
    s("1e-61", "\"high\": 3", "\"high\": 1e-61", "number-size", 13),
    s("impossible date", "2025-06-30", "2025-06-31", "value-range", 5),
    s("too few paths", "\"paths\": 1000", "\"paths\": 1", "value-range", 16),
    s("unknown kind", "\"kind\": \"share\"", "\"kind\": \"shares\"", "value-unknown", 12),
    s(
      "two sources", "\"series\": \"share\"", "\"series\": \"share\", \"not_assessed\": \"x\"",
      "json-one-of", 12),
    s("no source", ", \"series\": \"share\"", "", "json-none-of", 12),
    s(
      "growth of a rate", "\"kind\": \"growth\", \"series\": {\"growth\": \"g.growth\"}",
      "\"kind\": \"level\", \"series\": \"g.growth\"", "value-conflict", 11),
    s("low above high", "\"low\": 1", "\"low\": 5", "value-conflict", 13),
    s("deep nesting", "\"no figures\"", String(repeating: "[", count: 9000), "json-depth", 14),
  ]

  private static let structures = [
    s("unknown series", "\"series\": \"share\"", "\"series\": \"shares\"", "series-unknown", 12),
    s(
      "unknown place", "\"series\": \"share\"", "\"series\": {\"id\": \"share\", \"geo\": \"Y\"}",
      "series-unknown", 12),
    s("no figure on that day", "2025-06-30", "2017-06-30", "series-empty", 10),
    s(
      "unknown model", "\"series\": \"share\"", "\"series\": \"share\", \"model\": \"logit_trent\"",
      "model-unknown", 12),
    s(
      "parameter out of range", "\"series\": \"share\"",
      "\"series\": \"share\", \"model\": {\"id\": \"logit_trend\", \"damping\": 2}",
      "model-unsuitable", 12),
    FaultyInput(
      name: "model too rich for the history",
      files: [
        "scenario.json": change(
          String(
            decoding: change(
              scenario, "\"series\": \"share\"", "\"series\": \"share\", \"model\": \"theta\""),
            as: UTF8.self), "\"as_of\": \"2025-06-30\"", "\"as_of\": \"2022-06-30\"")
      ], expected: [("model-unsuitable", "scenario.json", 12)]),
    s("unknown indicator", "\"of\": \"g\"", "\"of\": \"gg\"", "indicator-unknown", 11),
    s("derived from itself", "\"of\": \"g\"", "\"of\": \"avg\"", "derived-cycle", 11),
    s("duplicate indicator", "{\"id\": \"n\"", "{\"id\": \"s\"", "indicator-duplicate", 14),
    s("base without a value", "\"base\": 2024", "\"base\": 2001", "value-conflict", 11),
    s(
      "base inherits from itself", "\"horizon\": 2030",
      "\"horizon\": 2030, \"base\": \"scenario.json\"", "base-cycle", 8),
    s(
      "missing base", "\"horizon\": 2030", "\"horizon\": 2030, \"base\": \"none.json\"",
      "file-missing", 8),
    s("missing data file", "\"data.csv\"", "\"date.csv\"", "file-missing", 6),
    s("missing plan file", "\"plan.csv\"", "\"plam.csv\"", "file-missing", 7),
    s("scale without bounds", "\"kind\": \"share\"", "\"kind\": \"rank\"", "value-conflict", 12),
    FaultyInput(
      name: "two scenarios inherit from each other",
      files: [
        "scenario.json": change(
          scenario, "\"horizon\": 2030", "\"horizon\": 2030, \"base\": \"b.json\""),
        "b.json": Array("{\"name\": \"b\",\n \"base\": \"scenario.json\"}\n".utf8),
      ], expected: [("base-cycle", "b.json", 2)]),
  ]

  private static let cells = [
    d("decimal comma", ",43.0,", ",\"43,0\",", "csv-decimal-comma", 12),
    d("word for a number", ",43.0,", ",many,", "csv-number", 12),
    d("hexadecimal", ",43.0,", ",0x2B,", "csv-number", 12),
    d("NaN in a cell", ",43.0,", ",nan,", "number-nan", 12),
    d("1e400 in a cell", ",43.0,", ",1e400,", "number-size", 12),
    d("1e61 in a cell", ",43.0,", ",1e61,", "number-size", 12),
    d("1e-61 in a cell", ",43.0,", ",-1e-61,", "number-size", 12),
    d("empty value", ",43.0,", ",,", "csv-empty", 12),
    d("impossible period", "A,2022,43.0", "A,2022-13,43.0", "period", 12),
    d("period of another frequency", "A,2022,43.0", "A,2022-Q1,43.0", "period-frequency", 12),
    d("unknown frequency", "X,A,2022,43.0", "X,Y,2022,43.0", "value-unknown", 12),
    d("unknown status", "na,final,2023-01", "na,finall,2023-01", "value-unknown", 12),
    d("impossible vintage", "43.0,%,na,final,2023-01", "43.0,%,na,final,2023-31-01", "date", 12),
    d("two units in one series", "43.0,%", "43.0,points", "series-units", 12),
    d("two price bases in one series", "43.0,%,na", "43.0,%,current", "series-price-basis", 12),
    d(
      "two values in one cell", row, row + "\nshare,X,A,2022,44,%,na,final,2023-01,src,",
      "cell-conflict", 13),
    p("decimal comma in a target", "at_least,50,", "at_least,\"50,5\",", "csv-decimal-comma", 3),
    p("direction misspelt", "share,at_least,50", "share,at_lest,50", "value-unknown", 3),
    p("target without value", "at_least,50,", "at_least,,", "target-value", 3),
    p("range reversed", "range,2,3", "range,3,2", "target-range", 4),
    p("row twice", "p,2,s", "p,1,s", "plan-duplicate", 3),
    p("another plan in the file", "p,2,s", "q,2,s", "plan-several", 3),
    p("impossible year", "50,,2030", "50,,20300", "value-range", 3),
    p("unknown row in a conflict", "Dept B,,", "Dept B,p/9,", "plan-reference", 3),
  ]

  private static let rows = [
    d("ragged row", row, "share,X,A,2022,43.0,%,na,final,2023-01,src", "csv-ragged", 12),
    d(
      "open quote in a row", row, "share,X,A,2022,43.0,%,na,final,2023-01,\"src,", "csv-open-quote",
      12),
    d(
      "stray quote in a row", row, "share,X,A,2022,43.0,%,na,final,2023-01,s\"rc,", "csv-quote", 12),
    d("missing column", "series_id,geo,", "series_id,place,", "csv-missing-column", 1),
    d("column twice", "source,note", "source,source,note", "csv-duplicate-column", 1),
  ]

  private static let wholeFiles = [
    FaultyInput(
      name: "empty scenario", files: ["scenario.json": []],
      expected: [("file-empty", "scenario.json", 0)]),
    FaultyInput(
      name: "empty data", files: ["data.csv": []], expected: [("file-empty", "data.csv", 0)]),
    FaultyInput(
      name: "blank plan", files: ["plan.csv": Array("\n \n".utf8)],
      expected: [("file-empty", "plan.csv", 0)]),
    FaultyInput(
      name: "no scenario", files: ["scenario.json": nil],
      expected: [("file-missing", "scenario.json", 0)]),
    FaultyInput(
      name: "Latin-1 data", files: ["data.csv": latin1],
      expected: [("encoding", "data.csv", 12)]),
    FaultyInput(
      name: "UTF-16 data",
      files: [
        "data.csv": [0xFF, 0xFE] + data.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
      ],
      expected: [("encoding", "data.csv", 1)]),
    FaultyInput(
      name: "binary scenario", files: ["scenario.json": [0x7F, 0x45, 0x4C, 0x46, 0x80, 0xFF]],
      expected: [("encoding", "scenario.json", 1)]),
  ]

  /// `Thái` in Windows-1258 bytes.
  private static var latin1: [UInt8] {
    var bytes = Array(data.utf8)
    guard let position = bytes.firstRange(of: Array("2022,43.0".utf8))?.lowerBound else {
      return bytes
    }
    bytes.insert(contentsOf: [0xE1], at: position)
    return bytes
  }

  private static let together = [
    FaultyInput(
      name: "faults of three files at once",
      files: [
        "scenario.json": change(scenario, "\"kind\": \"share\"", "\"kind\": \"shares\""),
        "data.csv": change(
          String(decoding: change(data, ",43.0,", ",x,"), as: UTF8.self), ",46.0,", ",inf,"),
        "plan.csv": change(plan, "at_least,50,", "at_least,,"),
      ],
      expected: [
        ("value-unknown", "scenario.json", 12), ("csv-number", "data.csv", 12),
        ("number-nan", "data.csv", 13), ("target-value", "plan.csv", 3),
      ])
  ]
}

extension String {
  func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
