/// One way into the program for bytes that nobody has looked at.
///
/// The fuzzer looks for bytes that end the program or break an invariant; the tests give the same
/// functions every case that is kept in `Tests/Fuzz/Corpus`.
public struct FuzzTarget: Sendable {
  /// The name, also that of its folder of cases and of its dictionary.
  public let name: String
  private let body: @Sendable ([UInt8]) -> [String]

  init(_ name: String, _ body: @escaping @Sendable ([UInt8]) -> [String]) {
    self.name = name
    self.body = body
  }

  /// Runs one case.
  ///
  /// - Returns: the invariants that it broke, a sentence each; none when all is well. Typed errors and faults
  ///   are well.
  public func violations(_ bytes: [UInt8]) -> [String] { body(bytes) }

  /// The readers, then the numeric core.
  public static let all: [FuzzTarget] = [
    FuzzTarget("scenario", ScenarioTarget.violations),
    FuzzTarget("observations", ObservationTarget.violations),
    FuzzTarget("plan", PlanTarget.violations),
    FuzzTarget("track", TrackTarget.violations),
    FuzzTarget("panel", PanelTarget.violations),
    FuzzTarget("sweep", SweepTarget.violations),
    FuzzTarget("folder", FolderTarget.violations),
    FuzzTarget("shard", ShardTarget.violations),
    FuzzTarget("table", TableTarget.violations),
    FuzzTarget("start", StartTarget.violations),
    FuzzTarget("workbook", WorkbookTarget.violations),
    FuzzTarget("jsonstat") { StatisticsTarget.violations($0, named: "table.json") },
    FuzzTarget("sdmx") { StatisticsTarget.violations($0, named: "table.csv") },
    FuzzTarget("address", AddressTarget.violations),
    FuzzTarget("models", ModelTarget.violations),
    FuzzTarget("classes", ClassTarget.violations),
    FuzzTarget("coherence", CoherenceTarget.violations),
    FuzzTarget("run", RunTarget.violations),
    FuzzTarget("growth", GrowthTarget.violations),
  ]
}
