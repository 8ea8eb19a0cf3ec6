internal import TimeSeries

extension TaskReport {
  /// What is known by this report: a blank says nothing, so that the word of the one before stands, unless another
  /// cell of this report says otherwise.
  ///
  /// An open status takes back that the task was done, a share below 1 or a begin that it had not begun; `no_date`
  /// takes back the due day.
  ///
  /// - Parameter earlier: what was known by the report before; `nil` for the first.
  func filled(from earlier: TaskReport?) -> TaskReport {
    guard let earlier else { return self }
    let due = due == .undated && status != .noDate ? earlier.due : due
    let end = done ?? (isReopened(earlier, due: due) ? nil : earlier.done)
    let isOver = end != nil || status == .done
    let share = shareDone ?? (isOver ? nil : earlier.openShare(under: status))
    return TaskReport(
      day: day, isDayOfTitle: isDayOfTitle, planID: planID.isEmpty ? earlier.planID : planID,
      reference: reference.isEmpty ? earlier.reference : reference,
      name: name.filled(from: earlier.name),
      leadAgency: leadAgency.isEmpty ? earlier.leadAgency : leadAgency,
      programme: programme.isEmpty ? earlier.programme : programme,
      phase: phase.isEmpty ? earlier.phase : phase, place: place.isEmpty ? earlier.place : place,
      started: started ?? (status == .notStarted ? nil : earlier.started), due: due, done: end,
      shareDone: share,
      shareDay: shareDone == nil && share != nil ? earlier.shareDay ?? earlier.day : nil,
      status: status ?? earlier.status.flatMap { stands($0) ? $0 : nil },
      toldInTime: toldInTime ?? (isOver ? earlier.toldInTime : nil),
      statedWeight: statedWeight ?? earlier.statedWeight, note: note.isEmpty ? earlier.note : note,
      location: location)
  }

  /// Whether this report says that the task is open, whatever was said of its end.
  private func isReopened(_ earlier: TaskReport, due: TaskDue) -> Bool {
    switch status {
    case .running, .notStarted: true
    case .late:
      // Late tells nothing of an end that came late itself.
      if case .once(let day, _, _) = due, let end = earlier.done { end <= day } else { true }
    case .done, .noDate: false
    case nil: shareDone.map { $0 < 1 } ?? false
    }
  }

  /// Whether an earlier status still holds beside what this report says itself.
  private func stands(_ status: TaskStatus) -> Bool {
    switch status {
    case .done: shareDone.map { $0 >= 1 } ?? true
    case .notStarted: started == nil && done == nil && (shareDone ?? 0) == 0
    case .noDate: due == .undated
    case .late, .running: done == nil && (shareDone ?? 0) < 1
    }
  }

  /// The share of work done that may still be so under a newer status.
  private func openShare(under status: TaskStatus?) -> Double? {
    guard let shareDone else { return nil }
    if status == .notStarted, shareDone > 0 { return nil }
    return status != nil && shareDone >= 1 ? nil : shareDone
  }
}

extension LocalizedText {
  /// Its words, and those of an earlier text in languages in which it has none.
  fileprivate func filled(from earlier: LocalizedText) -> LocalizedText {
    LocalizedText(en: en.isEmpty ? earlier.en : en, vi: vi.isEmpty ? earlier.vi : vi)
  }
}
