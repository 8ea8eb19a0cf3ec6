public import Files
public import Folders
public import Pipeline
internal import Plans

/// Effects that were measured: as a question of their own, and as sizes of levers.
extension RunManifest {
  /// A lever or shock whose size was measured.
  struct Measured: Sendable, JSONKeyed {
    var lever = "", indicator = "", source = ""
    var estimate = 0.0, error = 0.0
    var degrees = 0

    static var keys: [JSONKey<Self>] {
      [
        JSONKey("lever", \.lever), JSONKey("indicator", \.indicator),
        JSONKey("source", \.source), JSONKey("estimate", \.estimate),
        JSONKey("standard_error", \.error), JSONKey("degrees", \.degrees),
      ]
    }
  }

  /// The manifest of `effect`.
  ///
  /// - Parameters:
  ///   - treated: units that were named; `nil` where the file marks them.
  ///   - inputs: files that were read.
  ///   - outputs: files of the folder, the manifest left out.
  public static func effect(
    version: String, _ result: EffectResult, treated: [String]?, language: Language,
    inputs: [SourceFile], outputs: [OutputFile]
  ) -> OutputFile {
    var manifest = RunManifest("effect", version: version, inputs: inputs, outputs: outputs)
    (manifest.title, manifest.language, manifest.seed) = (result.name, language, result.seed)
    (manifest.event, manifest.treated) = (result.file.event, treated)
    return manifest.file
  }

  /// The sizes of a scenario that were measured; `nil` for none.
  ///
  /// - Parameter inputs: the files that were read, with the names under which they are recorded.
  static func measured(_ scenario: Scenario, _ inputs: [SourceFile]) -> [Measured]? {
    let names = Dictionary(zip(inputs.map(\.path), InputPaths.recorded(inputs.map(\.path)))) {
      first, _ in first
    }
    func entry(_ id: String, _ indicator: String, _ size: SizeSpecification) -> Measured? {
      guard case .measured(let size) = size else { return nil }
      return Measured(
        lever: id, indicator: indicator, source: names[size.source] ?? size.source,
        estimate: size.estimate, error: size.error, degrees: size.degrees)
    }
    let found =
      scenario.levers.flatMap { lever in
        lever.effects.compactMap { entry(lever.id, $0.indicator, $0.size) }
      }
      + scenario.shocks.flatMap { shock in
        shock.effects.compactMap { entry(shock.id, $0.indicator, $0.size) }
      }
    return found.isEmpty ? nil : found
  }
}
