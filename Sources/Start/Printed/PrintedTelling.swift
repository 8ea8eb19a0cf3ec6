internal import Files
internal import TimeSeries

/// What columns are in rows that tell something of the thing above them or beside them: `KH`, `TH`, `TH/KH (%)`.
extension PrintedMeaning {
  /// The same with another status.
  func with(_ status: ObservationStatus, isRevised: Bool = false) -> PrintedMeaning {
    PrintedMeaning(
      period: period, isToDate: isToDate, status: status, measure: measure, quantity: quantity,
      unit: unit, isRevised: isRevised, stage: stage)
  }

  /// What the column is in a row that tells so much; `nil` where there is no place for it.
  func telling(_ told: StartMeasure, _ text: String) -> PrintedMeaning? {
    if told == .itself { return self }
    guard measure == .level else { return nil }
    switch told {
    case .plan(let plan):
      guard plan.span != .toDate else { return nil }
      // Beside the plan of the thing others have a name of their own.
      let isOther = plan.role != .itself || !plan.giver.isEmpty
      let own = [quantity, text].filter { !$0.isEmpty }.joined(separator: ", ")
      return with(quantity: isOther ? own : quantity).with(.plan, isRevised: plan.revision > 0)
    case .stated(let status): return with(status)
    case .toDate(let stated):
      let slot = PrintedSlot(period, isToDate: isToDate).cumulated
      return PrintedMeaning(
        period: slot.period, isToDate: slot.isToDate, status: stated ?? status, measure: measure,
        quantity: quantity, unit: unit)
    case .comparison:
      let words = Phrase(folded(text))
      let isOfYearBefore = words.contains(["cung ky", "nam truoc", "same period", "last year"])
      guard isOfYearBefore || StartMeasure.speaksOfPlan(text) || isBare(words) else { return nil }
      return PrintedMeaning(
        period: period, isToDate: isToDate, status: .secondary,
        measure: isOfYearBefore ? .yearBefore : .plan, quantity: quantity, unit: "%")
    case .itself, .ofYear, .firstMonths, .otherPeriod: return nil
    }
  }

  /// Whether words say that something was reached and not of what: it is the plan beside it.
  private func isBare(_ words: Phrase) -> Bool {
    var rest = words
    rest.remove(["dat", "hoan thanh", "ty le", "tien do", "muc"])
    return rest.text.isEmpty
  }
}
