internal import Files
internal import TimeSeries

/// What the columns of a file of tasks are called, and what tells its tasks apart.
struct TaskNames {
  /// Whether heads and statuses are words of a department's table.
  let areWords: Bool
  /// What tells tasks apart.
  let identity: TaskHeads.Identity

  /// - Parameter heads: those by which columns were named; `nil` where they have our names.
  init(_ rows: CSVReader, _ heads: TaskHeads?) {
    // A table that has our own columns and others beside them stays one of ours.
    let isOurs = TaskReader.columns.prefix(2).allSatisfy { rows.written.contains($0.name) }
    areWords = !isOurs && heads != nil
    identity = areWords ? heads?.identity ?? .stated : .stated
  }

  /// The column of what tells tasks apart: numbers where no two things have one, else names.
  func place(in rows: [CSVRow]) -> Int {
    guard identity == .counted else { return TaskReader.Place.id }
    let tasks = rows.filter { heading($0) == nil }
    var (known, areDistinct, areOfOne): ([String: String], Bool, Bool) = ([:], true, true)
    for row in tasks {
      let number = SeriesName.seen(row.text(TaskReader.Place.id))
      let name = folded(row.text(TaskReader.Place.vietnamese))
      if number.isEmpty { return TaskReader.Place.vietnamese }
      guard let other = known.updateValue(name, forKey: number) else { continue }
      areDistinct = false
      if other != name { areOfOne = false }
    }
    return areDistinct || areOfOne ? TaskReader.Place.id : TaskReader.Place.vietnamese
  }

  /// The name of a part of the table, which stands alone in its row behind no number: `I | Phát triển kinh tế`; `nil` of a task.
  func heading(_ row: CSVRow) -> String? {
    typealias Place = TaskReader.Place
    let others = [
      Place.due, Place.agency, Place.done, Place.started, Place.share, Place.status, Place.issued,
      Place.putOff, Place.outcome,
    ]
    guard others.allSatisfy({ SeriesName.seen(row.text($0)).isEmpty }) else { return nil }
    let number = SeriesName.seen(row.text(Place.id))
    let name = SeriesName.seen(row.text(Place.vietnamese))
    guard identity == .named || !number.contains(where: \.isNumber) else { return nil }
    return name.isEmpty ? number : name
  }

  /// What a row says of where its task stands.
  struct Standing {
    var status: TaskStatus?
    /// Whether a word says that it was done in time, or is not yet due, or that its due day is over.
    var isInTime: Bool?
    var isOpenInTime = false
    var isOverdue = false
    /// The column that says so.
    var place = TaskReader.Place.status
    /// Whether what came of the task is told in words that no status can be read from.
    var isUnread = false
    /// The day on which it was done, and the share of its work that is done, where the words tell them.
    var day: CalendarDate?
    var share: Double?
    /// How long behind its due day it was done, where the words tell it.
    var lateness: Lateness?
    /// Whether nobody will do it any more.
    var isCalledOff = false
    /// Whether words say that it came to an end with a part, which a day of the end confirms.
    var isEndInPart = false
  }

  /// Where a row says that its task stands.
  ///
  /// - Parameter text: of a cell, its days with the year of the table where they have none.
  func status(
    _ row: CSVRow, faults: inout FaultCollector, text read: (String) -> String = { $0 }
  ) -> Standing {
    let place = TaskReader.Place.status
    let text = read(SeriesName.seen(row.text(place)))
    if TaskStatus.isCalledOff(text) { return calledOff(row, place, &faults) }
    if areWords {
      if let told = TaskStatus.Word.told(text) {
        if told.word?.isPaused ?? false {
          faults.warn(.task(.paused(text)), at: row.location(place))
        }
        return standing(told, place)
      }
      if text.isEmpty { return outcome(row, faults: &faults, text: read) }
    }
    guard areWords, !text.isEmpty, TaskStatus(rawValue: text) == nil else {
      let status = text.isEmpty ? nil : row.choice(place, faults: &faults) as TaskStatus?
      return Standing(status: status, isOverdue: status == .late)
    }
    faults.note(
      .value(.unknown(key: row.name(place), value: text)),
      at: row.location(place), hint: .allowed(TaskStatus.usualWords))
    return Standing()
  }

  private func standing(
    _ told: (status: TaskStatus?, word: TaskStatus.Word?, share: Double?), _ place: Int
  ) -> Standing {
    Standing(
      status: told.status, isInTime: told.word?.isInTime,
      isOpenInTime: told.word?.isOpenInTime ?? false, isOverdue: told.word?.isOverdue ?? false,
      place: place, day: told.word?.day, share: told.share,
      lateness: told.word?.lateness, isEndInPart: told.word?.isEndInPart ?? false)
  }

  /// The same by how far a task is, or what came of it, which may be said in words, too.
  private func outcome(
    _ row: CSVRow, faults: inout FaultCollector, text read: (String) -> String
  ) -> Standing {
    let others = [TaskReader.Place.share, TaskReader.Place.outcome]
    if let off = others.first(where: { TaskStatus.isCalledOff(row.text($0)) }) {
      return calledOff(row, off, &faults)
    }
    if let word = TaskStatus.Word(row.text(others[0])) {
      return standing((word.status, word, nil), others[0])
    }
    let text = read(SeriesName.seen(row.text(others[1])))
    if let told = TaskStatus.Word.told(text) {
      if told.word?.isPaused ?? false {
        faults.warn(.task(.paused(text)), at: row.location(others[1]))
      }
      return standing(told, others[1])
    }
    let isOpen = ["khong", "chua co", "chua"].contains(folded(text))
    return Standing(
      place: others[1], isUnread: !folded(text).isEmpty && !isOpen)
  }

  /// What was called off is neither done nor open: it is told, and not scored.
  private func calledOff(
    _ row: CSVRow, _ place: Int, _ faults: inout FaultCollector
  ) -> Standing {
    faults.warn(.task(.calledOff(SeriesName.seen(row.text(place)))), at: row.location(place))
    return Standing(place: place, isCalledOff: true)
  }
}
