internal import Files
internal import TimeSeries

/// What a column is for, as its name says in English or Vietnamese.
enum StartRole: CaseIterable {
  case period, year, quarter, month, value, id, name, unit, source, geo, code, group, status, note,
    number, vintage, other, parent

  /// The role of a header; `nil` when the name is that of a series.
  init?(_ header: String) {
    let written = StartHeader(header).name
    let name = folded(written)
    // Without its marks "tính" would be a province, and "quỹ" a quarter.
    if let spellings = Self.spellings[name] {
      let own = smallWords(written)
      guard own.utf8.allSatisfy({ $0 < 0x80 }) || spellings.contains(own) else { return nil }
    }
    guard let role = Self.allCases.first(where: { Self.names[$0]?.contains(name) == true }) else {
      return nil
    }
    self = role
  }

  /// The frequency of what stands in its column by itself; `nil` where that is not said.
  var frequency: Frequency? { self == .quarter ? .quarterly : self == .month ? .monthly : nil }

  /// Words that are others with other marks, as they are written with the right ones.
  private static let spellings: [String: Set<String>] = [
    "tinh": ["tỉnh"], "ma": ["mã"], "quy": ["quý", "quí", "qúy"], "nam": ["năm"],
    "ky": ["kỳ", "kì"], "xa": ["xã"], "muc": ["mức"], "thang": ["tháng"], "phuong": ["phường"],
    "ngay": ["ngày"], "ten": ["tên"], "huyen": ["huyện"], "vung": ["vùng"], "nhom": ["nhóm"],
    "nguon": ["nguồn"], "thuoc": ["thuộc"],
  ]

  /// Names without case and diacritics.
  private static let names: [StartRole: Set<String>] = [
    .period: [
      "period", "date", "ds", "time", "ky", "thoi gian", "thoi ky", "thoi diem", "ngay",
      "ky bao cao", "ky so lieu", "ky du lieu", "nam thang", "nam quy", "quy nam", "thang nam",
      "time period", "obs time", "ref period", "observation date", "datetime", "timestamp",
      "obs date",
      "reference period", "ref date", "ky thong ke",
    ],
    .year: [
      "nam", "year", "yr", "nam bao cao", "nam hoc", "nam tai chinh", "fiscal year", "nien khoa",
    ],
    .quarter: ["quy", "quarter", "qtr"],
    .month: ["thang", "month"],
    .value: [
      "value", "values", "val", "y", "gia tri", "so lieu", "obs value", "ket qua", "thuc hien",
      "muc", "muc dat", "figure", "gia tri chi tieu",
    ],
    .id: [
      "series id", "unique id", "id", "series", "series code", "indicator id",
      "indicator code", "ma chi tieu", "ma chuoi",
    ],
    .code: [
      "code", "ma", "ma so", "country code", "iso code", "iso", "iso3", "iso2", "alpha 3",
      "iso alpha 3", "geo code", "area code", "region code", "location code", "ma tinh",
      "ma dia phuong", "ma don vi", "ma dvhc", "province code",
    ],
    .group: [
      "sex", "gender", "gioi tinh", "age", "age group", "ages", "nhom tuoi", "do tuoi",
      "residence", "urban rural", "urbanisation", "thanh thi nong thon", "dan toc", "ethnicity",
      "education", "trinh do", "group", "nhom", "subgroup", "breakdown", "disaggregation",
    ],
    .status: [
      "status", "trang thai", "obs status", "obs flag", "flag", "flags", "tinh trang so lieu",
      "loai so lieu", "observation status",
    ],
    .vintage: [
      "vintage", "ngay cong bo", "ngay ban hanh", "last update", "updated", "release date",
      "ngay cap nhat",
      "ngay bao cao", "ngay phat hanh", "published", "published on", "date published",
      "publication date", "released", "last updated",
    ],
    .name: [
      "chi tieu", "ten chi tieu", "indicator", "indicator name", "series name", "name", "ten",
      "chi so", "ten chi so", "variable", "noi dung", "chi tieu thong ke", "title",
    ],
    .unit: ["unit", "units", "don vi", "don vi tinh", "dvt", "unit of measure"],
    .source: ["source", "sources", "nguon", "nguon so lieu", "nguon du lieu"],
    .geo: [
      "geo", "region", "province", "area", "location", "country", "place", "city", "district",
      "dia phuong", "dia ban", "tinh", "tinh thanh", "tinh thanh pho", "tinh tp", "vung",
      "huyen", "xa", "phuong", "don vi hanh chinh", "ten dia phuong", "ref area", "country name",
      "region name", "entity", "economy", "country or area", "reference area",
      "geopolitical entity",
      "ten tinh", "ten huyen", "ten xa", "quoc gia", "geo time period", "geo time",
      "territory", "state", "county",
    ],
    .note: ["note", "notes", "ghi chu", "chu thich", "remark", "remarks"],
    .number: ["stt", "tt", "so tt", "so thu tu", "no", "row", "index"],
    .parent: [
      "parent", "parent sector", "part of", "thuoc", "thuoc nganh", "nganh cha", "nganh cap tren",
      "cap tren", "chi tieu cha", "thuoc chi tieu",
    ],
    .other: ["frequency", "freq", "tan suat", "dataflow", "price basis", "loai gia"],
  ]
}
