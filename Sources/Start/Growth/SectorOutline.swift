internal import Files
internal import Plans
internal import TimeSeries

/// Finds out which rows are parts of which.
struct SectorOutline {
  private(set) var rows: [SectorRow]
  private(set) var structure = GrowthDraft.Structure.alone
  /// The row of the whole.
  private(set) var top = 0
  private let isGrowth: Bool
  /// Whether a whole is made where no row is it.
  private let makesWhole: Bool

  init(_ rows: [SectorRow], isGrowth: Bool, makesWhole: Bool = true) {
    self.rows = rows
    self.isGrowth = isGrowth
    self.makesWhole = makesWhole
  }

  /// Whether levels add up in some way: then figures are no growth.
  static func addsUp(_ rows: [SectorRow]) -> Bool {
    var outline = SectorOutline(rows, isGrowth: false, makesWhole: false)
    var faults = FaultCollector()
    outline.find(&faults)
    return rows.count > 2 && faults.found.isEmpty
  }

  mutating func find(_ faults: inout FaultCollector) {
    guard rows.count > 1 else { return }
    if rows.contains(where: { $0.parentText != nil }) {
      structure = .column
      byColumn(&faults)
    } else {
      byMarks()
    }
    guard faults.found.isEmpty else { return }
    settleTop(&faults)
    guard faults.found.isEmpty else { return }
    checkParts(&faults)
  }

  private mutating func byColumn(_ faults: inout FaultCollector) {
    let names = rows.map { folded($0.name) }
    for index in rows.indices {
      guard let cell = rows[index].parentText else { continue }
      if let parent = names.firstIndex(of: folded(cell.text)), parent != index {
        rows[index].parent = parent
      } else {
        faults.note(
          .growth(.unknownSector(cell.text)), at: cell.location,
          hint: .nearest(to: cell.text, among: rows.map(\.name)))
      }
    }
    for index in rows.indices {
      var (current, chain) = (index, [index])
      while let parent = rows[current].parent {
        if chain.contains(parent) {
          faults.note(
            .growth(.sectorLoop((chain + [parent]).map { rows[$0].name })),
            at: rows[index].location)
          return
        }
        chain.append(parent)
        current = parent
      }
    }
  }

  /// A mark that has been seen is as deep as it was; a new one is deeper than what stands above it.
  private mutating func byMarks() {
    var stack: [(mark: SectorMark, row: Int)] = []
    for index in rows.indices {
      var mark = rows[index].mark
      // What `Trong đó:` opens goes on over rows of its kind, below or farther in.
      if let last = stack.last, last.mark.isOf, mark.kind == last.mark.kind,
        mark.indent >= last.mark.indent, !stack.contains(where: { $0.mark == mark })
      {
        mark = last.mark
        rows[index].mark = mark
      }
      if let place = stack.lastIndex(where: { $0.mark == mark }) {
        stack.removeSubrange(place...)
      } else {
        while stack.count > 1, let last = stack.last, last.mark.indent > mark.indent {
          stack.removeLast()
        }
      }
      rows[index].parent = stack.last?.row
      if stack.last != nil { structure = .outline }
      stack.append((mark, index))
    }
  }

  private func parts(_ row: Int?) -> [Int] { rows.indices.filter { rows[$0].parent == row } }

  /// Of several rows that are part of nothing one is the whole of the others.
  private mutating func settleTop(_ faults: inout FaultCollector) {
    let roots = parts(nil)
    guard roots.count > 1 else {
      top = roots.first ?? 0
      return
    }
    let named = roots.filter { rows[$0].isWhole }
    if isGrowth {
      if let whole = named.first ?? bySizes(roots) {
        top = whole
        for row in roots where row != top { rows[row].parent = top }
        if structure == .alone { structure = .name }
      } else if roots.allSatisfy({ rows[$0].size != nil }) {
        makeWhole(of: roots)
      } else {
        faults.note(
          .start(.noWhole(rows[roots[0]].name)), at: rows[roots[0]].location,
          hint: .start(.addWhole))
      }
      return
    }
    let candidates = (named.count == 1 ? named : []) + [roots[0], roots[roots.count - 1]]
    let sums = SectorSums(rows: rows)
    for candidate in candidates {
      guard let groups = sums.grouped(candidate, roots.filter { $0 != candidate }) else { continue }
      top = candidate
      for (whole, parts) in groups { for part in parts { rows[part].parent = whole } }
      if structure == .alone { structure = .sums }
      return
    }
    if makesWhole, named.isEmpty, sums.lackWhole(roots) {
      makeWhole(of: roots)
      return
    }
    let others = roots.filter { $0 != candidates[0] }
    guard let misfit = sums.misfit(candidates[0], others) else {
      faults.note(
        .figure(.partsUnknown(sector: rows[candidates[0]].name)),
        at: rows[candidates[0]].location, hint: .start(.nameParents))
      return
    }
    faults.note(
      .figure(
        .partsDoNotAdd(
          sector: rows[candidates[0]].name, period: misfit.figure.period.description,
          parts: Self.short(misfit.sum), total: misfit.figure.digits)),
      at: misfit.figure.location, hint: .start(.nameParents))
  }

  /// The row that sizes tell to be the whole of the others: it alone has none, or the one of all others together.
  private func bySizes(_ roots: [Int]) -> Int? {
    guard roots.count > 2 else { return nil }
    let without = roots.filter { rows[$0].size == nil && rows[$0].sizeCell == nil }
    if without.count == 1 { return without[0] }
    let sizes = roots.compactMap { rows[$0].size.flatMap { Double($0) } }
    guard sizes.count == roots.count else { return nil }
    let sum = sizes.reduce(0, +)
    // Shares that make 100 or 1 are of parts alone, one of which may be half.
    if [1.0, 100].contains(where: { abs(sum - $0) <= 0.01 * $0 }) { return nil }
    return zip(roots, sizes).first { abs(sum - 2 * $1) <= 0.01 * $1 }?.0
  }

  /// Adds a whole without figures, of which rows are the parts.
  private mutating func makeWhole(of roots: [Int]) {
    for row in roots { rows[row].parent = rows.count }
    var whole = SectorRow(
      name: "total", mark: rows[roots[0]].mark, location: rows[roots[0]].location, parentText: nil,
      size: nil)
    whole.isMade = true
    top = rows.count
    rows.append(whole)
    structure = .made
  }

  /// Parts add up; where rows are only some of the parts, the rest is one more.
  private mutating func checkParts(_ faults: inout FaultCollector) {
    for whole in rows.indices {
      let parts = parts(whole)
      guard !parts.isEmpty, !rows[whole].isMade else { continue }
      let isSome = parts.count == 1 || parts.contains { rows[$0].mark.isOf }
      if isGrowth {
        if parts.count == 1 {
          faults.note(
            .growth(.onlyPart(rows[whole].name, part: rows[parts[0]].name)),
            at: rows[parts[0]].location)
        }
        continue
      }
      let misfit = SectorSums(rows: rows).misfit(whole, parts)
      if parts.count > 1, misfit == nil { continue }
      if isSome, addRest(whole, parts) { continue }
      guard let misfit else {
        faults.note(
          .growth(.onlyPart(rows[whole].name, part: rows[parts[0]].name)),
          at: rows[parts[0]].location)
        continue
      }
      faults.note(
        .figure(
          .partsDoNotAdd(
            sector: rows[whole].name, period: misfit.figure.period.description,
            parts: Self.short(misfit.sum), total: misfit.figure.digits)),
        at: misfit.figure.location, hint: .start(.nameParents))
    }
  }

  /// Adds what rows leave of their whole, where it is above 0 in every period.
  private mutating func addRest(_ whole: Int, _ parts: [Int]) -> Bool {
    var rest = SectorRow(
      name: rows[whole].name, mark: rows[parts[0]].mark, location: rows[whole].location,
      parentText: nil, size: nil, parent: whole, isRest: true)
    for (slot, figure) in rows[whole].figures {
      let known = parts.compactMap { rows[$0].figures[slot] }
      guard known.count == parts.count else { continue }
      let value = known.reduce(figure.value) { $0 - $1.value }
      guard value > 0 else { return false }
      let decimals =
        ([figure] + known).map {
          printedDecimals(ArraySlice($0.digits.utf8))
        }.max() ?? 0
      rest.figures[slot] = StartFigure(
        period: figure.period, digits: Self.fixed(value, decimals), value: value,
        status: known.reduce(figure.status) { $0.weaker($1.status) }, source: figure.source,
        note: "", location: figure.location)
    }
    guard !rest.figures.isEmpty else { return false }
    rows.append(rest)
    return true
  }

  private static func short(_ value: Double) -> String { fixed(value, 4, trimmed: true) }

  /// A number with so many digits behind the point.
  static func fixed(_ value: Double, _ decimals: Int, trimmed: Bool = false) -> String {
    let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    guard abs(value) * scale < 1e15 else { return "\(value)" }
    let whole = Int((abs(value) * scale).rounded())
    var digits = "\(whole)"
    while digits.count <= decimals { digits = "0" + digits }
    guard decimals > 0 else { return (value < 0 ? "-" : "") + digits }
    var text = "\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
    while trimmed, let last = text.last, last == "0" || last == "." {
      text.removeLast()
      if last == "." { break }
    }
    return (value < 0 ? "-" : "") + text
  }
}
