/// Cut points that turn each feature into a small whole number, so that trees compare bytes.
///
/// A value's code is the number of cut points below it; at most 255 codes a feature. Cut points
/// halve the distance between neighbouring distinct values and hold about equally many rows apart.
public struct FeatureBins: Sendable, Hashable, Codable {
  /// Cut points of each feature, increasing.
  public let cuts: [[Float]]

  /// Cut points from data, `rows × features`, row after row.
  init(rows: [[Double]], limit: Int) {
    precondition(limit <= 255, "\(limit) cut points do not fit a byte")
    let features = rows.first?.count ?? 0
    cuts = (0..<features).map { feature in
      let values = rows.map { Float($0[feature]) }.sorted()
      var cuts: [Float] = []
      for index in 1...limit {
        let position = index * values.count / (limit + 1)
        guard position > 0, position < values.count else { continue }
        let cut = (values[position - 1] + values[position]) / 2
        if cut > values[position - 1] || values[position] > values[position - 1],
          cut > cuts.last ?? -.infinity
        {
          cuts.append(cut)
        }
      }
      return cuts
    }
  }

  /// The codes of one row.
  func codes(of row: [Double]) -> [UInt8] {
    precondition(row.count == cuts.count, "\(row.count) features, \(cuts.count) known")
    return zip(row, cuts).map { value, cuts in
      let value = Float(value)
      var low = 0
      var high = cuts.count
      while low < high {
        let middle = (low + high) / 2
        if cuts[middle] < value { low = middle + 1 } else { high = middle }
      }
      return UInt8(low)
    }
  }
}
