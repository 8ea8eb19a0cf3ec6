internal import Files
import Plans
import Testing

@Suite struct ScenarioShapeTests {
  private func parse(_ text: String) -> (node: JSONNode?, faults: [Fault]) {
    var faults = FaultCollector()
    let node = JSONParser.parse(SourceFile(path: "s.json", text: text), faults: &faults)
    return (node, faults.found)
  }

  @Test("Every key of the scenario schema is one that the shape knows, and the schema is JSON")
  func schema() throws {
    let text = ScenarioShape.scenario.jsonSchema(title: "t").canonicalText
    let node = try #require(parse(text).node)
    let keys = Set((node["properties"]?.members ?? []).map(\.key))
    #expect(keys.isSuperset(of: ["name", "base", "data", "plans", "indicators", "note"]))
    var faults = FaultCollector()
    // A key that the shape does not know is a fault of its own, whatever its value.
    for key in keys.subtracting(["note", "name"]) {
      ShapeValidator.check(
        .keys(["name": .text("x"), key: .text("")]), against: ScenarioShape.scenario, key: "s",
        faults: &faults)
    }
    #expect(!faults.found.contains { $0.problem.code == "json-unknown-key" })
    ShapeValidator.check(
      .keys(["name": .text("x"), "no_such_key": .text("")]), against: ScenarioShape.scenario,
      key: "s", faults: &faults)
    #expect(faults.found.last?.problem.code == "json-unknown-key")
  }
}
