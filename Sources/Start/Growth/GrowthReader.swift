public import Files
internal import Plans
internal import TimeSeries

/// Reads a table of value added by sector: rows are sectors, columns years, quarters or months, or one row a figure.
public enum GrowthReader {
  /// Recognises a file.
  ///
  /// - Throws: every fault that keeps the file from being understood, by cell.
  public static func read(_ path: String, _ request: StartRequest) throws(Faults) -> GrowthDraft {
    let source: StartSource
    do throws(Fault) {
      source = try StartSource(reading: path)
    } catch {
      throw Faults([error])
    }
    return try read(source, request)
  }

  /// Recognises bytes that are at hand.
  package static func read(
    path: String, bytes: [UInt8], _ request: StartRequest
  ) throws(Faults) -> GrowthDraft {
    let source: StartSource
    do throws(Fault) {
      source = try StartSource(path: path, bytes: bytes)
    } catch {
      throw Faults([error])
    }
    return try read(source, request)
  }

  private static func read(
    _ source: StartSource, _ request: StartRequest
  ) throws(Faults) -> GrowthDraft {
    var faults = FaultCollector()
    guard let whole = StartTable.read(source, faults: &faults) else { throw Faults(faults.found) }
    let blocks = SectorBlocks(whole)
    guard let (priced, others, prices) = chosen(blocks.table, request, &faults) else {
      throw Faults(faults.found)
    }
    let heads = SectorHeads(priced)
    let table = heads.table
    guard
      let columns = StartColumns.recognise(
        table,
        besides: (SectorSheet.sizeColumn(of: table).map { [$0] } ?? []) + others + heads.out,
        takesOnePeriod: true, faults: &faults)
    else { throw Faults(faults.found) }
    let figures = try StartFigures.read(
      table, columns, stated: request.decimal, faults: &faults)
    let (cells, decimal, calendar) = (figures.cells, figures.decimal, figures.calendar)
    faults.note(cells.inWords)
    var sheet = SectorSheet(
      table, columns, besides: others + heads.out, calendar: calendar, decimal: decimal.mark)
    sheet.take(cells.found, faults: &faults)
    guard faults.found.isEmpty else { throw Faults(faults.found) }
    let isIndex = sheet.isIndex
    if isIndex { sheet.takeHundredOff() }
    let isGrowth = isIndex || sheet.isGrowth
    let doubt = isIndex ? nil : sheet.doubt(isGrowth: isGrowth)
    var grown: Set<Int> = []
    if !isGrowth {
      grown = sheet.takeGrowth(heads.growth, isSeen: decimal.isSeen, faults: &faults)
      sheet.takeDifferences()
      sheet.checkLevels(&faults)
    }
    var outline = SectorOutline(sheet.rows, isGrowth: isGrowth)
    if faults.found.isEmpty { outline.find(&faults) }
    if isGrowth, faults.found.isEmpty { checkSizes(outline, sheet, &faults) }
    guard faults.found.isEmpty else { throw Faults(faults.found) }
    let places = Set(cells.found.compactMap(\.place))
    return GrowthDraft(
      file: source.file.path,
      place: places.count > 1 ? nil : places.first ?? TitlePlace.named(in: table.titles),
      unit: sheet.unit,
      isGrowth: isGrowth, isIndex: isIndex, prices: prices, structure: outline.structure,
      sectors: sectors(outline),
      sizeYear: sheet.sizeYear, leftOut: blocks.leftOut + heads.leftOut(besides: grown),
      grown: grown.sorted().map { priced.header[$0].text }, doubt: doubt,
      sizeGap: isGrowth ? sizeGap(outline, sheet) : nil,
      shareConflicts: isGrowth || sheet.sizeHead?.areShares != true
        ? [] : ShareConflict.all(outline, year: sheet.sizeYear))
  }

  /// The table at the prices that are asked for; `nil` with a fault where it holds both and nobody says which.
  private static func chosen(
    _ table: StartTable, _ request: StartRequest, _ faults: inout FaultCollector
  ) -> (table: StartTable, out: [Int], prices: StartPrices?)? {
    let found = SectorPrices(table)
    guard let first = found.sorts.first else {
      return (table, [], found.ofTitles ?? request.prices)
    }
    guard let wanted = found.taken(request.prices) else {
      let second = found.sorts[1]
      faults.note(
        .start(.twoPrices(first: first.text, second: second.text)), at: second.location,
        hint: .start(.choosePrices))
      return nil
    }
    guard found.sorts.contains(where: { $0.prices == wanted }) else {
      faults.note(
        .start(.noSuchPrices(first.text)), at: first.location, hint: .start(.choosePrices))
      return nil
    }
    let (chosen, out) = found.table(of: wanted)
    return (chosen, out, wanted)
  }

  /// Growth of several sectors says nothing of their sizes: every one without parts needs one.
  private static func checkSizes(
    _ outline: SectorOutline, _ sheet: SectorSheet, _ faults: inout FaultCollector
  ) {
    let parents = Set(outline.rows.compactMap(\.parent))
    guard outline.rows.count > 1 else { return }
    for (index, row) in outline.rows.enumerated() where !parents.contains(index) && row.size == nil
    {
      if let cell = row.sizeCell, let head = sheet.sizeHead {
        faults.note(.table(.badNumber(column: head.text, text: cell.text)), at: cell.location)
      } else {
        faults.note(.start(.noSize(row.name)), at: row.location, hint: .start(.addSizes))
      }
    }
  }

  /// Shares of sectors without parts that miss the whole by more than their rounding and half a hundredth of it; `nil` where they
  /// do not, or are no shares.
  private static func sizeGap(
    _ outline: SectorOutline, _ sheet: SectorSheet
  ) -> GrowthDraft.SizeGap? {
    let parents = Set(outline.rows.compactMap(\.parent))
    let leaves = outline.rows.indices.filter { !parents.contains($0) }
    let sizes = leaves.compactMap { outline.rows[$0].size }
    let values = sizes.compactMap { Double($0) }
    guard values.count == leaves.count, values.count > 1, let head = sheet.sizeHead else {
      return nil
    }
    let sum = values.reduce(0, +)
    let stated = outline.rows[outline.top].size.flatMap { Double($0) }
    guard let whole = stated ?? (head.areShares ? sum < 2 ? 1 : 100 : nil) else { return nil }
    let decimals = sizes.map { printedDecimals(ArraySlice($0.utf8)) }.max() ?? 0
    let rounding = Double(values.count + 1) * PrintedDecimals.halfStep(decimals)
    guard abs(sum - whole) > rounding * (1 + 1e-9) + 0.005 * whole else { return nil }
    return GrowthDraft.SizeGap(sum: sum, whole: whole, decimals: decimals)
  }

  /// The sectors with ids of their own, the whole first, parts behind what they are part of.
  private static func sectors(_ outline: SectorOutline) -> [GrowthSector] {
    var order: [Int] = []
    func visit(_ row: Int) {
      order.append(row)
      for part in outline.rows.indices where outline.rows[part].parent == row { visit(part) }
    }
    visit(outline.top)
    var ids: [Int: String] = [:]
    var given: Set<String> = []
    for row in order {
      let wanted = slug(
        StartHeader(outline.rows[row].name).name + (outline.rows[row].isRest ? " rest" : ""),
        orElse: "sector")
      var (id, number) = (wanted, 2)
      while !given.insert(id).inserted {
        id = "\(wanted)_\(number)"
        number += 1
      }
      ids[row] = id
    }
    return order.map { index in
      let row = outline.rows[index]
      var (single, toDate): ([StartFigure], [StartFigure]) = ([], [])
      for (slot, figure) in row.figures {
        if case .period = slot { single.append(figure) } else { toDate.append(figure) }
      }
      return GrowthSector(
        id: ids[index] ?? "", parent: row.parent.flatMap { ids[$0] }, title: row.name,
        figures: single.sorted { $0.period < $1.period },
        toDate: toDate.sorted { $0.period < $1.period },
        growthToDate: row.growth.sorted { $0.period < $1.period }, size: row.size,
        isRest: row.isRest, isMade: row.isMade)
    }
  }
}
