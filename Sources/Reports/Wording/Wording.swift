public import Files
public import Folders
public import LinearAlgebra
public import Models
public import Plans

/// What a language says of faults, hints and errors: a sentence for every fact, none of which it may leave out.
///
/// A language is a folder of this one with a value that keeps this protocol, its catalogue of sentences in
/// `Localization/Sentences`, and its case in ``Language``.
public protocol Wording: Sendable {
  /// The language.
  var language: Language { get }
  /// How it writes what is no sentence.
  var writing: Writing { get }
  /// Its sentences that are no faults.
  var catalogue: Catalogue { get }
  /// What stands before a sentence that tells no fault.
  func label(_ label: FaultLabel) -> String

  // A place is told before, a code behind these.
  func sentence(_ problem: FileProblem) -> String
  func sentence(_ problem: JSONProblem) -> String
  func sentence(_ problem: ValueProblem) -> String
  func sentence(_ problem: TableProblem) -> String
  func sentence(_ problem: PeriodProblem) -> String
  func sentence(_ problem: PanelProblem) -> String
  func sentence(_ problem: SeriesProblem) -> String
  func sentence(_ problem: FigureProblem) -> String
  func sentence(_ problem: PlanProblem) -> String
  func sentence(_ problem: ScenarioProblem) -> String
  func sentence(_ problem: PartsProblem) -> String
  func sentence(_ problem: GrowthProblem) -> String
  func sentence(_ problem: MeasureProblem) -> String
  func sentence(_ problem: TaskProblem) -> String
  func sentence(_ problem: WorkbookProblem) -> String
  func sentence(_ problem: EffectProblem) -> String
  func sentence(_ problem: RunProblem) -> String
  func sentence(_ problem: DatabaseProblem) -> String
  func sentence(_ problem: StatisticsProblem) -> String
  func sentence(_ problem: LayoutProblem) -> String
  func sentence(_ problem: StartProblem) -> String
  func sentence(_ note: PanelNote) -> String

  func sentence(_ hint: Hint) -> String
  func sentence(_ hint: WritingHint) -> String
  func sentence(_ hint: MendingHint) -> String
  func sentence(_ hint: StartHint) -> String
  func sentence(_ hint: TaskHint) -> String
  func sentence(_ hint: WorkbookHint) -> String
  func sentence(_ hint: DatabaseHint) -> String
  func sentence(_ hint: StatisticsHint) -> String

  func sentence(_ error: RunFolderError) -> String
  func sentence(_ error: SchedulerFailure) -> String
  func sentence(_ error: ModelError) -> String
  func sentence(_ error: LinearAlgebraError) -> String
  func sentence(_ end: RunFailure) -> String
  func sentence(_ problem: UsageProblem) -> String

  /// A row of what a database answered, and the name of its column.
  func words(row: Int, column: String?) -> String

  /// How many faults there are, and that nothing was written.
  ///
  /// - Parameter isMore: whether there are more, which were not counted.
  func closing(faults count: Int, isMore: Bool) -> String
  /// What stands for faults of a kind that are not listed: how many, of how many, and the last line; 0 for none.
  func unlisted(faults count: Int, of all: Int, lastLine: Int) -> String
  /// What stands for warnings of a kind that are not listed.
  func unlisted(warnings count: Int) -> String
  /// What stands for notes that are not listed.
  func unlisted(notes count: Int) -> String
}

/// What stands before a sentence.
public enum FaultLabel: Sendable, Hashable, CaseIterable {
  case hint, warning, note
}

/// Why a command ended that had begun well.
public enum RunFailure: Sendable {
  /// Somebody asked it to stop before anything was written.
  case cancelled
  /// Somebody asked it to stop; what is done stays.
  case paused
  /// A model could not be fitted to an indicator.
  case notFitted(indicator: String, ModelError)
  /// Paths leave the range of numbers in a simulated year.
  case outOfNumbers(indicator: String, year: Int)
  /// A precision asks for more paths than are simulated.
  case tooManyPaths(needed: Double, allowed: Int)
  /// The system gives less memory than linear algebra takes, in megabytes.
  case noRoom(megabytes: Int)
  /// The system lets the program open fewer files at once than it must.
  case fewFiles(allowed: Int, needed: Int)
  /// The result could not be printed.
  case notPrinted(FileObstacle)
}

/// Why a sweep on a scheduler did not end.
public enum SchedulerFailure: Error, Sendable, Hashable {
  /// The program that submits jobs is not there.
  case notInstalled(program: String)
  /// It ended with a status.
  case refused(program: String, status: Int32)
  /// A path that would be more than one line of a batch script.
  case torn(path: String)
  /// Tasks that left nothing, and where their logs stand.
  case tasksFailed(count: Int, folder: String)
}

extension Wording {
  /// The sentence of a problem.
  public func sentence(_ problem: Problem) -> String {
    switch problem {
    case .file(let problem): sentence(problem)
    case .json(let problem): sentence(problem)
    case .workbook(let problem): sentence(problem)
    case .value(let problem): sentence(problem)
    case .table(let problem): sentence(problem)
    case .period(let problem): sentence(problem)
    case .panel(let problem): sentence(problem)
    case .series(let problem): sentence(problem)
    case .figure(let problem): sentence(problem)
    case .plan(let problem): sentence(problem)
    case .scenario(let problem): sentence(problem)
    case .parts(let problem): sentence(problem)
    case .growth(let problem): sentence(problem)
    case .measure(let problem): sentence(problem)
    case .task(let problem): sentence(problem)
    case .effect(let problem): sentence(problem)
    case .run(let problem): sentence(problem)
    case .database(let problem): sentence(problem)
    case .statistics(let problem): sentence(problem)
    case .layout(let problem): sentence(problem)
    case .start(let problem): sentence(problem)
    }
  }

  /// A whole number with its thousands set apart as the language does.
  func grouped(_ number: Int) -> String {
    NumberStyle(language).fixed(Double(number), decimals: 0)
  }

  /// Names with commas between them.
  func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  /// A character by its number, U+001B.
  func scalar(_ code: UInt32) -> String {
    "U+\(String(code + 0x10000, radix: 16, uppercase: true).dropFirst())"
  }

  /// A circle of names.
  func arrow(_ chain: [String]) -> String { chain.joined(separator: " → ") }
}

/// What an option takes.
public enum ArgumentForm: Sendable, Hashable {
  /// A day, `YYYY-MM-DD`.
  case day
  /// `I/N`.
  case shard(most: Int)
  /// `LEVER=VALUE`.
  case setting
  /// A whole number, in a range where there is one.
  case whole(ClosedRange<Int>?)
  /// A whole number from 0.
  case wholeUp(to: UInt64)
  /// A number in a range.
  case number(String, String)
  /// One of some words.
  case oneOf([String])
}

/// What is wrong with the arguments of a command.
public enum UsageProblem: Sendable, Hashable {
  case outOfRange(option: String, low: String, high: String)
  /// What an option cannot be, and what it may be where its help alone does not say it.
  case invalidValue(String, option: String, ArgumentForm?)
  case unknownCommand(String, near: String?, known: [String])
  case unknownOption(String, near: String?)
  case unexpectedArguments([String])
  case valueMissing(option: String)
  case argumentMissing(String)
  case unknownFormat(String, known: [String])
  case unknownModel(String, near: String?, known: [String])
  // Missing or alone
  case noRunFolder, noPanel, twoScenarios
  case noSuchReport(format: String, folder: String, command: String)
  /// The run before knew more than the run.
  case sinceLater(day: String, than: String)
  case scenarioOrAgain, againAlone, directoryWithoutAgain
  case yearNeeded
  /// The year lies farther than so many years behind the last one of the data.
  case yearTooFar(Int, last: Int, ahead: Int)
  /// No file says of what day it is.
  case dayNeeded
  case setTwice(String)
  // What does not go together
  case sobolOfShards, precisionOfShards, drawsOfShards
  case questionOfShards, questionOfSweep
  case precisionElsewhere, noWorkbook
  /// An option that means nothing to the command.
  case meaningless(String)
  case tableWithModel
  // Numbers
  case unknownFrequency, boundNotANumber, boundsReversed
  case growingBounded, parentsWithoutGrowing, folds
  case profileAlone, growthWithHorizon
  /// Options that do not go with panels of printed tables, and several tables where one is wanted.
  case panelOfTables, severalTables
}
