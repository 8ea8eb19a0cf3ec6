internal import Reports
internal import Synchronization

/// Shows how far long work is: a bar on a terminal, a few plain lines elsewhere.
final class ProgressReporter: Sendable {
  private struct State {
    var shown = -1
    let start = ContinuousClock.now
  }

  private let say: Catalogue
  private let number: NumberStyle
  private let label: String
  private let isBar: Bool
  private let isQuiet: Bool
  private let state = Mutex(State())

  /// - Parameters:
  ///   - work: what goes on, a key below `progress.`.
  ///   - language: of label and notes.
  init(_ work: String, language: Language = .en, isQuiet: Bool) {
    say = Catalogue.of(language)
    number = NumberStyle(language)
    label = say("progress.\(work)")
    self.isQuiet = isQuiet
    isBar = Console.isErrorTerminal
  }

  func report(_ done: Int, of total: Int) {
    guard !isQuiet, total > 0 else { return }
    // A bar moves by whole percents, plain lines come at each quarter of long work only.
    let mark = isBar ? 100 * done / total : 4 * done / total
    state.withLock { state in
      guard mark > state.shown else { return }
      let seconds = state.start.duration(to: .now).inSeconds
      if isBar {
        state.shown = mark
        let filled = 24 * done / total
        let bar =
          String(repeating: "█", count: filled) + String(repeating: "·", count: 24 - filled)
        let rate = seconds > 0 ? Double(done) / seconds : 0
        let left = rate > 0 ? Int((Double(total - done) / rate).rounded(.up)) : 0
        let text = say(
          "progress.bar",
          [
            "label": label, "bar": bar, "percent": "\(mark)", "left": "\(left)",
            "rate": number.fixed(rate, decimals: rate < 10 ? 1 : 0),
          ])
        Console.printRaw("\r\u{1B}[K" + text)
        if done >= total { Console.printRaw("\r\u{1B}[K") }
      } else if seconds > 2 {
        state.shown = mark
        Console.printNote(
          say(
            "progress.line",
            [
              "label": label, "done": number.fixed(Double(done), decimals: 0),
              "total": number.fixed(Double(total), decimals: 0),
            ]))
      }
    }
  }
}
