internal import Files

/// The decimal mark of the numbers of a sheet that are written as text, decided over all of them.
///
/// Numbers in cells have none, and say nothing of it.
struct PrintedDecimal {
  /// The mark; `nil` where nothing decides, so that numbers with two readings are none.
  let mark: DecimalMark?
  /// Numbers that contradict the mark or have two readings, with their cells.
  private(set) var faults: [Fault] = []
  /// Whether the user states the mark.
  private let isStated: Bool

  /// Decides.
  ///
  /// - Parameter stated: the mark that the user states.
  init(_ grid: SheetGrid, _ blocks: [PrintedBlock], stated: DecimalMark?) {
    var found: [(cell: SheetGrid.Cell, number: SpelledNumber)] = []
    for block in blocks {
      for cell in block.body.joined() where cell.kind == .text && cell.column > block.labels {
        if let number = SpelledNumber(cell.text) {
          found.append((cell, number))
        } else if let goal = WrittenGoal(cell.text), goal.words.unit.isEmpty {
          // One that is two numbers is read by its row.
          let numbers = goal.isOpen ? [] : [goal.number, goal.upper].compactMap(\.self)
          found += numbers.map { (cell, $0) }
        }
      }
    }
    let commas = found.filter { $0.number.decisive == .comma }
    let points = found.filter { $0.number.decisive == .point }
    let isOpen = stated == nil && commas.isEmpty && points.isEmpty
    let mark = isOpen ? nil : stated ?? (commas.count > points.count ? .comma : .point)
    self.mark = mark
    isStated = stated != nil
    func place(_ cell: SheetGrid.Cell) -> SourceLocation { grid.place(cell.row, cell.column) }
    if let mark {
      let witness = (mark == .point ? points : commas).first?.cell
      for (cell, number) in mark == .point ? commas : points {
        let digits = (number.digits(mark.other) ?? cell.text).map { $0 == "." ? mark.sign : $0 }
        faults.append(
          Fault(
            .layout(
              .otherDecimal(
                text: cell.text, mark: String(mark.sign), witness: witness?.text,
                witnessAt: place(witness ?? cell))), at: place(cell),
            hint: .write(.number(String(digits)))))
      }
    } else if let (cell, number) = found.first(where: \.number.isAmbiguous) {
      faults.append(
        Fault(
          .layout(
            .undecidedDecimal(
              text: cell.text, withPoint: number.withPoint ?? "",
              withComma: number.withComma ?? "", cells: found.count(where: \.number.isAmbiguous))),
          at: place(cell), hint: .start(.decimalOption)))
    }
  }

  /// A plan with its numbers as they are: of two numbers that of the size of its row, else that of the mark; `nil` where
  /// nothing tells.
  ///
  /// A plan with a unit says nothing of other cells, nor they of it where it is one number alone.
  ///
  /// - Parameter values: the figures of the row.
  func settled(_ goal: WrittenGoal, beside values: [Double]) -> WrittenGoal? {
    if goal.isOpen {
      let own = isStated ? mark : GoalNumbers.mark(goal, beside: values) ?? mark
      return own.flatMap(goal.settled)
    }
    guard !goal.words.unit.isEmpty else { return goal }
    return [mark, .point, .comma].lazy.compactMap { $0.flatMap(goal.settled) }.first
  }

  /// What the cell of a plan says; `nil` where its ends are none.
  func goal(_ written: WrittenGoal) -> StartGoal? {
    if let mark { return written.goal(mark) }
    if written.upper?.isAmbiguous == true { return nil }
    return written.goal(.point) ?? written.goal(.comma)
  }

  /// The digits of a number with a decimal point; `nil` where the sheet's mark makes it none.
  func digits(_ number: SpelledNumber) -> String? {
    guard let mark else { return number.isAmbiguous ? nil : number.withPoint ?? number.withComma }
    return number.digits(mark)
  }
}
