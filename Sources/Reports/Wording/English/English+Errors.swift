internal import Files
internal import Folders
internal import LinearAlgebra
internal import Models
internal import Pipeline

// What ends a command that its input does not answer for.

extension English {
  func sentence(_ error: RunFolderError) -> String {
    switch error {
    case .foreign(let path):
      "\(path) exists and no run wrote it; choose another folder with --output"
    case .holdsOthers(let path, let name):
      "\(path) holds \(name), which no run wrote; move it or choose another folder with --output"
    case .documentOpen(let path, let document, let lock):
      "\(document) in \(path) is open in an office program: close it, or choose another folder with --output; "
        + "where nobody has it open, remove \(lock)"
    case .insideRun(let path):
      "\(path) lies inside a run folder, which holds only a run's own files; choose another place"
    case .foreignFile(let path):
      "\(path) exists and no earlier use of this option wrote it; choose another file"
    case .isInput(let path):
      "\(path) is read by this command and would be overwritten; choose another place for the output"
    case .occupied(let path):
      "\(path) already exists and is never overwritten; choose another folder with --output"
    case .inUse(let path, let process):
      "\(path) is being written by \(process.map { "process \($0)" } ?? "another process"); wait for it, or "
        + "choose another folder with --output"
    case .refused(let path, let obstacle): "\(path) cannot be written: \(words(obstacle))"
    }
  }

  func sentence(_ error: SchedulerFailure) -> String {
    switch error {
    case .notInstalled(let program): "the jobs could not be submitted: \(program) is not installed"
    case .refused(let program, let status):
      "the jobs could not be submitted: \(program) ended with \(status)"
    case .torn(let path): "\(path) has a line break in its name, which no batch script can hold"
    case .tasksFailed(let count, let folder):
      "\(count == 1 ? "1 task" : "\(count) tasks") left no result, though submitted again; the logs are in \(folder)"
    }
  }

  func sentence(_ error: ModelError) -> String {
    switch (error, ModelObstacle(error)) {
    case (.numerical(let cause), _): sentence(cause)
    case (.tooFewCases(let found, let minimum), _):
      "the panels hold \(found) future values to learn from; at least \(minimum) are needed"
    case (_, let obstacle?): "the model cannot be used: \(words(obstacle))"
    case (_, nil): "the model cannot be used"
    }
  }

  func sentence(_ error: LinearAlgebraError) -> String {
    switch error {
    case .notPositiveDefinite(let order):
      "a covariance is not positive definite (minor of order \(order))"
    case .rankDeficient(let rank, let columns):
      "a regression has rank \(rank) with \(columns) columns"
    case .noConvergence(let routine, let info): "\(routine) did not converge (info \(info))"
    case .notFinite: "a matrix holds infinite values"
    }
  }

  func sentence(_ failure: RunFailure) -> String {
    switch failure {
    case .cancelled: "interrupted; nothing was written"
    case .paused: "interrupted; what is done stays, and the same command goes on from there"
    case .notFitted(let indicator, let error):
      "\(indicator) could not be fitted: \(sentence(error))"
    case .outOfNumbers(let indicator, let year):
      "some paths of \(indicator) leave the range of numbers in simulated year \(year): its figures "
        + "spread too far for its scale, or it is divided by what may be 0; give it bounds or another model"
    case .tooManyPaths(let needed, let allowed):
      "the precision asks for \(NumberStyle(language).short(needed)) paths, more than the \(grouped(allowed)) that are simulated"
    case .noRoom(let megabytes):
      "the system gives this program too little memory: at least \(grouped(megabytes)) MB more must be free (ulimit -v)"
    case .fewFiles(let allowed, let needed):
      "the system lets this program open \(allowed) files at once; it needs \(needed) (ulimit -n)"
    case .notPrinted(let obstacle): "the result cannot be printed: \(words(obstacle))"
    }
  }

  private func words(_ form: ArgumentForm) -> String {
    switch form {
    case .day: "it is a day that the calendar has, written YYYY-MM-DD"
    case .shard(let most): "it is I/N, whole numbers with I from 1 to N and N up to \(most)"
    case .setting: "it is LEVER=VALUE with a number behind the ="
    case .whole(let range?):
      "it is a whole number from \(range.lowerBound) to \(range.upperBound), in digits alone"
    case .whole(nil): "it is a whole number, in digits alone"
    case .wholeUp(let most): "it is a whole number from 0 to \(most)"
    case .number(let low, let high): "it is a number from \(low) to \(high)"
    case .oneOf(let choice): "it is one of \(list(choice))"
    }
  }

  func sentence(_ problem: UsageProblem) -> String {
    switch problem {
    case .outOfRange(let option, let low, let high):
      "\(option) must lie between \(low) and \(high)."
    case .invalidValue(let value, let option, let form):
      "\(option) cannot be '\(value)'\(form.map { ": \(words($0))" } ?? "")."
    case .unknownCommand(let name, let near, let known):
      "There is no command '\(name)'.\(near.map { " Did you mean \($0)?" } ?? "") Known: \(list(known))."
    case .unknownOption(let option, let near):
      "Unknown option '\(option)'.\(near.map { " Did you mean '\($0)'?" } ?? "")"
    case .unexpectedArguments(let arguments):
      "\(arguments.count == 1 ? "Unexpected argument" : "Unexpected arguments"): \(list(arguments))."
    case .valueMissing(let option): "\(option) needs a value."
    case .argumentMissing(let argument): "\(argument) is missing."
    case .unknownFormat(let name, let known): "--format \(name) is not known; \(list(known)) are."
    case .unknownModel(let id, let near, let known):
      "There is no model \(id).\(near.map { " Did you mean \($0)?" } ?? "") Known: \(list(known))."
    case .noRunFolder: "A run folder is needed."
    case .noPanel: "At least one panel is needed."
    case .twoScenarios: "Two or more scenarios are compared."
    case .scenarioOrAgain: "Name a scenario file, or a run folder with --again."
    case .againAlone:
      "--again takes everything from the run folder; with it go --output, --threads, --language, --quiet."
    case .directoryWithoutAgain: "--directory belongs to --again."
    case .yearNeeded: "--year is needed: the scenario names no day, and no variant a year."
    case .yearTooFar(let year, let last, let ahead):
      "\(year) lies more than \(ahead) years after \(last), the last year of the data."
    case .dayNeeded: "No file of tasks names a day; give one with --as-of."
    case .setTwice(let lever): "--set gives \(lever) twice; give it once."
    case .sobolOfShards: "Shards are parts of random paths; --sampling sobol runs whole."
    case .precisionOfShards: "--precision adds paths until a whole run reaches it; shards cannot."
    case .drawsOfShards: "--draws writes every path of a run; a shard has only a part of them."
    case .questionOfShards: "Paths, seed, precision and day are those of the shards."
    case .questionOfSweep: "The paths and seeds of a sweep are given in its file."
    case .precisionElsewhere: "--precision is for forecast run; use --paths here."
    case .noSuchReport(let format, let folder, let command):
      "No \(format) can be made of \(folder): forecast \(command) has none, or an earlier version wrote it."
    case .sinceLater(let day, let than):
      "--since names an earlier run: its day, \(day), is later than \(than)."
    case .meaningless(let option): "\(option) means nothing to this command."
    case .noWorkbook: "This command has no workbook; --format csv,html are known."
    case .tableWithModel: "--table belongs to --model auto."
    case .unknownFrequency: "--frequency must be A, Q or M."
    case .boundNotANumber: "A bound must be a number."
    case .boundsReversed: "--lower must be below --upper."
    case .parentsWithoutGrowing: "--parents needs --growing."
    case .growingBounded: "--growing is for yearly levels without an upper bound."
    case .panelOfTables:
      "--panel and --figures read printed tables; of the other options only --decimal, --language and --quiet go with them."
    case .severalTables:
      "A scenario is started from one table; several go with --panel or --figures."
    case .profileAlone:
      "--profile and --profile-data belong together, and to --growth, as --prices does."
    case .growthWithHorizon: "--growth goes with none of --horizon, --yearly and --in-place."
    case .folds: "--folds must be 0 or lie between 2 and 20."
    }
  }
}
