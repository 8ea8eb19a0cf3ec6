public import ArgumentParser
internal import Reports

#if canImport(Glibc)
  internal import Glibc
#endif

/// The program.
public struct Forecast: ParsableCommand {
  /// Its name and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Will the plan be met? Forecasts, scenarios and probabilities from real data.",
    discussion: """
      Results go to files and short tables to standard output; progress and notes to standard error. \
      Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the input has faults, 130 interrupted.

      Examples:
        forecast run Scenarios/haiduong-2030/scenario.json
        forecast validate Scenarios/haiduong-2030/scenario.json
        forecast schema scenario > scenario.schema.json
      """,
    version: ProgramVersion.text,
    subcommands: [
      Run.self, Merge.self, Sweep.self, Monthly.self, Track.self, ScorecardCommand.self,
      Tasks.self, Effect.self, Compare.self, Require.self, Score.self, Predict.self, Backtest.self,
      Calibrate.self, Report.self, Explain.self, Verify.self,
      Publish.self,
      Init.self, Validate.self, Schema.self,
      Models.self, Doctor.self,
    ])

  /// The program without a subcommand prints its help.
  public init() {}

  /// Parses the arguments, runs the command and ends the process with its status.
  public static func start() -> Never {
    // A file that may not grow and a pipe that nobody reads are answers to the write, not an end.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    // Ends the program, as everywhere; the runtime's reporter of crashes would take it and go on.
    signal(SIGQUIT, SIG_DFL)
    openStreams()
    allowFiles()
    Interruption.watch()
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let help = Help.text(for: arguments, width: min(Console.width, 100)) {
      Console.printResult(help)
      Glibc.exit(Console.hasFailed ? ExitStatus.failed : ExitStatus.done)
    }
    if let problem = ParserMessage.unknownCommand(arguments) {
      Console.printNote(
        Speech.usage("Error: ") + Speech.wording.sentence(problem) + "\n"
          + Speech.usage("  See 'forecast --help' for more information."))
      Glibc.exit(ExitStatus.usage)
    }
    do {
      var command = try parseAsRoot()
      try command.run()
      Glibc.exit(Console.hasFailed ? ExitStatus.failed : ExitStatus.done)
    } catch let end as CommandEnd {
      if end.isAtOnce { _exit(end.status) }
      Glibc.exit(end.status)
    } catch {
      let message = fullMessage(for: error)
      if exitCode(for: error).isSuccess {
        if !message.isEmpty { Console.printResult(message + "\n") }
        Glibc.exit(Console.hasFailed ? ExitStatus.failed : ExitStatus.done)
      }
      Console.printNote(
        ParserMessage.unknownOption(arguments).map { ParserMessage.text($0, before: message) }
          ?? Speech.usage(message))
      Glibc.exit(ExitStatus.usage)
    }
  }

  /// Takes room for as many open files as the system's libraries need, or says that there is none: they would stop with
  /// a signal.
  private static func allowFiles() {
    let (needed, wanted): (rlim_t, rlim_t) = (24, 256)
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(files, &limit) == 0, limit.rlim_cur < wanted else { return }
    limit.rlim_cur = min(limit.rlim_max, wanted)
    _ = setrlimit(files, &limit)
    guard limit.rlim_cur < needed else { return }
    Console.printNote(
      "forecast: "
        + Speech.wording.sentence(
          .fewFiles(allowed: Int(limit.rlim_cur), needed: Int(needed))))
    Glibc.exit(ExitStatus.failed)
  }

  /// Opens what the caller has closed of input, output and errors, so that no file of ours gets such a
  /// number and prints land in it. What is opened takes no writes: a result that is lost is still noticed.
  private static func openStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(stream, F_GETFD) == -1 && errno == EBADF {
      guard open("/dev/null", O_RDONLY) == stream else { Glibc.exit(ExitStatus.failed) }
    }
  }
}
