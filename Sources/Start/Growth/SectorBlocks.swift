internal import Files

/// Lines between the rows of a table of sectors that say what the rows below tell: `Giá trị (tỷ đồng)`, `Tốc độ tăng (%)`.
///
/// Growth of sectors whose values stand above is what these make, and is left out; beside values at current prices, of which no
/// growth follows, the values are.
struct SectorBlocks {
  /// The table with the rows of one kind and their unit.
  let table: StartTable
  /// The lines whose rows are left out.
  let leftOut: [String]

  private enum Kind: Hashable {
    case amount(String), percent
  }

  private struct Block {
    let kind: Kind?
    let head: String
    var rows: [CSVRow] = []
  }

  init(_ table: StartTable) {
    let blocks = Self.blocks(table)
    let amounts = blocks.filter { if case .amount? = $0.kind { true } else { false } }
    let percents = blocks.filter { $0.kind == .percent }
    let isPlain = blocks.allSatisfy { $0.kind != nil || $0.rows.isEmpty }
    guard isPlain, amounts.count <= 1, percents.count <= 1, amounts.count + percents.count > 0
    else {
      (self.table, leftOut) = (table, [])
      return
    }
    var kept = amounts.first ?? percents[0]
    leftOut = amounts.isEmpty || percents.isEmpty ? [] : [percents[0].head]
    if let amount = amounts.first, let percent = percents.first {
      func names(_ block: Block) -> Set<String> { Set(block.rows.map { Self.name($0) }) }
      let isNominal = Phrase(folded(amount.head)).contains(["hien hanh", "thuc te", "current"])
      guard isNominal || names(percent).isSubset(of: names(amount)) else {
        self.table = table
        return
      }
      if isNominal { kept = percent }
    }
    let unit = if case .amount(let unit)? = kept.kind { unit } else { "%" }
    self.table = StartTable(
      delimiter: table.delimiter, header: table.header, rows: kept.rows,
      titles: table.titles + (unit.isEmpty ? [] : ["Đơn vị tính: \(unit)"]), notes: table.notes,
      sheet: table.sheet, hasPoints: table.hasPoints)
  }

  private static func blocks(_ table: StartTable) -> [Block] {
    var blocks = [Block(kind: nil, head: "")]
    for row in table.rows {
      let texts = table.header.indices.map { row.plain($0) }.filter { !SpelledNumber.isMissing($0) }
      // A number of the part may stand before it.
      if let text = texts.last, texts.allSatisfy({ SpelledNumber($0) == nil || $0.count < 3 }),
        texts.count <= 2, let kind = kind(text)
      {
        blocks.append(Block(kind: kind, head: text))
      } else {
        blocks[blocks.count - 1].rows.append(row)
      }
    }
    return blocks
  }

  /// What a line says of the rows below; `nil` of a sector's name.
  private static func kind(_ text: String) -> Kind? {
    let header = StartHeader(text)
    let name = Phrase(folded(header.name))
    if name.contains(["toc do tang", "tang truong", "growth", "chi so phat trien"]),
      header.unit.isEmpty || StartUnit(header.unit).isPercent
    {
      return .percent
    }
    guard StartUnit(header.unit).isAmount,
      name.contains(["gia tri", "quy mo", "value", "grdp", "gva"])
    else { return nil }
    return .amount(header.unit)
  }

  /// The words of a row but its figures.
  private static func name(_ row: CSVRow) -> String {
    folded(row.cells.filter { SpelledNumber($0) == nil }.joined(separator: " "))
  }
}
