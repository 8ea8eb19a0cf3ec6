internal import Attainment
internal import Tables
internal import TimeSeries

/// Why a chance moved between two runs, as far as their tables tell it: figures of its indicator that are new or
/// revised, another value asked for, another model.
struct MoveReasons {
  let words, earlier: PageWords

  /// Revised figures of older years that are named, at the most.
  private static let mostRevised = 2

  /// The reasons in one phrase; `nil` where there are none and the tables hold no figures of the indicator, as of what is
  /// computed from others, and for milestones.
  func told(_ change: TargetChanges.Change) -> String? {
    guard let now = words.folder.fits, let before = earlier.folder.fits,
      !PageWords.isMilestone(change.now)
    else { return nil }
    let id = change.indicator
    let sources = now.sources ?? []
    let reasons =
      asked(change) + figures(sources, before.sources ?? [], of: id) + model(change)
    if !reasons.isEmpty { return reasons.joined(separator: ", ") }
    let hasFigures = sources.contains { $0.indicator == id } || !known(words, id).isEmpty
    return hasFigures ? say("move.none") : nil
  }

  private var say: Catalogue { words.say }

  private func asked(_ change: TargetChanges.Change) -> [String] {
    let (before, now) = (wanted(change.earlier), wanted(change.now))
    return before == now ? [] : [say("move.asked", ["before": before, "after": now])]
  }

  /// What a row asks for, with its year.
  private func wanted(_ row: Table.Record) -> String {
    words.wanted(row) + (row[AttainmentTable.year].map { " (\($0))" } ?? "")
  }

  private func model(_ change: TargetChanges.Change) -> [String] {
    let models = [change.earlier, change.now].map { $0[AttainmentTable.model]?.code ?? "" }
    guard models[0] != models[1], !models.contains("") else { return [] }
    return [say("move.model", ["before": models[0], "after": models[1]])]
  }

  /// New and revised figures: the newest of each series by its source, else those of years that both runs know.
  private func figures(
    _ now: [RunFits.Source], _ before: [RunFits.Source], of indicator: String
  ) -> [String] {
    let known = before.filter { $0.indicator == indicator }
    let told = now.filter { $0.indicator == indicator }.compactMap { source -> String? in
      let old = known.first { $0.series == source.series && $0.region == source.region }
      guard let value = source.value, let period = source.period,
        old?.value != value || old?.period != period
      else { return nil }
      let isRevised = old?.period == period
      let places = [
        "value": figure(value, source.unit),
        "before": old?.value.map { figure($0, source.unit) } ?? "–",
        "period": say.period(period), "region": source.region,
        "source": source.published.map { "\(source.source) (\(words.day($0)))" } ?? source.source,
      ]
      let key = (isRevised ? "move.revised" : "move.new") + (source.isLent == true ? ".lent" : "")
      return say(key, places)
    }
    return told.isEmpty ? values(of: indicator) : told
  }

  private func figure(_ value: Double, _ unit: String?) -> String {
    words.number.given(value) + (WantedValue.isPercent(unit ?? "") ? "%" : "")
  }

  /// Values of an indicator's own history that a run knew.
  private func known(_ words: PageWords, _ indicator: String) -> [(period: Period, value: Double)] {
    words.records(ProjectionTable.definition).compactMap { row in
      guard row[CommonColumns.indicator] == indicator, row[ProjectionTable.kind] == .actual,
        let period = row[CommonColumns.period], let value = row[ProjectionTable.mean]
      else { return nil }
      return (period, value)
    }
  }

  /// Values of the indicator's own history that are new, or that moved; none where all moved in proportion, as those of
  /// an index do with its base.
  private func values(of indicator: String) -> [String] {
    let old = Dictionary(known(earlier, indicator).map { ($0.period, $0.value) }) { first, _ in
      first
    }
    let now = known(words, indicator)
    let common = now.compactMap { item in old[item.period].map { (item.period, $0, item.value) } }
    let moved = common.filter { abs($2 - $1) > 1e-9 * max(abs($1), abs($2)) }
    let ratios = moved.filter { $0.1 != 0 }.map { $0.2 / $0.1 }
    let isRebased =
      moved.count > 1 && moved.count == common.count && ratios.count == moved.count
      && (ratios.max() ?? 1) - (ratios.min() ?? 1) < 1e-6 * abs(ratios[0])
    if isRebased { return [] }
    let fresh = now.filter { old[$0.period] == nil }.suffix(1).map { item in
      say(
        "move.value",
        ["value": words.number.given(item.value), "period": say.period(item.period)])
    }
    return fresh
      + moved.suffix(Self.mostRevised).map { period, before, after in
        say(
          "move.value.revised",
          [
            "before": words.number.given(before), "value": words.number.given(after),
            "period": say.period(period),
          ])
      }
  }
}
