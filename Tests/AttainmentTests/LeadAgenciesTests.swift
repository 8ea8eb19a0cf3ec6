import Attainment
import Testing

@Suite("Lead agencies") struct LeadAgenciesTests {
  @Test(
    "Agencies that share a row are told apart; a comma within a name parts nothing",
    arguments: [
      ("Sở A; Sở B", ["Sở A", "Sở B"]), ("Sở A, Sở B chủ trì", ["Sở A", "Sở B"]),
      ("Sở A chủ trì", ["Sở A"]), (" Sở A ;; Sở A", ["Sở A"]), ("", []),
      ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
      ("Sở A và Sở B", ["Sở A", "Sở B"]), ("Sở A Sở B", ["Sở A", "Sở B"]),
      ("Sở A, Sở B và Sở C", ["Sở A", "Sở B", "Sở C"]),
      ("Sở Nông nghiệp và Môi trường", ["Sở Nông nghiệp và Môi trường"]),
      ("Văn phòng HĐND và UBND", ["Văn phòng HĐND và UBND"]),
      ("UBND tỉnh và Sở A", ["UBND tỉnh", "Sở A"]),
      ("Các sở, ban, ngành; Sở A", ["Các sở, ban, ngành", "Sở A"]),
      ("Department of A, Department of B", ["Department of A", "Department of B"]),
    ])
  func named(field: String, expected: [String]) {
    #expect(LeadAgencies.named(in: field) == expected)
  }
}
