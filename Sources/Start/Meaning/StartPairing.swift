internal import Files
internal import TimeSeries

/// Columns of one thing: its plan, its estimate, what is cumulated of it.
enum StartPairing {
  /// Puts columns of plans, forecasts, estimates and cumulated figures to the one column of the same thing.
  ///
  /// Names say which belong together; of cumulated figures their values do, too, whatever their name: what is
  /// the running sum of another column from January on is that column cumulated.
  ///
  /// Plans that belong to nothing by name are of the only thing beside them; what they are added to or aim beyond goes
  /// before them, and of what nothing tells is left out.
  static func joined(
    _ drafts: [SeriesDraft], leftOut: inout [StartDraft.LeftOut], faults: inout FaultCollector
  ) -> [SeriesDraft] {
    var result: [SeriesDraft] = []
    var others: [SeriesDraft] = []
    for draft in drafts {
      switch draft.first.measure {
      case .itself, .comparison, .otherPeriod: result.append(draft)
      case .stated, .ofYear, .plan, .toDate, .firstMonths: others.append(draft)
      }
    }
    // What happened names a series, wherever its plan stands.
    let happened = others.filter { $0.first.measure.status?.isHistory != false }
    let expected = others.filter { $0.first.measure.status?.isHistory == false }
    let givers = Dictionary(grouping: expected.filter(\.countsAmongGivers), by: Given.init)
      .mapValues { Set($0.compactMap { $0.plan?.giver }) }
    for written in happened + expected.filter({ !$0.isAside }) + expected.filter(\.isAside) {
      // Where one stands that names nobody, it is the plan.
      if let plan = written.plan,
        plan.role == .unclear || !plan.giver.isEmpty && givers[Given(written)]?.count ?? 0 > 1
      {
        leftOut.append(StartDraft.LeftOut(title: written.name, reason: .severalPlans))
        continue
      }
      let other = inUnit(of: result, written) ?? written
      if other.unit != written.unit {
        leftOut.append(StartDraft.LeftOut(title: other.name, reason: .otherUnit))
      }
      var named = result.indices.filter { fits(result[$0], other) && hasBase(result[$0], other) }
      if named.isEmpty, other.first.measure.status == .plan {
        named = result.indices.filter {
          result[$0].isThing && fits(result[$0], other) && isSameWhole(result[$0], other)
        }
      }
      let summed = result.indices.filter {
        other.first.measure.isToDate && fits(result[$0], other)
          && RunningSum(of: result[$0]).isReached(by: other)
      }
      // A plan without a name is that of the only thing beside it.
      let isSum = other.isNamelessSum
      let isNameless =
        other.isNamelessPlan || named.isEmpty && (other.isNamelessEstimate || isSum)
      let things = isNameless ? result.indices.filter { result[$0].isThing } : []
      var only = things.filter {
        fits(result[$0], other) && (!isSum || RunningSum(of: result[$0]).agrees(with: other))
      }
      // A plan without a unit is that of an amount rather than of a share.
      if only.count > 1 {
        let unit = folded(other.unit)
        only.removeAll {
          unit.isEmpty
            ? StartUnit(result[$0].unit).isPercent : folded(result[$0].unit) != unit
        }
      }
      let place =
        named.count == 1 ? named.first : summed.first ?? (only.count == 1 ? only.first : nil)
      if let place, drafts.count > 1 {
        if isNameless, other.isNamelessEstimate {
          guard !result[place].fill(with: other) else { continue }
          leftOut.append(StartDraft.LeftOut(title: other.name, reason: .earlierEstimate))
        } else if other.isSupplement
          || other.isAside
            && (result[place].hasPlans || givers[Given(other)]?.contains { !$0.isEmpty } == true)
        {
          leftOut.append(StartDraft.LeftOut(title: other.name, reason: .besidePlan))
        } else {
          result[place].join(other, faults: &faults)
        }
      } else if other.isNamelessPlan, !things.isEmpty {
        leftOut.append(StartDraft.LeftOut(title: other.name, reason: .planOfWhat))
      } else {
        result.append(other)
      }
    }
    return withoutRunningSums(result, faults: &faults)
  }

  /// What a plan is of, whoever set it.
  private struct Given: Hashable {
    let base: String
    let place: SeriesName?
    let isToDate: Bool

    init(_ plan: SeriesDraft) {
      base = plan.first.base
      place = plan.first.place.map { SeriesName($0) }
      isToDate = plan.first.measure.isToDate
    }
  }

  /// Columns that are the running sums of others, though their names do not say so.
  private static func withoutRunningSums(
    _ drafts: [SeriesDraft], faults: inout FaultCollector
  ) -> [SeriesDraft] {
    var result = drafts
    // Those that are the sum of nothing, as years are, are not held against all others.
    var sums = result.map { $0.first.measure == .itself ? RunningSum(of: $0) : nil }
    var summed = sums.indices.filter { sums[$0]?.mayBeReached == true }
    for place in result.indices.reversed()
    where !summed.isEmpty && result[place].first.measure == .itself {
      let cumulated = result[place].cumulated
      let part = summed.first {
        $0 != place && sums[$0]?.isReached(by: cumulated) == true && fits(result[$0], result[place])
      }
      guard let part else { continue }
      result[part].join(cumulated, faults: &faults)
      sums[part] = RunningSum(of: result[part])
      result.remove(at: place)
      sums.remove(at: place)
      summed = sums.indices.filter { sums[$0]?.mayBeReached == true }
    }
    return result
  }

  /// A plan in the unit of the only thing that it may be of, where that is one of another size: tỷ đồng beside triệu
  /// đồng.
  private static func inUnit(of drafts: [SeriesDraft], _ plan: SeriesDraft) -> SeriesDraft? {
    guard plan.first.measure.status == .plan else { return nil }
    var things = drafts.filter { $0.isThing && hasBase($0, plan) }
    if things.isEmpty, plan.isNamelessPlan { things = drafts.filter(\.isThing) }
    let converted = things.compactMap { thing in
      isOfPlace(thing, plan) ? plan.converted(to: thing.unit) : nil
    }
    return converted.count == 1 && !things.contains { fits($0, plan) } ? converted[0] : nil
  }

  private static func isOfPlace(_ draft: SeriesDraft, _ other: SeriesDraft) -> Bool {
    draft.first.place.map { SeriesName($0) } == other.first.place.map { SeriesName($0) }
  }

  private static func hasBase(_ draft: SeriesDraft, _ other: SeriesDraft) -> Bool {
    draft.first.base == other.first.base
  }

  /// Whether names differ only in words for the whole of a budget: `KH thu` beside `Thu ngân sách`.
  private static func isSameWhole(_ draft: SeriesDraft, _ other: SeriesDraft) -> Bool {
    let names = [draft, other].map { draft in
      var name = Phrase(draft.first.base)
      name.remove([
        "ngan sach nha nuoc", "ngan sach", "nsnn", "nha nuoc", "tren dia ban", "tong",
      ])
      return name.text
    }
    return names[0] == names[1] && !names[0].isEmpty
  }

  private static func fits(_ draft: SeriesDraft, _ other: SeriesDraft) -> Bool {
    guard draft.first.measure != .comparison, draft.first.measure != .otherPeriod,
      isOfPlace(draft, other)
    else { return false }
    let units = (folded(draft.unit), folded(other.unit))
    return units.0 == units.1 || draft.unit.isEmpty || other.unit.isEmpty
  }
}

extension SeriesDraft {
  /// Whether its header only says that it is a plan, or one of money.
  fileprivate var isNamelessPlan: Bool {
    guard first.measure.status == .plan else { return false }
    return first.base.isEmpty || StartPlanName.money.contains(first.base)
  }

  /// Whether its header only says that it is an estimate.
  fileprivate var isNamelessEstimate: Bool {
    first.measure == .stated(.estimate) && first.base.isEmpty
  }

  /// Whether its header only says that it is cumulated.
  fileprivate var isNamelessSum: Bool {
    guard case .toDate(let status) = first.measure else { return false }
    return status?.isHistory != false && first.base.isEmpty
  }

  /// Whether it is a plan beside which one that an authority set may be another: no aim, and no revision of what names nobody.
  fileprivate var countsAmongGivers: Bool {
    guard let plan, !isAside else { return false }
    return !plan.giver.isEmpty || plan.revision == 0
  }

  /// Whether it is what others may be plans of.
  fileprivate var isThing: Bool {
    switch first.measure {
    case .comparison, .otherPeriod: false
    default: first.measure.status?.isHistory != false
    }
  }

  /// What its header says of a plan; `nil` of anything else.
  fileprivate var plan: StartPlanName? {
    if case .plan(let plan) = first.measure { plan } else { nil }
  }

  private var role: StartPlanName.Role { plan?.role ?? .itself }

  /// Whether it is what was added to a plan.
  fileprivate var isSupplement: Bool { role == .supplement }

  /// Whether it stands beside a plan, and is not the plan itself.
  fileprivate var isAside: Bool { role != .itself }

  fileprivate var hasPlans: Bool { cells.values.contains { $0.status == .plan } }
}

/// What the quarters or months of a series add up to from January on.
private struct RunningSum {
  private var sums: [StartSlot: (value: Double, error: Double)] = [:]
  /// How many sums a column must meet before it counts as cumulated.
  private static let fewest = 8

  init(of draft: SeriesDraft) {
    let history = draft.cells.filter { $0.key.isHistory && !$0.key.slot.isYear }.map(\.value)
      .sorted { $0.period < $1.period }
    var (last, sum, error): (Period?, Double, Double) = (nil, 0, 0)
    for figure in history {
      let period = figure.period
      let goesOn = last.map { $0.advanced(by: 1) == period && $0.year == period.year } ?? false
      if !goesOn {
        (sum, error) = (0, 0)
        guard period.positionInYear == 1 else {
          last = nil
          continue
        }
      }
      sum += figure.value
      error += figure.rounding
      last = period
      sums[StartSlot.period(period).cumulated] = (sum, error)
    }
  }

  /// Whether there are as many sums as a column must meet.
  var mayBeReached: Bool { sums.count >= Self.fewest }

  /// Whether a column holds these sums, to rounding.
  func isReached(by other: SeriesDraft) -> Bool {
    // January alone is both.
    let met = met(by: other)?.count {
      $0.figure.period.positionInYear > 1 || $0.slot.isYear
    }
    return met.map { $0 >= Self.fewest } ?? false
  }

  /// Whether a column holds some of these sums, and nothing in their place.
  func agrees(with other: SeriesDraft) -> Bool { met(by: other)?.isEmpty == false }

  /// The figures of a column that are these sums; `nil` where one is something else.
  private func met(by other: SeriesDraft) -> [(slot: StartSlot, figure: StartFigure)]? {
    var met: [(slot: StartSlot, figure: StartFigure)] = []
    for (cell, figure) in other.cells where cell.isHistory {
      guard let sum = sums[cell.slot] else { continue }
      let tolerance = sum.error + figure.rounding + 1e-9 * abs(sum.value)
      guard abs(figure.value - sum.value) <= tolerance else { return nil }
      met.append((cell.slot, figure))
    }
    return met
  }
}

extension StartFigure {
  /// Half of the step in which it is printed.
  var rounding: Double { PrintedDecimals.halfStep(printedDecimals(ArraySlice(digits.utf8))) }
}
