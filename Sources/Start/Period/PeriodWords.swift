internal import Files
internal import TimeSeries

/// A text about a period as a sequence of numbers, names of months, markers and signs; words that only say how settled
/// the figure is are taken out.
struct PeriodWords {
  /// What stands in the sequence.
  enum Item: Hashable {
    /// Digits: their value and how many there are.
    case number(Int, digits: Int)
    /// A month's name.
    case month(Int)
    /// `quý`, `Q`; whether it is the Vietnamese word, before which a number counts quarters.
    case quarter(isWord: Bool)
    /// `tháng`, `T`, `M`, months.
    case months
    /// `H`, half.
    case half
    /// A Roman number up to IV.
    case roman(Int)
    case sign(Character)
  }

  private(set) var items: [Item] = []
  /// How settled the figure is, where the text says so.
  private(set) var status: ObservationStatus?
  /// Whether the text says that the figure was revised.
  private(set) var isRevised = false
  /// Whether the text says that the figure is cumulated from the year's start.
  private(set) var isToDate = false
  /// Whether the text only says until when: `đến 31/12/2024`.
  private(set) var isUntil = false
  /// Whether the text speaks of a fiscal or school year.
  private(set) var isFiscal = false
  /// `đầu năm` or `cuối năm` behind a number of months; `nửa đầu`, `nửa cuối`.
  private(set) var side: Side?
  /// Whether a half of the year is named in words.
  private(set) var isHalf = false

  enum Side { case first, last }

  /// Reads a text; `nil` when it holds a word that no period has.
  init?(_ text: String) {
    guard text.count <= 60 else { return nil }
    let (plain, marks) = PeriodMarks.strip(text)
    status = marks
    guard let tokens = Token.split(plain) else { return nil }
    var place = 0
    while place < tokens.count {
      switch tokens[place] {
      case .digits(let value, let count): items.append(.number(value, digits: count))
      case .sign(let sign): items.append(.sign(sign))
      case .word:
        guard let taken = takeWords(tokens, at: place) else { return nil }
        place += taken
        continue
      }
      place += 1
    }
    trimSigns()
  }

  /// Takes the longest phrase that begins at a token; how many tokens it has, `nil` for an unknown word.
  private mutating func takeWords(_ tokens: [Token], at place: Int) -> Int? {
    let words = tokens[place...].prefix(5).prefix { $0.word != nil }.compactMap(\.word)
    for count in stride(from: words.count, through: 1, by: -1) {
      let phrase = words.prefix(count).joined(separator: " ")
      guard let meaning = PeriodPhrases.meaning(phrase) else { continue }
      take(meaning)
      return count
    }
    return takeLetter(tokens, place) ? 1 : nil
  }

  private mutating func take(_ meaning: PeriodPhrases.Meaning) {
    switch meaning {
    case .filler: break
    case .status(let stated):
      status = stronger(status, stated)
      if stated == .revised { isRevised = true }
    case .toDate: isToDate = true
    case .until:
      // Between two periods the word is a dash.
      if items.isEmpty { isUntil = true } else { items.append(.sign("-")) }
    case .fiscal: isFiscal = true
    case .firstSide: side = .first
    case .lastSide: side = .last
    case .firstHalf: (isHalf, side) = (true, .first)
    case .lastHalf: (isHalf, side) = (true, .last)
    case .month(let month): items.append(.month(month))
    case .count(let count): items += [.number(count, digits: 1), .months]
    case .quarter(let isWord): items.append(.quarter(isWord: isWord))
    case .months: items.append(.months)
    case .half: items.append(.half)
    case .roman(let number): items.append(.roman(number))
    }
  }

  /// A single letter right behind a year: 2024e, 2025F, 2023p; a large P may mean projected.
  private mutating func takeLetter(_ tokens: [Token], _ place: Int) -> Bool {
    guard case .number(_, 4)? = items.last, place > 0, case .digits = tokens[place - 1],
      case .word(let word, let isLarge) = tokens[place]
    else { return false }
    if word == "a" { return true }
    guard word.count == 1, word != "p" || !isLarge, let stated = ObservationStatus(flags: word)
    else { return false }
    status = stronger(status, stated)
    return true
  }

  /// A plan or forecast is one whatever else stands there: `ước kế hoạch` is no history.
  private func stronger(
    _ first: ObservationStatus?, _ second: ObservationStatus
  ) -> ObservationStatus {
    guard let first else { return second }
    return first.isHistory ? second : first
  }

  /// Signs at the ends mean nothing.
  private mutating func trimSigns() {
    while case .sign? = items.first { items.removeFirst() }
    while case .sign? = items.last { items.removeLast() }
  }

  /// A run of digits, a folded word, or a sign.
  private enum Token {
    case digits(Int, Int)
    case word(String, isLarge: Bool)
    case sign(Character)

    var word: String? { if case .word(let word, _) = self { word } else { nil } }

    /// The tokens; `nil` where a sign stands that no period has.
    static func split(_ text: String) -> [Token]? {
      var tokens: [Token] = []
      var rest = Substring(text)
      while let first = rest.first {
        if first.isWhitespace {
          rest.removeFirst()
        } else if ("0"..."9").contains(first) {
          let run = rest.prefix { ("0"..."9").contains($0) }
          guard run.count <= 4, let value = Int(run) else { return nil }
          tokens.append(.digits(value, run.count))
          rest = rest.dropFirst(run.count)
        } else if first.isLetter {
          let run = rest.prefix { $0.isLetter }
          tokens.append(.word(folded(run), isLarge: first.isUppercase))
          rest = rest.dropFirst(run.count)
          // The point of an abbreviation: Prel. 2023.
          if rest.first == "." { rest.removeFirst() }
        } else if let sign = signs[first] {
          tokens.append(.sign(sign))
          rest.removeFirst()
        } else {
          return nil
        }
      }
      return tokens
    }

    private static let signs: [Character: Character] = [
      "-": "-", "–": "-", "—": "-", "\u{2212}": "-", "→": "-", "/": "/", ".": ".", ",": ",",
      "_": "-", "(": "(", ")": ")", ":": ":", "'": "'", "’": "'",
    ]
  }
}
