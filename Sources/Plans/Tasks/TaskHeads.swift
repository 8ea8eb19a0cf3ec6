internal import Files

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
  init?(_ header: [String]) {
    var names = header
    let own = Set(header)
    for (column, heads) in Self.heads where !own.contains(column) {
      // Of several heads for one column the most usual one counts.
      guard
        let place = heads.lazy.compactMap({ head in
          header.firstIndex { folded($0) == head }
        }).first
      else { continue }
      names[place] = column
    }
    guard names.contains("due") else { return nil }
    if names.contains("task_id") {
      identity = .stated
    } else if let place = header.firstIndex(where: { Self.counters.contains(folded($0)) }),
      names.contains("name_vi")
    {
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

  private static let counters: Set<String> = ["stt", "tt", "so tt", "so thu tu"]

  private static let heads: [(column: String, heads: [String])] = [
    (
      "task_id",
      ["ma nhiem vu", "ma so nhiem vu", "ma nv", "ma cong viec", "ma so", "ma", "so hieu", "id"]
    ),
    (
      "name_vi",
      [
        "nhiem vu", "ten nhiem vu", "noi dung nhiem vu", "nhiem vu giai phap", "nhiem vu cu the",
        "ten nhiem vu giai phap", "nhiem vu trong tam", "cong viec", "ten cong viec",
        "noi dung cong viec", "noi dung",
      ]
    ),
    (
      "lead_agency",
      [
        "don vi chu tri", "co quan chu tri", "co quan don vi chu tri", "don vi chu tri thuc hien",
        "co quan chu tri thuc hien", "chu tri", "phong chu tri", "phong ban chu tri",
        "don vi thuc hien", "co quan thuc hien", "co quan don vi thuc hien", "don vi phu trach",
        "don vi", "co quan",
      ]
    ),
    (
      "due",
      [
        "thoi han", "thoi han hoan thanh", "han hoan thanh", "ngay den han", "thoi han thuc hien",
        "han thuc hien", "thoi han xu ly", "han xu ly", "han", "thoi gian hoan thanh",
        "thoi gian thuc hien",
      ]
    ),
    (
      "done",
      [
        "ngay hoan thanh", "ngay hoan thanh thuc te", "thoi gian hoan thanh thuc te",
        "thoi diem hoan thanh", "hoan thanh ngay", "ngay ket thuc",
      ]
    ),
    ("started", ["ngay bat dau", "ngay bat dau thuc hien", "thoi gian bat dau", "bat dau"]),
    (
      "share_done",
      [
        "ty le hoan thanh", "muc do hoan thanh", "phan tram hoan thanh", "khoi luong hoan thanh",
        "hoan thanh", "tien do", "tien do thuc hien",
      ]
    ),
    ("status", ["trang thai", "tinh trang", "trang thai thuc hien", "tinh trang thuc hien"]),
    ("programme", ["chuong trinh", "linh vuc", "nhom nhiem vu", "chuong trinh de an"]),
    ("phase", ["giai doan"]),
    ("place", ["dia ban", "dia diem", "dia phuong", "xa phuong"]),
    ("plan_id", ["ma ke hoach"]),
    ("ref", ["can cu", "van ban giao", "van ban giao nhiem vu"]),
    ("as_of", ["ngay bao cao", "ngay cap nhat", "thoi diem bao cao"]),
    ("weight", ["trong so"]),
    ("note", ["ghi chu"]),
  ]
}

extension TaskReader {
  /// Whether the first line of a table is that of a table of tasks.
  public static func isHeader(_ header: [String]) -> Bool {
    header.contains("task_id") || TaskHeads(header) != nil
  }
}

extension TaskStatus {
  /// What a word in a department's table says of a status; `nil` for one that is not known.
  struct Word {
    /// The status; `nil` where the word leaves it open.
    let status: TaskStatus?

    init?(_ text: String) {
      let words = folded(text)
      guard let known = TaskStatus.words.first(where: { $0.words.contains(words) }) else {
        return nil
      }
      status = known.status
    }
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
      ]
    ),
    (
      .late,
      [
        "qua han", "tre han", "tre", "cham", "cham tien do", "qua han chua hoan thanh",
        "chua hoan thanh qua han", "dang thuc hien qua han",
      ]
    ),
    (
      .running,
      [
        "dang thuc hien", "dang trien khai", "dang xu ly", "dang lam", "dung tien do",
        "dang thuc hien trong han", "chua hoan thanh trong han", "chua hoan thanh",
      ]
    ),
    (.notStarted, ["chua thuc hien", "chua trien khai", "chua bat dau"]),
    (.noDate, ["khong thoi han", "khong co thoi han", "thuong xuyen"]),
    (nil, ["trong han", "con han", "chua den han"]),
  ]
}
