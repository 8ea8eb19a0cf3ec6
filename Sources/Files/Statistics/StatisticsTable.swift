/// Figures by dimensions, as statistics offices hand them out: what JSON-stat, SDMX and the like have in common.
struct StatisticsTable {
  /// What a dimension is about.
  enum Role {
    case time, place, measure, frequency, other
  }

  /// A value of a dimension.
  struct Category {
    let code: String
    let label: String
    let unit: String
    /// What the file says below the table of it.
    var note = ""
  }

  /// What tells figures apart.
  struct Dimension {
    let id: String
    let label: String
    var role: Role
    var categories: [Category] = []
    private var numbers: [String: Int] = [:]

    init(id: String, label: String, role: Role) {
      (self.id, self.label, self.role) = (id, label, role)
    }

    /// The number of a category, which is added where it is new.
    mutating func number(
      of code: String, label: String = "", unit: String = "", note: String = ""
    ) -> Int {
      if let number = numbers[code] { return number }
      numbers[code] = categories.count
      categories.append(
        Category(code: code, label: label.isEmpty ? code : label, unit: unit, note: note))
      return categories.count - 1
    }
  }

  /// A figure, or that there is none.
  struct Figure {
    /// By dimension the number of its category.
    let places: [Int]
    /// As written; empty where there is none.
    let text: String
    var flags = ""
    var note = ""
    var unit = ""
    let origin: TablePlace
  }

  var dimensions: [Dimension]
  var figures: [Figure] = []
  /// What the table is called.
  var title = ""
  /// Who publishes it.
  var source = ""
  /// When it was last changed, as it is written.
  var updated = ""
  /// What the file says below the table of all of it.
  var note = ""
  /// What flags mean, by letter.
  var flagWords: [String: String] = [:]

  /// A table without figures.
  init(_ dimensions: [Dimension]) { self.dimensions = dimensions }

  /// The place of the dimension with a role; `nil` where there is none.
  func place(_ role: Role) -> Int? { dimensions.firstIndex { $0.role == role } }

  /// A unit with its power of ten, so that figures in thousands are told from those in millions.
  ///
  /// - Parameter power: the code, its label or both: `6`, `Millions`, `6: Millions`.
  static func unit(_ unit: String, power: String) -> String {
    let power = power.idPart
    if power.isEmpty || Int(power) == 0 || folded(power) == "units" { return unit }
    let scale = Int(power).map { "10^\($0)" } ?? power
    return unit.isEmpty ? scale : "\(unit) (\(scale))"
  }

  /// The most figures that are read.
  static let limit = 20_000_000
}

extension StatisticsTable.Role {
  /// What a dimension is about by its name.
  init(named id: String) {
    let name = folded(id).filter { $0.isLetter || $0.isNumber }
    switch name {
    case "time", "timeperiod", "year", "tid", "nam", "thoigian", "period", "thang", "quy", "month",
      "quarter", "date":
      self = .time
    case "geo", "refarea", "region", "area", "country", "location", "territory", "province",
      "place",
      "diaphuong", "tinh", "vung", "entity", "economy":
      self = .place
    case "contentscode", "indicator", "measure", "series", "indic", "variable", "naitem", "chitieu",
      "metric", "concept", "subject":
      self = .measure
    case "freq", "frequency", "tansuat": self = .frequency
    default: self = .other
    }
  }
}
