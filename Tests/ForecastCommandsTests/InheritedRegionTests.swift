import TestSupport
import Testing

/// What was stated of one region is not taken over by another without a word.
@Suite struct InheritedRegionTests {
  private func child(
    _ keys: String, of base: String = "", region: String = "L"
  ) throws -> (status: Int32, errors: String, variants: [String], page: String) {
    var made = MadeGrowth()
    made.addQuarters((4 * 2018)...(4 * 2025 + 1), growth: 5)
    made.more = base
    made.rows += made.rows.map { $0.replacing(",K,", with: ",L,") }
    let folder = try Program.temporaryFolder()
    try made.write(to: folder, name: "base")
    let sectors = made.sectors
    let text = """
      {"name": "child", "base": "base.json", "region": {"geo": "\(region)"}, \(keys)
       "sectors": \(sectors)}
      """
    try Program.write(Array(text.utf8), to: folder + "/child.json")
    let program = try #require(Program())
    let outcome = try program.run(
      ["monthly", "child.json", "--year", "2025", "--output", "out", "--language", "en"],
      in: folder)
    guard outcome.status == 0 else { return (outcome.status, outcome.errors, [], "") }
    let variants = try CSVRows.read(folder + "/out/variants.csv").compactMap { $0["variant"] }
    return (0, outcome.errors, variants, outcome.output)
  }

  private static let stated = """
    "stated_levels": [{"sector": "left", "period": "2020", "value": 1290, "reason": "said"}],
    """

  @Test("Variants and title of another region are a fault, with the way out as hint")
  func refused() throws {
    let outcome = try child("")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("child.json:1:") && outcome.errors.contains("[base-region]"))
    for word in ["variants", "title", "inherits"] {
      #expect(outcome.errors.contains(word), "\(outcome.errors)")
    }
  }

  @Test("So are levels that were stated of it")
  func levels() throws {
    let own = #""title": {"en": "Own", "vi": "Riêng"}, "variants": [],"#
    let outcome = try child(own, of: Self.stated)
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.contains("stated_levels") && outcome.errors.contains("[base-region]"),
      "\(outcome.errors)")
    #expect(!outcome.errors.contains("title"), "what is stated anew is no matter")
  }

  @Test("With an explicit word they are taken over, or left: `inherits` names what is wanted")
  func explicit() throws {
    let title = #""title": {"en": "Own", "vi": "Riêng"},"#
    let taken = try child(title + #""inherits": ["variants"],"#)
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(taken.variants == ["baseline", "up"], "\(taken.variants)")
    let left = try child(title + #""inherits": [],"#)
    #expect(left.status == 0, "\(left.errors)")
    #expect(left.variants == ["baseline"], "\(left.variants)")
    let both = try child(#""inherits": ["variants", "title"],"#)
    #expect(both.status == 0 && both.page.hasPrefix("Made"), "\(both.page.prefix(40))")
    let wrong = try child(title + #""inherits": ["sectors"],"#)
    #expect(wrong.status == 3, "what is no region's own needs no word")
  }

  @Test("The same region inherits everything")
  func same() throws {
    let outcome = try child("", of: Self.stated, region: "K")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.variants == ["baseline", "up"])
  }
}
