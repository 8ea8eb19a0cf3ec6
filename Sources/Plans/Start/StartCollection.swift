internal import TimeSeries

/// Puts figures together into series, and checks that no cell has two values.
struct StartCollection {
  private struct Key: Hashable {
    let name: String
    let place: String?
  }

  private struct Draft {
    let first: WrittenFigure
    let title: String
    var unit: String
    var isPercent: Bool
    var figures: [Period: StartFigure] = [:]
  }

  private let frequency: Frequency
  private let decimal: DecimalMark
  private var drafts: [Draft] = []
  private var positions: [Key: Int] = [:]

  init(frequency: Frequency, decimal: DecimalMark) {
    self.frequency = frequency
    self.decimal = decimal
  }

  /// Adds a figure to its series.
  mutating func take(_ written: WrittenFigure, faults: inout FaultCollector) {
    guard let digits = written.number.digits(decimal), let value = Double(digits) else { return }
    // Inside the range of figures by enough that sums and means of a year stay there, too.
    guard value == 0 || (1e-40...1e58).contains(abs(value)) else {
      faults.note(
        abs(value) > 1 ? .numberTooLarge(digits) : .numberTooSmall(digits), at: written.location)
      return
    }
    let key = Key(name: written.id ?? written.title, place: written.place)
    let position = positions[key] ?? drafts.count
    if position == drafts.count {
      positions[key] = position
      let unit = StartHeader(written.title).unit
      drafts.append(
        Draft(
          first: written, title: written.title,
          unit: written.unit.isEmpty ? unit : written.unit,
          isPercent: written.number.isPercent))
    }
    if drafts[position].unit.isEmpty { drafts[position].unit = written.unit }
    if !written.unit.isEmpty, written.unit != drafts[position].unit {
      faults.note(
        .mixedUnits(
          series: written.title, first: drafts[position].unit, second: written.unit,
          firstAt: drafts[position].first.location),
        at: written.location, hint: .splitSeries)
    }
    let period = StartCalendar.period(written.period, frequency)
    let figure = StartFigure(
      period: period, digits: digits, value: value, status: written.period.status ?? .secondary,
      source: written.source, note: written.note, location: written.location)
    guard let other = drafts[position].figures[period] else {
      drafts[position].figures[period] = figure
      return
    }
    if other.value != value {
      faults.note(
        .twoValues(
          series: name(drafts[position]), period: period.description, first: other.digits,
          second: digits, firstAt: other.location),
        at: written.location, hint: .oneValue)
    }
  }

  /// The series with their years and guesses.
  func finish(
    _ request: StartRequest, file: String, faults: inout FaultCollector
  ) -> [StartSeries] {
    let severalPlaces = Set(drafts.map { $0.first.place ?? "" }).count > 1
    var ids = UniqueIDs()
    var seriesIDs: [String: String] = [:]
    var series: [StartSeries] = []
    // In the order of columns, or else of first figures.
    let drafts = self.drafts.enumerated().sorted {
      ($0.element.first.order, $0.offset) < ($1.element.first.order, $1.offset)
    }.map(\.element)
    for draft in drafts {
      let figures = draft.figures.values.sorted { $0.period < $1.period }
      let title = displayTitle(draft, file: file)
      let unit = draft.unit.isEmpty && draft.isPercent ? "%" : draft.unit
      guard
        let years = StartYears.make(
          figures, title: title, unit: unit, request: request, at: draft.first.location,
          faults: &faults)
      else { continue }
      let name = draft.first.id ?? title
      let id = seriesIDs[name] ?? ids.make(slug(name))
      seriesIDs[name] = id
      let place = draft.first.place
      series.append(
        StartSeries(
          id: id, indicatorID: severalPlaces ? ids.make("\(id).\(slug(place ?? ""))") : id,
          title: title, place: place, unit: unit, figures: figures, yearRule: years.rule,
          yearly: years.yearly, partYears: years.partYears,
          guess: StartGuess(
            title: title, unit: unit, years: years.yearly.filter(\.status.isHistory))))
    }
    if faults.found.isEmpty, !series.contains(where: \.isAssessable) {
      for (draft, short) in zip(drafts, series) {
        faults.note(
          .tooFewYears(
            series: short.title, years: short.history.count, minimum: StartSeries.minimumYears),
          at: draft.first.location, hint: .moreYears)
      }
    }
    return series
  }

  private func name(_ draft: Draft) -> String {
    draft.first.place.map { "\(draft.title) (\($0))" } ?? draft.title
  }

  /// The header; the file's name where the header only says that it is a value.
  private func displayTitle(_ draft: Draft, file: String) -> String {
    let isGeneric = draft.title.isEmpty || StartRole(draft.title) == .value
    return isGeneric ? StartName.stem(of: file) : draft.title
  }
}

/// Names taken from paths.
public enum StartName {
  /// The name of a file without folder and ending.
  public static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let point = name.lastIndex(of: "."), point > name.startIndex else { return String(name) }
    return String(name[..<point])
  }

  /// A name of letters, digits and hyphens.
  public static func identifier(of path: String) -> String {
    String(slug(stem(of: path), orElse: "scenario").map { $0 == "_" || $0 == "." ? "-" : $0 })
  }
}

/// Ids of which none is given twice.
private struct UniqueIDs {
  private var given: Set<String> = []

  mutating func make(_ wanted: String) -> String {
    var id = wanted
    var number = 2
    while !given.insert(id).inserted {
      id = "\(wanted)_\(number)"
      number += 1
    }
    return id
  }
}
