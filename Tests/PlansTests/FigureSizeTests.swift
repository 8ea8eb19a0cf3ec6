import Files
import Plans
import Testing

/// Figures that were typed in another unit than those beside them.
@Suite("Figures of another size") struct FigureSizeTests {
  /// What is warned of in yearly figures of a level.
  private func warned(_ values: [Double], unit: String = "kt") throws -> [String] {
    var folder = ScenarioFolder()
    folder.rows = ScenarioFolder.years("port.tonnes", 2010, values).map {
      $0.replacing(",kt,", with: ",\(unit),")
    }
    folder.indicators = "{\"id\": \"a\", \"kind\": \"level\", \"series\": \"port.tonnes\"}"
    let (bundle, faults) = try folder.read()
    #expect(faults.isEmpty, "\(faults)")
    return ScenarioFolder.codes(bundle?.warnings ?? []).filter { $0.hasPrefix("figure-size") }
  }

  @Test("A thousand times and a thousandth of those beside it are warned of by line")
  func far() throws {
    let levels = [410.0, 425, 440, 470, 480, 500, 515, 540, 560]
    for place in [0, 4, 8] {
      for factor in [1000, 0.001] {
        var typed = levels
        typed[place] *= factor
        #expect(try warned(typed) == ["figure-size:\(place + 2)"])
      }
    }
    #expect(try warned(levels) == [])
    // Fifty times is far, but may be.
    #expect(try warned(levels.dropLast() + [50 * 560]) == [])
  }

  @Test("Small counts, what grows fast, a rate near 0 and sizes that pass often are none")
  func none() throws {
    #expect(try warned([0.5, 60, 45, 70, 52], unit: "%") == [])
    #expect(try warned([60, 45, 60_000, 70, 52], unit: "%") == ["figure-size:4"])
    #expect(try warned([1, 6, 36, 216, 1296, 7776, 46656]) == [])
    #expect(try warned([1, 99, 98, 99, 97, 99]) == [])
    #expect(try warned([1, 400, 2, 500, 3, 450, 1, 480]) == [])
    // What is not above 0 has no size.
    #expect(try warned([0, 400, 410, 420_000, 430]) == [])
  }
}
