/// What a column is for, as its name says in English or Vietnamese.
enum StartRole: CaseIterable {
  case period, year, quarter, month, value, id, name, unit, source, geo, note, number, other

  /// The role of a header; `nil` when the name is that of a series.
  init?(_ header: String) {
    let name = folded(StartHeader(header).name)
    guard let role = Self.allCases.first(where: { $0.names.contains(name) }) else { return nil }
    self = role
  }

  /// Names without case and diacritics.
  private var names: Set<String> {
    switch self {
    case .period:
      [
        "period", "date", "ds", "time", "ky", "thoi gian", "thoi ky", "thoi diem", "ngay",
        "ky bao cao", "ky so lieu", "ky du lieu", "nam thang", "nam quy", "quy nam", "thang nam",
        "time period", "obs time", "ref period",
      ]
    case .year: ["nam", "year", "yr", "nam bao cao"]
    case .quarter: ["quy", "quarter", "qtr"]
    case .month: ["thang", "month"]
    case .value:
      [
        "value", "values", "val", "y", "gia tri", "so lieu", "obs value", "ket qua", "thuc hien",
        "muc", "muc dat", "figure", "gia tri chi tieu",
      ]
    case .id:
      [
        "series id", "unique id", "id", "series", "code", "series code", "indicator id",
        "indicator code", "ma", "ma so", "ma chi tieu", "ma chuoi",
      ]
    case .name:
      [
        "chi tieu", "ten chi tieu", "indicator", "indicator name", "series name", "name", "ten",
        "chi so", "ten chi so", "variable", "noi dung", "chi tieu thong ke", "title",
      ]
    case .unit: ["unit", "units", "don vi", "don vi tinh", "dvt", "unit of measure"]
    case .source: ["source", "sources", "nguon", "nguon so lieu", "nguon du lieu"]
    case .geo:
      [
        "geo", "region", "province", "area", "location", "country", "place", "city", "district",
        "dia phuong", "dia ban", "tinh", "tinh thanh", "tinh thanh pho", "tinh tp", "vung",
        "huyen", "xa", "phuong", "don vi hanh chinh", "ten dia phuong", "ref area",
      ]
    case .note: ["note", "notes", "ghi chu", "chu thich", "remark", "remarks"]
    case .number: ["stt", "tt", "so tt", "so thu tu", "no", "row", "index"]
    case .other:
      [
        "frequency", "freq", "tan suat", "status", "trang thai", "vintage", "price basis",
        "ngay cong bo",
      ]
    }
  }
}
