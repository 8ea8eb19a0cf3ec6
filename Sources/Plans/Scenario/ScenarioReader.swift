public import TimeSeries

/// Everything that a scenario names, read and checked.
public struct ScenarioBundle: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The figures of its observation files.
  public let observations: ObservationSet
  /// Its plans, in the scenario's order.
  public let plans: [Plan]
  /// Earlier targets and what came of them.
  public let trackRecord: [TargetOutcome]
  /// Every file that was read.
  public let files: [SourceFile]
}

/// Reads a scenario with all the files it names.
public enum ScenarioReader {
  /// Reads and checks everything in one go.
  ///
  /// - Throws: every fault of every file.
  public static func read(_ path: String) throws(Faults) -> ScenarioBundle {
    var faults = FaultCollector()
    guard let (node, files) = ScenarioInheritance.resolve(path, faults: &faults) else {
      throw Faults(faults.found)
    }
    let scenario =
      faults.found.isEmpty
      ? ScenarioDecoder.decode(node, files: files, faults: &faults) : nil
    // Data and plans are read even when the scenario has faults, so that all of them show at once.
    let sources = readFiles(node, faults: &faults)
    if let scenario {
      ScenarioCheck.run(
        scenario, observations: sources.observations, plans: sources.plans, faults: &faults)
    }
    guard let scenario, faults.found.isEmpty else { throw Faults(faults.found) }
    let scenarioFiles = files.compactMap { try? SourceFile(reading: $0) }
    return ScenarioBundle(
      scenario: scenario, observations: sources.observations, plans: sources.plans,
      trackRecord: sources.trackRecord, files: scenarioFiles + sources.files)
  }

  private struct Sources {
    var observations = ObservationSet()
    var plans: [Plan] = []
    var trackRecord: [TargetOutcome] = []
    var files: [SourceFile] = []
  }

  private static func readFiles(_ node: JSONNode, faults: inout FaultCollector) -> Sources {
    var sources = Sources()
    var reader = ObservationReader()
    for source in open(ScenarioDecoder.files(node["data"]), faults: &faults) {
      reader.read(source, faults: &faults)
      sources.files.append(source)
    }
    sources.observations = reader.observations
    for source in open(ScenarioDecoder.files(node["plans"]), faults: &faults) {
      if let plan = PlanReader.read(source, faults: &faults) { sources.plans.append(plan) }
      sources.files.append(source)
    }
    for source in open(ScenarioDecoder.files(node["track_record"]), faults: &faults) {
      sources.trackRecord += TargetOutcome.read(source, faults: &faults)
      sources.files.append(source)
    }
    return sources
  }

  private static func open(
    _ references: [FileReference], faults: inout FaultCollector
  ) -> [SourceFile] {
    var sources: [SourceFile] = []
    for reference in references {
      do throws(Fault) {
        sources.append(try SourceFile(reading: reference.path))
      } catch {
        let missing = error.problem == .fileMissing
        faults.note([
          missing ? Fault(.fileMissing, at: reference.location, hint: error.hint) : error
        ])
      }
    }
    return sources
  }
}
