internal import Files
internal import TimeSeries

/// One row of a table of sectors.
struct SectorRow {
  let name: String
  var mark: SectorMark
  let location: SourceLocation
  /// What a column says that it is part of.
  let parentText: StartCell?
  /// What a column says of its size.
  let size: String?
  /// Where that stands, also where no number can be read from it.
  var sizeCell: StartCell?
  /// Figures by what they stand for.
  var figures: [StartSlot: StartFigure] = [:]
  /// Growth from January on that stands beside levels, in percent.
  var growth: [StartFigure] = []
  /// The place of what it is part of among the rows.
  var parent: Int?
  /// Whether it is what others leave.
  var isRest = false

  /// Whether it is the whole of others that no row is.
  var isMade = false

  /// Half of the last printed digit of a figure.
  static func rounding(_ figure: StartFigure) -> Double {
    PrintedDecimals.halfStep(printedDecimals(ArraySlice(figure.digits.utf8)))
  }

  /// Whether the name is one of a whole.
  var isWhole: Bool {
    let text = folded(StartHeader(name).name)
    return Self.wholes.contains { text == $0 || text.hasPrefix($0 + " ") }
      || Self.wholesAlone.contains(text) || Phrase(text).contains(["grdp", "gdp"])
  }

  private static let wholes = [
    "tong", "total", "toan tinh", "toan thanh pho", "toan vung", "toan huyen", "toan bo",
    "toan nen kinh te", "ca nuoc", "ca tinh", "all",
  ]
  /// What is a whole with no word behind it.
  private static let wholesAlone = [
    "nen kinh te", "kinh te", "tang truong kinh te", "chung", "overall", "economy", "whole economy",
  ]
}

/// Sums of rows of levels.
struct SectorSums {
  let rows: [SectorRow]

  /// The first figure of a row that its parts do not make, and what they make; `nil` where all fit.
  ///
  /// - Returns: `nil` also where no period has all of them.
  func misfit(_ whole: Int, _ parts: [Int]) -> (figure: StartFigure, sum: Double)? {
    for (slot, figure) in rows[whole].figures.sorted(by: { $0.value.location < $1.value.location })
    {
      let values = parts.compactMap { rows[$0].figures[slot] }
      guard values.count == parts.count, !parts.isEmpty else { continue }
      let sum = values.reduce(0) { $0 + $1.value }
      let allowed = (values + [figure]).reduce(1e-9 * abs(figure.value)) {
        $0 + SectorRow.rounding($1)
      }
      if abs(sum - figure.value) > allowed * (1 + 1e-9) { return (figure, sum) }
    }
    return nil
  }

  /// Whether no row is the whole of the others: the first and the last, where wholes stand, are less than the others
  /// together
  /// wherever all have a figure, as they have everywhere, and nowhere their sum.
  func lackWhole(_ list: [Int]) -> Bool {
    let slots = Set(rows[list[0]].figures.keys)
    guard list.count > 2, !slots.isEmpty, list.allSatisfy({ Set(rows[$0].figures.keys) == slots })
    else { return false }
    return [list[0], list[list.count - 1]].allSatisfy { row in
      slots.allSatisfy { slot in
        let values = list.compactMap { rows[$0].figures[slot] }
        let own = rows[row].figures[slot]?.value ?? 0
        let others = values.reduce(-own) { $0 + $1.value }
        return own < others - values.reduce(0) { $0 + SectorRow.rounding($1) }
      }
    }
  }

  /// Whether some period has all of them, and every one that has fits.
  func fits(_ whole: Int, _ parts: [Int]) -> Bool {
    rows[whole].figures.keys.contains { slot in
      parts.allSatisfy { rows[$0].figures[slot] != nil }
    } && misfit(whole, parts) == nil
  }

  /// The parts of a whole among rows in their order, some of which are sums of those right behind them; `nil` where
  /// nothing adds up.
  func grouped(_ whole: Int, _ list: [Int]) -> [Int: [Int]]? {
    if list.count > 1, fits(whole, list) { return [whole: list] }
    guard list.count <= 40 else { return nil }
    return search(whole, list, from: 0, picked: [], groups: [:])
  }

  private func search(
    _ whole: Int, _ list: [Int], from start: Int, picked: [Int], groups: [Int: [Int]]
  ) -> [Int: [Int]]? {
    var place = start
    var picked = picked
    while place < list.count {
      for count in 2..<max(2, list.count - place) {
        let parts = Array(list[place + 1...place + count])
        guard fits(list[place], parts) else { continue }
        var groups = groups
        groups[list[place]] = parts
        if let found = search(
          whole, list, from: place + count + 1, picked: picked + [list[place]], groups: groups)
        {
          return found
        }
      }
      picked.append(list[place])
      place += 1
    }
    guard picked.count > 1, !groups.isEmpty, fits(whole, picked) else { return nil }
    return groups.merging([whole: picked]) { first, _ in first }
  }
}
