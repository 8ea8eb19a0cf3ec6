import Models
import RealModule
import Testing

@Suite("Records of completions") struct CompletionRecordTests {
  private func open(_ known: Int, allowed: Int = 20) -> CompletionCase {
    CompletionCase(start: 1000, due: 1000 + allowed, end: 1000 + known, isDone: false)
  }

  /// Shares by day, a prior that half of are done on the due day weighing two cases.
  private func shares(
    _ record: CompletionRecord, _ item: CompletionCase, weight: Double = 2
  ) -> [Int: Double] {
    let found = record.shares(of: item, to: 1200, weight: weight, knots: [item.due - 1, item.due]) {
      $0 < item.due ? 1 : 0.5
    }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.day, $0.open) })
  }

  @Test("Where nothing is believed before, it is Kaplan–Meier among those that were open as long")
  func kaplanMeier() {
    let cases = (0..<40).map { number -> (time: Double, isEnd: Bool) in
      (time: Double((number * 13) % 31 - 12), isEnd: !number.isMultiple(of: 3))
    }
    let plain = KaplanMeier(cases.map { (time: $0.time, isEnd: $0.isEnd) })
    let item = open(15)
    let own = shares(CompletionRecord(cases, clock: .days), item, weight: 0)
    // The last cases end, so that nothing is left behind them.
    for (day, share) in own where day < item.due + 18 {
      let wanted = plain.survival(at: Double(day - item.due)) / plain.survival(at: -5)
      #expect(abs(share - wanted) < 1e-12, "\(day)")
    }
    #expect(own.count > 15)
  }

  @Test("Of 60 that were all done in time 61 of 62 are; what fewer have seen moves less")
  func succession() throws {
    for count in [5, 60] {
      let cases = (0..<count).map { (time: Double($0 % 8) / 20 - 0.6, isEnd: true) }
      let own = shares(CompletionRecord(cases, clock: .dated), open(5))
      let share = try #require(own[1020])
      #expect(abs(share - 1 / Double(count + 2)) < 1e-12)
    }
    // None was open as long: the prior alone.
    let late = shares(CompletionRecord([(time: -0.6, isEnd: true)], clock: .dated), open(19))
    #expect(late == [1020: 0.5])
  }

  @Test("Before the due day shares of the time allowed count, behind it days")
  func clocks() {
    let item = open(5, allowed: 100)
    let cases: [(time: Double, isEnd: Bool)] = [(-0.5, true), (7, true)]
    let dated = shares(CompletionRecord(cases, clock: .dated), item, weight: 0)
    #expect(dated[1049] == 1 && dated[1050] == 0.5 && dated[1106] == 0.5 && dated[1107] == 0)
    let days = shares(CompletionRecord([(-50, true), (7, true)], clock: .days), item, weight: 0)
    #expect(days == dated)
  }

  @Test("Shares of many cases fall without a step back and stay near those of all")
  func many() {
    let cases = (0..<5000).map { number -> (time: Double, isEnd: Bool) in
      let time = Double((number * 677) % 5003) / 5003
      return (time: time < 0.7 ? time / 0.7 - 1 : 400 * (time - 0.7), isEnd: number % 7 > 0)
    }
    let plain = KaplanMeier(cases.map { (time: $0.time, isEnd: $0.isEnd) })
    let item = CompletionCase(start: 1000, due: 2000, end: 1000, isDone: false)
    let found = CompletionRecord(cases, clock: .dated).shares(
      of: item, to: 2100, weight: 2, knots: []
    ) { _ in 0.5 }
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.open >= $1.open })
    for (day, share) in found {
      let time = CompletionRecord.Clock.dated.time(of: item, on: day)
      #expect(abs(share - plain.survival(at: time)) < 0.02, "\(day)")
    }
  }
}
