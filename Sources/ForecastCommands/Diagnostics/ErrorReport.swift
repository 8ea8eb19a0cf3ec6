internal import ArgumentParser
internal import Files
internal import Folders
internal import LinearAlgebra
internal import Models
internal import Plans
internal import Reports
internal import Tracking

/// The one place where errors become sentences and exit codes.
enum ErrorReport {
  /// Prints an error and gives the end of the command.
  static func end(_ error: any Error) -> CommandEnd {
    let words = Speech.wording
    switch error {
    case let end as CommandEnd: return end
    case let faults as Faults: return self.end(faults.all)
    case let fault as Fault: return self.end([fault])
    case let error as PipelineError: return self.end(pipeline: error)
    case let error as SchedulerFailure: return failed(words.sentence(error))
    case let error as ModelError: return failed(words.sentence(error))
    case let error as RunFolderError: return failed(words.sentence(error))
    case let error as BLAS.NoRoom:
      _ = failed(words.sentence(.noRoom(megabytes: error.megabytes)))
      return CommandEnd(status: ExitStatus.failed, isAtOnce: true)
    case PipelineInterruption.requested: return interrupted(.paused)
    // Some arguments are known to be wrong only when files have been read.
    case let error as ValidationError: return failed(error.message, status: ExitStatus.usage)
    default: return failed("\(error)")
    }
  }

  private static func end(pipeline error: PipelineError) -> CommandEnd {
    let words = Speech.wording
    switch error {
    case .faults(let faults): return end(faults)
    case .cancelled: return interrupted(.cancelled)
    case .model(let indicator, let error):
      return failed(words.sentence(.notFitted(indicator: indicator, error)))
    case .outOfNumbers(let indicator, let step):
      return failed(words.sentence(.outOfNumbers(indicator: indicator, year: step + 1)))
    case .tooManyPaths(let needed):
      return failed(
        words.sentence(
          .tooManyPaths(needed: needed, allowed: RunOptions.allowedPaths.upperBound)))
    case .numerical(let error): return failed(words.sentence(error))
    }
  }

  private static func end(_ faults: [Fault]) -> CommandEnd {
    Console.printNote(Speech.faults.text(faults))
    return CommandEnd(status: ExitStatus.faults)
  }

  private static func failed(
    _ sentence: String, status: Int32 = ExitStatus.failed
  ) -> CommandEnd {
    Console.printNote("forecast: " + sentence)
    return CommandEnd(status: status)
  }

  private static func interrupted(_ failure: RunFailure) -> CommandEnd {
    Console.printNote("forecast: " + Speech.wording.sentence(failure))
    return CommandEnd(status: ExitStatus.interrupted)
  }
}

/// A command whose errors end as sentences and exit codes.
protocol ReportingCommand: ParsableCommand {
  /// Does what the command is for.
  func perform() throws
  /// Whether it fits or simulates.
  var computes: Bool { get }
}

extension ReportingCommand {
  var computes: Bool { true }

  func run() throws {
    do {
      if computes { try BLAS.checkRoom() }
      try perform()
    } catch {
      throw ErrorReport.end(error)
    }
  }
}

/// What a command tells the shell.
enum ExitStatus {
  static let done: Int32 = 0
  static let failed: Int32 = 1
  static let usage: Int32 = 2
  static let faults: Int32 = 3
  static let interrupted: Int32 = 130
}

/// Ends a command with a status after its message has been printed.
struct CommandEnd: Error {
  let status: Int32
  /// Whether libraries are not asked to tidy up, for which they may want what there is none of.
  var isAtOnce = false
}

extension Faults {
  /// What is read; throws every fault that was noted on the way, the one that ended it among them.
  static func collected<Value>(
    _ read: (inout FaultCollector) throws(Fault) -> Value?
  ) throws(Faults) -> Value {
    var faults = FaultCollector()
    var value: Value?
    do {
      value = try read(&faults)
    } catch {
      faults.note([error])
    }
    guard let value, faults.found.isEmpty else { throw Faults(faults.found) }
    return value
  }
}
