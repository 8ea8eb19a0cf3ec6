/// A place in a file; lines and columns count from 1, columns in characters.
public struct SourceLocation: Sendable, Hashable, Comparable {
  /// The file, as the user named it.
  public let file: String
  /// The line; 0 when the fault concerns the file as a whole.
  public let line: Int
  /// The column; 0 when the fault concerns the file as a whole.
  public let column: Int
  /// Whether line and column are those of a cell of a sheet, which the file's name ends with.
  public let isCell: Bool
  /// The name of the column, for rows that stand in no file; `nil` elsewhere.
  public let field: String?

  /// A place; the beginning of the line, or of the file, where no more is told.
  public init(file: String, line: Int = 1, column: Int = 1, field: String? = nil) {
    self.init(file, line, column, isCell: false, field: field)
  }

  private init(_ file: String, _ line: Int, _ column: Int, isCell: Bool, field: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.isCell = isCell
    self.field = field
  }

  /// A cell of a sheet; the file is `book.xlsx#Sheet`.
  public static func cell(in file: String, row: Int, column: Int) -> SourceLocation {
    SourceLocation(file, row, column, isCell: true)
  }

  /// The place as people read it: `file:3:7`, `book.xlsx#Sheet!C12`, or the file alone.
  public var text: String {
    if line == 0 { return file }
    return isCell ? "\(file)!\(cell)" : "\(file):\(cell)"
  }

  /// The cell alone, `C12`; of a text its line and column.
  public var cell: String {
    isCell ? "\(CellPlace.letters(column))\(line)" : "\(line):\(column)"
  }

  /// The place without the column, as one points back to a row.
  public var row: String { isCell ? text : "\(file):\(line)" }

  /// The file as a whole.
  public static func whole(_ file: String) -> SourceLocation {
    SourceLocation(file: file, line: 0, column: 0)
  }

  /// By file, line, column.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

/// Something wrong with an input, where it is, and what may help.
public struct Fault: Error, Sendable, Hashable {
  /// Where.
  public let location: SourceLocation
  /// What.
  public let problem: Problem
  /// What may help; `nil` when the problem says it all.
  public let hint: Hint?

  /// A fault.
  public init(_ problem: Problem, at location: SourceLocation, hint: Hint? = nil) {
    self.location = location
    self.problem = problem
    self.hint = hint
  }

  /// A missing file as a fault of the place that names it, with the file's name; any other fault as it is.
  public func named(at place: SourceLocation) -> Fault {
    guard problem == .file(.missing) else { return self }
    return Fault(.file(.missingNamed(location.file)), at: place, hint: hint)
  }
}

/// Every fault that was found in one go.
public struct Faults: Error, Sendable, Hashable {
  /// In order of file and place.
  public let all: [Fault]

  /// A collection; put in order, repetitions dropped.
  public init(_ faults: [Fault]) {
    var seen: Set<Fault> = []
    all = faults.enumerated().filter { seen.insert($0.element).inserted }
      .sorted { ($0.element.location, $0.offset) < ($1.element.location, $1.offset) }
      .map(\.element)
  }
}

/// Collects faults while reading goes on.
public struct FaultCollector: Sendable {
  /// How many faults are listed; what comes after them is only said to be there.
  public static let limit = 10_000

  /// What has been found so far.
  public private(set) var found: [Fault] = []
  /// What may be a slip and does not stop the work.
  public private(set) var warnings: [Fault] = []

  /// What a reader may want to know.
  public private(set) var remarks: [Fault] = []

  /// Nothing found yet.
  public init() {}

  /// Notes a fault.
  public mutating func note(_ problem: Problem, at location: SourceLocation, hint: Hint? = nil) {
    note([Fault(problem, at: location, hint: hint)])
  }

  /// Notes what may be a slip.
  public mutating func warn(_ problem: Problem, at location: SourceLocation, hint: Hint? = nil) {
    warn([Fault(problem, at: location, hint: hint)])
  }

  /// Notes what may be slips, found elsewhere.
  public mutating func warn(_ slips: [Fault]) {
    warnings += slips.prefix(max(0, Self.limit - warnings.count))
  }

  /// Notes a value of a key that does not go with others.
  public mutating func noteConflict(
    _ key: String, _ conflict: ValueConflict, at location: SourceLocation, hint: Hint? = nil
  ) {
    note(.value(.conflict(key: key, conflict)), at: location, hint: hint)
  }

  /// Notes a value of a key that lies outside of what is allowed.
  package mutating func noteOutside(
    _ key: String, _ value: GivenValue, _ allowed: AllowedRange, at location: SourceLocation
  ) {
    note(.value(.outOfRange(key: key, value: value, allowed: allowed)), at: location)
  }

  /// Notes what a reader may want to know, and need do nothing about.
  public mutating func tell(_ problem: Problem, at location: SourceLocation) {
    if remarks.count < Self.limit { remarks.append(Fault(problem, at: location)) }
  }

  /// Whether no more faults are listed, so that looking for more is of no use.
  public var isFull: Bool { found.count > Self.limit }

  /// The known name nearest to one that is not known, as long as looking for it costs little: what is wrong many times
  /// among many names is wrong in one way.
  package func nearest(to name: String, among known: some Collection<String>) -> Hint? {
    known.count * (found.count + 1) <= 1 << 20 ? .nearest(to: name, among: known) : nil
  }

  /// Notes faults found elsewhere.
  public mutating func note(_ faults: [Fault]) {
    let room = Self.limit - found.count
    if faults.count <= room {
      found += faults
    } else if room >= 0 {
      found += faults.prefix(room)
      found.append(
        Fault(.file(.tooManyFaults(limit: Self.limit)), at: .whole(faults[room].location.file)))
    }
  }
}
