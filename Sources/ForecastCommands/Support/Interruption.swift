internal import Folders
internal import Reports
internal import Synchronization
internal import Tracking

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

/// Hears that the user or the system asks the program to stop.
///
/// A thread of its own waits for signals, so that no work need ask for them: it ends the program at once with 130, in
/// the middle of any loop, of reading a pipe that nobody writes to, or of a library. Only where something stands half
/// done on the disk does it leave the end to the work, which asks `isRequested` between its parts.
enum Interruption {
  /// What an interrupt does.
  enum Manner: Int {
    /// Nothing has been written: the program ends.
    case atOnce
    /// What is done stays: the program ends, and says so.
    case keepingWhatIsDone
    /// Others work for us: the end is left to who called them.
    case leaving
  }

  private static let flag = Atomic(false)
  private static let manner = Atomic(Manner.atOnce.rawValue)
  /// Posted by the handler of signals, waited for by the thread.
  nonisolated(unsafe) private static let heard: UnsafeMutablePointer<sem_t> = {
    let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
    return semaphore
  }()

  /// Whether somebody asked.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// What an interrupt does from here on.
  static func proceed(_ manner: Manner) {
    self.manner.store(manner.rawValue, ordering: .sequentiallyConsistent)
  }

  /// From here on interrupts are heard; a second one ends the program whatever it does.
  ///
  /// A signal that the parent process ignores (nohup) stays ignored; one that it merely blocks does
  /// not, or nobody could stop a long run.
  static func watch() {
    _ = heard
    var listener = pthread_t()
    let isListening =
      pthread_create(
        &listener, nil,
        { _ in
          Interruption.listen()
          return nil
        }, nil) == 0
    // Without a thread to spare, the system's own way: the signal ends the program.
    guard isListening else { return }
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let former = signal(number) { _ in sem_post(Interruption.heard) }
      if let former, unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      } else {
        sigaddset(&wanted, number)
      }
    }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
  }

  private static func listen() {
    while true {
      while sem_wait(heard) != 0 {}
      if isRequested { _exit(ExitStatus.interrupted) }
      let manner = Manner(rawValue: manner.load(ordering: .sequentiallyConsistent)) ?? .atOnce
      guard manner != .leaving && !UnfinishedWork.isAny else {
        flag.store(true, ordering: .relaxed)
        continue
      }
      if Console.isErrorTerminal { Console.printRaw("\r\u{1B}[K") }
      Console.printNote(
        "forecast: "
          + Speech.wording.sentence(manner == .atOnce ? RunFailure.cancelled : .paused))
      FolderLock.giveBackAll()
      _exit(ExitStatus.interrupted)
    }
  }
}
