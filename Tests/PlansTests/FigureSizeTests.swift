import Files
import Foundation
import Plans
import Testing
import TimeSeries

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
      // Four hundred is no slip of zeros.
      for factor in [1000, 0.001, 400, 0.0025] {
        var typed = levels
        typed[place] *= factor
        #expect(try warned(typed) == ["figure-size:\(place + 2)"])
      }
    }
    #expect(try warned(levels) == [])
    // Among calm figures so is what is seven times off; five times may be.
    #expect(try warned(levels.dropLast() + [50 * 560]) == ["figure-size:10"])
    #expect(try warned(levels.dropLast() + [5 * 560]) == [])
  }

  @Test("Small counts, what grows fast, a rate near 0 and sizes that pass often are none")
  func none() throws {
    #expect(try warned([0.5, 60, 45, 70, 52], unit: "%") == [])
    #expect(try warned([60, 45, 60_000, 70, 52], unit: "%") == ["figure-size:4"])
    // Points of growth fall near 0 in a bad year.
    #expect(try warned([2.1, 2.2, 2.0, 2.3, 0.2, 2.1, 2.2], unit: "điểm %") == [])
    #expect(try warned([2.1, 2.2, 2.0, 2.3, 0.2, 2.1, 2.2]) == ["figure-size:6"])
    #expect(try warned([1, 6, 36, 216, 1296, 7776, 46656]) == [])
    #expect(try warned([1, 99, 40, 99, 20, 99]) == [])
    #expect(try warned([1, 400, 2, 500, 3, 450, 1, 480]) == [])
    // What is not above 0 has no size.
    #expect(try warned([0, 400, 410, 420_000, 430]) == [])
  }

  /// What is warned of in months of a measure up to July 2026, by line.
  private func warnedMonths(
    _ values: [Double], toDate: Bool = false, unit: String = "kt"
  ) throws -> [String] {
    var folder = ScenarioFolder()
    folder.rows = values.enumerated().map { place, value in
      let month = 12 * 2026 + 7 - values.count + place
      let period = Period.month(month % 12 + 1, of: month / 12)
      return "m,Bãi Dài,M,\(period),\(value),\(unit),na,final,2031-03,,"
    }
    let key = toDate ? "level_to_date" : "level"
    folder.lists += #", "measures": [{"id": "m", "series": {"\#(key)": "m"}}]"#
    folder.rows += ScenarioFolder.years("port.tonnes", 2020, [3, 4, 5, 6, 7, 8])
    let (bundle, faults) = try folder.read()
    #expect(faults.isEmpty, "\(faults)")
    return ScenarioFolder.codes(bundle?.warnings ?? []).filter { $0.hasPrefix("figure-size") }
  }

  /// Months that grow a little and scatter by three percent.
  private let calm = (0..<31).map { place -> Double in
    let scatter = Double((place * 7) % 5 - 2)
    return 5000 + 20 * Double(place) + 150 * scatter
  }

  @Test("Among calm months seven times and a tenth are asked about, five times are not")
  func slip() throws {
    for place in [0, 1, 14, 29, 30] {
      for factor in [10, 0.1, 7, 30, 100, 1000] {
        var typed = calm
        typed[place] *= factor
        #expect(try warnedMonths(typed) == ["figure-size:\(place + 2)"], "\(place) \(factor)")
      }
      var large = calm
      large[place] *= 5
      #expect(try warnedMonths(large) == [])
    }
    #expect(try warnedMonths(calm) == [])
  }

  @Test(
    "A unit that changes for some months or for good is asked about once, at the first of them",
    arguments: [2, 3, 6, 12, 20, 28])
  func unit(months: Int) throws {
    for factor in [10, 100, 1000, 0.1, 0.001] {
      let line = 31 - months + 2
      let last = calm.enumerated().map { $0 < 31 - months ? $1 : factor * $1 }
      #expect(try warnedMonths(last) == ["figure-size:\(line)"], "\(factor)")
    }
    let middle = calm.enumerated().map { (10..<10 + months).contains($0) ? 1000 * $1 : $1 }
    #expect(try warnedMonths(middle) == ["figure-size:12"])
    // From the first of a year on 30 times as large as in December by itself.
    let sums = calm.indices.map { place in calm[(place - place % 12)...place].reduce(0, +) }
    let cumulated = sums.enumerated().map { $0 < 31 - months ? $1 : 1000 * $1 }
    if months > 2 {
      #expect(try warnedMonths(cumulated, toDate: true) == ["figure-size:\(33 - months)"])
    }
  }

  @Test("A month far from the same one of other years is asked about where the season hides it")
  func amongOtherYears() throws {
    // A beach: 12 times as many in July as in January; seven years that grow by 8%, the last until July.
    let course: [Double] = [50, 60, 80, 120, 300, 520, 600, 480, 200, 110, 70, 55]
    var months: [Double] = []
    for place in 0..<79 {
      let noise = 1 + 0.02 * Double(place * 5 % 7 - 3)
      let size = pow(1.08, Double(place / 12))
      months.append(course[place % 12] * size * noise)
    }
    #expect(try warnedMonths(months) == [])
    for place in [0, 5, 6, 30, 44, 66, 78] {
      for factor in [10, 0.1] {
        var typed = months
        typed[place] *= factor
        #expect(try warnedMonths(typed) == ["figure-size:\(place + 2)"], "\(place) \(factor)")
      }
      // Three times may be.
      var large = months
      large[place] *= 3
      #expect(try warnedMonths(large) == [], "\(place)")
    }
    // Where the same month passes so in other years, nothing is odd.
    let passes: [Double] = [1, 9, 1, 8, 1, 9, 1]
    var wild = months
    for place in stride(from: 6, to: 79, by: 12) { wild[place] *= passes[place / 12] }
    #expect(try warnedMonths(wild) == [])
  }

  @Test("A sum from January on that takes from the next month what it has too much is asked about")
  func sums() throws {
    let sums = calm.indices.map { place in calm[(place - place % 12)...place].reduce(0, +) }
    #expect(try warnedMonths(sums, toDate: true) == [])
    for place in [1, 4, 16, 26, 28] {
      for share in [0.8, -0.75, 0.85] {
        var typed = sums
        typed[place] += share * calm[place]
        #expect(
          try warnedMonths(typed, toDate: true) == ["figure-size:\(place + 2)"], "\(place) \(share)"
        )
      }
      // A third of a month may have been late.
      var late = sums
      late[place] += 0.35 * calm[place]
      #expect(try warnedMonths(late, toDate: true) == [])
    }
    // Growth to date is no sum: what it moves by has no share in its year.
    let rates = calm.indices.map { place in
      6 + Double(place % 12) / 10 + (place == 16 ? 0.07 : 0)
    }
    #expect(try warnedMonths(rates, toDate: true, unit: "%") == [])
    // Months that come and go as they like say nothing.
    let wild: [Double] = [1, 9, 2, 7, 1, 4, 8, 1, 3, 9, 1, 6, 5, 1]
    let lumpy = calm.indices.map { place -> Double in wild[(place * place + place / 12) % 14] }
    let lumps = calm.indices.map { place -> Double in
      lumpy[(place - place % 12)...place].reduce(0, +)
    }
    #expect(try warnedMonths(lumps, toDate: true) == [])
  }

  @Test("A season, cumulated Januaries and a ramp are no other unit")
  func honest() throws {
    // A beach: June to August have 200 times the visitors, of 13 months as of 31.
    for count in [13, 16, 31] {
      let months = (0..<count).map { place -> Double in
        let month = (12 * 2026 + 7 - count + place) % 12
        return (5...7).contains(month) ? 9000 + 500 * Double(place % 4) : 45
      }
      let found = try warnedMonths(months)
      // June or July alone at an end of the history, with no other to compare it with, may be asked about.
      #expect(count < 31 || found == [], "\(found)")
    }
    let sums = calm.indices.map { place in calm[(place - place % 12)...place].reduce(0, +) }
    #expect(try warnedMonths(sums, toDate: true) == [])
    #expect(try warnedMonths((0..<31).map { 5 * pow(1.3, Double($0)) }) == [])
  }
}
