internal import Files
import Plans
internal import Start
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct StartReaderTests {
  private func values(_ draft: StartDraft) -> [String: [Double]] {
    Dictionary(uniqueKeysWithValues: draft.series.map { ($0.indicatorID, $0.figures.map(\.value)) })
  }

  @Test("One row a period: each other column of numbers is a series")
  func down() throws {
    let draft = try Started.draft(
      "year,Output (billion),Poverty rate (%)\n2021,10,5.5\n2020,9,6\n2022,11.5,5\n")
    #expect(draft.layout == .periodsDown && draft.years == 2020...2022)
    #expect(values(draft) == ["output_billion": [9, 10, 11.5], "poverty_rate": [6, 5.5, 5]])
    #expect(draft.series.map(\.unit) == ["billion", "%"])
    #expect(draft.series.map(\.title) == ["Output (billion)", "Poverty rate (%)"])
  }

  @Test("Periods in the header: each row is a series, with its unit")
  func across() throws {
    let draft = try Started.draft(
      "STT;Chỉ tiêu;Đơn vị;2019;2020;Sơ bộ 2021;KH 2022\n1;Dân số;người;10;11;12;99\n2;Số xã;xã;3;3;4;9\n"
    )
    #expect(draft.layout == .periodsAcross && draft.years == 2019...2021)
    #expect(draft.series.map(\.id) == ["dan_so", "so_xa"])
    #expect(draft.series.map(\.unit) == ["người", "xã"])
    #expect(
      draft.series[0].figures.map(\.status) == [.secondary, .secondary, .preliminary, .plan])
    #expect(draft.ignoredColumns.isEmpty)
  }

  @Test(
    "One row a figure: columns in any order, under names of several houses",
    arguments: [
      "unique_id,ds,y\na,2020,1\na,2021,2\na,2022,3\nb,2020,4\nb,2021,5\nb,2022,6\n",
      "Giá trị,Chỉ tiêu,Năm\n1,a,2020\n2,a,2021\n3,a,2022\n4,b,2020\n5,b,2021\n6,b,2022\n",
      "period\tindicator\tvalue\n2020\ta\t1\n2020\tb\t4\n2021\ta\t2\n2021\tb\t5\n2022\ta\t3\n2022\tb\t6\n",
      "Năm,Loại,Số\n2020,a,1\n2020,b,4\n2021,a,2\n2021,b,5\n2022,a,3\n2022,b,6\n",
    ])
  func long(text: String) throws {
    let draft = try Started.draft(text)
    #expect(draft.layout == .long)
    #expect(values(draft) == ["a": [1, 2, 3], "b": [4, 5, 6]])
  }

  @Test("Several places make an indicator each, of one series id")
  func places() throws {
    let draft = try Started.draft(
      "Tỉnh,Năm,Số hộ\nA,2020,1\nA,2021,2\nA,2022,3\nB,2020,4\nB,2021,5\nB,2022,6\n")
    #expect(values(draft) == ["so_ho.a": [1, 2, 3], "so_ho.b": [4, 5, 6]])
    #expect(draft.series.map(\.id) == ["so_ho", "so_ho"] && draft.places == ["A", "B"])
  }

  @Test("Vietnamese headers are understood composed and decomposed, with and without đ")
  func diacritics() throws {
    let composed = "Năm,Độ che phủ rừng\n2020,1,\n".dropLast(3) + "1.5\n2021,2\n2022,3\n"
    let decomposed = "Na\u{306}m,Đo\u{323}\u{302} che phu\u{309} ru\u{31B}\u{300}ng\n"
    for text in [String(composed), decomposed + "2020,1.5\n2021,2\n2022,3\n"] {
      #expect(values(try Started.draft(text)) == ["do_che_phu_rung": [1.5, 2, 3]])
    }
  }

  @Test("BOM, CRLF, Excel's sep= line and UTF-16 give the same figures")
  func encodings() throws {
    let text = "Năm;Giá\r\n2020;1,5\r\n2021;2\r\n2022;3\r\n"
    let units = Array(text.utf16)
    let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(("sep=;\r\n" + text).utf8)
    for bytes in [Array(text.utf8), marked, little, big] {
      let draft = try Started.draft(bytes)
      #expect(values(draft) == ["gia": [1.5, 2, 3]] && draft.delimiter == ";")
    }
  }

  @Test("Titles above the header, blank rows and a column that counts rows are passed over")
  func around() throws {
    let draft = try Started.draft(
      "Bảng 1. Số bịa;;\n;;\n;Năm;Hộ\n0;2020;5\n1;2021;6\n;;\n2;2022;7\n")
    // The counter has a gap at the blank row, which holds nothing.
    #expect(values(draft) == ["ho": [5, 6, 7]])
  }

  @Test("Cells without a figure are passed over and counted")
  func missing() throws {
    let draft = try Started.draft(
      "year,a,b\n2019,-,1\n2020,…,2\n2021,..,3\n2022,n/a,4\n2023,NA,5\n2024,,6\n2025,7,8\n2026,1,1\n2027,2,2\n"
    )
    #expect(draft.missingCells == 6 && draft.series.map(\.figures.count) == [3, 9])
  }

  @Test("Headers of one slug get ids of their own")
  func sameSlug() throws {
    let draft = try Started.draft("year,Số hộ,So ho\n2020,1,2\n2021,1,2\n2022,1,2\n")
    #expect(draft.series.map(\.id) == ["so_ho", "so_ho_2"])
  }
}
