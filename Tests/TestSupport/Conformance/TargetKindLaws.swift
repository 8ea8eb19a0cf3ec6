public import Attainment
internal import Files
internal import Plans

/// A kind of target with the row of a plan that asks for it.
public struct TargetKindCase: Sendable, CustomStringConvertible {
  /// The kind.
  public let kind: any TargetKind
  /// The direction, values and kind of figure as plans write them.
  let direction, low, high, figure: String
  /// Years of an average.
  let averageYears: Int?

  /// A kind and its row.
  public init(
    _ kind: any TargetKind, direction: String, low: String, high: String, figure: String = "level",
    averageYears: Int? = nil
  ) {
    self.kind = kind
    self.direction = direction
    self.low = low
    self.high = high
    self.figure = figure
    self.averageYears = averageYears
  }

  /// The id.
  public var description: String { kind.id }
}

/// The laws that every kind of target obeys; nil when one holds, else what went wrong.
public enum TargetKindLaws {
  private static func values(_ kind: any TargetKind) -> [Double] {
    var draws = Draws(seed: 91)
    let ends = [kind.interval.lowerBound, kind.interval.upperBound].filter(\.isFinite)
    let near = ends.flatMap { [$0, $0.nextUp, $0.nextDown, $0 + 0.5, $0 - 0.5] }
    return near + (0..<500).map { _ in draws.uniform(-20, 150) }
  }

  /// A target is met exactly when its shortfall is 0 or less.
  public static func metIsNoShortfall(_ item: TargetKindCase) -> String? {
    for value in values(item.kind) where item.kind.isMet(value) != (item.kind.shortfall(value) <= 0)
    {
      return "\(value): met \(item.kind.isMet(value)), shortfall \(item.kind.shortfall(value))"
    }
    return nil
  }

  /// Nearer to what is asked is never worse: outside the interval the shortfall grows by what the value moves away,
  /// and a better value never loses a target.
  public static func isMonotone(_ item: TargetKindCase) -> String? {
    let (low, high) = (item.kind.interval.lowerBound, item.kind.interval.upperBound)
    for step in 0..<200 {
      let distance = 0.5 * Double(step)
      for (value, next) in [
        (low - distance, low - distance - 0.5), (high + distance, high + distance + 0.5),
      ]
      where value.isFinite {
        let growth = item.kind.shortfall(next) - item.kind.shortfall(value)
        if abs(growth - 0.5) > 1e-12 { return "from \(value) to \(next): \(growth)" }
        if item.kind.isMet(next) { return "\(next) meets what lies \(distance + 0.5) away" }
      }
    }
    return nil
  }

  /// The goal from a value outside is the nearest value that meets the target.
  public static func goalMeets(_ item: TargetKindCase) -> String? {
    for value in values(item.kind) where !item.kind.isMet(value) {
      let goal = item.kind.goal(from: value)
      if !item.kind.isMet(goal) { return "\(goal) from \(value) is not met" }
      if abs(abs(goal - value) - item.kind.shortfall(value)) > 1e-9, value > 1 {
        return "\(goal) from \(value) is not the nearest"
      }
    }
    return nil
  }

  /// The row of a plan that asks for it, read from CSV, finds the same kind with the same interval.
  public static func survivesCSV(_ item: TargetKindCase) -> String? {
    let header = PlanReader.columns.map(\.name).joined(separator: ",")
    let row =
      "p,1,a,Tên,Name,u,\(item.figure),\(item.direction),\(item.low),\(item.high),2030,,,,"
    var faults = FaultCollector()
    let source = SourceFile(path: "p.csv", text: header + "\n" + row + "\n")
    let target = PlanReader.read(source, faults: &faults)?.targets.first
    guard let target, faults.found.isEmpty else { return "\(faults.found)" }
    let found = target.direction.flatMap { direction in
      TargetKindCatalog.kind(
        direction: direction, low: target.low, high: target.high, figure: target.kind,
        averageYears: item.averageYears)
    }
    guard let found else { return "no kind" }
    return found.id == item.kind.id && type(of: found) == type(of: item.kind)
      && found.interval == item.kind.interval ? nil : "\(found) in place of \(item.kind)"
  }
}
