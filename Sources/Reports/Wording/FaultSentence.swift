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
    let shown = 3
    return abridged(slips, most: shown + 1, shown: shown, at: shown, label: .warning) {
      "\(wording.label(.warning)) \(wording.unlisted(warnings: $0.count - shown))"
    }.joined(separator: "\n")
  }

  /// All faults and their number; of a kind that stands in a file more than ten times the first five, and how many
  /// more there are and how far they reach.
  public func text(_ faults: [Fault]) -> String {
    let shown = 5
    let lines = abridged(faults, by: \.problem.kind, most: 10, shown: shown, at: shown - 1) {
      wording.unlisted(
        faults: $0.count - shown, of: $0.count, lastLine: $0.last?.location.line ?? 0)
    }
    let known = faults.count {
      if case .file(.tooManyFaults) = $0.problem { false } else { true }
    }
    return lines.joined(separator: "\n") + "\n"
      + wording.closing(faults: known, isMore: known < faults.count)
  }

  /// Faults line by line; of a kind that a file has more of than `most`, the first ones and a line for the rest, which
  /// stands with the one in the place `restPlace`.
  private func abridged(
    _ faults: [Fault], by kind: (Fault) -> String = { _ in "" }, most: Int, shown: Int,
    at restPlace: Int, label: FaultLabel? = nil, rest: ([Fault]) -> String
  ) -> [String] {
    let kinds = Dictionary(grouping: faults.indices) { index in
      [faults[index].location.file, faults[index].problem.code, kind(faults[index])]
    }
    var lines = faults.map { [text($0, label: label)] }
    for places in kinds.values where places.count > most {
      for place in places.dropFirst(shown) { lines[place] = [] }
      let (file, code) = (faults[places[0]].location.file, faults[places[0]].problem.code)
      lines[places[restPlace]].append("\(file): \(rest(places.map { faults[$0] })) [\(code)]")
    }
    return lines.flatMap(\.self)
  }

  /// So many notes are told one by one.
  private static let mostNotes = 10

  /// What is remarkable in panels and no fault, a line each; nothing for none.
  public func text(_ notes: [PanelNote]) -> String {
    var lines = notes.prefix(Self.mostNotes).map { note in
      VisibleText.line("\(place(note.location)): \(wording.label(.note)) \(wording.sentence(note))")
    }
    if notes.count > Self.mostNotes {
      lines.append(wording.unlisted(notes: notes.count - Self.mostNotes))
    }
    return lines.joined(separator: "\n")
  }

  /// An address whose query is cut where it is long.
  private func abridged(_ address: String) -> String {
    let most = 120
    return address.count > most ? address.prefix(most - 1) + "…" : address
  }

  private func place(_ location: SourceLocation) -> String {
    guard TableAddress.isAddress(location.file) else { return location.text }
    let file = abridged(location.file)
    return location.line > 0
      ? "\(file): \(wording.words(row: location.line, column: location.field))" : file
  }
}

extension MendingHint {
  /// How average growth is declared, in any language; the base is for the reader to say.
  static func averageGrowth(of id: String, last: Int?) -> String {
    let last = last.map { "\($0)" } ?? "…"
    return #""derived": {"average_growth": {"of": "\#(id)", "base": …, "last": \#(last)}}"#
  }
}

extension String {
  /// Whether four digits of it may be a year.
  var namesYear: Bool {
    split { !("0"..."9").contains($0) }.contains {
      $0.count == 4 && Int($0).map { (1900...2200).contains($0) } == true
    }
  }
}
