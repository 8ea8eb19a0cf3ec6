internal import Folders
internal import Pipeline
internal import Reports
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

extension RunFolder {
  /// Writes the files, unless somebody has asked to stop.
  ///
  /// - Throws: `cancelled`; as `write`.
  func writeUnlessInterrupted(_ outputs: [OutputFile]) throws {
    if Interruption.isRequested { throw PipelineError.cancelled }
    try write(outputs)
  }
}

/// Remembers that the user or the system asked the program to stop.
enum Interruption {
  private static let flag = Atomic(false)

  /// Whether somebody asked.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// From here on an interrupt ends the program at once with 130; for work that writes nothing.
  static func endAtOnce() {
    flag.store(true, ordering: .relaxed)
    watch()
  }

  /// Whether interrupts are remembered from here on: called before anything is written.
  static func hold() {
    flag.store(false, ordering: .relaxed)
  }

  /// From here on interrupts set the flag; a second one ends the program at once.
  ///
  /// A signal that the parent process ignores (nohup) stays ignored; one that it merely blocks does
  /// not, or nobody could stop a long run.
  static func watch() {
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let former = signal(number) { _ in
        if Interruption.flag.exchange(true, ordering: .relaxed) { _exit(130) }
      }
      if let former, unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      } else {
        sigaddset(&wanted, number)
      }
    }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }
}
