internal import Files
internal import TimeSeries

/// Words and letters of a column that says how settled each figure is.
enum StartStatus {
  /// Whether a text is such a word; letters of flags count only in a column that is named for them.
  static func isStatus(_ text: String) -> Bool { words[folded(text)] != nil }

  /// The status that a cell gives; `nil` where it gives none.
  static func status(_ text: String) -> ObservationStatus? {
    let text = folded(text)
    return words[text] ?? (text.count <= 2 ? ObservationStatus(flags: text) : nil)
  }

  private static let words: [String: ObservationStatus] = [
    "final": .final, "chinh thuc": .final, "official": .final, "revised": .revised,
    "dieu chinh": .revised, "preliminary": .preliminary, "provisional": .preliminary,
    "so bo": .preliminary, "prel": .preliminary, "estimate": .estimate, "estimated": .estimate,
    "uoc": .estimate, "uoc tinh": .estimate, "uoc thuc hien": .estimate, "secondary": .secondary,
    "actual": .secondary, "thuc hien": .secondary, "outcome": .secondary, "realised": .secondary,
    "realized": .secondary, "observed": .secondary, "history": .secondary, "forecast": .forecast,
    "projected": .forecast, "projection": .forecast, "du bao": .forecast, "plan": .plan,
    "planned": .plan, "ke hoach": .plan, "target": .plan, "muc tieu": .plan, "du toan": .plan,
    "kh": .plan, "th": .secondary, "uoc th": .estimate, "uth": .estimate,
    "plan low": .plan, "plan high": .plan, "scenario": .forecast,
  ]
}
