internal import ArgumentParser
internal import Files
internal import Plans
internal import Reports

/// `forecast verify`: whether a run folder is what its manifest says.
struct Verify: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that run folders are as they were written, and their inputs unchanged.",
    usage: "forecast verify <folders> ... [<options>]",
    discussion: """
      Compares every file of a folder, and every file that the run read, with the hashes in run.json, and \
      run.json with its own. Inputs are looked for from the working folder, then from the folders that hold \
      the run. What differs is listed with exit code 3.

      Examples:
        forecast verify runs/haiduong-2030
        forecast verify archive/* --directory /srv/forecasts
      """)

  @Argument(help: "Run folders.", completion: .directory)
  var folders: [String]

  @Option(
    help: """
      The folder from which paths of inputs count: where the runs were started, or that of the scenario where it \
      was named by an absolute path.
      """,
    completion: .directory)
  var directory: String?

  @Option(help: "Language of sentences: \(Language.codes).")
  var language = Language.en

  @Flag(name: .shortAndLong, help: "Nothing but faults.")
  var quiet = false

  var computes: Bool { false }

  func perform() throws {
    var all: [Fault] = []
    for folder in folders {
      // A collector of its own, since each stops at its limit.
      var faults = FaultCollector()
      defer { all += faults.found }
      guard let record = RunRecord.read(folder, faults: &faults) else { continue }
      let later = record.checkOutputs(faults: &faults)
      record.checkInputs(from: record.base(given: directory), faults: &faults)
      if faults.found.isEmpty && !quiet { Console.printText(text(record, later)) }
    }
    guard all.isEmpty else { throw Faults(all) }
  }

  private func text(_ record: RunRecord, _ later: [String]) -> String {
    let say = Catalogue.of(language)
    let style = NumberStyle(language)
    var lines = [
      say(
        "verify.heading",
        ["folder": record.folder, "command": record.command, "version": record.version])
    ]
    if let seed = record.seed, let paths = record.paths {
      lines.append(
        say("verify.seed", ["seed": "\(seed)", "paths": style.fixed(Double(paths), decimals: 0)]))
    }
    lines.append(say("verify.outputs", ["count": "\(record.outputs.count)"]))
    let outside = record.inputs.count(where: \.isOutside)
    lines.append(
      say("verify.inputs", ["count": "\(record.inputs.count)", "outside": "\(outside)"]))
    if !later.isEmpty {
      lines.append(say("verify.later", ["names": later.joined(separator: ", ")]))
    }
    if record.version != ProgramVersion.text {
      lines.append(say("verify.version", ["made": record.version, "own": ProgramVersion.text]))
    }
    return lines.joined(separator: "\n  ") + "\n"
  }
}
