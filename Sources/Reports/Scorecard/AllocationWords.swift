internal import Tables
internal import Tracking

/// What must be said of a plan that is shared out: that rounding leaves something over, and that what the parts come to
/// is not what the whole is forecast to.
struct AllocationWords {
  /// One part.
  struct Part {
    let allotted, middle: Double?
    let basis: AllocationRow.Basis?
  }

  let name: String
  let total: Double
  let parts: [Part]
  /// Where 8 of 10 futures of the whole lie; `nil` where nothing is forecast.
  let whole: (low: Double, high: Double)?
  let say: Catalogue
  private var style: NumberStyle { NumberStyle(say.language) }

  /// What the parts get together; `nil` where one gets nothing.
  var sum: Double? {
    let allotted = parts.compactMap(\.allotted)
    return allotted.count == parts.count ? allotted.reduce(0, +) : nil
  }

  /// The sentences; none where parts and whole agree.
  var sentences: [String] {
    var sentences: [String] = []
    if let sum, abs(sum - total) > 1e-9 * max(1, abs(total)) {
      sentences.append(
        say(
          "allocation.coarse",
          [
            "measure": name, "sum": exact(sum), "total": exact(total),
            "difference": exact(total - sum),
          ]))
    }
    let middles = parts.compactMap(\.middle)
    if let whole, middles.count == parts.count,
      parts.contains(where: { $0.basis == .judgement })
    {
      let middle = middles.reduce(0, +)
      if !(whole.low...whole.high).contains(middle) {
        sentences.append(
          say(
            "allocation.apart",
            [
              "measure": name, "sum": style.short(middle), "low": style.short(whole.low),
              "high": style.short(whole.high),
            ]))
      }
    }
    return sentences
  }

  /// A number with the decimals that it has, six at the most.
  private func exact(_ value: Double) -> String {
    let decimals = (0...6).first { decimals in
      let unit = (0..<decimals).reduce(1.0) { unit, _ in unit * 10 }
      return abs(value * unit - (value * unit).rounded()) < 1e-6 * max(1, abs(value))
    }
    return style.fixed(value, decimals: decimals ?? 6)
  }
}
