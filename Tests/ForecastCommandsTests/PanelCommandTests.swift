import Foundation
import TestSupport
import Testing

@Suite struct PanelCommandTests {
  private let program: Program

  init() throws { program = try #require(Program()) }

  private func folder() throws -> String {
    let path = NSTemporaryDirectory() + "panel-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private func write(_ text: String, _ name: String, _ folder: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    return folder + "/" + name
  }

  private func read(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private var panel: String {
    var text = "unique_id,ds,y\n"
    for series in 0..<12 {
      for year in 2010..<2022 {
        let wobble = Double((series * 7 + year * 13) % 11) / 10
        text +=
          "s\(series),\(year),\(100 + Double(year - 2010) * 3 * (1 + Double(series) / 8) + wobble)\n"
      }
    }
    return text
  }

  @Test("predict answers every series with ordered quantiles, the same on any number of threads")
  func predict() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = try write(panel, "panel.csv", place)
    let targets = try write(
      "unique_id,ds,direction,target\ns0,2024,at_least,140\ns0,2024,at_most,140\n", "t.csv", place)
    for threads in ["1", "3"] {
      let run = try program.run([
        "predict", file, "--frequency", "A", "--horizon", "3", "--targets", targets, "--threads",
        threads, "--output", place + "/out" + threads,
      ])
      #expect(run.status == 0, "\(run.errors)")
    }
    for name in [
      "predictions.csv", "models.csv", "probabilities.csv", "calibration.csv", "run.json",
    ] {
      let first = try Data(contentsOf: URL(fileURLWithPath: place + "/out1/" + name))
      #expect(try first == Data(contentsOf: URL(fileURLWithPath: place + "/out3/" + name)))
    }
    let rows = try read(place + "/out1/predictions.csv")
    #expect(
      rows[0] == [
        "unique_id", "ds", "mean", "q0.025", "q0.05", "q0.1", "q0.25", "q0.5", "q0.75", "q0.9",
        "q0.95", "q0.975",
      ])
    #expect(rows.count == 1 + 12 * 3)
    for row in rows.dropFirst() {
      let values = row.dropFirst(3).compactMap { Double($0) }
      #expect(values.count == 9 && zip(values, values.dropFirst()).allSatisfy(<=))
    }
    let chances = try read(place + "/out1/probabilities.csv").dropFirst().compactMap {
      Double($0[4])
    }
    #expect(chances.count == 2 && abs(chances[0] + chances[1] - 1) < 1e-9)
  }

  @Test("Series stand beside the nations in a file, each beside its own or all beside one")
  func parents() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = try write(panel, "panel.csv", place)
    func nation(_ id: String, _ growth: Double) -> String {
      var (text, value) = ("unique_id,ds,y\n", 5000.0)
      for year in 2005..<2022 {
        text += "\(id),\(year),\(value)\n"
        value *= growth
      }
      return text
    }
    let files = [
      "fast": nation("*", 1.12), "slow": nation("*", 1.01), "own": nation("s3", 1.12),
      "else": nation("t9", 1.12),
    ]
    var middles: [String: [Double]] = [:]
    for (name, text) in files {
      let parents = try write(text, name + ".csv", place)
      let run = try program.run([
        "predict", file, "--frequency", "A", "--horizon", "5", "--parents", parents, "--model",
        "reference_class:regions", "--output", place + "/" + name, "-q",
      ])
      #expect(run.status == (name == "else" ? 3 : 0), "\(name) \(run.errors)")
      if name == "else" {
        #expect(run.errors.contains("else.csv: no series here has the id of one of the panel"))
      } else {
        middles[name] = try read(place + "/\(name)/predictions.csv").dropFirst().compactMap {
          Double($0[7])
        }
        #expect(
          try String(contentsOfFile: place + "/\(name)/run.json", encoding: .utf8)
            .contains("\(name).csv"))
      }
    }
    #expect(middles["fast"]?.count == 60)
    #expect(middles["fast"] != middles["slow"] && middles["own"] != middles["slow"])
  }

  @Test("Every rung of the ladder is reached and named")
  func ladder() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = try write(
      """
      unique_id,ds,y
      one,2020,5
      two,2019,5
      two,2020,6
      still,2017,4
      still,2018,4
      still,2019,4
      still,2020,4
      gap,2015,1
      gap,2016,2
      gap,2019,5
      gap,2020,7
      late,2018,1
      late,2019,2
      late,2020,4
      late,2021,
      empty,2020,
      zero,2018,0
      zero,2019,0
      zero,2020,0
      below,2017,-3
      below,2018,-1
      below,2019,-4
      below,2020,-2

      """, "panel.csv", place)
    let run = try program.run([
      "predict", file, "--frequency", "A", "--horizon", "2", "--output", place + "/out",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let models = Dictionary(
      uniqueKeysWithValues: try read(place + "/out/models.csv").dropFirst().map {
        ($0[0], [$0[2], $0[3]])
      })
    #expect(models["one"] == ["first", "few_values"])
    #expect(models["two"] == ["first", "few_values"])
    #expect(models["still"] == ["standing", "never_moved"])
    #expect(models["gap"] == ["first", "many_gaps_filled_by_lines"])
    #expect(models["below"] == ["first", "few_values"])
    #expect(models["empty"] == ["refused", "no_value"])
    let rows = try read(place + "/out/predictions.csv").dropFirst()
    #expect(!rows.contains { $0[0] == "empty" })
    #expect(rows.filter { $0[0] == "late" }.map { $0[1] } == ["2021", "2022"])
    #expect(rows.filter { $0[0] == "zero" }.allSatisfy { Double($0[7]) == 0 })
    #expect(models["zero"] == ["standing", "never_moved"])
    for row in rows { #expect(row.dropFirst(2).allSatisfy { Double($0)?.isFinite == true }) }
  }

  @Test(
    "Every named model answers or hands down, inside the bounds",
    arguments: [
      "naive", "seasonal_naive", "drift", "damped_trend", "ets", "theta", "ar_differences",
      "combination", "local_linear_trend", "basic_structural", "logit_trend", "logistic_adoption",
      "gompertz_adoption", "damped_drift", "log_linear_ar1", "reference_class:adoption",
    ])
  func named(model: String) throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    var text = "unique_id,ds,y\n"
    for year in 2008..<2020 { text += "up,\(year),\(min(99, 3 + 8 * (year - 2008)))\n" }
    text +=
      "short,2019,12\nshort,2020,15\nedge,2018,0\nedge,2019,100\nedge,2020,100\nedge,2021,99\n"
    let file = try write(text, "panel.csv", place)
    let run = try program.run([
      "predict", file, "--frequency", "A", "--horizon", "4", "--lower", "0", "--upper", "100",
      "--model", model, "--output", place + "/out",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let rows = try read(place + "/out/predictions.csv").dropFirst()
    #expect(rows.count == 12)
    for row in rows {
      for value in row.dropFirst(2).map({ Double($0) ?? .nan }) {
        #expect((0...100).contains(value))
      }
    }
  }

  @Test("Faults of a panel are all listed, with 3, and nothing is written")
  func faults() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = try write(
      "unique_id,ds,y\na,2020,1\na,2020,2\na,2021-Q1,3\n,2022,4\na,2023,x\na,2024,1,2\na,2025,\"1\n",
      "panel.csv", place)
    let run = try program.run([
      "predict", file, "--frequency", "A", "--horizon", "2", "--output", place + "/out",
    ])
    #expect(run.status == 3)
    for (line, code) in [
      (3, "panel-duplicate"), (4, "period-frequency"), (5, "csv-empty"), (6, "csv-number"),
      (7, "csv-ragged"), (8, "csv-open-quote"),
    ] {
      #expect(run.errors.contains("panel.csv:\(line):"), "\(run.errors)")
      #expect(run.errors.contains("[\(code)]"), "\(run.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: place + "/out"))
    let other = try write("unique_id,ds,direction,target\nb,2030,at_best,1\n", "t.csv", place)
    let good = try write("unique_id,ds,y\na,2020,1\na,2021,2\n", "good.csv", place)
    let second = try program.run([
      "predict", good, "--frequency", "A", "--horizon", "2", "--targets", other, "--output",
      place + "/out",
    ])
    #expect(second.status == 3 && second.errors.contains("[value-unknown]"))
    let third = try program.run([
      "predict", good, "--frequency", "A", "--horizon", "2", "--table", good, "--output",
      place + "/out",
    ])
    #expect(third.status == 3 && third.errors.contains("[table]"))
  }

  @Test("A table learned from a panel of one's own is used by predict; its scores are printed")
  func calibrate() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = try write(panel, "panel.csv", place)
    let learned = try program.run([
      "calibrate", file, "--frequency", "A", "--horizon", "3", "--output", place + "/own.json",
    ])
    #expect(learned.status == 0 && learned.output.contains("panel.csv"), "\(learned.errors)")
    let run = try program.run([
      "predict", file, "--frequency", "A", "--horizon", "3", "--table", place + "/own.json",
      "--output", place + "/out",
    ])
    #expect(run.status == 0 && run.output.contains("Comparable series (own"), "\(run.errors)")
    let short = try write(
      "unique_id,ds,y\na,2020,1\na,2021,2\na,2022,3\na,2023,5\n", "few.csv", place)
    let few = try program.run([
      "calibrate", short, "--frequency", "A", "--horizon", "3", "--output", place + "/few.json",
    ])
    #expect(few.status == 1 && few.errors.contains("30"))
    #expect(!FileManager.default.fileExists(atPath: place + "/few.json"))
  }

  @Test("backtest scores the model beside its rivals, tidy")
  func backtest() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = try write(panel, "panel.csv", place)
    let run = try program.run([
      "backtest", file, "--frequency", "A", "--horizon", "2", "--output", place + "/out",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let scores = try read(place + "/out/scores.csv")
    #expect(scores[0] == ["method", "step", "measure", "value", "standard_error", "cases"])
    #expect(Set(scores.dropFirst().map { $0[0] }) == ["auto", "naive", "drift"])
    let pit = try read(place + "/out/pit.csv").dropFirst().filter { $0[0] == "auto" }
    let outcomes = scores.first { $0[0] == "auto" && $0[1] == "all" }.flatMap { Int($0[5]) }
    #expect(pit.compactMap { Int($0[3]) }.reduce(0, +) == outcomes)
    let none = try write("unique_id,ds,y\na,2020,1\n", "few.csv", place)
    let few = try program.run([
      "backtest", none, "--frequency", "A", "--horizon", "2", "--output", place + "/few",
    ])
    #expect(few.status == 3 && few.errors.contains("[panel-short]"))
  }

  @Test(
    "The largest and the smallest numbers, alone and together, leave no blank and no crash",
    arguments: [
      ["auto"], ["theta"], ["local_linear_trend"], ["ets"], ["combination"], ["damped_drift"],
    ])
  func extremes(model: [String]) throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    var text = "unique_id,ds,y\n"
    for (index, scale) in ["e307", "e-300", "", "e-320"].enumerated() {
      for (year, value) in [1, 1.5, 1.2, 1.4, 1.1, 1.6].enumerated() {
        text += "s\(index),\(2000 + year),\(value)\(scale)\n"
        text += "m\(index),\(2000 + year),\(year % 2 == 0 ? "-" : "")\(value)\(scale)\n"
      }
    }
    let file = try write(text, "panel.csv", place)
    let run = try program.run([
      "predict", file, "--frequency", "A", "--horizon", "3", "--model", model[0], "--output",
      place + "/out",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let rows = try read(place + "/out/predictions.csv").dropFirst()
    #expect(rows.count == 24)
    for row in rows {
      // The exponential of a t has no mean.
      #expect(row[2].isEmpty || Double(row[2])?.isFinite == true, "\(row)")
      #expect(row.dropFirst(3).allSatisfy { Double($0)?.isFinite == true }, "\(row)")
    }
  }

  @Test("A short run of months is not carried on by its growth rate")
  func shortMonths() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = try write(
      "unique_id,ds,y\ns,1990-01,100\ns,1990-02,1850\ns,1990-03,2400\n", "panel.csv", place)
    let run = try program.run([
      "predict", file, "--frequency", "M", "--horizon", "18", "--output", place + "/out",
    ])
    #expect(run.status == 0, "\(run.errors)")
    for row in try read(place + "/out/predictions.csv").dropFirst() {
      #expect((0...24_000).contains(Double(row[7]) ?? .nan))
    }
  }

  @Test("What lies on a bound is certain to be at the bound; what lies beyond never comes")
  func bounds() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = try write(
      "unique_id,ds,y\nb,2000,95\nb,2001,97\nb,2002,99\nb,2003,100\nb,2004,100\n", "panel.csv",
      place)
    let targets = try write(
      """
      unique_id,ds,direction,target
      b,2005,at_least,100
      b,2005,at_most,100
      b,2005,at_least,100.5
      b,2005,at_least,0
      b,2009,at_least,0

      """, "t.csv", place)
    let run = try program.run([
      "predict", file, "--frequency", "A", "--horizon", "1", "--lower", "0", "--upper", "100",
      "--targets", targets, "--output", place + "/out",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let rows = try read(place + "/out/probabilities.csv").dropFirst().map { Double($0[4]) }
    let top = try #require(try read(place + "/out/predictions.csv").last).dropFirst(3)
    let atBound = top.filter { $0 == "100.0" }.count
    #expect(atBound > 0 && (rows[0] ?? 0) > 0.02)
    #expect(rows[1] == 1 && rows[2] == 0 && rows[3] == 1 && rows[4] == nil)
  }

  @Test("A folder in which somebody keeps a file is refused, and the file stays")
  func strangers() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    let file = try write(panel, "panel.csv", place)
    let arguments = [
      "predict", file, "--frequency", "A", "--horizon", "2", "--output", place + "/out",
    ]
    #expect(try program.run(arguments).status == 0)
    #expect(try program.run(arguments).status == 0)
    let kept = try write("mine", "out/notes.txt", place)
    let run = try program.run(arguments)
    #expect(run.status == 1 && run.errors.contains("notes.txt"))
    #expect(FileManager.default.fileExists(atPath: kept))
  }

  @Test("An interrupt ends learning at once with 130 and writes nothing")
  func interrupt() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(atPath: place) }
    var text = "unique_id,ds,y\n"
    for series in 0..<1500 {
      for year in 2000..<2020 {
        text += "s\(series),\(year),\((series * 31 + year * 17) % 97 + year - 1990)\n"
      }
    }
    let file = try write(text, "panel.csv", place)
    let started = Date()
    let run = try program.run(
      ["calibrate", file, "--frequency", "A", "--horizon", "5", "--output", place + "/t.json"],
      interruptAfter: 1)
    #expect(run.status == 130 && Date().timeIntervalSince(started) < 4)
    #expect(!FileManager.default.fileExists(atPath: place + "/t.json"))
  }
}
