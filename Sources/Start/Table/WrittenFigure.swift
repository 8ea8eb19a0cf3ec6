internal import Files
internal import TimeSeries

/// One figure as written, with all that its row says.
struct WrittenFigure {
  let title: String
  let id: String?
  let place: String?
  let unit: String
  let source: String
  let note: String
  let period: StartPeriod
  let periodText: String
  let periodLocation: SourceLocation
  var number: SpelledNumber
  let text: String
  let column: String
  let location: SourceLocation
  /// The place of its series among those of the file, where columns are series; 0 elsewhere.
  let order: Int
  /// What it is of the thing that its title names.
  let measure: StartMeasure
  /// The title without the words of the measure, folded.
  let base: String
  /// How settled it is, by all that the file says.
  let status: ObservationStatus
  /// What the cell of a plan says beside the number.
  var goal: WrittenGoal?
  /// The day on which it was published; `nil` where the file does not say it.
  var vintage: CalendarDate?
  /// The line of its series, where a row is a series; `nil` elsewhere.
  let seriesLine: Int?
  /// The unit that the header of a period gives to its figures, whatever that of the row is; empty where it gives none.
  var headUnit = ""
}
