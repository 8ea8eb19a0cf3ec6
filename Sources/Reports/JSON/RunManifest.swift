public import Files
public import Folders
internal import Pipeline
internal import Plans
internal import Simulation
public import Tables
public import TimeSeries
internal import Tracking

/// `run.json`: the question, and hashes of what was read and written; written and read by one list of keys.
public struct RunManifest: Sendable {
  /// A file with its hash.
  public struct Entry: Sendable, Hashable, JSONKeyed {
    /// The path of an input as it was named, the name of an output.
    public internal(set) var path = ""
    /// SHA-256 in hexadecimal.
    public internal(set) var sha256 = ""
    /// The size; `nil` where an earlier version did not say.
    public internal(set) var bytes: Int?
    var outside: Bool?
    /// The file of the folder that holds what was read, where it stands in no file elsewhere.
    public internal(set) var kept: String?

    /// Whether it lay outside the folder of its scenario.
    public var isOutside: Bool { outside ?? false }

    init() {}

    init(_ file: OutputFile) { self.init(file.name, file.bytes) }

    /// A file of a path, named by no place on somebody's machine.
    public init(of file: SourceFile) {
      self.init(RunManifest.recorded([file.path]).first ?? "", file.allBytes)
    }

    init(_ path: String, _ bytes: [UInt8]) {
      (self.path, sha256, self.bytes) = (path, Digest.sha256(bytes), bytes.count)
    }

    static var keys: [JSONKey<Self>] {
      [
        JSONKey("path", \.path), JSONKey("sha256", \.sha256), JSONKey("bytes", \.bytes),
        JSONKey("outside", \.outside), JSONKey("kept", \.kept),
      ]
    }
  }

  /// Values of levers that replaced those of the scenario.
  struct Setting: Sendable, JSONKeyed {
    var lever = ""
    var value = 0.0

    static var keys: [JSONKey<Self>] { [JSONKey("lever", \.lever), JSONKey("value", \.value)] }
  }

  /// The day and the levers of one of several scenarios.
  struct Question: Sendable, JSONKeyed {
    var asOf: CalendarDate?
    var settings: [Setting]?
    var variant: String?

    static var keys: [JSONKey<Self>] {
      [JSONKey("as_of", \.asOf), JSONKey("set", \.settings), JSONKey("variant", \.variant)]
    }
  }

  /// What `require` was asked.
  public struct Requirement: Sendable, JSONKeyed {
    var target = ""
    var probability = 0.0
    var variable: String?

    init() {}

    /// A question.
    public init(target: String, probability: Double, variable: String?) {
      (self.target, self.probability, self.variable) = (target, probability, variable)
    }

    static var keys: [JSONKey<Self>] {
      [
        JSONKey("target", \.target), JSONKey("probability", \.probability),
        JSONKey("variable", \.variable),
      ]
    }
  }

  static let format = "forecast-run/1"

  /// Years of an indicator that come from the growth scenario.
  struct Carried: Sendable, JSONKeyed {
    var indicator = "", name = "", sector = ""
    var first = 0, last = 0

    /// The years; `nil` where they are none.
    var years: ClosedRange<Int>? { first <= last ? first...last : nil }

    static var keys: [JSONKey<Self>] {
      [
        JSONKey("indicator", \.indicator), JSONKey("name", \.name), JSONKey("sector", \.sector),
        JSONKey("first", \.first), JSONKey("last", \.last),
      ]
    }
  }

  var format, title, region, model, fits, variantTitle: String?
  /// The variant that the growth paths meet; `nil` for the forecast without conditions.
  public internal(set) var variant: String?
  var growth: [Carried]?
  /// The version of the program, the command, and the scenario where it is one.
  public internal(set) var version, command, scenario: String?
  var scenarios, formats, variants, treated: [String]?
  /// Titles of the scenarios, in their order.
  var titles: [String]?
  /// The office that hands in, and who signs for it, as scenarios state them.
  var office, signatory: String?
  /// References of the targets that the scenario puts first.
  var headline: [String]?
  var bordersUntil, event: CalendarDate?
  var measured: [Measured]?
  var horizon, shards, shard, pathsAsked: Int?
  /// The year of a growth scenario.
  public internal(set) var year: Int?
  var language: Language?
  /// The seed; `nil` where the command has none.
  public internal(set) var seed: UInt64?
  /// The number of paths; `nil` where the command has none.
  public internal(set) var paths: Int?
  var precision: Double?
  /// The day whose knowledge counted.
  public internal(set) var asOf: CalendarDate?
  var set: [Setting]?
  var sampling: Sampling?
  var excel: ExcelCSV?
  var questions: [Question]?
  var asked: Requirement?
  /// The manifest of an earlier run that it was compared with.
  var against: Entry?
  /// Files that were read and written; pages and workbooks that came later.
  public internal(set) var inputs, outputs, reports: [Entry]?
  private var seal: String?
  /// What a later version may have added.
  private var others: [JSONMember] = []
  /// What was read from databases, as the folder keeps it; only of a manifest that is about to be written.
  var keptInputs: [OutputFile] = []
  /// Keys that are there and hold something else than they should.
  private(set) var unread: [String] = []
  /// Whether its own hash fits.
  public private(set) var isWhole = true

  init() {}

  /// The manifest in a file.
  public init(_ node: JSONNode) {
    for key in Self.keys where !key.read(node[key.name], &self) { unread.append(key.name) }
    unread += outside
    let known = Set(Self.keys.map(\.name))
    others = node.members.filter { !known.contains($0.key) }
    isWhole = seal == Self.hash(node.removing(Self.sealKey))
  }

  /// The manifest of a folder; what is wrong with it is noted.
  ///
  /// - Parameter problem: what a manifest that is not ours is told.
  /// - Returns: `nil` where there is none of ours.
  public static func read(
    _ folder: String, otherwise problem: Problem = .run(.notARun), faults: inout FaultCollector
  ) -> RunManifest? {
    do throws(Fault) {
      let file = try SourceFile(readingOwn: folder + "/" + RunFolder.manifestName)
      guard let node = JSONParser.parse(file, isOurs: true, faults: &faults) else { return nil }
      let manifest = RunManifest(node)
      guard manifest.format == format else {
        faults.note(problem, at: .whole(file.path))
        return nil
      }
      return manifest
    } catch {
      faults.note([error])
      return nil
    }
  }

  /// Keys of numbers that no run has.
  private var outside: [String] {
    let counts = 1...SimulationPlan.mostPaths
    let years = Scenario.allowedYears
    func isOutside<Number: Comparable>(_ number: Number?, _ range: ClosedRange<Number>) -> Bool {
      number.map { !range.contains($0) } ?? false
    }
    let found: [(key: String, isOutside: Bool)] = [
      ("paths", isOutside(paths, counts)), ("paths_asked", isOutside(pathsAsked, counts)),
      ("precision", isOutside(precision, RunOptions.allowedPrecision)),
      ("shard", isOutside(shard, counts)), ("shards", isOutside(shards, counts)),
      ("year", isOutside(year, years)),
      ("set", !(set ?? []).allSatisfy { $0.value.isFinite }),
    ]
    return found.filter(\.isOutside).map(\.key)
  }

  /// Whether it names every file of its folder, all of them inside.
  var isComplete: Bool {
    command != nil && version != nil && unread.allSatisfy { !Self.lists.contains($0) }
      && ((outputs ?? []) + (reports ?? [])).allSatisfy { !$0.path.contains("/") }
      && (inputs ?? []).allSatisfy(\.isKeptInside)
  }

  private static let lists = ["inputs", "outputs", reportsKey]

  /// The values of levers by name.
  public var settings: [String: Double] {
    Dictionary((set ?? []).map { ($0.lever, $0.value) }) { _, last in last }
  }

  /// Whether it is of a part of a run.
  public var isShard: Bool { command == Self.shardCommand }

  static let shardCommand = "shard"

  /// Which shard it is of, and of how many; `nil` for whole runs.
  public var part: (number: Int, count: Int)? {
    guard let shard, let shards else { return nil }
    return (shard, shards)
  }

  /// Some of its keys with what they hold.
  func members(_ names: [String]) -> [JSONMember] {
    names.compactMap { name in members.first { $0.key == name } }
  }
}

extension RunManifest: JSONKeyed {
  static var keys: [JSONKey<RunManifest>] {
    [
      JSONKey("format", \.format), JSONKey("version", \.version), JSONKey("command", \.command),
      JSONKey("scenario", \.scenario), JSONKey("scenarios", \.scenarios),
      JSONKey("titles", \.titles),
      JSONKey("title", \.title), JSONKey("region", \.region),
      JSONKey("office", \.office), JSONKey("signatory", \.signatory),
      JSONKey("borders_until", \.bordersUntil), JSONKey("model", \.model),
      JSONKey("horizon", \.horizon), JSONKey("language", \.language), JSONKey("year", \.year),
      JSONKey("event", \.event), JSONKey("treated", \.treated),
      JSONKey("measured", \.measured),
      JSONKey("shard", \.shard), JSONKey("shards", \.shards), JSONKey("seed", \.seed),
      JSONKey("paths", \.paths), JSONKey("paths_asked", \.pathsAsked),
      JSONKey("precision", \.precision), JSONKey("as_of", \.asOf), JSONKey("set", \.set),
      JSONKey("variant", \.variant), JSONKey("variant_title", \.variantTitle),
      JSONKey("growth", \.growth),
      JSONKey("variants", \.variants), JSONKey("headline", \.headline),
      JSONKey("sampling", \.sampling),
      JSONKey("formats", \.formats), JSONKey("excel", \.excel), JSONKey("fits", \.fits),
      JSONKey("questions", \.questions), JSONKey("asked", \.asked),
      JSONKey("against", \.against), JSONKey("inputs", \.inputs),
      JSONKey("outputs", \.outputs), JSONKey(reportsKey, \.reports), JSONKey(sealKey, \.seal),
    ]
  }
}

extension RunManifest {
  /// The key of the pages and workbooks that `forecast report` made of the folder.
  static let reportsKey = "reports"
  /// The key of the manifest's own hash, over all that stands before it.
  public static let sealKey = "manifest_sha256"

  private static func hash(_ node: JSONNode) -> String {
    Digest.sha256(Array(node.canonicalText.utf8))
  }

  /// A manifest as a file, with its own hash as the last key.
  package static func sealed(_ node: JSONNode) -> OutputFile {
    OutputFile(
      name: RunFolder.manifestName,
      text: node.adding(sealKey, .text(hash(node))).canonicalText)
  }

  /// The file, with the manifest's own hash as the last key.
  public var file: OutputFile { Self.sealed(bare).beside(keptInputs) }

  /// What tells the run from others: the hash of the manifest as the run wrote it, reports that came later left out.
  public var identity: String { Self.hash(ofRun.bare) }

  /// All keys but that of the hash.
  private var bare: JSONNode {
    var bare = self
    bare.seal = nil
    let last = members.first { $0.key == Self.reportsKey }
    let first = bare.members.filter { $0.key != Self.reportsKey }
    return JSONNode(.object(first + others + (last.map { [$0] } ?? [])), at: .whole(""))
  }

  /// A manifest that names reports which were written into its folder, in place of earlier ones of their names.
  public func adding(reports files: [OutputFile]) -> RunManifest {
    let names = Set(files.map(\.name))
    var manifest = self
    manifest.reports =
      ((reports ?? []).filter { !names.contains($0.path) } + files.map(Entry.init))
      .sorted { $0.path < $1.path }
    return manifest
  }

  /// The manifest as the run wrote it, without reports that came later.
  public var ofRun: RunManifest {
    var manifest = self
    manifest.reports = nil
    return manifest
  }
}

extension Language: Fact, JSONWritten {}
extension ExcelCSV: Fact, JSONWritten {}
extension Sampling: Fact, JSONWritten {}
