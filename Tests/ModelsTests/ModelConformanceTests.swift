import Models
import RealModule
import TestSupport
import Testing
import TimeSeries

@Suite struct ModelConformanceTests {
  private static let ids = ModelCatalog.all.map { $0.card.id }

  /// All that fits a history: the list, every yearly class, and what carries on the one value of an anchor.
  private static let subjects: [ModelSubject] = listed + classes + borrowed
  private static let listed = ModelCatalog.all.map { ModelSubject($0) }

  private static let classes = ReferenceClassLibrary.yearly.map { name in
    let model = ReferenceClassModel(
      classes: ReferenceClassMix([(ReferenceClassLibrary.named(name), 1)]))
    return ModelSubject(
      "reference_class:\(name)", card: ReferenceClassModel.card,
      isShare: name == "adoption" || name == "shares"
    ) { input, times throws(ModelError) in try model.fit(input, at: times) }
  }

  private static let borrowed: [ModelSubject] = {
    let series = [0.07, 0.09, 0.06, 0.1].enumerated().map {
      (place: Int, pace: Double) -> (times: [Double], values: [Double]) in
      let times = (0..<8).map { 2015.0 + Double($0) }
      let values = (0..<8).map { (year: Int) -> Double in
        let turn = 0.01 * Double((7 * year + 3 * place) % 5)
        return 50 * Double.exp(pace * Double(year) + turn)
      }
      return (times: times, values: values)
    }
    return [
      ModelSubject("pooled_pace", card: PooledPace.card) { input, times throws(ModelError) in
        let named = try BorrowedPace(series: series, transform: input.transform)
        let classes = ReferenceClassModel(classes: ReferenceClassLibrary.mix(.other))
        return try PooledPace(classes: classes, named: named).fit(input, at: times)
      },
      ModelSubject("borrowed_pace", card: BorrowedPace.card) { input, times throws(ModelError) in
        try BorrowedPace(series: series, transform: input.transform).fit(input, at: times)
      },
      ModelSubject("borrowed_walk", card: BorrowedWalk.card) { input, times throws(ModelError) in
        try BorrowedWalk(series: series, transform: input.transform).fit(input, at: times)
      },
    ]
  }()

  private func type(_ id: String) throws -> any ForecastModel.Type {
    try #require(ModelCatalog.all.first { $0.card.id == id })
  }

  @Test("The suite leaves out no card of the catalogue")
  func whole() {
    #expect(Set(Self.subjects.map(\.card.id)) == Set(ModelCatalog.cards.map(\.id)))
    #expect(Self.listed.count == ModelCatalog.all.count && Self.borrowed.count == 3)
  }

  @Test("Too short an input throws the declared case", arguments: subjects)
  func short(subject: ModelSubject) throws {
    #expect(try ModelLaws.shortInputThrows(subject) == nil)
  }

  @Test("Long histories are fitted or refused by name", arguments: subjects)
  func long(subject: ModelSubject) throws {
    #expect(try ModelLaws.longInputIsFittedOrRefused(subject) == nil)
  }

  @Test("Centuries between two observations are refused where every month is a row")
  func wide() throws {
    let times = [1000.0, 1001, 1002, 2020]
    let input = ModelInput(
      times: times, values: [1, 2, 3, 4], transform: .log, periodsPerYear: 12)
    #expect(throws: ModelError.tooWide(periods: 12_252, maximum: 1200)) {
      try DampedDrift(parameters: [:]).fit(input, at: [2021])
    }
  }

  @Test(
    "A figure to date narrows the year under way, draws its middle and moves the next years",
    arguments: ids)
  func sight(id: String) throws {
    let type = try type(id)
    let example = ModelLaws.example(for: ModelSubject(type), count: 16)
    #expect(try ModelLaws.sightOfTheYear(type.init(parameters: [:]), example) == nil)
  }

  @Test("The same holds for reference classes", arguments: ReferenceClassLibrary.yearly)
  func sightOfClasses(name: String) throws {
    let model = try #require(try ModelCatalog.model(id: "reference_class:\(name)", parameters: [:]))
    let isShare = name == "adoption" || name == "shares"
    let example = ModelLaws.example(
      for: ModelSubject(isShare ? LogitTrend.self : DampedDrift.self))
    #expect(try ModelLaws.sightOfTheYear(model, example) == nil)
  }

  @Test("The same stream gives the same paths, another gives others", arguments: subjects)
  func streams(subject: ModelSubject) throws {
    #expect(try ModelLaws.sameStreamSamePaths(subject) == nil)
  }

  @Test("Simulated mean and spread equal the closed form", arguments: subjects)
  func moments(subject: ModelSubject) throws {
    #expect(try ModelLaws.simulationMatchesMoments(subject) == nil)
  }

  @Test("As many simulated paths lie below each quantile as it says", arguments: subjects)
  func margins(subject: ModelSubject) throws {
    #expect(try ModelLaws.marginsAreThoseOfPaths(subject) == nil)
  }

  @Test("The spread does not shrink with the horizon unless the card says so", arguments: subjects)
  func spread(subject: ModelSubject) throws {
    #expect(try ModelLaws.spreadGrows(subject) == nil)
  }

  @Test("Bounds hold on every path", arguments: subjects)
  func bounds(subject: ModelSubject) throws {
    #expect(try ModelLaws.boundsHold(subject) == nil)
  }

  @Test("A constant history is defined", arguments: subjects)
  func constant(subject: ModelSubject) throws {
    #expect(try ModelLaws.constantIsDefined(subject) == nil)
  }

  @Test("A shift moves the forecast by it, where declared", arguments: subjects)
  func shift(subject: ModelSubject) throws {
    #expect(try ModelLaws.shiftMovesForecast(subject) == nil)
  }

  @Test("A fitted model survives storage", arguments: subjects)
  func storage(subject: ModelSubject) throws {
    #expect(try ModelLaws.survivesStorage(subject) == nil)
  }

  @Test("Parameters are checked against the card", arguments: ids)
  func parameters(id: String) throws {
    #expect(ModelLaws.parametersAreChecked(try type(id)) == nil)
  }

  @Test("Ids are unique and cards complete")
  func cards() {
    #expect(Set(ModelCatalog.cards.map(\.id)).count == ModelCatalog.cards.count)
    for card in ModelCatalog.cards {
      #expect(!card.summary.isEmpty && !card.equation.isEmpty && !card.sources.isEmpty)
    }
  }
}
