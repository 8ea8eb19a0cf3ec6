import Files
import Plans
import Testing

@Suite("Numbers of tasks that begin again in each part of a table") struct TaskSectionsTests {
  private let head = "TT,Nhiệm vụ,Đơn vị chủ trì,Ngày giao,Thời hạn,Ngày hoàn thành\n"

  private func read(_ text: String) -> (list: TaskList, faults: FaultCollector) {
    var faults = FaultCollector()
    var reader = TaskReader()
    reader.read(SourceFile(path: "t.csv", text: text), faults: &faults)
    return (reader.list, faults)
  }

  private func task(_ number: String, _ name: String, _ unit: String = "Sở Y tế") -> String {
    "\(number),\(name),\(unit),1/2/2025,31/12/2025,\n"
  }

  @Test("Part and number tell tasks apart where numbers and names come twice, and that is told")
  func parts() {
    let rows =
      "I,SỞ Y TẾ,,,,\n" + task("1", "Báo cáo") + task("2", "Kế hoạch") + "II,SỞ NỘI VỤ,,,,\n"
      + task("1", "Báo cáo", "Sở Nội vụ") + task("2", "Kế hoạch", "Sở Nội vụ")
    let (list, faults) = read(head + rows)
    #expect(faults.found.isEmpty, "\(faults.found)")
    #expect(list.tasks.map(\.id) == ["I.1", "I.2", "II.1", "II.2"])
    let (names, parts) = (["Báo cáo", "Kế hoạch"], ["SỞ Y TẾ", "SỞ NỘI VỤ"])
    #expect(list.tasks.map { $0.reports[0].name.vi } == names + names)
    #expect(list.tasks.map { $0.reports[0].programme } == parts.flatMap { [$0, $0] })
    #expect(faults.remarks.map(\.problem) == [.task(.numbersByPart("I.1"))])
  }

  @Test("Parts without numbers, or with the same ones, go by their names")
  func named() {
    let rows =
      ",Sở Y tế,,,,\n" + task("1", "Báo cáo") + task("2", "Kế hoạch") + ",Sở Nội vụ,,,,\n"
      + task("1", "Kế hoạch") + task("2", "Báo cáo")
    let (list, faults) = read(head + rows)
    #expect(faults.found.isEmpty, "\(faults.found)")
    #expect(list.tasks.map(\.id) == ["Sở Y tế.1", "Sở Y tế.2", "Sở Nội vụ.1", "Sở Nội vụ.2"])
  }

  @Test("Where numbers or names tell tasks apart they stay; one task twice in a part is a fault")
  func others() {
    let names =
      "I,A,,,,\n" + task("1", "Báo cáo") + task("2", "Kế hoạch") + "II,B,,,,\n"
      + task("1", "Đề án") + task("2", "Quy chế")
    #expect(read(head + names).list.tasks.map(\.id) == ["Báo cáo", "Kế hoạch", "Đề án", "Quy chế"])
    let numbers =
      "I,A,,,,\n" + task("1", "Báo cáo") + "II,B,,,,\n" + task("2", "Báo cáo")
    #expect(read(head + numbers).list.tasks.map(\.id) == ["1", "2"])
    let twice =
      "I,A,,,,\n" + task("1", "Báo cáo") + task("1", "Báo cáo") + "II,B,,,,\n"
      + task("1", "Báo cáo")
    #expect(read(head + twice).faults.found.first?.problem.code == "task-duplicate")
  }
}
