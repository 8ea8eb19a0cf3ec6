internal import Attainment
internal import TimeSeries
internal import Tracking

/// What there is to say of tasks, in words.
struct TaskWords {
  let say: Catalogue

  init(_ language: Language) { say = Catalogue.of(language) }

  /// The formula of scores, as it stands in tables.
  static func formula(_ isWeighted: Bool) -> String {
    isWeighted
      ? "100 × w(done_on_time)/w(done_on_time + done_late + late), w = sum of weight"
      : "100 × done_on_time/(done_on_time + done_late + late)"
  }

  /// What chances and scores are, in prose.
  ///
  /// - Parameter hasErrors: whether simulation errors stand beside chances.
  func explained(_ isWeighted: Bool, hasErrors: Bool) -> String {
    say(
      isWeighted ? "tasks.explained.weighted" : "tasks.explained",
      ["chances": say(hasErrors ? "tasks.explained.errors" : "tasks.explained.plain")])
  }

  /// How many of those that are done were so in time, and of how many nobody knows.
  func inTime(_ count: Int, unknown: Int, of done: Int, _ style: NumberStyle) -> String {
    func told(_ count: Int) -> String { style.fixed(Double(count), decimals: 0) }
    let key =
      unknown == 0 ? "tasks.intime" : unknown == done ? "tasks.intime.open" : "tasks.intime.part"
    return say(key, ["count": told(count), "unknown": told(unknown)])
  }

  /// Remarks of one task, `nil` where there are none.
  func text(_ remarks: [TaskResult.Remark]) -> String? {
    let isRound = remarks.contains { if case .rounds = $0 { true } else { false } }
    return remarks.isEmpty ? nil : remarks.map { text($0, isRound) }.joined(separator: "; ")
  }

  private func text(_ remark: TaskResult.Remark, _ isRound: Bool) -> String {
    switch remark {
    case .aboutToBeLate(0, nil) where isRound: say("tasks.note.roundtoday")
    case .aboutToBeLate(let left, nil) where isRound:
      say("tasks.note.roundlate", ["left": "\(left)"])
    case .noStart: say("tasks.note.nostart")
    case .noDate: say("tasks.note.nodate")
    case .planned(let day): say("tasks.note.planned", ["day": say.day(day)])
    case .beginsLate(let day, let due):
      say("tasks.note.beginslate", ["day": say.day(day), "due": say.day(due)])
    case .unknownSince(let day): say("tasks.note.unknown", ["day": say.day(day)])
    case .doneUndated: say("tasks.note.undated")
    case .doneForRound(let done, let due, let isLate):
      round("tasks.note.round", done, due, isLate)
    case .reportedForRound(let day, let due, let isLate):
      round("tasks.note.round.reported", day, due, isLate)
    case .overdue(let days): say("tasks.note.overdue", ["days": "\(days)"])
    case .rounds(let count, let onTime):
      say("tasks.note.rounds", ["count": "\(count)", "ontime": "\(onTime)"])
    case .missedRounds(1, let last): say("tasks.note.missedround", ["due": say.day(last)])
    case .missedRounds(let count, let last):
      say("tasks.note.missedrounds", ["count": "\(count)", "due": say.day(last)])
    case .fewRounds(0): say("tasks.note.norounds")
    case .fewRounds(let count): say("tasks.note.fewrounds", ["count": "\(count)"])
    case .aboutToBeLate(0, .some(let usual)): say("tasks.note.today", ["usual": "\(usual)"])
    case .aboutToBeLate(0, nil): say("tasks.note.verytoday")
    case .aboutToBeLate(let left, .some(let usual)):
      say("tasks.note.late", ["left": "\(left)", "usual": "\(usual)"])
    case .aboutToBeLate(let left, nil): say("tasks.note.verylate", ["left": "\(left)"])
    case .stated(let text): text
    }
  }

  private func round(
    _ key: String, _ done: CalendarDate, _ due: CalendarDate, _ isLate: Bool
  ) -> String {
    say(
      key,
      [
        "done": say.day(done), "due": say.day(due),
        "which": say(isLate ? "tasks.note.round.last" : "tasks.note.round.nearest"),
      ])
  }

  /// That rows of agencies add up to more than all tasks, where several lead some.
  func joint(_ leads: [String]) -> [String] {
    let count = leads.count { LeadAgencies.named(in: $0).count > 1 }
    return count > 0 ? [say("tasks.joint", ["count": "\(count)"])] : []
  }

  /// What forecasts rest on, and what they tell apart.
  func text(_ learned: TaskResult.Learned) -> String {
    let rounds =
      learned.rounds > 0 ? [say("tasks.learned.rounds", ["rounds": "\(learned.rounds)"])] : []
    guard rounds.isEmpty || learned.hasOthers else { return rounds[0] }
    let guessed = learned.guessed.map { [say("tasks.learned.guessed", ["share": "\($0)"])] } ?? []
    guard learned.way != .reference else {
      return ([source(learned)] + guessed + rounds).joined(separator: " ")
    }
    func names(_ factors: [TaskResult.Factor]) -> [String: String] {
      ["factors": factors.map { say("tasks.factor.\($0.rawValue)") }.joined(separator: ", ")]
    }
    let apart = learned.apart.isEmpty ? [] : [say("tasks.apart", names(learned.apart))]
    let alike = learned.alike.isEmpty ? [] : [say("tasks.alike", names(learned.alike))]
    return ([source(learned)] + guessed + apart + alike + rounds).joined(separator: " ")
  }

  private func source(_ learned: TaskResult.Learned) -> String {
    let places = [
      "tasks": "\(learned.tasks)", "done": "\(learned.completions)",
      "source": learned.attribution ?? "",
    ]
    // Begins that are guessed are told by no cell.
    let kind =
      learned.isByGuess
      ? "tasks.learned.begun.guessed"
      : learned.tasks == 1 ? "tasks.learned.begun.one" : "tasks.learned.begun"
    let begun = places.merging(["tasks": say(kind, ["count": "\(learned.tasks)"])]) { $1 }
    switch learned.way {
    case .regression: return say("tasks.learned.data", begun)
    case .record: return say("tasks.learned.record", begun)
    case .mixed(let percent):
      return say("tasks.learned.mixed", begun.merging(["share": "\(percent)"]) { $1 })
    case .few(let percent):
      return say("tasks.learned.few", places.merging(["share": "\(percent)"]) { $1 })
    case .days: return say("tasks.learned.days", places)
    case .reference:
      let count = learned.completions
      return say(
        count == 0
          ? "tasks.learned.none" : count == 1 ? "tasks.learned.class.one" : "tasks.learned.class",
        places)
    }
  }
}
