import Files
import TestSupport
import Testing

/// What suites about tables of statistics offices share.
protocol StatisticsSuite {}

extension StatisticsSuite {
  /// A table as rows, or what keeps it from being some.
  func rows(
    _ text: String, _ use: TableUse = .observations, _ selection: String = "",
    name: String = "f.csv"
  ) -> (rows: [String], fault: Fault?) {
    do throws(Fault) {
      let source = try SourceFile(path: name, data: Array(text.utf8))
      guard
        let made = try StatisticsFile.rows(
          of: source, for: use, selection: selection, address: name)
      else { return ([], nil) }
      #expect(made.allBytes == Array(text.utf8), "the file itself is what a manifest hashes")
      return (
        String(decoding: made.bytes, as: UTF8.self).split(separator: "\n").map(String.init), nil
      )
    } catch {
      return ([], error)
    }
  }

  /// Columns of rows of observations.
  func columns(_ rows: [String], _ names: [String]) -> [[String]] {
    let header = rows.first.map { $0.split(separator: ",").map(String.init) } ?? []
    return rows.dropFirst().map { row in
      let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return names.map { name in header.firstIndex(of: name).map { fields[$0] } ?? "?" }
    }
  }

  func dataset(_ value: String, status: String = "", more: String = "") -> String {
    """
    {"version": "2.0", "class": "dataset", "label": "GRDP", "source": "GSO", "updated": "2025-02-06T09:00:00Z",
      "id": ["Region", "ContentsCode", "Tid"], "size": [2, 1, 3],
      "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
      "dimension": {
        "Region": {"label": "Region", "category": {"index": {"30": 0, "31": 1},
          "label": {"30": "Hải Dương", "31": "Hải Phòng"}}},
        "ContentsCode": {"label": "contents", "category": {"index": ["grdp"], "label": {"grdp": "GRDP"},
          "unit": {"grdp": {"base": "tỷ đồng", "decimals": 1}}}},
        "Tid": {"label": "year", "category": {"index": {"2022": 0, "2023": 1, "2024": 2}}}}
      \(more), "value": \(value)\(status.isEmpty ? "" : ", \"status\": \(status)")}
    """
  }
}
