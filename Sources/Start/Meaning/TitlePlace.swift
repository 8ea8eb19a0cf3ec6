internal import Files

/// The place that lines above a table name: `TỈNH NINH BÌNH`, `UBND thành phố Hải Phòng`.
enum TitlePlace {
  /// The name without its rank, `Ninh Bình`; `nil` where no line is a place alone, or several places stand there.
  static func named(in lines: [String]) -> String? {
    let found = Set(lines.compactMap(name))
    return found.count == 1 ? found.first : nil
  }

  private static let offices = [["uy", "ban", "nhan", "dan"], ["ubnd"]]
  private static let ranks = [["tinh"], ["thanh", "pho"], ["tp"]]
  /// What follows a rank in the names of offices, not of places: `Tỉnh ủy`, `Tỉnh đoàn`.
  private static let notPlaces: Set<String> = ["uy", "doan", "hoi", "lo"]
  /// The most words of a name.
  private static let longest = 4

  private static func name(_ line: String) -> String? {
    var words = line.split { $0 == " " || $0 == "." || $0 == ":" }
    for office in offices where begins(words, office) { words.removeFirst(office.count) }
    guard let rank = ranks.first(where: { begins(words, $0) }) else { return nil }
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

  private static func begins(_ words: [Substring], _ head: [String]) -> Bool {
    words.count > head.count && zip(words, head).allSatisfy { folded(String($0)) == $1 }
  }
}
