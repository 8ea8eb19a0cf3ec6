import Coherence
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct SplicedErrorTests {
  @Test(
    "The error of a splice is carried by levels, and by values at their own times, beside rounding")
  func carried() throws {
    let key = SeriesKey(id: "y", geo: "X", frequency: .annual)
    let set = ObservationSet(
      [(2020, 200.0, 8.0), (2021, 220, 0)].map { year, value, error in
        Observation(
          key: key, period: .year(year), value: value, decimals: 2, unit: "bn", priceBasis: "na",
          status: .final, vintage: nil, source: "", note: "", error: error)
      })
    #expect(set[key].map(\.error) == [8, 0])
    let builder = HistoryBuilder(observations: set, asOf: nil)
    for isFlow in [true, false] {
      let built = try #require(
        builder.build(
          HistoryRequest(isFlow: isFlow, level: ("y", "X"))))
      let errors = built.history.points.map(\.measurementError)
      #expect(abs(errors[0] - 8) < 0.01 && errors[1] < 0.01)
    }
  }
}
