internal import Attainment
internal import Tables

/// What stands out, below the first screen.
struct ShortPart {
  let words: PageWords

  /// What stands out, but for counts and limits, which have a place of their own.
  var findings: [String] {
    words.records(FindingTable.definition)
      .filter { ![.count, .limit].contains($0[FindingTable.kind]) }
      .map { $0[CommonColumns.finding] }
  }

  var section: PageSection? {
    guard !findings.isEmpty else { return nil }
    return PageSection("findings", words.say("page.findings.heading"), list: findings)
  }
}
