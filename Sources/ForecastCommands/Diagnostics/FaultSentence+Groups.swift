package import Plans

/// Many faults of one kind are one finding with a number.
extension FaultSentence {
  /// So many faults of a kind are listed one by one.
  static let mostListed = 10
  /// So many stand for those of a kind that has more.
  static let examples = 5

  /// All faults and their number; of a kind that stands in a file more than ten times the first five, and how many
  /// more there are and how far they reach.
  package static func text(_ faults: [Fault]) -> String {
    var counts: [Kind: Int] = [:]
    var last: [Kind: Int] = [:]
    for fault in faults {
      counts[Kind(fault), default: 0] += 1
      last[Kind(fault)] = fault.location.line
    }
    var seen: [Kind: Int] = [:]
    var lines: [String] = []
    for fault in faults {
      let kind = Kind(fault)
      let place = seen[kind, default: 0] + 1
      seen[kind] = place
      let count = counts[kind] ?? 0
      guard count > mostListed else {
        lines.append(text(fault))
        continue
      }
      if place <= examples { lines.append(text(fault)) }
      if place == examples { lines.append(more(fault, of: count, through: last[kind] ?? 0)) }
    }
    return lines.joined(separator: "\n") + "\n\(number(of: faults)); nothing was written"
  }

  /// What stands for the faults of a kind that are not listed.
  private static func more(_ fault: Fault, of count: Int, through last: Int) -> String {
    let reach = last > 0 ? ", the last in line \(last)" : ""
    return
      "\(fault.location.file): … and \(grouped(count - examples)) more like these (\(grouped(count)) in all"
      + "\(reach)) [\(fault.problem.code)]"
  }

  private static func number(of faults: [Fault]) -> String {
    let known = faults.count { if case .tooManyFaults = $0.problem { false } else { true } }
    if known < faults.count { return "more than \(grouped(known)) faults" }
    return known == 1 ? "1 fault" : "\(grouped(known)) faults"
  }

  /// A number with commas between thousands.
  private static func grouped(_ number: Int) -> String {
    number < 1000
      ? "\(number)" : grouped(number / 1000) + "," + String("\(1000 + number % 1000)".dropFirst())
  }

  /// What faults have in common that are told together: the file, the code, the case of the problem.
  private struct Kind: Hashable {
    let file: String
    let code: String
    let problem: Substring

    init(_ fault: Fault) {
      file = fault.location.file
      code = fault.problem.code
      problem = String(describing: fault.problem).prefix { $0 != "(" }
    }
  }
}
