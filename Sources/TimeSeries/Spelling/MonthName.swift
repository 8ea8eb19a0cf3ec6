/// Names of months in English, as data frames and spreadsheets write them.
package enum MonthName {
  /// The months by their whole names, from January.
  static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The month that a word names, whole or by three letters; `nil` for any other word.
  package static func month(_ word: some StringProtocol) -> Int? {
    let word = word.lowercased()
    if word == "sept" { return 9 }
    return names.firstIndex { $0.lowercased() == word || $0.lowercased().prefix(3) == word }
      .map { $0 + 1 }
  }

  /// How the words of a file spell months.
  struct Style: Sendable, Hashable {
    /// Whether the whole name stands; `nil` while only May was seen, which is both.
    var isWhole: Bool?
    /// How letters are written.
    var letters: Letters

    enum Letters: Sendable, Hashable {
      case capitalised, small, large
    }

    /// The style of a word that names a month.
    init(of word: Substring) {
      isWhole = word.count == 3 ? (word.lowercased() == "may" ? nil : false) : true
      if word == word.uppercased() {
        letters = .large
      } else {
        letters = word == word.lowercased() ? .small : .capitalised
      }
    }

    /// A month in this style.
    func text(_ month: Int) -> String {
      let name = isWhole == true ? MonthName.names[month - 1] : String(names[month - 1].prefix(3))
      switch letters {
      case .capitalised: return name
      case .small: return name.lowercased()
      case .large: return name.uppercased()
      }
    }
  }
}
