internal import Files
internal import FoundationEssentials
internal import Plans
internal import Reports
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#endif

/// The terminal: results to standard output, everything else to standard error.
enum Console {
  private static let failure = Atomic(false)

  /// Whether a result could not be printed.
  static var hasFailed: Bool { failure.load(ordering: .relaxed) }

  static func printResult(_ text: String) {
    let code = write(text, to: STDOUT_FILENO)
    // Who closes a pipe has read enough.
    guard code != 0 && code != EPIPE else { return }
    failure.store(true, ordering: .relaxed)
    printNote("forecast: " + Speech.wording.sentence(.notPrinted(.system(code))))
  }

  /// Prints what people read, no line wider than the terminal.
  static func printText(_ text: String) { printResult(fitted(text, width: width)) }

  /// Lines of a name and a text, the texts below each other.
  static func columns(_ rows: [(name: String, text: String)], indent: String = "") -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { name, text in
      indent + name + String(repeating: " ", count: width - name.count + 2) + text + "\n"
    }.joined()
  }

  /// Prints faults and notes, each in one line for programs that read them, on a terminal broken as texts are.
  static func printNote(_ text: String) {
    let shown = isErrorTerminal ? whole(text, width: width(of: STDERR_FILENO)) : text
    write(shown + "\n", to: STDERR_FILENO)
  }

  /// Prints a sentence beside results, no line wider than the terminal.
  static func printRemark(_ text: String) {
    write(whole(text, width: width(of: STDERR_FILENO)) + "\n", to: STDERR_FILENO)
  }

  /// Lines broken at spaces; those with a path that has no room stay as they are.
  private static func whole(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let longest = line.split(separator: " ").map(\.count).max() ?? 0
      return longest > width ? String(line) : fitted(String(line), width: width)
    }.joined(separator: "\n")
  }

  static func printRaw(_ text: String) { write(text, to: STDERR_FILENO) }

  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Bold headings on a terminal, unless `NO_COLOR` is set to anything (no-color.org) or it is dumb.
  static var emphasis: Emphasis {
    let environment = ProcessInfo.processInfo.environment
    let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return isatty(STDOUT_FILENO) == 1 && !isPlain && environment["TERM"] != "dumb" ? .bold : .none
  }

  /// Columns of the terminal; 80 elsewhere, or what COLUMNS says.
  static var width: Int { width(of: STDOUT_FILENO) }

  private static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    if isatty(descriptor) == 1, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col >= 40
    {
      return Int(size.ws_col)
    }
    if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text),
      columns >= 40
    {
      return columns
    }
    return 80
  }

  /// Writes all of a text; 0, or why not.
  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    // Whatever came out of a file or the command line, a terminal only shows it.
    var bytes = Array(VisibleText.output(text).utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { return errno }
      bytes = bytes.dropFirst(written)
    }
    return 0
  }
}
