internal import Files

/// The line below which rows are parts of a whole: `Cơ cấu kinh tế`, `Tỷ trọng trong GRDP`, `Structure of GRDP`.
struct StructureHead {
  /// How far a label is set in, and which dash stands before it; 0 without any.
  struct Place {
    let depth: Int
    let mark: Int

    /// Whether this one stands below another.
    func isBelow(_ other: Place) -> Bool { depth > other.depth || mark > other.mark }

    /// Which sign a label begins with: 1 for a dash, 2 for what stands below dashes.
    static func mark(_ label: String) -> Int {
      switch label.first(where: { !$0.isWhitespace }) {
      case "-", "–": 1
      case "+", "•": 2
      default: 0
      }
    }
  }

  /// What the line is called, without its unit.
  let name: String
  private let place: Place
  /// Whether its parts are set in, or have dashes; `nil` before the first one.
  private var hasPartsBelow: Bool?

  /// Reads a line; `nil` of one that heads no parts.
  ///
  /// - Parameters:
  ///   - label: without its number and dashes.
  ///   - unit: empty where none is told.
  ///   - hasFigures: whether it is a row of its own: `Cơ cấu dịch vụ` with figures is a part, and no head.
  init?(_ label: String, unit: String, hasFigures: Bool, at place: Place) {
    let header = StartHeader(label)
    let isOwnUnit = PrintedHeader.isUnit(header.unit)
    let unit = isOwnUnit ? header.unit : unit
    guard unit.isEmpty || StartUnit(unit).isPercent, label.count <= 100,
      StartStructure.heads(label, hasFigures: hasFigures)
    else { return nil }
    name = isOwnUnit ? header.name : label
    self.place = place
  }

  /// What a row is called below it; `nil` of one that is none of its parts, with which they end.
  ///
  /// - Parameters:
  ///   - label: of the row, without its number and dashes.
  ///   - unit: of the row; empty where none is told.
  mutating func part(_ label: String, unit: String, at place: Place) -> String? {
    let isBelow = place.isBelow(self.place)
    guard unit.isEmpty || StartUnit(unit).isPercent, !StartStructure.isOther(label),
      isBelow || hasPartsBelow != true && StartStructure.isSector(label)
    else { return nil }
    hasPartsBelow = hasPartsBelow ?? isBelow
    return StartStructure.names(label) ? label : "\(name): \(label)"
  }
}
