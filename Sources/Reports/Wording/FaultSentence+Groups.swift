public import Files
internal import Plans

/// Many faults of one kind are one finding with a number.
extension FaultSentence {
  /// So many faults of a kind are listed one by one.
  static let mostListed = 10
  /// So many stand for those of a kind that has more.
  static let examples = 5

  /// All faults and their number; of a kind that stands in a file more than ten times the first five, and how many
  /// more there are and how far they reach.
  public func text(_ faults: [Fault]) -> String {
    var counts: [Kind: Int] = [:]
    var last: [Kind: Int] = [:]
    let kinds = faults.map(Kind.init)
    for (fault, kind) in zip(faults, kinds) {
      counts[kind, default: 0] += 1
      last[kind] = fault.location.line
    }
    var seen: [Kind: Int] = [:]
    var lines: [String] = []
    for (fault, kind) in zip(faults, kinds) {
      let place = seen[kind, default: 0] + 1
      seen[kind] = place
      let count = counts[kind] ?? 0
      guard count > Self.mostListed else {
        lines.append(text(fault))
        continue
      }
      if place <= Self.examples { lines.append(text(fault)) }
      if place == Self.examples {
        let rest = wording.unlisted(
          faults: count - Self.examples, of: count, lastLine: last[kind] ?? 0)
        lines.append("\(fault.location.file): \(rest) [\(fault.problem.code)]")
      }
    }
    let known = faults.count {
      if case .file(.tooManyFaults) = $0.problem { false } else { true }
    }
    return lines.joined(separator: "\n") + "\n"
      + wording.closing(faults: known, isMore: known < faults.count)
  }

  /// What faults have in common that are told together: the file, the code, the case of the problem.
  private struct Kind: Hashable {
    let file: String
    let code: String
    let problem: String

    init(_ fault: Fault) {
      file = fault.location.file
      code = fault.problem.code
      problem = fault.problem.kind
    }
  }
}
