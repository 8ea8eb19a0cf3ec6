/// A header and the unit in brackets behind it: `GRDP (tỷ đồng)`.
struct StartHeader {
  /// The header without the unit.
  let name: String
  /// The unit; empty when the header names none.
  let unit: String

  /// Takes a header apart; a price basis in brackets is no unit.
  init(_ header: String) {
    let brackets: [Character: Character] = [")": "(", "]": "["]
    if let last = header.last, let opening = brackets[last],
      let open = header.lastIndex(of: opening)
    {
      let inside = withoutOuterBlanks(header[header.index(after: open)...].dropLast())
      let before = withoutOuterBlanks(header[..<open])
      let isPriceBasis = ["gia ", "constant", "current"].contains {
        folded(inside).hasPrefix($0)
      }
      if !isPriceBasis && !inside.isEmpty && !before.isEmpty {
        (name, unit) = (before, inside)
        return
      }
    }
    (name, unit) = (header, header.last == "%" ? "%" : "")
  }
}
