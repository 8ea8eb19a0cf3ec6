internal import Files

/// Places of rows that name none, where one is written in the first of its rows alone, as a merged cell is.
struct MergedPlaces {
  /// The places by lines; empty where a blank may be something else: a place above the others, or the whole.
  let byLine: [Int: String]
  /// Whether a row without a place may be of any of several.
  let isOpen: Bool

  init(_ table: StartTable, _ columns: StartColumns) {
    byLine = Self.found(table, columns)
    let places =
      columns.places[.geo].map { Set(table.columns[$0].present.map { folded($0) }) } ?? []
    isOpen = columns.layout == .periodsAcross && places.count > 1
  }

  private static func found(_ table: StartTable, _ columns: StartColumns) -> [Int: String] {
    guard let column = columns.places[.geo], columns.layout != .periodsDown,
      let name = columns.places[.name] ?? columns.places[.id]
    else { return [:] }
    let keys = table.header.indices.filter { $0 != column && !columns.values.contains($0) }
    var places: [Int: String] = [:]
    var written: Set<String> = []
    var rows: Set<[String]> = []
    var last = ""
    for row in table.rows where columns.values.contains(where: { !row.plain($0).isEmpty }) {
      let place = row.plain(column)
      if !place.isEmpty {
        // Written in one row or more that follow each other, it is not merged over them.
        guard written.insert(folded(place)).inserted else { return [:] }
        last = place
      }
      if last.isEmpty { return [:] }
      if place.isEmpty { places[row.line] = last }
      // A second row of the same thing is none of this place.
      guard
        row.plain(name).isEmpty
          || rows.insert([last] + keys.map { folded(row.plain($0)) }).inserted
      else { return [:] }
    }
    return places
  }
}
