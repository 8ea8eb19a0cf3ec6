internal import Files

extension TaskStatus {
  /// Whether a cell says that nobody will do it any more: `Hủy bỏ`, `Không thực hiện`, `Dừng thực hiện do thiếu vốn`,
  /// `Đã bãi bỏ (QĐ 12)`.
  ///
  /// Behind it stands why, or nothing: `Không thực hiện đúng tiến độ` and `Không thực hiện được` say something else.
  static func isCalledOff(_ text: String) -> Bool {
    if calledOff.contains(folded(text)) { return true }
    let marks: Set<Character> = ["(", ",", ";", ":", ".", "–", "—", "-"]
    let piece = text.split(maxSplits: 1) { marks.contains($0) }.first ?? ""
    let words = folded(piece).split(separator: " ").map(String.init)
    return (1...max(1, words.count)).contains { count in
      guard count <= words.count, calledOff.contains(words[..<count].joined(separator: " ")) else {
        return false
      }
      // One word of several meanings is called off alone: đúng hạn.
      return count == words.count || count > 1 && reasons.contains(words[count])
    }
  }

  private static let calledOff: Set<String> = [
    "huy", "da huy", "huy bo", "da huy bo", "bi huy", "bi huy bo", "duoc huy bo", "khong thuc hien",
    "khong trien khai", "khong thuc hien nua", "khong trien khai nua", "khong tiep tuc thuc hien",
    "khong lam nua", "dung thuc hien", "da dung thuc hien", "dung trien khai", "ngung thuc hien",
    "ngung trien khai", "thoi thuc hien", "dung", "da dung", "bai bo", "da bai bo", "bi bai bo",
    "cham dut", "da cham dut", "cham dut thuc hien", "rut", "da rut", "dua ra khoi ke hoach",
    "dua ra khoi chuong trinh", "loai bo", "da loai bo", "huy nhiem vu", "cancelled",
    "canceled", "called off", "dropped", "withdrawn", "discontinued", "abandoned",
  ]

  /// What may stand behind it: why, and by whose decision.
  private static let reasons: Set<String> = [
    "do", "vi", "theo", "nua", "tu", "tai", "nhiem", "because", "by", "due",
  ]
}
