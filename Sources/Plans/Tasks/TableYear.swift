internal import Files
internal import TimeSeries

/// The year of a table whose days have none, `30/6`: of the head of the due days, the titles, the name of the sheet
/// or of the file, in this order;
/// the first of them that names exactly one.
struct TableYear {
  let year: Int
  /// What was read.
  let text: String
  /// Where it stands; `nil` for a name.
  let location: SourceLocation?

  /// - Parameters:
  ///   - heads: above the due days.
  ///   - names: of the sheet and of the file.
  init?(
    heads: [(text: String, location: SourceLocation)],
    titles: [(text: String, location: SourceLocation)], names: [String]
  ) {
    for texts in [heads, titles] {
      let found = texts.flatMap { text in
        Self.years(in: text.text).map { (year: $0, text: text) }
      }
      guard let first = found.first, found.allSatisfy({ $0.year == first.year }) else { continue }
      self.init(first.year, first.text.text, first.text.location)
      return
    }
    for name in names {
      let found = Set(Self.years(in: name))
      if found.count == 1, let year = found.first {
        self.init(year, name, nil)
        return
      }
      if let day = TitleDay(name: name) {
        self.init(day.day.year, name, nil)
        return
      }
    }
    return nil
  }

  private init(_ year: Int, _ text: String, _ location: SourceLocation?) {
    (self.year, self.text, self.location) = (year, text, location)
  }

  /// Years that a text names: those behind `năm` where some are, else all but those of numbers of documents,
  /// `123/2025/QĐ-UBND`.
  static func years(in text: String) -> [Int] {
    var plain = text
    for match in text.matches(of: /[0-9]+\/[0-9]{4}\/[^\s0-9]+/).reversed() {
      plain.removeSubrange(match.range)
    }
    let words = folded(plain).split(separator: " ")
    let all = words.indices.compactMap { place -> (year: Int, isNamed: Bool)? in
      guard words[place].utf8.count == 4, let year = Int(words[place]), 1990...2100 ~= year else {
        return nil
      }
      return (year, place > 0 && ["nam", "year"].contains(words[place - 1]))
    }
    let named = all.filter(\.isNamed)
    return (named.isEmpty ? all : named).map(\.year)
  }
}
