import TestSupport

/// A small growth scenario: a whole with two sectors, one of them of two parts, by quarter or month.
enum GrowthInput {
  static let scenario = """
    {
      "name": "small-growth",
      "title": {"en": "Small <&\\"'> =1+1 🌱", "vi": "Nhỏ"},
      "region": {"geo": "X"},
      "as_of": "2025-07-31",
      "data": ["data.csv"],
      "sectors": [
        {"id": "all", "name": {"en": "All", "vi": "Tất cả"}, "series": "all"},
        {"id": "made", "parent": "all", "series": {"growth_to_date": "made.ytd"}},
        {"id": "food", "parent": "made", "series": "food"},
        {"id": "cloth", "parent": "made", "series": "cloth"},
        {"id": "rest", "parent": "all", "name": {"en": "=cmd|'/c calc'!A1", "vi": "Còn lại"},
         "series": "rest"}
      ],
      "variants": [
        {"id": "8", "conditions": [{"period": "2025", "growth": 8}]},
        {"id": "half", "title": {"en": "Half", "vi": "Nửa"}, "conditions": [
          {"sector": "food", "period": "2025-Q3", "through": "2025-Q4", "growth": 5},
          {"period": "2025", "growth": {"low": 6, "high": 9}}]}
      ],
      "levers": [
        {"id": "plant", "kind": "new_capacity", "sector": "cloth", "from": "2025-08",
         "per_month": 3, "author": "Department A"}
      ],
      "simulation": {"paths": 2000, "seed": 3}
    }

    """

  static let header =
    "series_id,geo,frequency,period,value,unit,price_basis,status,vintage,source,note\n"

  /// Levels of a sector in a month, two decimals.
  static func level(_ sector: Int, _ month: Int) -> Double {
    let course = [0, 7, 2, 5, 9, 4, 1, 6, 3, 8, 10, 12][month % 12]
    let wobble = Double((month * 37 + sector * 11) % 17) / 10
    let base = [120.0, 80, 210][sector]
    let raw = base * (1 + 0.0055 * Double(month)) + Double(course) + wobble
    return (100 * raw).rounded() / 100
  }

  /// Months from January 2019 to June 2025, and July for two of the three.
  static func data(frequency: String) -> String {
    var text = header
    let names = ["food", "cloth", "rest"]
    func row(_ series: String, _ frequency: String, _ period: String, _ value: Double) -> String {
      let cents = Int((100 * value).rounded())
      let digits = cents % 100
      return "\(series),X,\(frequency),\(period),\(cents / 100).\(digits < 10 ? "0" : "")\(digits),"
        + "bn,constant2010,final,2025-07-20,src,\n"
    }
    if frequency == "M" {
      for month in 0..<79 {
        let number = month % 12 + 1
        let period = "\(2019 + month / 12)-\(number < 10 ? "0" : "")\(number)"
        for (sector, name) in names.enumerated() where month < 78 || sector < 2 {
          text += row(name, "M", period, level(sector, month))
        }
        if month < 78 {
          text += row("all", "M", period, (0..<3).reduce(0) { $0 + level($1, month) })
        }
      }
    } else {
      for quarter in 0..<26 {
        let period = "\(2019 + quarter / 4)-Q\(quarter % 4 + 1)"
        func sum(_ sector: Int) -> Double {
          (3 * quarter..<3 * quarter + 3).reduce(0) { $0 + level(sector, $1) }
        }
        for (sector, name) in names.enumerated() where sector == 2 || quarter < 25 {
          text += row(name, "Q", period, sum(sector))
        }
        text += row("all", "Q", period, (0..<3).reduce(0) { $0 + sum($1) })
      }
    }
    return text + "made.ytd,X,Q,2025-Q2,6.5,%,constant2010,estimate,2025-07-05,src,\n"
  }

  static func write(
    to folder: String, frequency: String = "Q", scenario: String = scenario,
    data: String? = nil
  ) throws {
    try Program.write(Array(scenario.utf8), to: folder + "/scenario.json")
    try Program.write(
      Array((data ?? self.data(frequency: frequency)).utf8), to: folder + "/data.csv")
  }
}
