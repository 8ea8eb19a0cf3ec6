internal import Files

/// The end of a name right before what is planned of it, `Thu trên địa bàn | Kế hoạch`, `Dân số | KH`, told from offices and comparisons that
/// are the same without marks: `Ban Kế hoạch`, `so kế hoạch`.
///
/// Heads of two rows are read as one text, so that only words tell where the name ends. `số` is never `so` nor `sở`, `bàn` never `ban`; without
/// marks, and for `sở`, `vụ`, `phòng`, `ban`, the word in front decides.
enum NounsBeforePlans {
  /// Stands behind such a word, so that no phrase is found across it; no letter of a title.
  static let mark: Character = "\u{1F}"

  /// A title folded, with the mark behind words that end a name.
  static func folded(_ title: String) -> String {
    let plain = Files.folded(title)
    guard !title.utf8.allSatisfy({ $0 < 0x80 }) || pairs.contains(where: { plain.contains($0) })
    else { return plain }
    let written = smallWords(title).split(separator: " ").map(String.init)
    var words = plain.split(separator: " ").map(String.init)
    guard written.count == words.count else { return plain }
    for place in words.indices.dropLast() where plans.contains(words[place + 1]) {
      let before = place > 0 ? words[place - 1] : ""
      let isNoun =
        nouns.contains(written[place]) || pairs.contains(before + " " + words[place])
      if isNoun { words[place].append(mark) }
    }
    // "Số kế hoạch" is the plan itself.
    if words.first == "so\(mark)" { words.removeFirst() }
    return words.joined(separator: " ")
  }

  /// A name without marks.
  static func plain(_ name: String) -> String { name.filter { $0 != mark } }

  /// Words with marks that end a name and begin no office.
  private static let nouns: Set<String> = ["số", "bàn"]
  /// The last two words of names, folded.
  private static let pairs: Set<String> = [
    "dia ban", "co so", "tru so", "ho so", "dan so", "tong so", "chi so", "he so", "doanh so",
    "te so", "doi so", "ty so", "ti so", "tan so", "dich vu", "nhiem vu", "nghiep vu", "thoi vu",
    "mua vu", "buong phong", "quoc phong", "van phong", "du phong", "so phong",
    "so ban", "so vu", "can phong", "xuat ban",
  ]
  /// What is planned begins so.
  private static let plans: Set<String> = ["ke", "kh", "du", "dt", "chi", "muc"]
}
