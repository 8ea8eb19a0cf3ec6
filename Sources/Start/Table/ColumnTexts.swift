internal import Files

/// What stands in the columns of a table, each text once: questions about columns are asked of texts, not of cells.
final class ColumnTexts {
  /// The texts of a column, and where they stand.
  struct Column {
    /// The texts without blanks at their ends, in the order in which they come first.
    fileprivate(set) var distinct: [String] = []
    /// How many rows hold each of them.
    fileprivate(set) var counts: [Int] = []
    /// For each row the place of its text among them.
    fileprivate(set) var ofRow: [Int32] = []
    /// Whether each of them says that there is no figure.
    fileprivate(set) var areMissing: [Bool] = []
    /// Rows whose text says no such thing.
    fileprivate(set) var filled = 0
    /// Rows whose text is a number.
    fileprivate(set) lazy var numbers = count { SpelledNumber($0) != nil }

    /// The texts that are not missing figures, each once.
    var present: some Sequence<String> {
      zip(distinct, areMissing).lazy.filter { !$0.1 }.map(\.0)
    }

    /// How many different texts are not missing figures.
    var presentCount: Int { areMissing.count { !$0 } }

    /// Rows whose text is no missing figure and obeys.
    func count(where obeys: (String) -> Bool) -> Int {
      distinct.indices.reduce(0) { sum, place in
        sum + (!areMissing[place] && obeys(distinct[place]) ? counts[place] : 0)
      }
    }

    /// For each row a number of its folded text, the same for texts that fold to one.
    fileprivate(set) lazy var folds: [Int32] = {
      var known: [String: Int32] = [:]
      let numbers = distinct.map { text in
        let fold = folded(text)
        let number = known[fold] ?? Int32(known.count)
        known[fold] = number
        return number
      }
      return ofRow.map { numbers[Int($0)] }
    }()
  }

  private let rows: [CSVRow]
  private var columns: [Int: Column] = [:]

  init(_ rows: [CSVRow]) { self.rows = rows }

  /// A column.
  subscript(column: Int) -> Column {
    _read {
      if columns[column] == nil { columns[column] = read(column) }
      yield columns[column, default: Column()]
    }
    _modify {
      if columns[column] == nil { columns[column] = read(column) }
      yield &columns[column, default: Column()]
    }
  }

  private func read(_ index: Int) -> Column {
    var column = Column()
    var places: [String: Int32] = [:]
    column.ofRow.reserveCapacity(rows.count)
    for row in rows {
      let text = row.plain(index)
      let place: Int32
      if let known = places[text] {
        place = known
        column.counts[Int(place)] += 1
      } else {
        place = Int32(column.distinct.count)
        places[text] = place
        column.distinct.append(text)
        column.counts.append(1)
      }
      column.ofRow.append(place)
    }
    column.areMissing = column.distinct.map { SpelledNumber.isMissing($0) }
    column.filled = column.count { _ in true }
    return column
  }
}
