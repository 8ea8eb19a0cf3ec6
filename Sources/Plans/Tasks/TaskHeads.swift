internal import Files
internal import TimeSeries

/// The heads of a table of tasks as departments keep it, `Nhiệm vụ`, `Đơn vị chủ trì`, `Thời hạn`, under the names of the columns
/// of a tasks file.
struct TaskHeads {
  /// What tells tasks apart.
  enum Identity {
    /// A column of ids.
    case stated
    /// Numbers of rows, which may begin again in each part of a table.
    case counted
    /// Their names, for nothing else does.
    case named
  }

  /// The heads, those that are known as the columns are called.
  let names: [String]
  /// What tells tasks apart.
  let identity: Identity

  /// Reads heads; `nil` where they name neither tasks nor when these are due.
  ///
  /// - Parameters:
  ///   - upper: a line of heads.
  ///   - lower: the line below it, where heads stand in two: `Thời gian` above `Giao` and `Hoàn thành`.
  init?(_ upper: [String], above lower: [String]? = nil) {
    let heads = Self.spellings(upper, lower)
    let header = heads.map(\.name)
    var names = header
    let own = Set(header)
    var taken: Set<Int> = []
    func take(_ column: String, _ usual: [String]) {
      guard !own.contains(column), !names.contains(column) else { return }
      // Of several heads for one column the most usual one counts.
      let found = usual.lazy.compactMap { head in
        heads.indices.first { !taken.contains($0) && heads[$0].spellings.contains(head) }
      }.first
      guard let found else { return }
      names[found] = column
      taken.insert(found)
    }
    for (column, usual) in Self.heads { take(column, usual) }
    take("due", Self.lastDues)
    for (column, usual) in Self.lastHeads { take(column, usual) }
    if let lower, !Self.isBelow(lower, upper, names, taken) { return nil }
    guard names.contains("due") else { return nil }
    if names.contains("task_id") {
      identity = .stated
    } else if let place = heads.firstIndex(where: {
      !$0.spellings.isDisjoint(with: Self.counters)
    }), names.contains("name_vi") {
      names[place] = "task_id"
      identity = .counted
    } else if let place = names.firstIndex(of: "name_vi") {
      names[place] = "task_id"
      identity = .named
    } else {
      return nil
    }
    self.names = names
  }

  /// A head as faults tell it, and all that it may be known by: with what stands above it, alone, without what it adds in
  /// parentheses.
  private static func spellings(
    _ upper: [String], _ lower: [String]?
  ) -> [(name: String, spellings: Set<String>)] {
    var above = ""
    return upper.indices.map { place in
      let own = SeriesName.seen(upper[place])
      let below = lower.map { place < $0.count ? SeriesName.seen($0[place]) : "" } ?? ""
      // A head that was merged over several columns stands in the first of them.
      if !own.isEmpty { above = own }
      let whole = below.isEmpty ? own : above + " " + below
      let texts = [whole] + (below.isEmpty ? [] : [below])
      // Thời hạn năm 2026 is Thời hạn.
      let plain = texts.flatMap { text in
        let bare = text.replacing(/\([^)]*\)/, with: " ")
        return [bare, bare.replacing(/(?i)\s(năm\s+)?[0-9]{4}\s*$/, with: " ")]
      }
      return (
        whole.isEmpty ? "" : below.isEmpty ? upper[place] : whole,
        Set((texts + plain).map { folded($0) })
      )
    }
  }

  /// Whether a line is one of heads below others: it names nothing where tasks have their number and name, and something below
  /// heads that are known.
  private static func isBelow(
    _ lower: [String], _ upper: [String], _ names: [String], _ taken: Set<Int>
  ) -> Bool {
    guard lower.count == upper.count else { return false }
    let told = lower.indices.filter { !SeriesName.seen(lower[$0]).isEmpty }
    return !told.isEmpty && told.contains { taken.contains($0) }
      && told.allSatisfy { !["task_id", "name_vi", "name_en"].contains(names[$0]) }
      && told.allSatisfy { lower[$0].contains(where: \.isLetter) }
  }

  private static let counters: Set<String> = ["stt", "tt", "so tt", "so thu tu"]

  private static let heads: [(column: String, heads: [String])] = [
    (
      "task_id",
      [
        "ma nhiem vu", "ma so nhiem vu", "ma nv", "ma cong viec", "ma so", "ma", "so hieu", "id",
        "task id",
      ]
    ),
    (
      "name_vi",
      [
        "nhiem vu", "ten nhiem vu", "noi dung nhiem vu", "nhiem vu giai phap", "nhiem vu cu the",
        "ten nhiem vu giai phap", "nhiem vu trong tam", "cong viec", "ten cong viec",
        "noi dung cong viec", "noi dung nhiem vu duoc giao", "nhiem vu duoc giao",
        "nhiem vu duoc phan cong", "noi dung", "task", "task name",
      ]
    ),
    (
      "lead_agency",
      [
        "don vi chu tri", "co quan chu tri", "co quan don vi chu tri", "don vi chu tri thuc hien",
        "co quan chu tri thuc hien", "chu tri", "phong chu tri", "phong ban chu tri",
        "don vi thuc hien", "co quan thuc hien", "co quan don vi thuc hien", "don vi phu trach",
        "don vi thuc hien chu tri", "don vi chiu trach nhiem", "don vi duoc giao", "don vi",
        "co quan", "lead agency", "owner", "responsible",
      ]
    ),
    (
      "due",
      [
        "thoi han", "thoi han hoan thanh", "han hoan thanh", "ngay den han", "thoi han thuc hien",
        "han thuc hien", "thoi han xu ly", "han xu ly", "han", "thoi gian hoan thanh",
        "thoi gian thuc hien", "thoi han giai quyet", "thoi han bao cao", "thoi han duoc giao",
        "thoi han theo ke hoach", "han cuoi", "ngay het han", "den han", "thoi gian yeu cau",
        "thoi gian yeu cau hoan thanh", "thoi gian phai hoan thanh", "ngay phai hoan thanh",
        "ngay hoan thanh theo ke hoach", "ngay hoan thanh ke hoach", "ke hoach hoan thanh",
        "thoi gian hoan thanh theo ke hoach", "ngay ket thuc theo ke hoach",
        "ngay ket thuc ke hoach", "ke hoach ket thuc", "du kien hoan thanh",
        "ngay du kien hoan thanh", "thoi gian du kien hoan thanh", "moc thoi gian",
        "moc hoan thanh", "deadline", "due date", "due day",
      ]
    ),
    (
      "done",
      [
        "ngay hoan thanh thuc te", "ngay hoan thanh", "thoi gian hoan thanh thuc te",
        "ngay thuc te hoan thanh", "hoan thanh thuc te", "thuc te hoan thanh",
        "ngay ket thuc thuc te",
        "thuc te ket thuc", "thoi diem hoan thanh", "thoi diem hoan thanh thuc te",
        "hoan thanh ngay",
        "ngay thuc hien xong", "ngay xong", "ngay ket thuc", "thoi gian hoan thanh", "completed",
        "completed on", "date completed", "completion date", "finished", "done on",
      ]
    ),
    (
      "started",
      [
        "ngay bat dau", "ngay bat dau thuc te", "thuc te bat dau", "ngay bat dau thuc hien",
        "thoi gian bat dau", "thoi diem bat dau", "ngay khoi cong", "ngay trien khai",
        "ngay bat dau trien khai", "bat dau", "start", "start date", "begin", "begun", "started on",
      ]
    ),
    (
      "issued",
      [
        "ngay giao", "ngay giao viec", "ngay giao nhiem vu", "ngay duoc giao", "thoi diem giao",
        "thoi diem giao nhiem vu", "thoi gian giao", "thoi gian giao nhiem vu", "ngay phan cong",
        "ngay nhan", "ngay nhan viec", "ngay nhan nhiem vu", "ngay tiep nhan", "ngay ban hanh",
        "ngay ban hanh van ban", "ngay van ban", "ngay van ban giao", "ngay chi dao",
        "ngay khoi tao", "ngay tao", "giao ngay", "thoi gian giao viec", "assigned", "assigned on",
        "date assigned", "issued", "issued on", "issue date", "date issued",
      ]
    ),
    (
      "put_off",
      [
        "gia han den", "gia han", "gia han den ngay", "thoi han gia han", "han gia han",
        "ngay gia han", "thoi han dieu chinh", "han dieu chinh", "thoi han moi", "han moi",
        "dieu chinh thoi han", "thoi han sau gia han", "extended to",
      ]
    ),
    (
      "share_done",
      [
        "ty le hoan thanh", "muc do hoan thanh", "phan tram hoan thanh", "khoi luong hoan thanh",
        "ty le thuc hien", "muc do thuc hien", "khoi luong thuc hien", "phan tram", "hoan thanh",
        "progress", "percent complete",
      ]
    ),
    (
      "status",
      [
        "trang thai", "tinh trang", "trang thai thuc hien", "tinh trang thuc hien",
        "trang thai xu ly", "tinh trang xu ly", "trang thai hoan thanh", "tinh trang hoan thanh",
        "trang thai nhiem vu", "status", "state",
      ]
    ),
    (
      "outcome",
      [
        "ket qua thuc hien", "ket qua xu ly", "tinh hinh thuc hien", "danh gia", "danh gia ket qua",
        "ket qua", "tinh hinh", "ket qua thuc hien nhiem vu", "tinh hinh thuc hien nhiem vu",
        "tinh hinh xu ly", "ket qua giai quyet", "ket qua hoan thanh",
        "tinh hinh ket qua thuc hien",
        "ket qua tinh hinh thuc hien", "ket qua dat duoc",
      ]
    ),
    ("programme", ["chuong trinh", "linh vuc", "nhom nhiem vu", "chuong trinh de an"]),
    ("phase", ["giai doan"]),
    ("place", ["dia ban", "dia diem", "dia phuong", "xa phuong"]),
    ("plan_id", ["ma ke hoach"]),
    ("ref", ["can cu", "van ban giao", "van ban giao nhiem vu"]),
    ("as_of", ["ngay bao cao", "ngay cap nhat", "thoi diem bao cao"]),
    ("weight", ["trong so"]),
    ("note", ["ghi chu", "note", "notes"]),
  ]

  /// Heads of due days that mean something else where another column is due.
  private static let lastDues = [
    "tien do thuc hien", "tien do hoan thanh", "tien do", "thoi gian", "thoi gian ket thuc",
    "ket thuc",
  ]

  /// Heads that are taken where they are not due days.
  private static let lastHeads: [(column: String, heads: [String])] = [
    ("share_done", ["tien do", "tien do thuc hien", "tien do hoan thanh"]),
    ("done", ["ket thuc"]),
  ]
}

extension TaskReader {
  /// Whether the first line of a table is that of a table of tasks.
  public static func isHeader(_ header: [String]) -> Bool {
    header.contains("task_id") || TaskHeads(header) != nil
  }

  /// Whether a row numbers the columns, `(1) (2) (3)` or `A B 1 2`, as a line below the heads of printed tables does.
  static func numbersColumns(_ cells: [String]) -> Bool {
    let told = cells.map { SeriesName.seen($0).trimmingPrefix("(") }.filter { !$0.isEmpty }
      .map { $0.hasSuffix(")") ? $0.dropLast() : $0 }
    let letters = told.prefix { $0.count == 1 && $0.first?.isLetter == true }
    let numbers = told.dropFirst(letters.count).map { Int($0) }
    return numbers.count > 1 && told.count > 2 && numbers.first == 1
      && zip(numbers, numbers.dropFirst()).allSatisfy { one, next in
        one.flatMap { one in next.map { $0 == one + 1 } } ?? false
      }
  }
}

extension TaskStatus {
  /// What a word in a department's table says of a status; `nil` for one that is not known.
  struct Word {
    /// The status; `nil` where the word leaves it open.
    let status: TaskStatus?
    /// Of what is done, whether that was in time; `nil` where the word does not say.
    let isInTime: Bool?
    /// Whether work on it rests.
    let isPaused: Bool
    /// Whether it says of what is open that the due day is not over.
    let isOpenInTime: Bool
    /// Whether it says of what is open that the due day is over.
    let isOverdue: Bool
    /// The day on which it was done, where it is told.
    private(set) var day: CalendarDate?
    /// How long behind its due day it was done, where that is told.
    private(set) var lateness: Lateness?
    /// Whether it came to an end with a part, where a day of the end says so, too.
    private(set) var isEndInPart = false

    /// Reads a word that is known as a whole, or a phrase.
    init?(_ text: String) {
      if let known = Self(known: folded(text)) {
        self = known
        return
      }
      guard let phrase = StatusPhrase(text) else { return nil }
      (status, isInTime, isOverdue) = (phrase.status, phrase.isInTime, phrase.isOverdue)
      (isPaused, isOpenInTime) = (false, false)
      day = phrase.status == .done ? phrase.day : nil
      lateness = phrase.status == .done ? phrase.lateness : nil
      isEndInPart = phrase.isEndInPart
    }

    /// Reads what a cell of a column of statuses says: a word, or how much of the work is done, 0 to 1.
    static func told(_ text: String) -> (status: TaskStatus?, word: Word?, share: Double?)? {
      let done = ShareDone(text)
      if let word = Word(text) {
        return (word.status, word, word.status == .done ? nil : done?.share)
      }
      guard let done, done.isAlone else { return nil }
      let share = done.share
      return (share >= 1 ? .done : share > 0 ? .running : .notStarted, nil, share)
    }

    /// Reads folded words.
    init?(known words: String) {
      guard let known = TaskStatus.words.first(where: { $0.words.contains(words) }) else {
        return nil
      }
      status = known.status
      isPaused = Self.pauses.contains(words)
      // Done late, chậm, trễ hạn; done in time, đúng hạn.
      let told = Set(words.split(separator: " ").map(String.init))
      isInTime =
        status != .done
        ? nil
        : !told.isDisjoint(with: ["qua", "tre", "cham", "muon"])
          ? false : !told.isDisjoint(with: ["dung", "truoc", "trong", "som"]) ? true : nil
      isOpenInTime =
        (status == nil || status == .running)
        && ["trong han", "con han", "chua den han", "sap den han"].contains { words.hasSuffix($0) }
      isOverdue =
        status == .late && (told.contains("han") || ["overdue", "late"].contains(words))
    }

    private static let pauses: Set<String> = [
      "tam dung", "tam dung thuc hien", "tam ngung", "paused", "on hold",
    ]
  }

  /// What a department calls each of them.
  static let usualWords = [
    "Đã hoàn thành", "Quá hạn", "Đang thực hiện", "Chưa thực hiện", "Không thời hạn",
  ]

  fileprivate static let words: [(status: TaskStatus?, words: Set<String>)] = [
    (
      .done,
      [
        "hoan thanh", "da hoan thanh", "xong", "da xong", "hoan thanh dung han",
        "da hoan thanh dung han", "hoan thanh trong han", "hoan thanh truoc han",
        "hoan thanh qua han", "da hoan thanh qua han", "hoan thanh tre han", "hoan thanh cham",
        "da hoan thanh tre han", "da hoan thanh cham", "hoan thanh muon", "hoan thanh cham han",
        "hoan thanh cham tien do", "hoan thanh dung tien do", "hoan thanh som", "da thuc hien",
        "da thuc hien xong", "hoan thanh 100", "da hoan thanh 100", "done", "completed",
        "complete", "finished", "closed",
      ]
    ),
    (
      .late,
      [
        "qua han", "tre han", "tre", "cham", "cham tien do", "qua han chua hoan thanh",
        "chua hoan thanh qua han", "dang thuc hien qua han", "cham han", "da qua han", "overdue",
        "late", "chua thuc hien qua han", "dang xu ly qua han",
      ]
    ),
    (
      .running,
      [
        "dang thuc hien", "dang trien khai", "dang xu ly", "dang lam", "dung tien do",
        "dang thuc hien trong han", "chua hoan thanh trong han", "chua hoan thanh",
        "dang thuc hien dung tien do", "dang trien khai thuc hien", "dang to chuc thuc hien",
        "dang xu ly trong han", "cho phe duyet", "cho duyet", "dang trinh", "hoan thanh mot phan",
        "co ban hoan thanh", "tam dung", "tam dung thuc hien", "tam ngung", "dang trong han",
        "in progress",
        "running", "ongoing", "open", "paused", "on hold",
      ]
    ),
    (
      .notStarted,
      [
        "chua thuc hien", "chua trien khai", "chua bat dau", "chua xu ly", "moi giao",
        "moi tiep nhan", "chua trien khai thuc hien", "not started", "not begun",
      ]
    ),
    (.noDate, ["khong thoi han", "khong co thoi han", "thuong xuyen"]),
    (nil, ["trong han", "con han", "chua den han", "sap den han", "den han"]),
  ]
}
