import Foundation
import TestSupport
import Testing

/// What people read on a terminal of 80 columns.
@Suite struct TerminalWidthTests {
  /// Commands of the gallery; `{runs}` stands for a folder of their own.
  static let commands = [
    "run haiduong-2030", "run haiduong-2030-workshop", "run plans-cascade",
    "compare haiduong-2030 haiduong-2030-accelerated", "compare haiduong-2030 haiduong-2030-stress",
    "require haiduong-2030 --target body:II.1.1-2 --probability 0.8",
    "require haiduong-2030-accelerated --target I.18.2 --probability 0.5",
    "monthly haiduong-growth-2025 --year 2025",
    "monthly haiduong-growth-2025 --year 2025 --as-of 2025-07-15",
    "monthly nghean-2025 --year 2025 --as-of 2025-08-31",
    "monthly vietnam-growth-2025 --year 2025",
    "track haiduong-growth-2025 --as-of 2025-07-15", "track nghean-2025 --as-of 2025-10-31",
    "track vietnam-growth-2025 --backtest", "scorecard haiduong-revenue-2025",
    "scorecard haiphong-2026", "scorecard haiphong-2026 --as-of 2026-08-01",
    "tasks haiduong-tasks", "tasks school-projects --as-of 2023-01-01",
  ]

  /// Columns that a text takes: marks upon letters take none.
  static func width(_ text: Substring) -> Int {
    text.unicodeScalars.count { scalar in
      ![.nonspacingMark, .enclosingMark, .format].contains(scalar.properties.generalCategory)
    }
  }

  static func tooWide(_ outcome: Program.Outcome) -> [Substring] {
    outcome.output.split(separator: "\n").filter { width($0) > 80 }
  }

  private func check(_ words: [String], in folder: String) throws {
    let program = try #require(Program())
    let outcome = try program.run(words, in: folder)
    #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    #expect(!outcome.output.isEmpty, "\(words)")
    let wide = Self.tooWide(outcome)
    #expect(wide.isEmpty, "\(words)\n\(wide.joined(separator: "\n"))")
  }

  @Test(
    "Every command of the gallery prints lines of 80 columns at the most", arguments: commands,
    ["en", "vi"])
  func gallery(command: String, language: String) throws {
    let folder = try Program.temporaryFolder()
    let names = Program.names(in: Golden.root + "/Scenarios")
    let words = command.split(separator: " ").map { word in
      names.contains(String(word)) ? "\(Golden.root)/Scenarios/\(word)/scenario.json" : "\(word)"
    }
    try check(words + ["--language", language, "--output", "r"], in: folder)
  }

  @Test("So do effects, explanations and what an earlier run said", arguments: ["en", "vi"])
  func others(language: String) throws {
    let folder = try Program.temporaryFolder()
    let scenarios = Golden.root + "/Scenarios"
    let more = ["--language", language]
    let growth = scenarios + "/nghean-2025/scenario.json"
    try check(
      ["effect", scenarios + "/effect-made/panel.csv", "--event", "2023-Q1", "--output", "e"]
        + more, in: folder)
    try check(
      ["run", scenarios + "/haiduong-2030/scenario.json", "--paths", "2000", "--output", "r"]
        + more,
      in: folder)
    for target in ["I.6", "body:II.1.1-2", "task:31"] {
      try check(["explain", "r", "--target", target], in: folder)
    }
    try check(
      ["monthly", growth, "--year", "2025", "--as-of", "2025-03-31", "--output", "m"] + more,
      in: folder)
    try check(
      [
        "monthly", growth, "--year", "2025", "--as-of", "2025-08-31", "--against", "m", "--output",
        "n",
      ]
        + more, in: folder)
    try check(
      ["score", "m", "n", "--output", "s", "--directory", scenarios + "/nghean-2025"] + more,
      in: folder)
    try check(
      ["verify", "r", "--directory", scenarios + "/haiduong-2030"] + more, in: folder)
    try check(["validate", growth] + more, in: folder)
    try check(["models"], in: folder)
    try check(["doctor"], in: folder)
  }
}
