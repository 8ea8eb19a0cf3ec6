internal import RealModule

/// Lengths at which something is known, and how what lies between two of them is made of both: a straight line over the
/// logarithm, so that a day more changes little.
struct LengthScale: Sendable {
  private let logarithms: [Double]

  /// A scale of lengths in days, in order.
  init(_ lengths: [Int]) { logarithms = lengths.map { Double.log(Double($0)) } }

  var count: Int { logarithms.count }

  /// The two neighbours of a length with the share of each; the first or last alone outside of the scale.
  func parts(of length: Int) -> [(place: Int, share: Double)] {
    let wanted = Double.log(Double(max(1, length)))
    guard let above = logarithms.firstIndex(where: { $0 > wanted }) else { return [(count - 1, 1)] }
    guard above > 0 else { return [(0, 1)] }
    let share = (wanted - logarithms[above - 1]) / (logarithms[above] - logarithms[above - 1])
    return [(above - 1, 1 - share), (above, share)]
  }
}
