internal import Files
internal import LinearAlgebra
internal import Models
internal import Pipeline
internal import Plans
internal import Reports

/// The one place where errors become sentences and exit codes.
enum ErrorReport {
  /// Prints an error and gives the end of the command.
  static func end(_ error: any Error) -> CommandEnd {
    switch error {
    case let end as CommandEnd: return end
    case let faults as Faults:
      Console.printNote(FaultSentence.text(faults.all))
      return CommandEnd(status: ExitStatus.faults)
    case let fault as Fault: return self.end(Faults([fault]))
    case let error as PipelineError: return self.end(pipeline: error)
    case let error as ChartLibrary.Missing:
      Console.printNote("forecast: " + sentence(error))
      return CommandEnd(status: ExitStatus.failed)
    case let error as SlurmEngine.Failure:
      Console.printNote("forecast: " + sentence(error))
      return CommandEnd(status: ExitStatus.failed)
    case PipelineInterruption.requested:
      Console.printNote(
        "forecast: interrupted; what is done stays, and the same command goes on from there")
      return CommandEnd(status: ExitStatus.interrupted)
    case let error as ModelError:
      Console.printNote("forecast: " + sentence(error))
      return CommandEnd(status: ExitStatus.failed)
    case let error as RunFolderError:
      Console.printNote("forecast: " + sentence(error))
      return CommandEnd(status: ExitStatus.failed)
    default:
      Console.printNote("forecast: \(error)")
      return CommandEnd(status: ExitStatus.failed)
    }
  }

  private static func end(pipeline error: PipelineError) -> CommandEnd {
    switch error {
    case .faults(let faults):
      Console.printNote(FaultSentence.text(faults))
      return CommandEnd(status: ExitStatus.faults)
    case .cancelled:
      Console.printNote("forecast: interrupted; nothing was written")
      return CommandEnd(status: ExitStatus.interrupted)
    case .model(let indicator, let error):
      Console.printNote("forecast: \(indicator) could not be fitted: \(sentence(error))")
      return CommandEnd(status: ExitStatus.failed)
    case .outOfNumbers(let indicator, let step):
      Console.printNote("forecast: " + outOfNumbers(indicator, step))
      return CommandEnd(status: ExitStatus.failed)
    case .numerical(let error):
      Console.printNote("forecast: \(sentence(error))")
      return CommandEnd(status: ExitStatus.failed)
    }
  }

  static func outOfNumbers(_ indicator: String, _ step: Int) -> String {
    "some paths of \(indicator) leave the range of numbers in simulated year \(step + 1): its figures "
      + "spread too far for its scale, or it is divided by what may be 0; give it bounds or another model"
  }

  static func sentence(_ error: RunFolderError) -> String {
    switch error {
    case .foreign(let path):
      "\(path) exists and no run wrote it; choose another folder with --output"
    case .holdsOthers(let path, let name):
      "\(path) holds \(name), which no run wrote; move it or choose another folder with --output"
    case .insideRun(let path):
      "\(path) lies inside the run folder, which holds a run's own files only; choose another place"
    case .isInput(let path):
      "\(path) is read by this command and would be overwritten; choose another place for the output"
    case .occupied(let path):
      "\(path) exists already and is never overwritten; choose another folder with --output"
    case .inUse(let path, let process):
      "\(path) is being written by \(process.map { "process \($0)" } ?? "another process"); wait for it, or "
        + "choose another folder with --output"
    case .refused(let path, let reason): "\(path) cannot be written: \(reason)"
    }
  }

  static func sentence(_ error: ChartLibrary.Missing) -> String {
    "charts need \(error.path), which Debian's package \(error.package) has; nothing was written"
  }

  static func sentence(_ error: SlurmEngine.Failure) -> String {
    switch error {
    case .noScheduler(let reason): "the jobs could not be submitted: \(reason)"
    case .torn(let path): "\(path) has an end of a line in its name, which no batch script can hold"
    case .tasksFailed(let count, let folder):
      "\(count) tasks left no result, though submitted again; their logs stand in \(folder)"
    }
  }

  static func sentence(_ error: ModelError) -> String {
    switch error {
    case .numerical(let cause): sentence(cause)
    case .tooFewCases(let found, let minimum):
      "the panels hold \(found) future values to learn from; at least \(minimum) are needed"
    default: "\(error)"
    }
  }

  static func sentence(_ error: LinearAlgebraError) -> String {
    switch error {
    case .notPositiveDefinite(let order):
      "a covariance is not positive definite (minor of order \(order))"
    case .rankDeficient(let rank, let columns):
      "a regression has rank \(rank) with \(columns) columns"
    case .noConvergence(let routine, let info): "\(routine) did not converge (info \(info))"
    case .notFinite: "a matrix holds infinite values"
    }
  }
}
