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
}
