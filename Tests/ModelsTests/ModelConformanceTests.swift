import Models
import TestSupport
import Testing
import TimeSeries

@Suite struct ModelConformanceTests {
  private static let ids = ModelCatalog.all.map { $0.card.id }

  private func type(_ id: String) throws -> any ForecastModel.Type {
    try #require(ModelCatalog.all.first { $0.card.id == id })
  }

  @Test("Too short an input throws the declared case", arguments: ids)
  func short(id: String) throws {
    #expect(try ModelLaws.shortInputThrows(type(id)) == nil)
  }

  @Test("Long histories are fitted or refused by name", arguments: ids)
  func long(id: String) throws {
    #expect(try ModelLaws.longInputIsFittedOrRefused(type(id)) == nil)
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
    let example = ModelLaws.example(for: type, count: 16)
    #expect(try ModelLaws.sightOfTheYear(ModelLaws.standard(type), example) == nil)
  }

  @Test("The same holds for reference classes", arguments: ReferenceClassLibrary.yearly)
  func sightOfClasses(name: String) throws {
    let model = try #require(try ModelCatalog.model(id: "reference_class:\(name)", parameters: [:]))
    let isShare = name == "adoption" || name == "shares"
    let example = ModelLaws.example(for: isShare ? LogitTrend.self : DampedDrift.self)
    #expect(try ModelLaws.sightOfTheYear(model, example) == nil)
  }

  @Test("The same stream gives the same paths, another gives others", arguments: ids)
  func streams(id: String) throws {
    #expect(try ModelLaws.sameStreamSamePaths(type(id)) == nil)
  }

  @Test("Simulated mean and spread equal the closed form", arguments: ids)
  func moments(id: String) throws {
    #expect(try ModelLaws.simulationMatchesMoments(type(id)) == nil)
  }

  @Test("The spread does not shrink with the horizon unless the card says so", arguments: ids)
  func spread(id: String) throws {
    #expect(try ModelLaws.spreadGrows(type(id)) == nil)
  }

  @Test("Bounds hold on every path", arguments: ids)
  func bounds(id: String) throws {
    #expect(try ModelLaws.boundsHold(type(id)) == nil)
  }

  @Test("A constant history is defined", arguments: ids)
  func constant(id: String) throws {
    #expect(try ModelLaws.constantIsDefined(type(id)) == nil)
  }

  @Test("A shift moves the forecast by it, where declared", arguments: ids)
  func shift(id: String) throws {
    #expect(try ModelLaws.shiftMovesForecast(type(id)) == nil)
  }

  @Test("A fitted model survives storage", arguments: ids)
  func storage(id: String) throws {
    #expect(try ModelLaws.survivesStorage(type(id)) == nil)
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
