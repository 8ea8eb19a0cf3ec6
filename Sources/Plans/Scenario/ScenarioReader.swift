public import Files
public import TimeSeries

/// Everything that a scenario names, read and checked.
public final class ScenarioBundle: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The figures of its observation files.
  public let observations: ObservationSet
  /// Its plans, in the scenario's order.
  public let plans: [Plan]
  /// Earlier targets and what came of them.
  public let trackRecord: [TargetOutcome]
  /// Tasks with dates.
  public let tasks: TaskList
  /// Every file that was read.
  public let files: [SourceFile]
  /// Where each figure stands.
  public let places: ObservationPlaces
  /// What may be a slip.
  public let warnings: [Fault]
  /// What a reader may want to know.
  public let remarks: [Fault]

  init(
    scenario: Scenario, observations: ObservationSet, plans: [Plan], trackRecord: [TargetOutcome],
    tasks: TaskList, files: [SourceFile], places: ObservationPlaces, warnings: [Fault],
    remarks: [Fault]
  ) {
    self.scenario = scenario
    self.observations = observations
    self.plans = plans
    self.trackRecord = trackRecord
    self.tasks = tasks
    self.files = files
    self.places = places
    self.warnings = warnings
    self.remarks = remarks
  }
}

/// Reads a scenario with all the files it names.
public enum ScenarioReader {
  /// The most bytes that the files of a scenario may have together.
  public static let sizeLimit = 1 << 30

  /// Reads and checks everything in one go.
  ///
  /// - Parameters:
  ///   - asOf: the day on which figures of measures are compared; `nil` for the scenario's own.
  ///   - kept: what counts instead of asking a database again.
  ///   - layouts: what reads tables of other layouts; `nil` refuses them.
  /// - Throws: every fault of every file.
  public static func read(
    _ path: String, asOf: CalendarDate? = nil, kept: KeptTables = KeptTables(),
    layouts: (any LayoutReader)? = nil
  ) throws(Faults) -> ScenarioBundle {
    try read(path, day: .own, asOf: asOf, adding: [], kept: kept, layouts: layouts)
  }

  /// Whether the day that a scenario names counts.
  public enum Day: Sendable {
    /// It does.
    case own
    /// The scenario is read as if it named none.
    case none
  }

  /// Reads and checks everything, further files of observations among it.
  ///
  /// - Parameters:
  ///   - day: whether the scenario's own day counts.
  ///   - asOf: the day on which figures of measures are compared; `nil` for the scenario's own.
  ///   - data: further files; one that the scenario names itself is read once.
  ///   - kept: what counts instead of asking a database again.
  ///   - layouts: what reads tables of other layouts; `nil` refuses them.
  /// - Throws: every fault of every file.
  public static func read(
    _ path: String, day: Day, asOf: CalendarDate? = nil, adding data: [String],
    kept: KeptTables = KeptTables(),
    layouts: (any LayoutReader)? = nil
  ) throws(Faults) -> ScenarioBundle {
    var faults = FaultCollector()
    guard let (whole, files) = ScenarioInheritance.resolve(path, faults: &faults) else {
      throw Faults(faults.found)
    }
    let node = day == .own ? whole : whole.removing("as_of")
    var scenario =
      faults.found.isEmpty
      ? ScenarioDecoder.decode(node, files: files.map(\.path), faults: &faults) : nil
    // Data and plans are read even when the scenario has faults, so that all of them show at once.
    var sources = readFiles(
      node, adding: data, Doors(kept: kept, layouts: layouts), faults: &faults)
    if var checked = scenario {
      sources.keepPlans(on: asOf ?? checked.asOf, faults: &faults)
      let refused = RegionParts.make(
        checked, observations: &sources.observations, places: &sources.places, faults: &faults)
      let named = NamedSeries(
        observations: sources.observations, geo: SeriesName(checked.region.geo), refused: refused,
        unread: sources.unread, missesPlans: sources.missesPlans)
      GrowthRates.read(
        &checked, plans: sources.plans, observations: sources.observations, faults: &faults)
      ShareBounds.read(&checked, plans: sources.plans, observations: sources.observations)
      scenario = checked
      ScenarioCheck.run(checked, named, plans: sources.plans, faults: &faults)
      MeasureCheck.run(
        checked, named, sources.plans, sources.places, asOf: asOf ?? checked.asOf,
        faults: &faults)
      FigureCheck.run(
        checked, observations: sources.observations, places: sources.places,
        asOf: checked.asOf, asked: asOf, faults: &faults)
      UnusedSeries(checked, observations: sources.observations, places: sources.places)
        .tell(&faults)
      let names = IndicatorNames(checked)
      sources.plans = sources.plans.map { names.read($0, faults: &faults) }
    }
    guard let scenario, faults.found.isEmpty else { throw Faults(faults.found) }
    var all = files + sources.files
    let holder = resolvePath(".", from: path)
    let folder = holder.isEmpty ? "." : holder
    for index in all.indices {
      all[index].leavesScenario =
        TableAddress.file(of: all[index].path).map { FilePlace.leaves(folder, $0) } ?? false
    }
    return ScenarioBundle(
      scenario: scenario, observations: sources.observations, plans: sources.plans,
      trackRecord: sources.trackRecord, tasks: sources.tasks, files: all, places: sources.places,
      warnings: Faults(faults.warnings).all, remarks: Faults(faults.remarks).all)
  }

  /// What reads tables that are no files of ours.
  private struct Doors {
    let kept: KeptTables
    let layouts: (any LayoutReader)?
  }

  private struct Sources {
    var observations = ObservationSet()
    var places = ObservationPlaces()
    var plans: [Plan] = []
    var trackRecord: [TargetOutcome] = []
    var tasks = TaskReader().list
    var files: [SourceFile] = []
    /// What tables of figures hold that could not be read.
    var unread = UnreadSeries()
    /// Whether a plan could not be read.
    var missesPlans = false

    /// Keeps of plans what was issued by a day.
    mutating func keepPlans(on day: CalendarDate?, faults: inout FaultCollector) {
      plans = plans.compactMap { plan in
        let known = plan.known(on: day)
        if known == nil, let day {
          faults.warn(
            .plan(.noneIssued(plan.id, by: day.description)), at: .whole(plan.file))
          missesPlans = true
        }
        return known
      }
    }

    /// Adds a file; of a workbook of which several sheets are read once.
    mutating func append(_ file: SourceFile) {
      if file.isOfWorkbook, files.contains(where: { $0.path == file.path }) { return }
      files.append(file)
    }
  }

  private static func readFiles(
    _ node: JSONNode, adding data: [String], _ doors: Doors, faults: inout FaultCollector
  ) -> Sources {
    var sources = Sources()
    var reader = ObservationReader()
    var size = 0
    func each(
      _ key: String, for use: TableUse = .other,
      _ read: (SourceFile, SourceLocation, inout FaultCollector) -> Void
    ) {
      for (path, entry) in once(key, of: node, faults: &faults) where !faults.isFull {
        let place = entry.location
        let layout = TableLayout(entry, region: node["region"]?["geo"]?.string)
        guard
          let source = open(
            path, for: use, layout, doors, at: place, size: &size, faults: &faults)
        else {
          if use == .observations { sources.unread.append(layout) }
          if key == "plans" { sources.missesPlans = true }
          continue
        }
        read(source, place, &faults)
        sources.append(source)
      }
    }
    each("data", for: .observations) { source, _, faults in reader.read(source, faults: &faults) }
    for path in data where !sources.files.contains(where: { FilePlace.isSame($0.path, path) }) {
      guard
        let source = open(
          path, for: .observations, nil, doors, at: .whole(TableAddress.shown(path)),
          size: &size, faults: &faults)
      else {
        sources.unread.append(nil)
        continue
      }
      reader.read(source, faults: &faults)
      sources.append(source)
    }
    each("plans") { source, place, faults in
      guard let plan = PlanReader.read(source, faults: &faults) else {
        sources.missesPlans = true
        return
      }
      if let first = sources.plans.first(where: { SeriesName($0.id) == SeriesName(plan.id) }) {
        faults.note(.plan(.doubledPlan(plan.id, firstFile: first.file)), at: place)
      }
      sources.plans.append(plan)
    }
    each("track_record") { source, _, faults in
      sources.trackRecord += TargetOutcome.read(source, faults: &faults)
    }
    var tasks = TaskReader(asOf: node["as_of"]?.string.flatMap { CalendarDate($0) })
    each("tasks") { source, _, faults in tasks.read(source, faults: &faults) }
    sources.tasks = tasks.list
    // What is wrong with them is told where levers are read.
    for (path, _) in MeasuredSize.files(of: node)
    where !sources.files.contains(where: { FilePlace.isSame($0.path, path) }) {
      if let source = try? SourceFile(reading: path) { sources.files.append(source) }
    }
    sources.observations = reader.observations
    sources.places = reader.places
    return sources
  }

  /// The files of a list; one that stands there twice, by whatever path, is a fault and read once.
  private static func once(
    _ key: String, of node: JSONNode, faults: inout FaultCollector
  ) -> [(path: String, entry: JSONNode)] {
    var files: [(path: String, entry: JSONNode)] = []
    var paths: [String: SourceLocation] = [:]
    var identities: [FilePlace.Identity: SourceLocation] = [:]
    for element in node.list(key) where !faults.isFull {
      let named = element.string ?? element["file"]?.string
      guard let path = named.map({ resolvePath($0, from: element.location.file) }) else {
        continue
      }
      let identity = FilePlace.Identity(path)
      guard let first = paths[path] ?? identity.flatMap({ identities[$0] }) else {
        files.append((path, element))
        paths[path] = element.location
        if let identity { identities[identity] = element.location }
        continue
      }
      faults.note(
        .value(.doubledEntry(TableAddress.shown(path), list: key, firstLine: first.line)),
        at: element.location, hint: .listOnce)
    }
    return files
  }

  /// Reads a file, as long as all of them together are not too large.
  private static func open(
    _ path: String, for use: TableUse, _ layout: TableLayout?, _ doors: Doors,
    at place: SourceLocation, size: inout Int, faults: inout FaultCollector
  ) -> SourceFile? {
    do throws(Fault) {
      let source: SourceFile
      if let layout {
        guard let read = try laidOut(path, layout, doors, at: place, faults: &faults) else {
          return nil
        }
        source = read
      } else {
        source = try TableDoor.open(path, for: use, kept: doors.kept)
      }
      size += source.bytes.count
      if size <= sizeLimit { return source }
      faults.note(.file(.allTooLarge(bytes: size, limit: sizeLimit)), at: place)
    } catch {
      faults.note([error.named(at: place)])
    }
    return nil
  }

  /// A table of another layout as observations; `nil` where several things in it do not fit.
  private static func laidOut(
    _ path: String, _ layout: TableLayout, _ doors: Doors, at place: SourceLocation,
    faults: inout FaultCollector
  ) throws(Fault) -> SourceFile? {
    guard let reader = doors.layouts else { throw Fault(.json(.unknownKey("layout")), at: place) }
    do throws(Faults) {
      return try reader.observations(of: path, layout)
    } catch {
      if let only = error.all.first, error.all.count == 1 { throw only }
      faults.note(error.all)
      return nil
    }
  }
}
