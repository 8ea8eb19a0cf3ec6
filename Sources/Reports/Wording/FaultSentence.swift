public import Files
public import Plans

/// Faults as people read them: `file:line:column: sentence [code]` and a hint.
public struct FaultSentence: Sendable {
  let wording: any Wording

  /// Faults in a language.
  public init(_ language: Language) { wording = language.wording }

  /// One fault in one or two lines.
  ///
  /// - Parameter label: what stands before the sentence, if anything.
  public func text(_ fault: Fault, label: FaultLabel? = nil) -> String {
    let word = label.map { wording.label($0) + " " } ?? ""
    let line = VisibleText.line(
      "\(place(fault.location)): \(word)\(wording.sentence(fault.problem)) [\(fault.problem.code)]")
    return fault.hint.map {
      "\(line)\n  \(wording.label(.hint)) \(VisibleText.line(wording.sentence($0)))"
    } ?? line
  }

  /// What may be slips, as people read them: of many of one kind in one file the first ones and their number.
  public func warnings(_ slips: [Fault]) -> String {
    let kinds = Dictionary(grouping: slips.indices) { index in
      slips[index].location.file + "\u{0}" + slips[index].problem.code
    }
    let shown = 3
    var lines: [String] = []
    for (index, slip) in slips.enumerated() {
      let kind = kinds[slip.location.file + "\u{0}" + slip.problem.code] ?? []
      guard let number = kind.firstIndex(of: index) else { continue }
      if kind.count <= shown + 1 || number < shown {
        lines.append(text(slip, label: .warning))
      } else if number == shown {
        lines.append(
          "\(slip.location.file): \(wording.label(.warning)) "
            + "\(wording.unlisted(warnings: kind.count - shown)) [\(slip.problem.code)]")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// So many notes are told one by one.
  private static let mostNotes = 10

  /// What is remarkable in panels and no fault, a line each; nothing for none.
  public func text(_ notes: [PanelNote]) -> String {
    var lines = notes.prefix(Self.mostNotes).map { note in
      VisibleText.line(
        "\(place(note.location)): \(wording.label(.note)) \(wording.sentence(note))")
    }
    if notes.count > Self.mostNotes {
      lines.append(wording.unlisted(notes: notes.count - Self.mostNotes))
    }
    return lines.joined(separator: "\n")
  }

  private func place(_ location: SourceLocation) -> String {
    location.line > 0 ? "\(location.file):\(location.line):\(location.column)" : location.file
  }
}
