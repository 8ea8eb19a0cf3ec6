/// Signs behind a figure or a heading that refer to notes; digits set high among them.
package enum FootnoteSigns {
  /// All of them.
  package static let all: Set<Character> = [
    "*", "⁎", "∗", "†", "‡", "#", "§", "¹", "²", "³", "⁰", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁽", "⁾",
  ]
}
