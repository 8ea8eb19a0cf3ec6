internal import Files
import Pipeline
import Plans
import Testing
import TimeSeries
import Tracking

@Suite("Tasks done around their due days, whatever they were allowed")
struct LatenessGuessTests:
  ReadsTasks
{
  @Test(
    "What was given together and is late by so many days is held, though only statuses are known",
    arguments: [45, 60, 90])
  func lag(days: Int) throws {
    let given = day("2024-09-01")
    let now = given.advanced(byDays: 170)
    var ends: [CalendarDate] = []
    let text = (0..<140).reduce(into: "task_id,due,status,as_of\n") { text, number in
      let due = given.advanced(byDays: [30, 60, 90, 120, 180, 270, 330][number % 7])
      let end = due.advanced(byDays: days + number * 37 % 61 - 30)
      ends.append(end)
      text += "t\(number),\(due),\(end <= now ? "done" : "running"),\(now)\n"
    }
    let result = try run(text, now.description)
    for date in ["2025-03-31", "2025-05-31", "2025-08-31"].map(day) {
      let count = try #require(
        result.curve.first { $0.group.kind == .all && $0.date == date })
      let came = ends.count { $0 <= date }
      let (low, high) = (try #require(count.p10), try #require(count.p90))
      #expect(low <= came && came <= high, "\(days) \(date): \(low) to \(high), \(came) came")
    }
  }

  @Test("One more finished task moves what is expected by little, before and behind the tenth")
  func steady() throws {
    let given = day("2024-09-01")
    let finished = [
      (30, 18), (30, 19), (30, 23), (30, 23), (30, 24), (30, 26), (30, 38), (30, 42), (60, 46),
      (30, 46), (30, 56), (90, 61),
    ]
    let open = [(30, 1), (60, 8), (90, 9), (120, 7), (180, 11), (270, 6), (330, 6)].flatMap {
      [Int](repeating: $0.0, count: $0.1)
    }
    let expected = try (7...12).map { count in
      var text = "task_id,due,done,status\n"
      for (number, task) in finished.enumerated() {
        let end = number < count ? "\(given.advanced(byDays: task.1)),done" : ",running"
        text += "t\(number),\(given.advanced(byDays: task.0)),\(end)\n"
      }
      for (number, allowed) in open.enumerated() {
        text += "u\(number),\(given.advanced(byDays: allowed)),,running\n"
      }
      let result = try run(text, "2025-01-31")
      let course = try #require(
        result.curve.first { $0.group.kind == .all && $0.date == day("2025-04-30") })
      return try #require(course.expected)
    }
    // Of 60 tasks.
    for (before, after) in zip(expected, expected.dropFirst()) {
      #expect(after - before > -2 && after - before < 3, "\(expected)")
    }
  }
}
