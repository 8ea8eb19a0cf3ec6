import Reports
import Testing

/// What is said of figures that are old.
@Suite("Words of old figures") struct AgeWordsTests {
  @Test("Old figures and years without one are told with their years", arguments: Language.allCases)
  func years(language: Language) {
    let say = Catalogue.of(language)
    #expect(say("note.stale", ["year": "2021"]).contains("2021"))
    #expect(say("note.over_unpublished", ["year": "2026"]).contains("2026"))
    let line = say("attainment.stale", ["count": "3", "targets": "8", "year": "2021"])
    #expect(line.contains("3") && line.contains("8") && line.contains("2021"))
  }
}
