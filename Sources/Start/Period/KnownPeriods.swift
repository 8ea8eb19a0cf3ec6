internal import TimeSeries

/// Periods and parts of years by their texts, each of which is read once: a column holds the same ones many times.
final class KnownPeriods {
  private struct Question: Hashable {
    let text: String
    let isCompact: Bool
    let frequency: Frequency?
  }

  private var periods: [Question: StartPeriod?] = [:]
  private var parts: [Question: StartPart?] = [:]
  private var toldParts: [Question: ToldPart?] = [:]

  /// A part of a year and what its text says of how settled it is.
  typealias ToldPart = (part: StartPart, status: ObservationStatus?)

  /// What ``StartPeriod`` reads.
  func period(_ text: String, isCompact: Bool = false) -> StartPeriod? {
    let question = Question(text: text, isCompact: isCompact, frequency: nil)
    if let known = periods[question] { return known }
    let period = StartPeriod(text, isCompact: isCompact)
    periods[question] = .some(period)
    return period
  }

  /// What ``StartPart`` reads, be it called an estimate: `Ước tháng 6`, `Tháng 6 (ước)`.
  func toldPart(_ text: String, digitsAre frequency: Frequency? = nil) -> ToldPart? {
    let question = Question(text: text, isCompact: false, frequency: frequency)
    if let known = toldParts[question] { return known }
    let told = StartPart.told(text, digitsAre: frequency)
    toldParts[question] = .some(told)
    return told
  }

  /// What ``StartPart`` reads.
  func part(_ text: String, digitsAre frequency: Frequency? = nil) -> StartPart? {
    let question = Question(text: text, isCompact: false, frequency: frequency)
    if let known = parts[question] { return known }
    let part = StartPart(text, digitsAre: frequency)
    parts[question] = .some(part)
    return part
  }
}
