internal import Attainment
internal import Files
internal import Pipeline
internal import Scoring
internal import Tables
internal import TimeSeries
internal import Tracking

// What the page says of how far to trust a chance and a range.

extension PageWords {
  /// Why a chance lies far from the rates beside it; `nil` where it does not, or the figure of its year is out.
  func apart(_ row: Table.Record, _ rates: [Table.Record]) -> String? {
    guard isOpen(row) else { return nil }
    return BaseRateWords(say.language).apart(
      row[AttainmentTable.probability], rates.compactMap(told), basis: row[AttainmentTable.basis],
      values: ownValues(row[CommonColumns.indicator]))
  }

  /// Whether a rate lies far from the chance of a target, however few cases it has.
  func speaksAgainst(_ row: Table.Record, _ rate: Table.Record) -> Bool {
    guard let chance = row[AttainmentTable.probability], let rate = told(rate) else { return false }
    return BaseRateWords.speaksAgainst(chance, rate)
  }

  private func told(_ rate: Table.Record) -> BaseRateWords.Told? {
    guard let kind = rate[BaseRateTable.source], let cases = rate[BaseRateTable.cases],
      let share = rate[BaseRateTable.share]
    else { return nil }
    return (kind, cases, share)
  }

  /// Own yearly figures of an indicator, or of the growth that it is an average of.
  private func ownValues(_ id: String) -> Int {
    let series = yearly(of: id) ?? id
    return records(ProjectionTable.definition).count {
      $0[ProjectionTable.kind] == .actual && $0[CommonColumns.frequency] == .annual
        && $0[CommonColumns.indicator] == series
    }
  }

  /// What the range of a target's indicator held where it could be tried on the past, or that it could not be.
  ///
  /// `nil` where there is no range, and for folders that do not say what it was tried on.
  func held(_ row: Table.Record) -> String? {
    let rows = records(CalibrationTable.definition).filter { $0[CalibrationTable.level] == 80 }
    guard isOpen(row), let fits = folder.fits?.indicators,
      fits.contains(where: { $0.measuredOn != nil }) || !rows.contains(where: isOfClass)
    else { return nil }
    let id = row[CommonColumns.indicator]
    let scopes = Set(fits.first { $0.indicator == id }?.measuredOn ?? [])
    let isProxy = row[AttainmentTable.basis] == .proxy
    var parts: [String] = []
    let classes = rows.filter {
      $0[CalibrationTable.scope].map { scopes.contains($0.code) } ?? false
    }
    // What is no percentage was lent the course of shares, for no class of its own kind is known.
    let isPercent = WantedValue.isPercent(row[CommonColumns.unit])
    for kind in grouped(classes, by: { !isPercent && isOfShares($0) }) {
      guard let (held, cases) = outcomes(kind.rows) else { continue }
      parts.append(
        say(
          kind.key ? "page.way.held.class.other" : "page.way.held.class",
          [
            "share": number.whole(held / cases), "cases": counted(kind.rows, all: cases),
            "classes": names(of: kind.rows),
          ]))
    }
    if let (held, cases) = outcomes(rows.filter { $0[CalibrationTable.scope] == .series(id) }) {
      parts.append(
        say(
          isProxy ? "page.way.held.series" : "page.way.held.own",
          [
            "held": number.fixed(held, decimals: 0), "cases": number.fixed(cases, decimals: 0),
          ]))
      if let doubt = Self.doubt(held: held, of: cases) {
        parts.append(say("page.way.held.\(doubt)"))
      }
    }
    guard !parts.isEmpty else { return say("page.way.held.none") }
    if isProxy { parts.append(say("page.way.held.proxy")) }
    return say("page.way.held", ["parts": parts.joined(separator: "; ")])
  }

  /// What outcomes of its own say against a range that promises 8 of 10: `wide` or `narrow`, where fewer than one range in
  /// ten that keeps its promise would hold so many or so few.
  static func doubt(held: Double, of cases: Double) -> String? {
    guard let tails = BinomialTails(met: held, of: cases, chance: 0.8) else { return nil }
    return tails.atLeast < 0.1 ? "wide" : tails.atMost < 0.1 ? "narrow" : nil
  }

  /// Cases of classes: of several their sum, with those of each behind it, as `calibration.csv` has them.
  private func counted(_ rows: [Table.Record], all: Double) -> String {
    func told(_ cases: Double) -> String { number.fixed(cases, decimals: 0) }
    let each = rows.compactMap { $0[CalibrationTable.cases] }.filter { $0 > 0 }
    guard each.count > 1 else { return told(all) }
    return "\(told(all)) (\(each.map { told(Double($0)) }.joined(separator: " + ")))"
  }

  private func isOfShares(_ row: Table.Record) -> Bool {
    guard case .referenceClass(let id, _)? = row[CalibrationTable.scope] else { return false }
    return ["shares", "adoption"].contains(id)
  }

  /// The classes that rows of `calibration.csv` were measured on, whatever of their series was left out.
  private func names(of rows: [Table.Record]) -> String {
    rows.compactMap { row -> String? in
      guard case .referenceClass(let id, _)? = row[CalibrationTable.scope] else { return nil }
      return say.keys.contains("class.\(id)") ? say("class.\(id)") : id
    }.reduce(into: [String]()) { list, name in
      if !list.contains(name) { list.append(name) }
    }.joined(separator: ", ")
  }

  private func isOfClass(_ row: Table.Record) -> Bool {
    if case .referenceClass? = row[CalibrationTable.scope] { true } else { false }
  }

  /// How many outcomes rows of `calibration.csv` held, and of how many; `nil` for none.
  private func outcomes(_ rows: [Table.Record]) -> (held: Double, cases: Double)? {
    let counts = rows.compactMap { row -> (Double, Double)? in
      guard let covered = row[CalibrationTable.covered], let cases = row[CalibrationTable.cases]
      else { return nil }
      return (covered * Double(cases), Double(cases))
    }
    let cases = counts.reduce(0) { $0 + $1.1 }
    return cases > 0 ? (counts.reduce(0) { $0 + $1.0 }.rounded(), cases) : nil
  }

  /// Whether a target's card lets a later year than its own be tried.
  func offersLaterYear(_ row: Table.Record) -> Bool {
    guard let year = row[AttainmentTable.year] else { return false }
    return tried(row).contains { $0 > year }
  }

  /// Whether a target's card has a slider: its year is among those whose chances the page can tell.
  func hasSlider(_ row: Table.Record) -> Bool {
    row[AttainmentTable.year].map(tried(row).contains) ?? false
  }

  /// Years for which the page can tell a target's chance.
  private func tried(_ row: Table.Record) -> [Int] {
    guard isOpen(row), let whatIf = folder.whatIf,
      whatIf.list("targets").contains(where: {
        [$0["plan"]?.string ?? "", $0["ref"]?.string ?? ""] == key(row)
      })
    else { return [] }
    let own = whatIf.list("indicators").first {
      $0["indicator"]?.string == row[CommonColumns.indicator]
    }
    return own?.list("years").compactMap { $0.number.map { Int($0) } } ?? []
  }
}
