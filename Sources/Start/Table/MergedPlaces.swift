internal import Files

/// Places of rows that name none, where one is written in the first of its rows alone, as a merged cell is.
enum MergedPlaces {
  /// The places by lines; empty where a blank may be something else: a place above the others, or the whole.
  static func found(_ table: StartTable, _ columns: StartColumns) -> [Int: String] {
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
