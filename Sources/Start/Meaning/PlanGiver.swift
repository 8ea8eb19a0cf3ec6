internal import Files

/// Who set a plan, as the words behind it say: `TW giao`, `HĐND tỉnh quyết định`, `do UBND tỉnh Hải Dương giao`.
struct PlanGiver {
  /// Who, folded; the same whether or not a verb stands behind.
  let name: String
  /// How many words say it.
  let length: Int

  /// Reads what stands at the beginning of words; `nil` where that is none.
  ///
  /// - Parameter needsVerb: whether only `giao` or another verb tells it from what is planned, as `vốn TW` is.
  init?(_ words: ArraySlice<String>, needsVerb: Bool) {
    let words = Array(words)
    let lead = ["do", "duoc", "cua"].contains(words.first) ? 1 : 0
    var end = lead
    while let length = Self.length(words[end...], Self.authorities + Self.levels) { end += length }
    guard end > lead else { return nil }
    let own = end
    // "UBND tỉnh Hải Dương giao": the name of a place stands between.
    if let verb = words.indices.dropFirst(own).prefix(5).first(where: { Self.isVerb(words, at: $0) }
    ) {
      end = verb + (words[verb] == "giao" ? 1 : 2)
    } else if needsVerb || Self.length(words[lead...], Self.authorities) == nil {
      return nil
    }
    name = words[lead..<own].joined(separator: " ")
    length = end
  }

  /// Who a text names, where it names nobody else and nothing: `TW giao`, `HĐND tỉnh`.
  init?(alone text: String) {
    let words = folded(text).split(separator: " ").map(String.init)
    self.init(words[...], needsVerb: false)
    guard length == words.count else { return nil }
  }

  /// Who set a plan in English words that say nothing else: `central government`, `the province`.
  static func english(_ words: ArraySlice<String>) -> String? {
    let words = words.first == "the" ? words.dropFirst() : words
    return inEnglish[words.joined(separator: " ")]
  }

  private static let inEnglish = [
    "central government": "central", "central": "central", "centre": "central",
    "center": "central", "government": "central", "prime minister": "prime minister",
    "provincial": "province", "province": "province", "provincial government": "province",
    "provincial people s council": "province council", "people s council": "council",
    "people s committee": "committee", "provincial people s committee": "province committee",
    "district": "district", "city": "city", "ministry of finance": "ministry of finance",
  ]

  private static func length(_ words: ArraySlice<String>, _ phrases: [String]) -> Int? {
    [4, 3, 2, 1].first { length in
      words.count >= length && phrases.contains(words.prefix(length).joined(separator: " "))
    }
  }

  /// Whether what stands at a place says that something was set, and no thing, as `giao thông` is.
  private static func isVerb(_ words: [String], at place: Int) -> Bool {
    let isGiven = words[place] == "giao"
    guard isGiven || verbs.contains(words[place...].prefix(2).joined(separator: " ")) else {
      return false
    }
    let behind = words.dropFirst(place + (isGiven ? 1 : 2)).first
    return behind.map { ends.contains($0) || Int($0) != nil } ?? true
  }

  private static let verbs = ["phan bo", "phe duyet", "quyet dinh", "phe chuan"]
  /// Words that may go on behind a verb.
  private static let ends = ["nam", "ca", "dau", "thang", "quy", "dieu", "bo", "sau", "ban"]
  /// Those that set plans and are no thing that is planned.
  private static let authorities = [
    "tw", "trung uong", "hdnd", "hoi dong nhan dan", "ubnd", "uy ban nhan dan", "chinh phu",
    "thu tuong", "thu tuong chinh phu", "ttg", "quoc hoi", "bo tai chinh", "btc", "cap tren",
  ]
  /// Those of which a plan may also be: `Kế hoạch tỉnh`.
  private static let levels = [
    "tinh", "huyen", "xa", "phuong", "thanh pho", "tp", "thi xa", "dia phuong", "bo", "nganh",
    "bo nganh", "so", "so tai chinh", "cuc thue", "nha nuoc",
  ]
}
