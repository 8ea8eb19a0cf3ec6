internal import Files

/// The decimal mark of the numbers of a sheet that are written as text, decided over all of them.
///
/// Numbers in cells have none, and say nothing of it.
struct PrintedDecimal {
  /// The mark; `nil` where nothing decides, so that numbers with two readings are none.
  let mark: DecimalMark?
  /// Numbers that contradict the mark or have two readings, with their cells.
  private(set) var faults: [Fault] = []

  /// Decides.
  ///
  /// - Parameter stated: the mark that the user states.
  init(_ grid: SheetGrid, _ blocks: [PrintedBlock], stated: DecimalMark?) {
    var found: [(cell: SheetGrid.Cell, number: SpelledNumber)] = []
    for block in blocks {
      for cell in block.body.joined() where cell.kind == .text && cell.column > block.labels {
        if let number = SpelledNumber(cell.text) {
          found.append((cell, number))
        } else if let goal = WrittenGoal(cell.text) {
          found += [goal.number, goal.upper].compactMap { $0.map { (cell, $0) } }
        }
      }
    }
    let commas = found.filter { $0.number.decisive == .comma }
    let points = found.filter { $0.number.decisive == .point }
    let isOpen = stated == nil && commas.isEmpty && points.isEmpty
    let mark = isOpen ? nil : stated ?? (commas.count > points.count ? .comma : .point)
    self.mark = mark
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
