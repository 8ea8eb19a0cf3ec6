import Testing
import TimeSeries

@Suite struct PeriodOfYearTests {
  private func read(_ text: String) -> PeriodOfYear? { PeriodOfYear(utf8: ArraySlice(text.utf8)) }

  @Test(
    "What is written of a part of a year reads back",
    arguments: ["2026", "2026-Q3", "2026-07", "2026-9M", "2026-6M", "2026-11M", "2026-2M"])
  func reads(text: String) throws { #expect(try #require(read(text)).description == text) }

  @Test("Three months from January on are the first quarter, twelve the year")
  func same() {
    #expect(read("2026-3M") == read("2026-Q1"))
    #expect(read("2026-12M") == read("2026"))
  }

  @Test(
    "Nothing else is a part of a year", arguments: ["", "26", "2026-13M", "2026-0M", "2020-2025"])
  func refuses(text: String) { #expect(read(text) == nil) }

  @Test("A month is no part that quarters make, nine months are")
  func made() throws {
    #expect(try #require(read("2026-07")).isMade(of: .quarterly) == false)
    #expect(try #require(read("2026-9M")).isMade(of: .quarterly))
    #expect(try #require(read("2026-9M")).ordinals(.quarterly) == 4 * 2026...4 * 2026 + 2)
    #expect(try #require(read("2026-Q2")).ordinals(.monthly) == 12 * 2026 + 3...12 * 2026 + 5)
  }

  @Test("Parts of a year stand by their ends, the shorter first")
  func order() {
    let texts = ["2026-05", "2026-06", "2026-Q2", "2026-6M", "2026-07", "2026-Q4", "2026"]
    #expect(texts.compactMap(read).sorted().map(\.description) == texts)
  }
}
