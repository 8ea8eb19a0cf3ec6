import TestSupport
import Testing

/// A scenario of a few indicators, written and run.
struct SmallScenario {
  let folder: String
  private let program: Program

  /// Series as `id: values` from 2018 on, plan rows as `ref,indicator,direction,low,high,year,agency`, indicators as
  /// JSON objects.
  init(
    _ indicators: [String], plan: [String], series: [(id: String, values: [String])] = [],
    more: String = ""
  ) throws {
    program = try #require(Program())
    folder = try Program.temporaryFolder()
    let scenario = """
      {"name": "small", "title": "Small", "region": {"geo": "X", "name": "X"},
        "as_of": "2025-06-30", "data": ["o.csv"], "plans": ["p.csv"], "horizon": 2030,
        "indicators": [\(indicators.joined(separator: ",\n"))],
        "simulation": {"paths": 20000, "seed": 3}\(more)}
      """
    let rows = series.flatMap { series in
      series.values.enumerated().map { offset, value in
        "\(series.id),X,A,\(2018 + offset),\(value),u,na,final,2025-03,,"
      }
    }
    let head = "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note"
    let targets = plan.map { row in
      let part = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let agency = part.count > 6 ? part[6] : ""
      return
        "p,\(part[0]),\(part[1]),\(part[1]),\(part[1]),u,level,\(part[2]),\(part[3]),\(part[4]),"
        + "\(part[5]),\(agency),\(agency),,"
    }
    let columns =
      "plan_id,ref,indicator_id,name_vi,name_en,unit,kind,direction,value_low,value_high,year,"
      + "lead_agency_vi,lead_agency_en,conflict_with,note"
    for (name, text) in [
      ("s.json", scenario), ("o.csv", ([head] + rows).joined(separator: "\n") + "\n"),
      ("p.csv", ([columns] + targets).joined(separator: "\n") + "\n"),
    ] {
      try Program.write(Array(text.utf8), to: folder + "/" + name)
    }
  }

  /// A command on the scenario.
  func run(_ command: String = "run", _ more: [String] = [], output: String = "r") throws
    -> Program.Outcome
  {
    try program.run([command, "s.json", "--output", output] + more, in: folder)
  }

  /// The program on anything else.
  func program(_ arguments: [String]) throws -> Program.Outcome {
    try program.run(arguments, in: folder)
  }

  /// A table of an output.
  func table(_ name: String, output: String = "r") throws -> [[String: String]] {
    try CSVRows.read("\(folder)/\(output)/\(name)")
  }

  /// A text of an output.
  func text(_ name: String, output: String = "r") throws -> String {
    String(decoding: try Program.read("\(folder)/\(output)/\(name)"), as: UTF8.self)
  }

  /// A figure of a target.
  func figure(_ ref: String, _ column: String = "probability", output: String = "r") throws
    -> Double
  {
    let row = try table("attainment.csv", output: output).first { $0["ref"] == ref }
    return Double(row?[column] ?? "") ?? .nan
  }
}
