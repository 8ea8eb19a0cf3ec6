internal import Files

/// The place that lines above a table name: `TỈNH NINH BÌNH`, `UBND thành phố Hải Phòng`, `SỞ TÀI CHÍNH TỈNH AN BÌNH`.
enum TitlePlace {
  /// The name without its rank, `Ninh Bình`; `nil` where no line is a place alone, or several places stand there.
  static func named(in lines: [String]) -> String? {
    let found = Set(lines.compactMap(name))
    return found.count == 1 ? found.first : nil
  }

  private static let offices = [["uy", "ban", "nhan", "dan"], ["ubnd"]]
  /// With what names of offices begin that have a field before their place: `CỤC THỐNG KÊ TỈNH AN BÌNH`.
  private static let departments = [
    ["so"], ["cuc"], ["chi", "cuc"], ["kho", "bac"], ["ban"], ["van", "phong"], ["phong"], ["thue"],
    ["hoi", "dong"], ["hdnd"], ["bao", "hiem"], ["cong", "an"],
  ]
  private static let ranks = [["tỉnh"], ["thành", "phố"], ["tp"]]
  /// What follows a rank in the names of offices, not of places: `Tỉnh ủy`, `Tỉnh đoàn`; and what follows other words
  /// where no marks are written: `TINH HINH`, `TINH DEN`.
  private static let notPlaces: Set<String> = [
    "uy", "doan", "hoi", "lo", "hinh", "trang", "den", "toan",
  ]
  /// The most words of a name.
  private static let longest = 4

  private static func name(_ line: String) -> String? {
    var words = line.split { $0 == " " || $0 == "." || $0 == ":" }
    for office in offices where begins(words, office) { words.removeFirst(office.count) }
    if departments.contains(where: { begins(words, $0) }),
      let start = words.indices.first(where: { isOfAnyRank(Array(words[$0...])) })
    {
      words.removeFirst(start)
    }
    guard let rank = ranks.first(where: { isRank(words, $0) }) else { return nil }
    words.removeFirst(rank.count)
    guard let first = words.first, !notPlaces.contains(folded(String(first))),
      words.count <= longest,
      words.allSatisfy({
        $0.allSatisfy { $0.isLetter || $0 == "-" } && $0.first?.isUppercase == true
      })
    else { return nil }
    return words.map { word in
      word.contains(where: \.isLowercase)
        ? String(word) : word.prefix(1) + word.dropFirst().lowercased()
    }.joined(separator: " ")
  }

  private static func isOfAnyRank(_ words: [Substring]) -> Bool {
    ranks.contains { isRank(words, $0) }
  }

  /// Whether words begin with a rank as it is written, without its marks only where the line has none at all: `TÌNH` is
  /// no `TỈNH`.
  private static func isRank(_ words: [Substring], _ rank: [String]) -> Bool {
    guard words.count > rank.count else { return false }
    if zip(words, rank).allSatisfy({ $0.lowercased() == $1 }) { return true }
    return words.joined().allSatisfy(\.isASCII) && begins(words, rank.map { folded($0) })
  }

  private static func begins(_ words: [Substring], _ head: [String]) -> Bool {
    words.count > head.count && zip(words, head).allSatisfy { folded(String($0)) == $1 }
  }
}
