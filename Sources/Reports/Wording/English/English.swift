internal import Files
internal import TimeSeries

/// English.
struct English: Wording {
  let language = Language.en
  let writing = Writing(
    tag: "en-GB", decimal: ".", thousands: ",", pattern: "",
    day: .international, prefersVietnamese: false)
  var catalogue: Catalogue { Self.sentences }
  private static let sentences = Catalogue(.en)

  func label(_ label: FaultLabel) -> String {
    switch label {
    case .hint: "hint:"
    case .warning: "warning:"
    case .note: "note:"
    }
  }

  func closing(faults count: Int, isMore: Bool) -> String {
    let faults = count == 1 && !isMore ? "1 fault" : "\(grouped(count)) faults"
    return "\(isMore ? "more than " : "")\(faults); nothing was written"
  }

  func unlisted(faults count: Int, of all: Int, lastLine: Int) -> String {
    "… and \(grouped(count)) more like these (\(grouped(all)) in all"
      + (lastLine > 0 ? ", the last on line \(lastLine))" : ")")
  }

  func unlisted(warnings count: Int) -> String { "\(count) more like this" }

  func unlisted(notes count: Int) -> String { "… and \(count) more notes" }

  // MARK: Hints

  func sentence(_ hint: Hint) -> String {
    switch hint {
    case .didYouMean(let name): "did you mean \"\(name)\"?"
    case .allowed(let names): "known here: \(list(names))"
    case .columns(let names): "the columns are: \(list(names))"
    case .schema(let format): "forecast schema \(format) prints the format"
    case .quoteOpened(let line): "the quote is opened on line \(line)"
    case .doubleQuotes: "put the whole field in quotes and double the quotes inside it"
    case .opened(let bracket, let line): "the \(bracket) is opened on line \(line)"
    case .readAgain: "run again when nobody is writing to it"
    case .runFrom:
      "name the folder where the run was started, or that of its scenario, with --directory"
    case .runAnew:
      "run its command again into a new folder, and write notes into copies that lie elsewhere"
    case .growthCommand:
      "a scenario of sectors is run by forecast monthly and forecast track, with --year where it names no day"
    case .scorecardCommand(let file):
      "it follows measures of a year, without targets for run: forecast scorecard \(file)"
    case .calibrate: "forecast calibrate learns one"
    case .listOnce: "list it once"
    case .write(let hint): sentence(hint)
    case .mend(let hint): sentence(hint)
    case .start(let hint): sentence(hint)
    case .task(let hint): sentence(hint)
    case .workbook(let hint): sentence(hint)
    case .database(let hint): sentence(hint)
    case .statistics(let hint): sentence(hint)
    }
  }

  func sentence(_ hint: WritingHint) -> String {
    switch hint {
    case .number(let text): "write \(text)"
    case .either(.comma, let thousands, let decimal):
      "write \(thousands) if the comma separates thousands, \(decimal) if it is a decimal comma"
    case .either(.point, let thousands, let decimal):
      "write \(thousands) if the point separates thousands; if it is a decimal point, \(decimal), which decides for all figures of the table"
    case .percentCell(let text):
      "Excel shows this cell in the format Percentage: choose the format General and write \(text)"
    case .noCommaInNumbers:
      "a comma inside a number starts a new column: write 12.5 and 1234, not 12,5 and 1,234"
    case .day: "write days as 2024-01-31"
    case .year(let example): "write the year, too: \(example)"
    case .date: "write 2025-06-30, 2025-06 or 2025"
    case .period(.annual): "write a year, 2024"
    case .period(.quarterly): "write a quarter, 2024-Q1"
    case .period(.monthly): "write a month, 2024-01"
    case .period(.span): "write years together, 2015-2020"
    case .anyPeriod: "write 2024, 2024-Q1, 2024-01 or 2024-01-31"
    case .sameDay:
      "let the same day stand for every period; make one value of several days in a period first"
    case .utf8: "save the file as UTF-8"
    case .table: "write a header and rows, with fields separated by commas, semicolons or tabs"
    }
  }

  func sentence(_ hint: MendingHint) -> String {
    switch hint {
    case .namesAlike: "names that differ only in blanks or case are one series"
    case .addRow(let period): "add the row for \(period)"
    case .splitSeries: "give one of them another series_id"
    case .separateRows: "give one of the rows its own vintage or status, or drop it"
    case .writePlace(let held, let wanted):
      "the file has it for \(held): write \(wanted) in its column geo"
    case .kindLevel: "declare \"kind\": \"level\" for what may be 0 or below, or correct the figure"
    case .kindOfPercent:
      "declare \"kind\": \"level\" for growth of each year, \"share\" for a part of a whole; for a level that grows say under \"unit\" of what it is a percentage, such as \"% of GDP\""
    case .deriveGrowth(let id):
      "let the row name an indicator of its own with \"derived\": {\"growth\": {\"of\": \"\(id)\"}}"
    case .deriveAverage(let id, let last, let rates):
      "let the row name an indicator of its own with \(MendingHint.averageGrowth(of: id, last: last)), with the year before the first one as base"
        + (rates.map {
          ", and let \(id) have \"kind\": \"growth\" and \"series\": {\"growth\": \"\($0)\"}"
        } ?? "")
    case .sayEstimate:
      "correct the vintage or the period, or give the row the status estimate or forecast"
    case .giveVintage: "write the day of publication under vintage, or run without as_of"
    case .widenBounds: "correct the figure, or widen \"bounds\""
    case .mergeSector: "combine it with another sector, so that their sum is above 0"
    case .addLevel(let sector):
      "give the level of \(sector) in at least one year or quarter, as a row or under stated_levels; growth alone has no size"
    case .askYear(let year):
      "give a variant a condition with \"period\": \"\(year)\", or follow another --year"
    case .sayInherits(let keys):
      "write \"inherits\": [\(list(keys.map { "\"\($0)\"" }))] to take them over, fewer of them or [] to leave the rest out, or state them here"
    case .stateWeight(let part):
      "name a series of levels that every part publishes, or state under \"weight\" of each part, \(part) among them, its level in the base year, of a single measure or sector as [{\"series\": …, \"value\": …}]"
    }
  }

  func sentence(_ hint: StartHint) -> String {
    switch hint {
    case .namePeriodColumn: "name the column of periods \"period\", \"year\", \"Năm\" or \"Kỳ\""
    case .nameValueColumn: "name the column of figures \"value\" or \"Giá trị\""
    case .decimalOption: "say which with --decimal point or --decimal comma"
    case .decimalOfLayout:
      "say which in scenario.json: write \"decimal\": \"point\" or \"decimal\": \"comma\" under \"layout\" of this table"
    case .oneFrequency: "put years, quarters and months into files of their own"
    case .onePerMonth: "combine the figures by month, quarter or year first"
    case .oneValue: "drop one of them, or name what tells them apart in a column of its own"
    case .nameYearColumn: "add a column of years named \"year\" or \"Năm\""
    case .nameQuarters: "name them Q1 to Q4, or after what they hold"
    case .nameGroupColumn:
      "name the column that tells them apart \"place\", \"group\" or \"indicator\", or leave it out"
    case .nameCumulated:
      "add \"cumulated\" (Lũy kế) to the name if they are; if not, add \"in the month\" (trong tháng) or --yearly sum"
    case .yearsToDecember: "add what is cumulated to December, or give yearly figures"
    case .yearlyOption: "say which with --yearly sum, --yearly last or --yearly mean"
    case .wholeYears:
      "add the missing rows, give yearly figures, or put the plan of the year beside them: forecast scorecard follows it"
    case .moreYears: "add earlier years"
    case .namePrintedColumns:
      "say in the header of each column of figures of which period they are and what: \"Tháng 3 năm 2024\", \"Quý I/2024 so với cùng kỳ năm trước (%)\""
    case .nameParents:
      "correct the figure, or say in a column named \"parent\" what each row is part of"
    case .renewLayout:
      "run forecast init --in-place once more, or write it into series or leave_out of the layout"
    case .choosePrices:
      "take one with --prices constant (growth is that of constant prices) or --prices current"
    case .addWhole:
      "name the row of the whole GRDP or Total, or add a column named \"share 2024\" with the size of every sector in that year: the whole is then made of them"
    case .addSizes:
      "add a column named \"share 2024\" with the size of every sector in that year, or give levels"
    }
  }
}
