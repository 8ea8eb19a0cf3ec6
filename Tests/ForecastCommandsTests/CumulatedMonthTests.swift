import TestSupport
import Testing

/// Cumulated figures of months, on ends of quarters and off them.
@Suite struct CumulatedMonthTests {
  private static let course = [150.0, 62, 88, 101, 97, 120, 84, 90, 103, 99, 92, 131]

  /// Cumulated figures of some months of each year, growing by 6% a year.
  private func made(until last: Int, months: [Int] = Array(1...12)) -> MadeGrowth {
    var made = MadeGrowth()
    made.sectors = MadeGrowth.alone(#"{"level_to_date": "c.till"}"#)
    var size = 10.0
    for year in 2019...2025 {
      var sum = 0.0
      for month in 1...(year == 2025 ? last : 12) {
        let noise = 1 + 0.01 * (Double((year * 12 + month) * 31 % 11) / 5 - 1)
        sum += size * Self.course[month - 1] * noise
        guard months.contains(month) else { continue }
        let day = month == 12 ? "\(year + 1)-01-09" : "\(MadeGrowth.month(12 * year + month))-09"
        made.add("c.till", MadeGrowth.month(12 * year + month - 1), sum, decimals: 1, vintage: day)
      }
      size *= 1.06
    }
    made.asOf = last == 12 ? "2026-01-15" : "\(MadeGrowth.month(12 * 2025 + last))-15"
    return made
  }

  @Test(
    "What is in the till counts: no year, to-date or quantile below it, and a usual season is no boom",
    arguments: [1, 2, 4, 5, 7, 8, 10, 11])
  func known(last: Int) throws {
    let made = made(until: last)
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    let fields = made.rows.last?.split(separator: ",") ?? []
    let till = Double(fields[4]) ?? .nan
    #expect(cells.number("whole", "2025", "level_p10") >= till)
    let month = MadeGrowth.month(12 * 2025 + last - 1)
    #expect(abs(cells.number("whole", month, "ytd_level") - till) < 1e-6 * till)
    #expect(cells.text("whole", month, "status") == "actual")
    #expect(abs(cells.number("whole", "2025", "yoy_percent") - 6) < 1.2)
    for quarter in 1...4 {
      #expect(abs(cells.number("whole", "2025-Q\(quarter)", "yoy_percent") - 6) < 2.5)
    }
    let band = cells.number("whole", "2025", "yoy_p90") - cells.number("whole", "2025", "yoy_p10")
    #expect(band > 0.05 && band < (last > 9 ? 1 : 6), "\(band)")
  }

  @Test("Cumulated figures of some months only are no holes; a month that most years have is one")
  func someMonths() throws {
    var made = made(until: 10, months: [3, 6, 9, 10, 12])
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    #expect(abs(cells.number("whole", "2025", "yoy_percent") - 6) < 1.5)
    made.rows.removeAll { $0.contains(",2022-06,") }
    let faulty = try made.run(in: folder, output: "again")
    #expect(faulty.status == 3)
    #expect(faulty.errors.contains("[period-missing]") && faulty.errors.contains("2022-06"))
  }

  @Test("A year that is over by cumulated months has its outcome")
  func over() throws {
    let folder = try Program.temporaryFolder()
    let outcome = try made(until: 12).run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/out/variants.csv")
    #expect(rows.first { $0["variant"] == "up" }?["verdict"] == "missed", "\(rows)")
  }

  @Test("A year is what is cumulated to its end, also where no figure of twelve months is printed")
  func yearsForDecembers() throws {
    let whole = made(until: 9, months: [3, 6, 9, 12])
    var years = whole
    years.sectors = MadeGrowth.alone(#"{"level": "c.year", "level_to_date": "c.till"}"#)
    years.rows = whole.rows.map { row in
      row.replacing("c.till,", with: row.contains("-12,") ? "c.year," : "c.till,")
        .replacing("-12,", with: ",")
        .replacing(row.contains("-12,") ? ",M," : ",-,", with: ",A,")
    }
    let folder = try Program.temporaryFolder()
    #expect(try whole.run(in: folder, output: "whole").status == 0)
    let outcome = try years.run(in: folder, output: "years")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let (one, other) = (
      try MadeGrowth.Cells(folder + "/whole"), try MadeGrowth.Cells(folder + "/years")
    )
    for column in ["yoy_p10", "yoy_percent", "yoy_p90"] {
      let found = other.number("whole", "2025", column)
      #expect(abs(found - one.number("whole", "2025", column)) < 0.02, "\(column) \(found)")
    }
    #expect(!(outcome.output + outcome.errors).contains("few quarters"))
  }
}
