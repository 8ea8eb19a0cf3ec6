internal import Attainment

extension Basis {
  /// Whether no series of the region's own stands behind it, directly or through other indicators: chances are then
  /// shown in whole percents, since more digits would say more than is known.
  var isThin: Bool {
    switch self {
    case .data, .derived: false
    case .anchor, .proxy, .judgement, .illustrative, .reference, .notAssessed: true
    }
  }
}
