internal import RealModule

/// How much a yearly history is one of a count that comes and goes (`OwnCount`).
struct CountLikeness {
  /// Above 0 to 1; `nil` for what is none.
  let weight: Double?

  /// The largest value.
  private static let largest = 1000.0
  /// The share of zeros from which on what comes to 0 late is a count whatever its mean.
  private static let manyZeros = 0.25
  /// Means up to which a history is wholly a count, and from which on it is none: coming to 0 late; with a 0 while it comes
  /// back (beyond, rather one that is missing); without one, where it is called a count and where it is not.
  private static let (late, withZero) = (Mean(5, 10), Mean(30, 90))
  private static let (declared, undeclared) = (Mean(15, 150), Mean(5, 10))
  /// How far a ratio lies beyond that of a line: from nothing to what comes back.
  private static let (onItsWay, back) = (0.1, 0.4)
  /// What is next to nothing, and next to all.
  private static let least = 0.002

  init(_ known: [Double], _ said: OwnCount.Said) {
    let share = Self.share(known, said)
    weight = share < Self.least ? nil : share > 1 - Self.least ? 1 : share
  }

  private static func share(_ known: [Double], _ said: OwnCount.Said) -> Double {
    guard known.allSatisfy({ (0...largest).contains($0) && $0.rounded() == $0 }),
      let first = known.firstIndex(where: { $0 > 0 })
    else { return 0 }
    let zeros = known.count { $0 == 0 }
    let mean = known.reduce(0, +) / Double(known.count)
    var share = 0.0
    if known.indices.contains(where: { $0 >= known.count / 2 && $0 > first && known[$0] == 0 }) {
      share = Double(zeros) >= manyZeros * Double(known.count) ? 1 : late.share(mean)
    }
    let back = back(known)
    if zeros > 0 { share = max(share, back * withZero.share(mean)) }
    let (means, values) = said == .count ? (declared, 4) : (undeclared, 6)
    if said != .growing {
      let length = min(max(1 - Double(values - known.count) / 2, 0), 1)
      share = max(share, back * length * means.share(mean))
    }
    return share
  }

  /// How much values come back rather than going on, 0 to 1; 0 for fewer than three.
  private static func back(_ known: [Double]) -> Double {
    guard known.count >= 3 else { return 0 }
    let count = Double(known.count)
    let line = 6 / (count * (count + 1))
    let beyond = (RateLikeness(known).ratio - line) / (1 - line)
    return rise((beyond - onItsWay) / (Self.back - onItsWay))
  }

  /// From 0 to 1 without a seam.
  private static func rise(_ share: Double) -> Double {
    let inside = min(max(share, 0), 1)
    return inside * inside * (3 - 2 * inside)
  }

  /// A mean up to which a history is a count, and one from which on it is none.
  private struct Mean {
    let all, none: Double

    init(_ all: Double, _ none: Double) { (self.all, self.none) = (all, none) }

    func share(_ mean: Double) -> Double {
      1 - CountLikeness.rise(Double.log(mean / all) / Double.log(none / all))
    }
  }
}
