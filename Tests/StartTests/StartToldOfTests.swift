import Plans
internal import Start
import Testing
import TimeSeries

/// What names tell figures of. Every number here is made up.
@Suite struct StartToldOfTests {
  private func guess(_ name: String, _ unit: String, _ values: [String]) throws -> StartGuess {
    let years = values.indices.map { "\(2020 + $0)" }.joined(separator: ";")
    return try Started.draft(
      "Chỉ tiêu;Đơn vị;\(years)\n\(name);\(unit);\(values.joined(separator: ";"))\n"
    ).series[0].guess
  }

  @Test(
    "So với names what figures are a part of, or a period that they are compared with",
    arguments: [
      ("Thu ngân sách so với GRDP", .share), ("Kinh tế số so với tổng GRDP", .share),
      ("Thu ngân sách/GRDP", .share), ("Xuất khẩu so với GRDP", .ratio),
      ("Nợ công so với GRDP", .ratio), ("Thu nhập so với cả nước", .ratio),
      ("Revenue compared with GDP", .share),
      ("Thu ngân sách so với dự toán", .ratio), ("Revenue versus plan", .ratio),
      ("Thu ngân sách so với cùng kỳ", .change),
      ("Thu ngân sách so với năm trước", .change), ("Doanh thu so với tháng trước", .change),
    ] as [(String, StartGuess.Reason)])
  func told(name: String, reason: StartGuess.Reason) throws {
    #expect(try guess(name, "%", ["17,5", "18,2", "16,8", "18,1", "17,3"]).reason == reason)
  }

  @Test(
    "An index with the year before as 100 is none of a fixed year, no ratio and no growth of 103%",
    arguments: [
      ("Chỉ số giá tiêu dùng", "%", ["103,5", "103,2", "102,8", "103,6"], true),
      ("Chỉ số giá tiêu dùng", "", ["103,5", "103,2", "102,8", "103,6"], true),
      ("CPI", "%", ["103,5", "103,2", "102,8", "103,6"], true),
      ("Chỉ số sản xuất công nghiệp", "%", ["107,5", "109,2", "98,8", "103,6"], true),
      ("Giá vàng (năm trước = 100)", "%", ["110,5", "121,2", "98,8", "103,6"], true),
      ("GRDP", "%", ["107,5", "108,2", "102,8", "103,6"], true),
      ("Thu ngân sách so với cùng kỳ", "%", ["107,5", "112,2", "97,8", "103,6"], true),
      // An index of a fixed year rises throughout, or says so.
      ("Chỉ số giá tiêu dùng", "%", ["100", "103,2", "106,8", "110,1"], false),
      ("Chỉ số giá tiêu dùng (2019 = 100)", "%", ["103,5", "103,2", "105,8", "108,6"], false),
      ("Chỉ số cải cách hành chính", "%", ["87,5", "88,2", "86,8", "89,6"], false),
      ("CPI", "", ["103,5", "103,2", "102,9"], false),
      ("Lạm phát", "%", ["3,5", "3,2", "2,8", "3,6"], false),
    ])
  func index(name: String, unit: String, values: [String], isIndex: Bool) throws {
    let guess = try guess(name, unit, values)
    #expect((guess.reason == .changeIndex) == isIndex, "\(guess.reason)")
    if isIndex {
      #expect(guess.kind == .level && guess.scale == .identity && guess.bounds == .none)
    }
  }

  @Test(
    "An amount in percent without another word is growth",
    arguments: [
      ("GRDP", .change), ("Tổng sản phẩm trên địa bàn (GRDP)", .change),
      ("Giá trị sản xuất công nghiệp", .change), ("Tổng mức bán lẻ hàng hóa", .change),
      ("Tỷ trọng GRDP nông nghiệp", .share), ("GRDP bình quân đầu người so với cả nước", .ratio),
      ("Đóng góp vào GRDP", .share), ("Công nghiệp", .share),
    ] as [(String, StartGuess.Reason)])
  func amount(name: String, reason: StartGuess.Reason) throws {
    #expect(try guess(name, "%", ["7,5", "8,2", "3,8", "8,6"]).reason == reason)
  }
}
