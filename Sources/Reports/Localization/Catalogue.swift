internal import Files
package import TimeSeries

/// Sentences in one language, with named places for numbers and names: `{paths} paths`. Words that differ for one and for more have a
/// place of their own: `{count} {count|round|rounds}`.
public struct Catalogue: Sendable {
  /// The language.
  public let language: Language
  private let sentences: [String: String]

  /// The sentences of a language.
  public static func of(_ language: Language) -> Catalogue {
    language.wording.catalogue
  }

  /// Reads the sentences of a language, a JSON object; once a run is enough.
  init(_ language: Language) {
    self.language = language
    var faults = FaultCollector()
    let source = SourceFile(
      path: language.rawValue, text: ReportResource.sentences(language))
    let node = JSONParser.parse(source, faults: &faults)
    precondition(faults.found.isEmpty, "the \(language.rawValue) catalogue is not JSON")
    sentences = Dictionary(
      (node?.members ?? []).map { ($0.key, $0.node.string ?? "") }
    ) { first, _ in first }
  }

  /// The keys, for the check that languages agree.
  public var keys: Set<String> { Set(sentences.keys) }

  /// The places of a sentence.
  public func places(of key: String) -> Set<String> {
    let parts = (sentences[key] ?? "").split(separator: "{", omittingEmptySubsequences: false)
      .dropFirst()
    return Set(
      parts.compactMap { part in
        part.firstIndex { $0 == "}" || $0 == "|" }.map { String(part[..<$0]) }
      })
  }

  /// The sentence for a word of a table, such as `yes` under `page.real.`; the word itself where there is none.
  func word(_ prefix: String, _ text: String) -> String { sentences[prefix + text] ?? text }

  /// What a sentence is made of.
  enum Piece: Sendable, Hashable {
    case words(String)
    case place(String)
    /// Words for one and for any other number of a place.
    case form(String, one: String, more: String)
  }

  /// The words and places of a sentence, in their order.
  func pieces(of key: String) -> [Piece] {
    guard let sentence = sentences[key] else {
      preconditionFailure("the \(language.rawValue) catalogue lacks \(key)")
    }
    var pieces: [Piece] = []
    // By bytes: notes of tasks are told by the hundred thousand.
    var rest = sentence.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      pieces.append(.words(String(sentence[rest.startIndex..<open])))
      pieces.append(Self.place(sentence[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return pieces + [.words(String(sentence[rest.startIndex...]))]
  }

  private static func place(_ text: Substring) -> Piece {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    return parts.count == 3 ? .form(parts[0], one: parts[1], more: parts[2]) : .place(String(text))
  }

  /// A sentence with its places filled, each on one line.
  public func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    pieces(of: key).reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += words
      case .place(let name): text += values[name].map(VisibleText.line) ?? "{\(name)}"
      case .form(let name, let one, let more): text += values[name] == "1" ? one : more
      }
    }
  }
}

extension Catalogue {
  /// A day in figures, wherever a person reads one outside running text: `2025-06-30`, `30/06/2025`.
  package func day(_ date: CalendarDate) -> String { language.writing.figures(of: date) }

  /// The same; a dash for none.
  func day(_ date: CalendarDate?) -> String { date.map { day($0) } ?? "–" }

  /// A period in figures: `2024-Q4`, `Quý IV/2024`.
  package func period(_ period: Period, isShort: Bool = false) -> String {
    language.writing.figures(of: period, isShort: isShort)
  }

  /// The same; empty for none.
  func period(_ period: Period?) -> String { period.map { self.period($0) } ?? "" }

  /// Months of a year: as in files, or `6 tháng năm 2025`.
  package func period(_ period: PeriodOfYear) -> String {
    guard case .dayFirst = language.writing.day else { return period.description }
    return ScorecardWords(language).dated(period)
  }

  /// A figure with the digits that it is written with in files, and the decimal sign of the language.
  func figure(_ digits: String) -> String {
    digits.replacing(".", with: language.writing.decimal)
  }

  /// A figure of a file as people read it: also with thousands grouped, `13.000` in Vietnamese.
  func grouped(_ digits: String) -> String {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, let number = Double(digits), whole.count < 16,
      digits.allSatisfy({ $0.isNumber || $0 == "." || $0 == "-" })
    else { return figure(digits) }
    return NumberStyle(language).fixed(number, decimals: parts.count == 2 ? parts[1].count : 0)
  }

  /// A unit as the language writes it; one that it does not know stands as it is.
  func unit(_ unit: String) -> String { word("unit.", unit) }

  /// The models of a code such as `reference_class:growth`, by name; other words of it stand as they are.
  func model(_ code: String) -> String {
    var (text, name) = ("", "")
    for letter in code + " " {
      if letter.isLetter || letter.isNumber || letter == "_" {
        name.append(letter)
      } else {
        text += word("model.", name) + String(letter)
        name = ""
      }
    }
    return String(text.dropLast())
  }

  /// What a variant asks, its first condition before the others: of many these are counted.
  func asked(_ conditions: [String]) -> String {
    guard conditions.count > 2 else { return conditions.joined(separator: "; ") }
    return self(
      "growth.asked.more", ["first": conditions[0], "count": "\(conditions.count - 1)"])
  }

  /// A chance in whole hundredths; none for what is no number.
  func inHundred(_ chance: Double) -> String {
    guard chance.isFinite else { return "–" }
    let hundredths = Int((100 * chance).rounded())
    if hundredths == 0 { return self("page.hundred.under") }
    if hundredths == 100 { return self("page.hundred.over") }
    return self("page.hundred", ["count": "\(hundredths)"])
  }

  /// A fitted number of a model, such as `alpha`, `phi_2` or `weight_growth`; one without words stands as it is.
  func parameter(_ name: String) -> String {
    guard let mark = name.firstIndex(of: "_") else { return word("parameter.", name) }
    let rest = String(name[name.index(after: mark)...])
    switch name[..<mark] {
    case "weight":
      let shares = ["parameter.weight.", "class.", "model."]
      let known = shares.lazy.map { self.word($0, rest) }.first { $0 != rest }
      return self("parameter.weight", ["name": known ?? rest])
    case "phi": return self("parameter.phi", ["lag": rest])
    default: return word("parameter.", name)
    }
  }

  /// The short name of a variant; an id that is a number is written as one: `10,2`.
  package func variant(_ id: String) -> String { Double(id) == nil ? id : figure(id) }

  /// The most letters of a title that stands for its variant where there is little room.
  static let shortTitle = 30

  /// What a variant is called in rows and sentences: by its title where that is short and its id no number or `pa1`,
  /// which offices write themselves.
  package func variant(_ id: String, title: String) -> String {
    let isOwn = Double(id) != nil || Self.isNumbered(id)
    return isOwn || title.isEmpty || title.count > Self.shortTitle ? variant(id) : title
  }

  /// Whether an id is `pa` with a number, as offices number variants.
  static func isNumbered(_ id: String) -> Bool {
    id.count > 2 && id.hasPrefix("pa") && id.dropFirst(2).allSatisfy(\.isNumber)
  }

  /// So many quarters: `1 quarter`, `2 quarters`.
  func quarters(_ count: Int) -> String {
    self(count == 1 ? "growth.quarters.one" : "growth.quarters.many", ["count": "\(count)"])
  }

  /// The whole year, as it was forecast after so many quarters of it.
  func year(after quarters: Int) -> String {
    quarters == 0
      ? self("workbook.scope.start")
      : self("workbook.scope.quarters", ["quarters": self.quarters(quarters)])
  }

  /// What stands under a title: the day of knowledge with paths and seed, borders, and the variant that is met.
  func facts(
    asOf: CalendarDate?, paths: String, seed: UInt64, region: String?, until: CalendarDate?,
    variant: String?
  ) -> [String] {
    let places = ["date": asOf.map { day($0) } ?? "", "paths": paths, "seed": "\(seed)"]
    let borders = ["region": region ?? "", "date": until.map { day($0) } ?? ""]
    return [self(asOf == nil ? "summary.noasof" : "summary.asof", places)]
      + (region == nil || until == nil ? [] : [self("summary.borders", borders)])
      + (variant.map { [self("summary.variant", ["title": $0])] } ?? [])
  }

  /// Which years of an indicator come from the growth scenario.
  func carried(_ name: String, _ years: ClosedRange<Int>) -> String {
    let first = "\(years.lowerBound)"
    return self(
      "summary.carried",
      ["name": name, "years": years.count == 1 ? first : "\(first)–\(years.upperBound)"])
  }
}
