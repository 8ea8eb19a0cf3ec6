internal import Files

/// The decimal mark, decided over all figures of a file.
struct StartDecimal {
  /// The mark.
  let mark: DecimalMark
  /// Whether any figure depends on it.
  let isSeen: Bool

  /// Decides; figures that contradict the others, or that nothing decides, are faults.
  static func decide(
    _ figures: [WrittenFigure], stated: DecimalMark?, faults: inout FaultCollector
  ) -> StartDecimal {
    let isSeen = figures.contains { $0.number.withPoint != $0.number.withComma }
    var decided: [DecimalMark: [WrittenFigure]] = [:]
    for figure in figures {
      if let mark = figure.number.decisive { decided[mark, default: []].append(figure) }
    }
    let (points, commas) = (decided[.point] ?? [], decided[.comma] ?? [])
    let mark = stated ?? (commas.count > points.count ? .comma : .point)
    let strangers = mark == .point ? commas : points
    let witness = (mark == .point ? points : commas).first
    for figure in strangers {
      let number = figure.number.digits(mark.other).map { mark.spelled($0) }
      let rewritten = figure.goal?.rewritten(figure.text, as: mark) ?? number ?? figure.text
      faults.note(
        .layout(
          .otherDecimal(
            text: figure.text, mark: String(mark.sign), witness: witness?.text,
            witnessAt: witness?.location ?? .whole(figure.location.file))),
        at: figure.location, hint: .write(.number(rewritten)))
    }
    if stated == nil, points.isEmpty, commas.isEmpty,
      let open = figures.first(where: \.number.isAmbiguous)
    {
      faults.note(
        .layout(
          .undecidedDecimal(
            text: open.text, withPoint: open.number.withPoint ?? "",
            withComma: open.number.withComma ?? "",
            cells: figures.count(where: \.number.isAmbiguous))),
        at: open.location, hint: .start(.decimalOption))
    }
    return StartDecimal(mark: mark, isSeen: isSeen)
  }
}

extension DecimalMark {
  /// Digits with a decimal point as they are written with this mark.
  fileprivate func spelled(_ digits: String) -> String {
    String(digits.map { $0 == "." ? sign : $0 })
  }
}

extension WrittenGoal {
  /// Its cell with this decimal mark in place of the other one; all that stands around the numbers stays.
  fileprivate func rewritten(_ text: String, as mark: DecimalMark) -> String? {
    guard let low = number.digits(mark.other).map({ mark.spelled($0) }) else { return nil }
    if let upper {
      return upper.digits(mark.other).map { "\(low) – \(mark.spelled($0))" }
    }
    guard let first = text.firstIndex(where: \.isNumber),
      let last = text.lastIndex(where: \.isNumber)
    else { return nil }
    return text[..<first] + low + text[text.index(after: last)...]
  }
}
