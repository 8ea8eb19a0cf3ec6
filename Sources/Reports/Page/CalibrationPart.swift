internal import Attainment
internal import Files
internal import Pipeline
internal import Plans
internal import Tables

/// How often ranges held on the past, beside what they promised.
struct CalibrationPart {
  private let words: PageWords

  init(_ words: PageWords) { self.words = words }

  func section(_ charts: inout ChartData) -> PageSection? {
    let rows = words.records(CalibrationTable.definition).filter {
      $0[CalibrationTable.covered] != nil
    }
    guard !rows.isEmpty else { return nil }
    let say = words.say
    var table = PageTable(
      caption: say("page.calibration.table"),
      columns: [
        say("page.column.scope"), say("page.column.nominal"), say("page.column.drawn"),
        say("page.column.covered"), say("tracking.cases"),
      ])
    for row in rows {
      guard let nominal = row[CalibrationTable.nominal],
        let covered = row[CalibrationTable.covered],
        let cases = row[CalibrationTable.cases], cases > 0
      else { continue }
      // Wilson's score interval stays inside 0 and 1 and is wide for few cases.
      let plot = charts.plot(
        .keys([
          "type": .text("held"), "nominal": ChartData.drawn(nominal),
          "marks": .list([PageWords.mark(covered, error: nil, shape: Basis.data.code)]),
          "cases": ChartData.drawn(Double(cases)),
        ]))
      table.rows.append([
        .text(words.scope(row)), .number(words.number.percent(nominal)), .plot(plot),
        .number(words.number.percent(covered)),
        .number(words.number.fixed(Double(cases), decimals: 0)),
      ])
    }
    return PageSection(
      "reliability", say("page.calibration.heading"),
      sentences: [say("page.calibration.explained")],
      tables: [table])
  }
}
