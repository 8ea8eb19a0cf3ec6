internal import Files

/// Years far ahead of those that a header tells one by one, `2022 | 2023 | 2024 | 2030`: nothing happened in them yet.
enum FarYears {
  /// The fewest years from the last of a run to one that is far ahead of it.
  private static let least = 3
  /// The fewest years that are a run: two may be what is left of a history with gaps.
  private static let fewest = 3

  /// Which years are far ahead of others that follow each other by one, and of each other; empty where years stand at
  /// other steps, `2010 | 2015 | 2020`.
  static func ahead(of years: some Sequence<Int>) -> Set<Int> {
    let sorted = Set(years).sorted()
    guard let end = sorted.indices.dropLast().first(where: { sorted[$0 + 1] != sorted[$0] + 1 }),
      end >= fewest - 1, zip(sorted[end...], sorted[(end + 1)...]).allSatisfy({ $1 - $0 >= least })
    else { return [] }
    return Set(sorted[(end + 1)...])
  }

  /// The year of a head that says nothing else, `2030`, `2030*`, `Năm 2030`.
  static func bare(_ header: String) -> Int? {
    let words = folded(header.filter { !FootnoteSigns.all.contains($0) }).split(separator: " ")
    let rest =
      words.first.map { ["nam", "year"].contains($0) } == true ? words.dropFirst() : words[...]
    guard rest.count == 1, rest[rest.startIndex].count == 4 else { return nil }
    return Int(rest[rest.startIndex])
  }
}
