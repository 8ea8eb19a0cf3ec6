internal import RealModule

/// The rows of a penalised regression, its columns in an order of their own: first those of the longest ridge of which no row
/// has two, whose information is a diagonal and costs little to eliminate (`BorderedCholesky`).
struct PenalisedDesign: Sendable {
  /// The columns that come first, as others name them.
  private let lead: Range<Int>
  /// How many columns come behind them.
  let rest: Int
  private let threads: Int
  private let exposure, events: [Double]
  /// The place of a row's entry among the first columns, −1 for none, and the entry.
  private let leads: [Int32]
  private let leadValues: [Double]
  private let starts: [Int]
  private let columns: [Int32]
  private let values: [Double]

  init(
    _ rows: PenalisedPoisson.Rows, _ blocks: [PenalisedPoisson.Block], width: Int, threads: Int
  ) {
    let lead = Self.lead(of: rows, blocks)
    self.threads = threads
    (exposure, events) = (rows.exposure, rows.events)
    var (leads, leadValues): ([Int32], [Double]) = ([], [])
    var (starts, columns, values): ([Int], [Int32], [Double]) = ([0], [], [])
    for row in rows.exposure.indices {
      var (own, value): (Int32, Double) = (-1, 0)
      for entry in rows.starts[row]..<rows.starts[row + 1] {
        let column = Int(rows.columns[entry])
        if lead.contains(column) {
          (own, value) = (Int32(column - lead.lowerBound), rows.values[entry])
        } else {
          columns.append(Int32(column < lead.lowerBound ? column : column - lead.count))
          values.append(rows.values[entry])
        }
      }
      leads.append(own)
      leadValues.append(value)
      starts.append(columns.count)
    }
    (self.lead, rest) = (lead, width - lead.count)
    (self.leads, self.leadValues) = (leads, leadValues)
    (self.starts, self.columns, self.values) = (starts, columns, values)
  }

  /// The columns of the longest ridge of which no row has two; none where there is none.
  private static func lead(
    of rows: PenalisedPoisson.Rows, _ blocks: [PenalisedPoisson.Block]
  ) -> Range<Int> {
    let ridges = blocks.filter { $0.prior == .ridge }.map(\.columns)
    for ridge in ridges.sorted(by: { $0.count > $1.count }) {
      let isApart = rows.exposure.indices.allSatisfy { row in
        var found = 0
        for entry in rows.starts[row]..<rows.starts[row + 1]
        where ridge.contains(Int(rows.columns[entry])) {
          found += 1
        }
        return found < 2
      }
      if isApart { return ridge }
    }
    return 0..<0
  }

  /// Where a column stands.
  func place(of column: Int) -> Int {
    if lead.contains(column) { return column - lead.lowerBound }
    return column < lead.lowerBound ? column + lead.count : column
  }

  /// Where the columns of a block stand.
  func places(of block: PenalisedPoisson.Block) -> Range<Int> {
    let first = place(of: block.columns.lowerBound)
    return first..<first + block.columns.count
  }

  /// The gradient of the likelihood and its information: the diagonal of the first columns, those beside them, and the lower
  /// triangle of the others.
  struct Information: Sendable {
    var gradient: [Double]
    private(set) var diagonal: [Double]
    private(set) var border: [Double]
    private(set) var corner: [Double]
    private let rest: Int

    fileprivate init(first: Int, rest: Int) {
      gradient = [Double](repeating: 0, count: first + rest)
      diagonal = [Double](repeating: 0, count: first)
      border = [Double](repeating: 0, count: first * rest)
      corner = [Double](repeating: 0, count: rest * rest)
      self.rest = rest
    }

    /// Adds to the diagonal.
    mutating func add(_ value: Double, at place: Int) {
      if place < diagonal.count {
        diagonal[place] += value
      } else {
        corner[(place - diagonal.count) * (rest + 1)] += value
      }
    }

    /// Adds between a place behind the first ones and the next.
    mutating func addBetween(_ value: Double, _ place: Int) {
      corner[(place - diagonal.count) * (rest + 1) + 1] += value
    }

    fileprivate mutating func add(_ other: Information) {
      for place in gradient.indices { gradient[place] += other.gradient[place] }
      for place in diagonal.indices { diagonal[place] += other.diagonal[place] }
      for place in border.indices { border[place] += other.border[place] }
      for place in corner.indices { corner[place] += other.corner[place] }
    }

    /// Adds a row.
    @inline(__always)
    fileprivate mutating func add(
      _ columns: UnsafeBufferPointer<Int32>, _ values: UnsafeBufferPointer<Double>,
      _ entries: Range<Int>, lead: (place: Int, value: Double)?, rate: Double, left: Double
    ) {
      let first = diagonal.count
      if let lead {
        gradient[lead.place] += lead.value * left
        let weighted = rate * lead.value
        diagonal[lead.place] += weighted * lead.value
        border.withUnsafeMutableBufferPointer { border in
          for entry in entries {
            border[lead.place * rest + Int(columns[entry])] += weighted * values[entry]
          }
        }
      }
      // Columns of a row are in order.
      corner.withUnsafeMutableBufferPointer { corner in
        for entry in entries {
          let column = Int(columns[entry])
          gradient[first + column] += values[entry] * left
          let (weighted, start) = (rate * values[entry], column * rest)
          for other in entry..<entries.upperBound {
            corner[start + Int(columns[other])] += weighted * values[other]
          }
        }
      }
    }
  }

  private static let parts = 2

  /// The gradient and the information of the likelihood.
  func information(_ beta: [Double]) -> Information {
    // As many parts whatever the threads, so that sums are the same.
    let count = exposure.count
    let number = min(Self.parts, 1 + count / 1000)
    var parts = parallelMap(number, threads: threads) { part in
      sums(beta, part * count / number..<(part + 1) * count / number)
    }
    var whole = parts.removeFirst()
    for part in parts { whole.add(part) }
    return whole
  }

  /// The same over some rows.
  private func sums(_ beta: [Double], _ rows: Range<Int>) -> Information {
    var sums = Information(first: lead.count, rest: rest)
    columns.withUnsafeBufferPointer { columns in
      values.withUnsafeBufferPointer { values in
        for row in rows {
          let entries = starts[row]..<starts[row + 1]
          var score = 0.0
          for entry in entries { score += values[entry] * beta[lead.count + Int(columns[entry])] }
          var own: (place: Int, value: Double)?
          if leads[row] >= 0 {
            own = (Int(leads[row]), leadValues[row])
            score += leadValues[row] * beta[Int(leads[row])]
          }
          let rate = exposure[row] * Double.exp(min(max(score, -40), 12))
          sums.add(
            columns, values, entries, lead: own, rate: rate, left: events[row] - rate)
        }
      }
    }
    return sums
  }
}
