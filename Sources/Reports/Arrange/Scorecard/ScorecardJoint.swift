internal import Pipeline
internal import Tables
internal import TimeSeries
internal import Tracking

extension ScorecardLayout {
  /// How many measures meet their plan, by period.
  func jointSheet() -> Sheet? {
    let say = Catalogue.of(folder.language)
    let rows = folder.records(ScorecardJointTable.definition).filter {
      $0[ScorecardJointTable.dependence] == .fitted
    }
    guard !rows.isEmpty else { return nil }
    var sheet = sheet("joint", widths: [5, 20, 12, 12, 12, 14, 16, 22, 16])
    sheet.heads(
      6...6,
      ["number", "period", "measures", "met", "missed", "left", "expected", "range", "all"].map {
        say("scorecard.joint.column.\($0)")
      }, frozen: 2)
    sheet.raise(6, to: 46)
    for (place, row) in rows.enumerated() {
      let range = [ScorecardJointTable.p10, ScorecardJointTable.p90].map {
        row[$0].map(String.init) ?? ""
      }.joined(separator: " – ")
      let counts = [
        ScorecardJointTable.measures, ScorecardJointTable.met, ScorecardJointTable.missed,
        ScorecardJointTable.notAssessed,
      ].map { column -> (CellValue, CellStyle) in
        (.optional(row[column].map(Double.init)), .number(.none, isCentred: true))
      }
      sheet.row(
        7 + place,
        [
          (.number(Double(place + 1)), .number(.none, isCentred: true)),
          (
            .text(row[ScorecardTable.period].map(ScorecardWords(folder.language).period) ?? ""),
            .label()
          ),
        ] + counts + [
          (.optional(row[ScorecardJointTable.expected]), .number(.one, isCentred: true)),
          (.text(range), .label(isCentred: true)),
          (.optional(row[ScorecardJointTable.all]), .number(.percent, isCentred: true)),
        ])
    }
    sheet.remark(say("scorecard.explained"))
    let words = PageWords(folder: folder, language: folder.language)
    if let told = words.mostError(rows.compactMap { $0[CommonColumns.error] }) {
      sheet.remark(told)
    }
    legend(&sheet, isColoured: false)
    return sheet
  }
}
