internal import Files
internal import TimeSeries

/// Plans whose number is two different ones, `Trên 50.000 tỷ đồng`, read by the figures of their row.
///
/// Such a cell says nothing of how the table is read: 50.000 is fifty thousand beside 31200, and fifty beside 31.2. Where the
/// row does not tell, the mark of the other figures counts; where there is none either, words are listed as a plan that is
/// not read, and a number with a sign is asked about.
struct GoalNumbers {
  /// The figures, those plans with the numbers that they are.
  private(set) var figures: [WrittenFigure] = []
  /// Plans in words that nothing settles.
  private(set) var unread: [WrittenFigure] = []

  /// What a plan and its row have in common.
  private struct Row: Hashable {
    let base: String
    let place: String?
    let line: Int?

    init(_ figure: WrittenFigure) {
      (base, place, line) = (figure.base, figure.place, figure.seriesLine)
    }
  }

  /// - Parameter stated: the decimal mark that the user states, which then is that of plans, too.
  init(_ found: [WrittenFigure], stated: DecimalMark?) {
    guard stated == nil, found.contains(where: { $0.goal?.isOpen == true }) else {
      figures = found
      return
    }
    let others = found.filter { $0.goal?.isOpen != true }
    let mark = Self.mark(of: others)
    var rows: [Row: [Double]] = [:]
    for figure in others where figure.goal == nil {
      let digits = figure.number.isAmbiguous ? mark.flatMap(figure.number.digits) : nil
      let plain = figure.number.isAmbiguous ? nil : figure.number.withPoint
      if let value = (digits ?? plain ?? figure.number.withComma).flatMap(Double.init) {
        rows[Row(figure), default: []].append(value)
      }
    }
    for figure in found {
      guard let goal = figure.goal, goal.isOpen else {
        figures.append(figure)
        continue
      }
      let places =
        figure.headUnit.isEmpty ? 0 : UnitSize.places(from: figure.headUnit, to: figure.unit) ?? 0
      let own = Self.mark(goal, beside: rows[Row(figure)] ?? [], movedBy: places) ?? mark
      if let settled = own.flatMap(goal.settled) {
        var read = figure
        (read.goal, read.number) = (settled, settled.number)
        figures.append(read)
      } else if SaidInWords.speaks(figure.text) {
        unread.append(figure)
      } else {
        figures.append(figure)
      }
    }
  }

  /// The mark that figures decide; `nil` where none does, or as many decide each.
  private static func mark(of figures: [WrittenFigure]) -> DecimalMark? {
    let points = figures.count { $0.number.decisive == .point }
    let commas = figures.count { $0.number.decisive == .comma }
    return points == commas ? nil : points > commas ? .point : .comma
  }

  /// The mark under which a plan is of the size of its row; `nil` where that is so under both, or under none.
  ///
  /// The two numbers lie a thousand times apart: within 30 times of one figure is one of them alone.
  ///
  /// - Parameters:
  ///   - values: the figures of the row.
  ///   - places: the decimal places by which the plan moves into the unit of the row.
  static func mark(
    _ goal: WrittenGoal, beside values: [Double], movedBy places: Int = 0
  ) -> DecimalMark? {
    func fits(_ mark: DecimalMark) -> Bool {
      [goal.number, goal.upper].compactMap(\.self).allSatisfy { number in
        guard let digits = number.digits(mark),
          let value = Double(UnitSize.moved(digits, by: places))
        else { return false }
        return values.contains {
          abs(value) <= 30 * abs($0) && abs($0) <= 30 * abs(value) && $0 != 0
        }
      }
    }
    let (isPoint, isComma) = (fits(.point), fits(.comma))
    return isPoint == isComma ? nil : isPoint ? .point : .comma
  }
}
