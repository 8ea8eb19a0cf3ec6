internal import ArgumentParser

/// A command whose errors end as sentences and exit codes.
protocol ReportingCommand: ParsableCommand {
  /// Does what the command is for.
  func perform() throws
}

extension ReportingCommand {
  func run() throws {
    do {
      try perform()
    } catch {
      throw ErrorReport.end(error)
    }
  }
}
