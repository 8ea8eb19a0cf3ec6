internal import ArgumentParser
internal import Files
internal import Plans
internal import Reports

/// `forecast explain`: how one probability of a run came about.
struct Explain: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say how a probability came about, step by step, with its numbers.",
    discussion: """
      Reads a run folder: what the plan asks for, what is known, how it was forecast, what the simulated \
      futures give, where their spread comes from, the chance with its error, and how far such ranges held.

      Example:
        forecast explain runs/haiduong-2030 --target I.6
      """)

  @Argument(help: "A folder of forecast run.", completion: .directory)
  var run: String

  @Option(help: "The row of the plan, such as I.6; PLAN:REF where several plans have it.")
  var target: String

  @OptionGroup var speech: LanguageOption

  var computes: Bool { false }

  func perform() throws {
    let folder = try Faults.collected { FolderTables.read(folder: run, faults: &$0) }
    let same = Explanation.rows(folder, reference: target)
    guard same.count < 2 else {
      throw Faults([
        Fault(
          .plan(.severalRows(target)), at: .whole(run + "/attainment.csv"), hint: .allowed(same))
      ])
    }
    guard
      let text = Explanation(
        folder, reference: target, language: speech.language, width: Console.width)?.text
    else {
      let known = Explanation.references(folder)
      let hint = nearestName(to: target, among: known).map(Hint.didYouMean)
      throw Faults([
        Fault(.plan(.unknownReference(target)), at: .whole(run + "/attainment.csv"), hint: hint)
      ])
    }
    Console.printText(text)
  }
}
