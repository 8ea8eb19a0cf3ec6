import Files
import Start
import TestSupport
import Testing

/// Figures that cannot be told: errors of formulas, and formulas that nobody calculated. Every number here is made up.
@Suite struct StartUntoldTests {
  /// Faults as `cell code`; `=` a formula without a value, `#` an error, everything else as it reads.
  private func faults(_ rows: [[String]]) throws -> [String] {
    let cells = rows.enumerated().map { number, row in
      row.enumerated().filter { !$0.element.isEmpty }.map { column, value in
        let place = "\("ABCDEFGHIJKL".map(String.init)[column])\(number + 1)"
        if value == "=" { return "<c r=\"\(place)\"><f>1+1</f></c>" }
        if value == "#" { return "<c r=\"\(place)\" t=\"e\"><f>1/0</f><v>#REF!</v></c>" }
        guard Double(value) == nil else { return "<c r=\"\(place)\"><v>\(value)</v></c>" }
        return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(value)</t></is></c>"
      }.joined()
    }
    let path = try Program.temporaryFolder() + "/b.xlsx"
    try Program.write(MadeWorkbook(rows: cells).bytes, to: path)
    do throws(Faults) {
      _ = try StartReader.read(path, StartRequest())
      return []
    } catch {
      return error.all.map(\.location.cell)
    }
  }

  private let header = ["Chỉ tiêu", "Đơn vị", "2019", "2020", "2021", "2022", "2023", "2024"]
  private let revenue = ["Thu", "tỷ đồng", "100", "110", "120", "130", "140", "150"]
  private let expenditure = ["Chi", "tỷ đồng", "90", "95", "99", "101", "120", "130"]

  @Test(
    "A series none of whose figures can be told does not vanish", arguments: ["=", "#"], [0, 1, 2])
  func series(sign: String, place: Int) throws {
    var rows = [revenue, expenditure]
    rows.insert(["Cân đối", "tỷ đồng"] + Array(repeating: sign, count: 6), at: place)
    #expect(
      try faults([header] + rows) == "CDEFGH".map { "\($0)\(place + 2)" }, "the row, cell by cell")
    #expect(try faults([header, revenue, expenditure]).isEmpty)
  }

  @Test("A year in which no figure can be told does not vanish", arguments: ["=", "#"], [2, 3, 7])
  func year(sign: String, column: Int) throws {
    var (first, second) = (revenue, expenditure)
    (first[column], second[column]) = (sign, sign)
    let letter = "ABCDEFGH".map(String.init)[column]
    #expect(try faults([header, first, second]) == ["\(letter)2", "\(letter)3"])
    #expect(try faults([header, first]) == ["\(letter)2"], "of one series")
  }

  @Test("Where rows are years, neither a column nor a row vanishes", arguments: ["=", "#"])
  func periodsDown(sign: String) throws {
    let years = (2018...2024).map { ["\($0)", "\($0 - 1900)", "\($0 - 1950)", sign] }
    #expect(
      try faults([["Năm", "Thu", "Chi", "Tổng"]] + years) == (2...8).map { "D\($0)" })
    var one = (2018...2024).map { ["\($0)", "\($0 - 1900)"] }
    one[2][1] = sign
    #expect(try faults([["Năm", "Thu (tỷ đồng)"]] + one) == ["B4"])
  }
}
