internal import Files
internal import TimeSeries

/// What a unit says of the figures beside it.
struct StartUnit {
  private let words: Phrase
  private let hasSign: Bool

  /// Reads a unit.
  init(_ unit: String) {
    words = Phrase(folded(unit))
    hasSign = unit.contains("%")
  }

  /// The unit of a number beside which another one is told: its own percent sign goes first.
  static func of(_ number: SpelledNumber, told unit: String?) -> String? {
    guard number.isPercent, let unit, !StartUnit(unit).isPercent, !StartUnit(unit).isPoints else {
      return unit
    }
    return "%"
  }

  /// Whether figures are percentages, of whatever.
  var isPercent: Bool {
    if isPoints { return false }
    return hasSign || words.contains(PercentUnit.foldedWords)
  }

  /// Whether figures are differences of percentages.
  var isPoints: Bool {
    words.contains([
      "diem phan tram", "percentage points", "percentage point", "pp", "pps", "points",
    ]) || (hasSign && words.contains(["diem"]))
  }

  /// Whether figures are amounts or counts in a unit that has a name: tỷ đồng, million USD, persons.
  var isAmount: Bool { !isPercent && !isPoints && words.contains(Self.amounts) }

  /// Whether the unit is a thing of which there are no parts: xã, trường, dự án, persons, vụ/năm. Thousands of them have
  /// parts.
  var isCounted: Bool { !hasSign && Self.isCounted(words.text) }

  /// Whether a title counts such things, `Số xã đạt chuẩn`, `Number of schools`, and names no mean of them.
  static func isCounted(title: String) -> Bool {
    let words = Phrase(folded(title))
    let padded = words.text + " "
    guard let head = ["so luong ", "so ", "tong so ", "number of "].first(where: padded.hasPrefix),
      !words.contains(means)
    else { return false }
    let rest = padded.dropFirst(head.count)
    return counted.contains { rest.hasPrefix($0 + " ") }
  }

  /// Whether words are nothing but such things, in turns or in a stretch of time: xã, phường; vụ/năm.
  private static func isCounted(_ text: String) -> Bool {
    if counted.contains(text) { return true }
    let words = text.split(separator: " ").map(String.init)
    return (1..<max(1, words.count)).contains { place in
      let (first, rest) = (words[..<place], words[place...])
      return counted.contains(first.joined(separator: " "))
        && (stretches.contains(rest.joined(separator: " "))
          || isCounted(rest.joined(separator: " ")))
    }
  }

  private static let stretches: Set<String> = [
    "nam", "quy", "thang", "ngay", "year", "per year", "a year",
  ]
  private static let means = [
    "binh quan", "trung binh", "bq", "average", "mean", "per", "tren 100", "100 dan", "nghin",
    "trieu", "ty le", "ty trong", "chi so",
  ]

  /// Whether figures are counted on a hundred: per 100 people.
  var isPerHundred: Bool { words.contains(["per 100", "tren 100", "100 dan", "moi 100"]) }

  /// Whether figures are parts of one: fraction, 0-1.
  var isFraction: Bool {
    Self.fractions.contains(words.text) || words.text.hasPrefix("fraction of ")
  }

  /// Whether figures are an index by their base: 2010=100.
  var isIndex: Bool { words.contains(["100"]) && !isPerHundred && !isPercent }

  /// Whether the unit names a whole of which figures are a part: % of population.
  var namesWhole: Bool { words.contains(Self.wholes) }

  /// Whether the unit names a base that figures may pass or that may be negative: % GDP, % of plan.
  var namesBase: Bool { words.contains(Self.bases) }

  private static let amounts = [
    "dong", "vnd", "usd", "eur", "do la", "million", "billion", "thousand", "trieu", "ty", "nghin",
    "nguoi", "persons", "people", "tan", "tons", "tonnes", "ha", "hectares", "km", "km2", "m2",
    "m3",
    "kwh", "ho", "luot", "luot khach", "doanh nghiep", "mn", "bn", "con", "cai", "chiec",
    "usd million",
  ]
  private static let counted: Set<String> = [
    "xa", "phuong", "thi tran", "xa phuong", "huyen", "thon", "lang", "khu pho", "to dan pho",
    "truong", "lop", "nguoi", "ho", "ho gia dinh", "doanh nghiep", "hop tac xa", "co so", "du an",
    "cong trinh", "nhiem vu", "thu tuc", "ho so", "van ban", "san pham", "giuong", "benh vien",
    "tram", "can", "con", "cai", "chiec", "vu", "ca", "luot", "luot khach", "hoc sinh", "ban",
    "xe", "phong", "phong hoc", "giuong benh", "nguoi lao dong", "ho dan", "ho ngheo",
    "ho can ngheo", "luot nguoi", "nguoi dan", "nguoi benh", "tre em", "sinh vien", "hoi vien",
    "can bo", "trang trai", "mo hinh", "de tai", "sang kien", "cuoc", "lan", "buoi", "lop hoc",
    "truong hoc", "co so y te", "tram y te", "di tich", "thu vien", "nha", "can ho", "vu viec",
    "truong hop", "thi xa", "thanh pho", "dich vu cong", "chuong trinh",
    "giao vien", "bac si", "lao dong", "don vi", "khu", "diem", "communes", "commune", "wards",
    "districts", "villages", "schools", "school", "classes", "persons", "people", "person",
    "households", "enterprises", "firms", "cooperatives", "projects", "project", "tasks", "works",
    "procedures", "documents", "products", "beds", "hospitals", "stations", "cases", "visits",
    "visitors", "arrivals", "students", "pupils", "teachers", "doctors", "workers", "houses",
    "units",
  ]
  private static let fractions = [
    "fraction", "fractions", "proportion", "0 1", "0 to 1", "from 0 to 1", "tu 0 den 1", "phan so",
    "share", "ty le", "ty trong",
  ]
  private static let wholes = [
    "population", "dan so", "households", "household", "ho", "so ho", "ho gia dinh", "people",
    "persons", "individuals", "adults", "children", "total", "tong", "tong so", "women", "men",
    "workers", "employment", "labor force", "labour force", "lao dong", "students", "pupils",
    "hoc sinh", "schools", "truong", "births", "communes", "xa", "phuong", "thon", "villages",
    "enterprises", "doanh nghiep", "firms", "land area", "land", "area", "dien tich", "ho so",
    "records", "documents", "thu tuc", "procedures", "age group", "relevant age group", "nguoi",
    "cases", "teachers", "giao vien", "nguoi dan", "co quan", "don vi",
  ]
  private static let bases = [
    "gdp", "grdp", "gni", "gnp", "gsdp", "exports", "imports", "xuat khau", "nhap khau", "revenue",
    "revenues", "thu ngan sach", "potential", "plan", "ke hoach", "du toan", "income", "thu nhap",
    "deposits", "huy dong", "capital", "von", "equity", "debt", "assets", "wage", "target",
    "budget", "trend", "nam truoc", "cung ky", "p a", "per annum", "previous year",
  ]
}
