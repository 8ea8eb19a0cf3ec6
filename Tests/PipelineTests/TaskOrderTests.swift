internal import Files
import Plans
import Testing
import TimeSeries
import Tracking

@Suite("Tasks do not hang on their rows") struct TaskOrderTests: ReadsTasks {
  private struct Made {
    let name: String
    let cells: String
  }

  /// Tasks of two units, more of them over than open; names differ.
  private func made(_ count: Int) -> [Made] {
    let origin = day("2022-01-01")
    return (0..<count).map { number in
      let start = origin.advanced(byDays: (number * 37) % 800)
      let allowed = 60 + (number * 53) % 200
      let part = 0.5 + 0.9 * Double((number * 29) % 100) / 100
      let end = start.advanced(byDays: Int(part * Double(allowed)))
      return Made(
        name: "n\(number)",
        cells: "Unit \(number % 2),\(start),\(start.advanced(byDays: allowed)),\(end)")
    }
  }

  private func result(_ tasks: [Made], ids: (Int, Made) -> String) throws -> TaskResult {
    let rows = tasks.enumerated().map { "\(ids($0, $1)),\($1.name),\($1.cells)\n" }
    return try run(
      "task_id,name_vi,lead_agency,started,due,done\n" + rows.joined(), "2023-12-31")
  }

  private func chances(_ result: TaskResult) -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: result.rows.map { row in
        (
          row.report.name.vi,
          [row.onTime, row.within90].map { "\($0 ?? -1)" }
            + [row.p10, row.p90].map { "\($0 as Any)" }
        )
      })
  }

  @Test(
    "In another order of rows the same chances and counts, whether ids are names or numbers of rows",
    arguments: [true, false])
  func order(hasIDs: Bool) throws {
    let tasks = made(150)
    let other = (0..<150).map { tasks[($0 * 67 + 11) % 150] }
    let ids = { (row: Int, task: Made) in hasIDs ? "id-" + task.name : "\(row + 1)" }
    let (one, two) = (try result(tasks, ids: ids), try result(other, ids: ids))
    #expect(one.rows.contains { $0.error ?? 0 > 0 })
    #expect(chances(one) == chances(two))
    let curves = [one, two].map { $0.curve.filter { $0.group.kind == .all } }
    #expect(curves[0] == curves[1])
    // Of tasks that go alike chances differ by their draws: they do not draw the same.
    let alike = (0..<2).map {
      Made(name: "alike\($0)", cells: "Unit 0,2023-10-0\($0 + 1),2024-03-01,")
    }
    let twins = try result(tasks + alike, ids: ids).rows.suffix(2)
    #expect(twins.first?.onTime != twins.last?.onTime)
  }

  @Test(
    "What the record weighs beside a regression, against SciPy's expit",
    arguments: [
      ([0.3, -0.2, 0.4, -0.1], 4, 0.598687660112452),
      ([0.3, -0.2, 0.4, -0.1], 40, 0.9820137900379085),
      ([-1, 0.5, -0.25], 6, 0.18242552380635635), ([0.1, -0.1], 100, 0.5), ([], 0, 0.5),
    ] as [([Double], Int, Double)])
  func weight(gains: [Double], tasks: Int, weight: Double) {
    let scores = gains.map { [$0 - 1, -1] }
    let weights = TaskWeight.weights(scores, of: Double(tasks), priors: [1, 1])
    #expect(abs(weights[0] - weight) < 1e-12 && abs(weights[0] + weights[1] - 1) < 1e-12)
  }

  @Test("Of three ways, against SciPy's softmax; what is below a hundredth does not speak")
  func weights() {
    let scores = [[-0.5, -0.4, -0.6], [-0.7, -0.5, -0.4]]
    let weights = TaskWeight.weights(scores, of: 10, priors: [0.25, 1, 0.5])
    let wanted = [0.04104531, 0.73580925, 0.22314544]
    #expect(zip(weights, wanted).allSatisfy { abs($0 - $1) < 1e-7 }, "\(weights)")
    let few = TaskWeight.weights(scores, of: 1000, priors: [0.25, 1, 0])
    #expect(few == [0, 1, 0])
    // The class gives way as tasks are finished, and a regression comes without a jump.
    let class5 = TaskWeight.prior(.reference, completions: 5)
    #expect(class5 == 8 && TaskWeight.prior(.reference, completions: 20) == 0.125)
    #expect(
      [5, 10, 20, 30, 90].map { TaskWeight.prior(.regression, completions: $0) } == [
        0, 0, 0.25, 1, 1,
      ])
  }

  @Test("One more task moves chances little, whatever they rest on")
  func steady() throws {
    let ids = { (_: Int, task: Made) in task.name }
    let tasks = made(150)
    let whole = Dictionary(
      uniqueKeysWithValues: try result(tasks, ids: ids).rows.map { ($0.id, $0.onTime) })
    for left in [3, 50, 97] {
      let rest = tasks.enumerated().filter { $0.offset != left }.map(\.element)
      let rows = try result(rest, ids: ids).rows
      for row in rows where row.error != nil {
        let before = try #require(whole[row.id] ?? nil)
        #expect(abs((row.onTime ?? 0) - before) < 0.06)
      }
    }
  }
}
