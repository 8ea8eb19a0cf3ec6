internal import Models
public import Pipeline
public import Plans
public import Simulation
internal import TimeSeries

/// `run.json`, `fits.json` and `timings.json` of a run.
public enum RunManifest {
  /// What was fitted for each indicator.
  public static func fits(_ result: RunResult) -> OutputFile {
    let indicators = result.indicators.filter { !$0.model.isEmpty }.map { indicator in
      JSONNode.keys([
        "indicator": .text(indicator.id), "basis": .text(indicator.basis.rawValue),
        "model": .text(indicator.model), "reason": indicator.modelReason.map(JSONNode.text),
        "author": indicator.author.map(JSONNode.text),
        "parameters": .list(
          indicator.parameters.map {
            .keys([
              "name": .text($0.name), "value": .number($0.value),
              "standard_error": $0.standardError.map(JSONNode.number),
            ])
          }),
      ])
    }
    let dependence = JSONNode.keys([
      "common_correlation": .number(result.dependence.common),
      "shrinkage_intensity": .number(result.dependence.intensity),
      "pairs_with_data": .integer(result.dependence.pairs),
      "high_correlation": .number(result.dependence.high),
    ])
    return OutputFile(
      name: "fits.json",
      text: JSONNode.keys(["indicators": .list(indicators), "dependence": dependence])
        .canonicalText)
  }

  /// The manifest: version, question, inputs and outputs with their hashes.
  ///
  /// - Parameters:
  ///   - result: the run.
  ///   - version: of the program.
  ///   - inputs: files that were read, with their bytes.
  ///   - outputs: files of the folder, the manifest and the timings left out.
  ///   - language: of names and sentences in the outputs.
  ///   - settings: values of levers that replaced those of the scenario.
  ///   - asked: paths that were asked for, and the Monte Carlo error that had to be reached.
  ///   - sampling: how paths were drawn.
  ///   - formats: what was written besides CSV.
  ///   - excel: the style of CSV; `nil` for points and commas.
  public static func manifest(
    _ result: RunResult, version: String, inputs: [SourceFile],
    outputs: [OutputFile], language: Language, settings: [String: Double],
    asked: (paths: Int, precision: Double?), sampling: Sampling = .random,
    formats: [String] = ["csv"], excel: ExcelCSV? = nil
  ) -> OutputFile {
    let region = result.scenario.region
    let node = JSONNode.keys([
      "format": .text("forecast-run/1"), "version": .text(version), "command": .text("run"),
      "scenario": .text(result.scenario.name),
      "title": .text(language.text(result.scenario.title)),
      "region": .text(language.text(region.name)),
      "borders_until": region.until.map { .text($0.description) },
      "language": .text(language.rawValue), "seed": .integer(result.seed),
      "paths": .integer(result.paths),
      "paths_asked": asked.paths == result.paths ? nil : .integer(asked.paths),
      "precision": asked.precision.map(JSONNode.number),
      "as_of": result.asOf.map { .text($0.description) },
      "set": settings.isEmpty ? nil : levers(settings),
      "sampling": sampling == .random ? nil : .text(sampling.rawValue),
      "formats": formats == ["csv"] ? nil : .list(formats.map(JSONNode.text)),
      "excel": excel.map { .text($0.rawValue) }, "fits": .text("fits.json"),
      "inputs": inputList(inputs),
      "outputs": .list(outputs.map { entry($0.name, $0.bytes) }),
    ])
    return sealed(node)
  }

  /// `processes.json`: what fitting gave to the simulation, for shards and repeats.
  public static func processes(_ processes: FittedProcesses) -> OutputFile {
    OutputFile(name: processesName, bytes: processes.bytes)
  }

  /// The name of that file, and of the file with a shard's counts.
  public static let processesName = "processes.json", shardName = "shard.bin"

  /// The manifest of one shard.
  ///
  /// - Parameters:
  ///   - number: which shard, from 1.
  ///   - count: how many.
  public static func shard(
    number: Int, of count: Int, version: String, scenario: String, seed: UInt64, paths: Int,
    asOf: String?, settings: [String: Double], inputs: [SourceFile], outputs: [OutputFile]
  ) -> OutputFile {
    let node = JSONNode.keys([
      "format": .text("forecast-run/1"), "version": .text(version), "command": .text("shard"),
      "scenario": .text(scenario), "shard": .integer(number), "shards": .integer(count),
      "seed": .integer(seed), "paths": .integer(paths), "as_of": asOf.map(JSONNode.text),
      "set": levers(settings),
      // Shards are put together where they were made, and kept by nobody.
      "inputs": .list(inputs.map { entry($0.path, $0.allBytes) }),
      "outputs": .list(outputs.map { entry($0.name, $0.bytes) }),
    ])
    return sealed(node)
  }

  /// The manifest of a panel command.
  ///
  /// - Parameters:
  ///   - command: `predict`, `backtest` or `calibrate`.
  ///   - model: what was asked for.
  ///   - horizon: periods ahead.
  ///   - inputs: files that were read.
  ///   - outputs: files of the folder, the manifest left out.
  ///   - excel: the style of CSV; `nil` for points and commas.
  public static func panel(
    command: String, version: String, model: String, horizon: Int, inputs: [SourceFile],
    outputs: [OutputFile], excel: ExcelCSV? = nil
  ) -> OutputFile {
    let node = JSONNode.keys([
      "format": .text("forecast-run/1"), "version": .text(version), "command": .text(command),
      "model": .text(model), "horizon": .integer(horizon),
      "excel": excel.map { .text($0.rawValue) },
      "inputs": inputList(inputs),
      "outputs": .list(outputs.map { entry($0.name, $0.bytes) }),
    ])
    return sealed(node)
  }

  /// The manifest of `monthly` or `track`.
  ///
  /// - Parameters:
  ///   - command: `monthly` or `track`.
  ///   - scenario: the name.
  ///   - variants: those that were asked for; empty for all.
  ///   - inputs: files that were read.
  ///   - outputs: files of the folder, the manifest left out.
  public static func growth(
    command: String, version: String, scenario: String, title: LocalizedText, language: Language,
    year: Int, asOf: String?, seed: UInt64, paths: Int, variants: [String] = [],
    inputs: [SourceFile], outputs: [OutputFile]
  ) -> OutputFile {
    let node = JSONNode.keys([
      "format": .text("forecast-run/1"), "version": .text(version), "command": .text(command),
      "scenario": .text(scenario), "title": .text(language.text(title)),
      "language": .text(language.rawValue), "year": .integer(year), "seed": .integer(seed),
      "paths": .integer(paths), "as_of": asOf.map(JSONNode.text),
      "variants": variants.isEmpty ? nil : .list(variants.map(JSONNode.text)),
      "inputs": inputList(inputs),
      "outputs": .list(outputs.map { entry($0.name, $0.bytes) }),
    ])
    return sealed(node)
  }

  /// The manifest of `compare` or `require`.
  ///
  /// - Parameters:
  ///   - command: `compare` or `require`.
  ///   - names: of the scenarios.
  ///   - questions: of each scenario the day and the levers that replaced its own.
  ///   - asked: what else was asked: target, probability and variable of `require`.
  ///   - inputs: files that were read.
  ///   - outputs: files of the folder, the manifest left out.
  public static func several(
    command: String, version: String, names: [String], language: Language, seed: UInt64,
    paths: Int, questions: [(asOf: String?, settings: [String: Double])] = [],
    asked: JSONNode? = nil, inputs: [SourceFile], outputs: [OutputFile]
  ) -> OutputFile {
    let node = JSONNode.keys([
      "format": .text("forecast-run/1"), "version": .text(version), "command": .text(command),
      "scenarios": .list(names.map(JSONNode.text)),
      "language": .text(language.rawValue), "seed": .integer(seed),
      "paths": .integer(paths),
      "questions": .list(
        questions.map {
          .keys(["as_of": $0.asOf.map(JSONNode.text), "set": levers($0.settings)])
        }), "asked": asked, "inputs": inputList(inputs),
      "outputs": .list(outputs.map { entry($0.name, $0.bytes) }),
    ])
    return sealed(node)
  }

  /// What was fitted for each sector of a growth scenario.
  public static func fits(_ result: GrowthResult) -> OutputFile {
    let sectors = result.fits.map { fit in
      JSONNode.keys([
        "sector": .text(fit.sector),
        "long_run_growth_percent": fit.longRunGrowth.map(JSONNode.number),
        "momentum_points": fit.momentum.map(JSONNode.number),
        "surprise_percent": fit.surprise.map(JSONNode.number),
        "months": fit.months.isEmpty ? nil : .text(fit.months),
      ])
    }
    return OutputFile(
      name: "fits.json", text: JSONNode.keys(["sectors": .list(sectors)]).canonicalText)
  }

  /// Values of levers in the order of their names.
  private static func levers(_ settings: [String: Double]) -> JSONNode {
    .list(
      settings.keys.sorted().map { lever in
        .keys(["lever": .text(lever), "value": .number(settings[lever] ?? 0)])
      })
  }

  /// The key of the pages and workbooks that `forecast report` made of the folder.
  public static let reportsKey = "reports"

  /// A manifest that names reports which were written into its folder, in place of earlier ones of their names.
  ///
  /// - Parameters:
  ///   - node: the manifest.
  ///   - files: the reports.
  public static func adding(reports files: [OutputFile], to node: JSONNode) -> OutputFile {
    let names = Set(files.map(\.name))
    let kept = (node[reportsKey]?.elements ?? []).filter {
      !names.contains($0["path"]?.string ?? "")
    }
    let entries = (kept + files.map { entry($0.name, $0.bytes) }).sorted {
      ($0["path"]?.string ?? "") < ($1["path"]?.string ?? "")
    }
    return sealed(
      node.removing(sealKey).removing(reportsKey).adding(reportsKey, .list(entries)))
  }

  /// A manifest as the run wrote it, without reports that came later.
  public static func withoutReports(_ node: JSONNode) -> OutputFile {
    sealed(node.removing(sealKey).removing(reportsKey))
  }

  /// The key of the manifest's own hash, over all that stands before it.
  public static let sealKey = "manifest_sha256"

  /// The manifest as a file, with its own hash as the last key.
  package static func sealed(_ node: JSONNode) -> OutputFile {
    let seal = Digest.sha256(Array(node.canonicalText.utf8))
    return OutputFile(
      name: RunFolder.manifestName, text: node.adding(sealKey, .text(seal)).canonicalText)
  }

  /// Whether a manifest has its own hash, and it is that of the rest.
  public static func isWhole(_ node: JSONNode) -> Bool {
    let rest = Array(node.removing(sealKey).canonicalText.utf8)
    return node[sealKey]?.string == Digest.sha256(rest)
  }

  /// The hash that a manifest gives a file of its folder; `nil` for a file that it does not name.
  public static func hash(of name: String, in node: JSONNode) -> String? {
    node["outputs"]?.elements.first { $0["path"]?.string == name }?["sha256"]?.string
  }

  private static func inputList(_ inputs: [SourceFile]) -> JSONNode {
    let names = InputPaths.recorded(inputs.map(\.path))
    return .list(
      zip(inputs, names).map { input, name in
        let node = entry(name, input.allBytes)
        return input.leavesScenario ? node.adding("outside", .bool(true)) : node
      })
  }

  private static func entry(_ path: String, _ bytes: [UInt8]) -> JSONNode {
    .keys([
      "path": .text(path), "sha256": .text(Digest.sha256(bytes)), "bytes": .integer(bytes.count),
    ])
  }

  /// Seconds spent, which no two runs share.
  public static func timings(
    _ seconds: [(stage: String, seconds: Double)], threads: Int
  ) -> OutputFile {
    let stages = seconds.map {
      JSONNode.keys(["stage": .text($0.stage), "seconds": .number($0.seconds)])
    }
    return OutputFile(
      name: "timings.json",
      text: JSONNode.keys(["threads": .integer(threads), "stages": .list(stages)]).canonicalText)
  }
}
