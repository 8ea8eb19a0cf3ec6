import Reports
import Testing
import TimeSeries

@Suite struct GlossaryTests {
  /// Words of the English catalogue and those of which a Vietnamese sentence must have one.
  private static let terms: [(english: [String], vietnamese: [String])] = [
    (["lead agency", "lead agencies"], ["cơ quan chủ trì"]),
    (["variant", "variants"], ["phương án"]),
    (["percentage point", "percentage points"], ["điểm phần trăm"]),
    (["back-test"], ["kiểm định lùi"]),
    (["constant prices"], ["giá so sánh"]),
    (["current prices"], ["giá hiện hành"]),
    // The program bears the name of its work.
    (["forecast"], ["dự báo", "kiểm định lùi", "forecast"]),
    (["simulated", "simulation", "simulating"], ["mô phỏng"]),
    (["services"], ["dịch vụ"]),
    (["growth scenario"], ["kịch bản tăng trưởng"]),
    // `schema scenario` is a command.
    (["scenario", "scenarios"], ["kịch bản", "schema scenario"]),
    (["target", "targets"], ["chỉ tiêu", "mục tiêu"]),
    (["indicator", "indicators"], ["chỉ số", "chỉ tiêu"]),
    (["quarter", "quarters"], ["quý"]),
    // A year's growth scenario is one, as its tables say.
    (["plan", "plans"], ["kế hoạch", "kịch bản"]),
    (["contribution", "contributions"], ["đóng góp"]),
    (["budget"], ["ngân sách"]),
    (["taxes less subsidies"], ["thuế sản phẩm trừ trợ cấp"]),
    (["agriculture"], ["nông"]),
    // TH is the usual abbreviation in tables.
    (["actual"], ["thực hiện", "(th)"]),
    (["rank", "ranks"], ["hạng", "thứ bậc"]),
    (["growth"], ["tăng", "tốc độ"]),
    (["probability", "probabilities"], ["xác suất"]),
  ]

  @Test("A term of the glossary stands in the Vietnamese sentence wherever the English one has it")
  func terms() {
    let (en, vi) = (Catalogue.of(.en), Catalogue.of(.vi))
    for key in en.keys.sorted() {
      let blanks = Dictionary(uniqueKeysWithValues: en.places(of: key).map { ($0, "") })
      let english = words(en(key, blanks))
      let vietnamese = vi(key, blanks).lowercased()
      for term in Self.terms where term.english.contains(where: { english.contains(" \($0) ") }) {
        #expect(term.vietnamese.contains { vietnamese.contains($0) }, "\(key): \(term.english[0])")
      }
    }
  }

  /// Words between single spaces; names of files and keys, which stay as they are, left out.
  private func words(_ text: String) -> String {
    let parts = text.lowercased().split { " ,;:()…–\n".contains($0) }
    let plain = parts.filter { !$0.contains("_") && !$0.dropLast().contains(".") }
    return " "
      + plain.map { $0.trimmingPrefix("\"") }.map { word in
        String(word.last.map { ".?\"".contains($0) } == true ? word.dropLast() : word)
      }.joined(separator: " ") + " "
  }

  @Test(
    "A day of publication is printed as exactly as it was stated",
    arguments: [
      ("2024", "2024", "2024"), ("2025-05", "2025-05", "05/2025"),
      ("2025-05-31", "2025-05-31", "31/05/2025"),
    ])
  func statedDays(text: String, english: String, vietnamese: String) throws {
    let day = try #require(CalendarDate(lastDayOf: text))
    #expect(Catalogue.of(.en).day(day) == english)
    #expect(Catalogue.of(.vi).day(day) == vietnamese)
  }
}
