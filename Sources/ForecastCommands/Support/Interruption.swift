#if canImport(Glibc)
  internal import Glibc
#endif
internal import Synchronization

/// Remembers that the user or the system asked the program to stop.
enum Interruption {
  private static let flag = Atomic(false)

  /// Whether somebody asked.
  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// From here on interrupts set the flag; a second one ends the program at once.
  static func watch() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { _ in
        if Interruption.flag.exchange(true, ordering: .relaxed) { _exit(130) }
      }
    }
  }
}
