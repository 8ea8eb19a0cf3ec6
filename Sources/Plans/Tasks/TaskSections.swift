internal import Files
internal import TimeSeries

/// The ids of tasks whose numbers begin again in each part of their table, by part and number: `I.1`, `II.1`.
///
/// Parts are known by the numbers of their lines, `I`, `II`, or by their names where these have none or the same ones. Only where
/// two tasks of one report have one number, and two have one name, so that neither tells them apart, are parts looked at.
struct TaskSections {
  /// The ids of rows, in their order; `nil` for lines that name parts.
  let ids: [String?]

  /// `nil` where rows are told apart without parts, or not by parts either.
  ///
  /// - Parameters:
  ///   - rows: all rows of the table.
  ///   - names: what its columns are called.
  init?(_ rows: [CSVRow], _ names: TaskNames) {
    typealias Place = TaskReader.Place
    guard names.identity == .counted else { return nil }
    func seen(_ row: CSVRow, _ place: Int) -> String { SeriesName.seen(row.text(place)) }
    let parts = rows.map { names.heading($0) }
    let numbers = rows.indices.filter { parts[$0] != nil }.map { seen(rows[$0], Place.id) }
    guard !numbers.isEmpty else { return nil }
    let areNumbered = !numbers.contains("") && Set(numbers).count == numbers.count
    var part = ""
    var ids: [String?] = []
    // Rows of one task may be reports of different days.
    var (named, numbered, known): (Set<[String]>, Set<[String]>, Set<[String]>) = ([], [], [])
    var (isNameTwice, isNumberTwice) = (false, false)
    for (row, heading) in zip(rows, parts) {
      let number = seen(row, Place.id)
      if let heading {
        part = areNumbered ? number : heading
        ids.append(nil)
        continue
      }
      guard !number.isEmpty else { return nil }
      let (day, id) = (seen(row, Place.day), part.isEmpty ? number : "\(part).\(number)")
      if !named.insert([folded(row.text(Place.vietnamese)), day]).inserted { isNameTwice = true }
      if !numbered.insert([number, day]).inserted { isNumberTwice = true }
      guard known.insert([id, day]).inserted else { return nil }
      ids.append(id)
    }
    guard isNameTwice, isNumberTwice else { return nil }
    self.ids = ids
  }
}
