internal import Files

/// The word for which a column that tells plans and what happened is not read as one.
struct UnknownTelling {
  /// What is wrong, at the first row of the word.
  let fault: Fault

  /// Looks for a column beside the names of which most words are known; `nil` where there is none, or more than one word is not
  /// known.
  init?(_ table: StartTable, _ columns: StartColumns) {
    guard columns.tellsPlans else { return nil }
    let others = table.header.indices.filter { column in
      !columns.values.contains(column) && columns.places[.unit] != column
    }
    for column in others {
      let texts = Set(table.columns[column].present)
      let known = texts.compactMap { StartMeasure.alone($0) }
      let unknown = texts.filter { StartMeasure.told($0) == nil }
      guard known.count > 1, known.contains(where: \.isOfPlans), unknown.count == 1,
        let word = unknown.first, let row = table.rows.first(where: { $0.plain(column) == word })
      else { continue }
      fault = Fault(
        .layout(.unknownTelling(column: table.header[column].text, text: word)),
        at: row.location(column))
      return
    }
    return nil
  }
}
