public import Files
public import TimeSeries

/// A file of many series and what it says about them.
public struct PanelFile: Sendable {
  /// The series.
  public let panel: Panel
  /// The file.
  public let source: SourceFile
  /// The line on which each series starts.
  public let lines: [String: Int]
  /// What a reader should know of the file, though it is no fault.
  public let notes: [PanelNote]
}

/// What is remarkable in a panel and no fault.
public enum PanelNote: Sendable, Hashable {
  /// A name that is spelled otherwise than that of the series it was joined with.
  case joinedName(written: String, series: String, firstLine: Int, at: SourceLocation)
  /// Series whose values stand only every so many periods: how many, the first and the step.
  case sparse(series: String, count: Int, step: Int, frequency: Frequency, at: SourceLocation)

  /// A nation that says nothing of a series, and of so many others; no series where it is of the whole panel.
  case unheardNation(series: String?, others: Int, NationObstacle, at: SourceLocation)

  /// Where it stands.
  public var location: SourceLocation {
    switch self {
    case .joinedName(_, _, _, let place), .sparse(_, _, _, _, let place),
      .unheardNation(_, _, _, let place):
      place
    }
  }

  /// Series that stand every so many quarters or months, step by step.
  static func sparse(
    _ series: [PanelSeries], _ frequency: Frequency, _ source: SourceFile, _ lines: [String: Int]
  ) -> [PanelNote] {
    guard frequency.periodsPerYear > 1 else { return [] }
    var bySteps: [Int: [PanelSeries]] = [:]
    for one in series {
      if let step = one.stride, step > 1 { bySteps[step, default: []].append(one) }
    }
    return bySteps.keys.sorted().flatMap { step -> [PanelNote] in
      guard let alike = bySteps[step], let first = alike.first else { return [] }
      return [
        .sparse(
          series: first.id, count: alike.count, step: step, frequency: frequency,
          at: source.place(line: lines[first.id] ?? 1))
      ]
    }
  }
}
