internal import Files
import Plans
import TestSupport
import Testing
import TimeSeries

@Suite struct ScenarioTests {
  @Test("Paths are resolved against the folder of the file that names them")
  func paths() {
    #expect(resolvePath("../plans/a.csv", from: "Scenarios/x/s.json") == "Scenarios/plans/a.csv")
    #expect(resolvePath("../../d.csv", from: "x/s.json") == "../d.csv")
    #expect(resolvePath("/d.csv", from: "x/s.json") == "/d.csv")
    #expect(resolvePath("./a/../b.csv", from: "/r/s.json") == "/r/b.csv")
    #expect(resolvePath("b.csv", from: "s.json") == "b.csv")
  }

  @Test("The main scenario reads without fault, with every target of the plan covered")
  func main() throws {
    let bundle = try ScenarioReader.read(Golden.root + "/Scenarios/haiduong-2030/scenario.json")
    #expect(bundle.scenario.asOf == CalendarDate("2025-06-30") && bundle.scenario.horizon == 2045)
    let plan = try #require(bundle.plans.first)
    #expect(plan.id == "kh726" && plan.targets.count == 128)
    let scored = plan.targets.filter { $0.hasValue && [2030, 2035, 2045].contains($0.year) }
    #expect(
      scored.count == 51 && scored.allSatisfy { bundle.scenario.indicator($0.indicatorID) != nil })
  }

  @Test("Of files that are missing that alone is told, not what would stand in them")
  func missing() throws {
    let folder = try Program.temporaryFolder()
    let home = Golden.root + "/Scenarios/haiduong-2030/scenario.json"
    try Program.write(try Program.read(home), to: folder + "/s.json")
    do {
      _ = try ScenarioReader.read(folder + "/s.json")
      Issue.record("nothing is there")
    } catch {
      let codes = error.all.map(\.problem.code)
      #expect(codes.count > 6 && Set(codes) == ["file-missing"], "\(codes)")
      // Each is named, for its place is that in the scenario.
      let named = error.all.compactMap { fault -> String? in
        guard case .file(.missingNamed(let name)) = fault.problem else { return nil }
        return name
      }
      #expect(named.count == codes.count && named.contains { $0.hasSuffix("plans/kh726.csv") })
    }
  }

  @Test("A child inherits, replaces single indicators, and drops the inherited source")
  func inheritance() throws {
    let bundle = try ScenarioReader.read(
      Golden.root + "/Scenarios/haiduong-2030-workshop/scenario.json")
    #expect(bundle.scenario.name == "haiduong-2030-workshop")
    #expect(
      bundle.scenario.files.count == 2 && bundle.scenario.placeholder?.author == "placeholder")
    let data = bundle.files.filter { $0.path.contains("/data/") || $0.path.contains("-data/") }
    #expect(!data.isEmpty && data.allSatisfy { $0.path.contains("notebooks-data/") })
  }

  @Test("No scenario of the gallery holds judgement unless its README says so")
  func noInventions() throws {
    let bundle = try ScenarioReader.read(Golden.root + "/Scenarios/haiduong-2030/scenario.json")
    for indicator in bundle.scenario.indicators {
      if case .judgement = indicator.source { Issue.record("\(indicator.id) is a judgement") }
    }
  }

  @Test(
    "The five plans read without fault",
    arguments: [
      ("kh726", 128), ("kh276", 13), ("vp-ttcntt", 12), ("tb27", 18), ("kh38-thanhbinh", 14),
    ])
  func plans(name: String, rows: Int) throws {
    var faults = FaultCollector()
    let source = try SourceFile(reading: Golden.root + "/Scenarios/plans/\(name).csv")
    let plan = PlanReader.read(source, faults: &faults)
    #expect(faults.found.isEmpty && plan?.targets.count == rows && plan?.id == name)
  }

  @Test(
    "The data files read without fault",
    arguments: [
      "haiduong/observations", "haiduong/indicators", "haiduong/neighbours", "vietnam/observations",
      "vietnam/indicators", "vietnam/wdi", "vietnam/national_accounts", "provinces/grdp_growth",
    ])
  func data(name: String) throws {
    var faults = FaultCollector()
    var reader = ObservationReader()
    let source = try SourceFile(reading: Golden.root + "/notebooks-data/\(name).csv")
    reader.read(source, faults: &faults)
    let set = reader.observations
    let records = PlainCSV.records(source.bytes, separator: ",").count { $0 != [""] }
    #expect(faults.found.isEmpty)
    #expect(set.keys.reduce(0) { $0 + set[$1].count } == records - 1)
  }
}
