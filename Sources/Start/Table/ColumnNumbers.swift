/// A line below a header that numbers the columns: `A,B,1,2,3=2/1` or `(1),(2),(3)`.
enum ColumnNumbers {
  /// Whether texts are such a line.
  ///
  /// - Parameters:
  ///   - texts: what stands in all columns, from the first on.
  ///   - firsts: what stands in the first column below: a single letter numbers columns only where no row is named by
  ///     one, and numbers alone only where they do not count the rows.
  static func isLine(_ texts: [String], above firsts: some Sequence<String>) -> Bool {
    guard texts.count >= 3 else { return false }
    var (next, letters) = (1, 0)
    for text in texts {
      let plain = text.filter { !"()[] ".contains($0) }
      if next == 1, plain == String(UnicodeScalar(UInt8(65 + min(letters, 25)))) {
        letters += 1
        continue
      }
      // (3)=(2)/(1) is numbered by its first number.
      guard let number = Int(plain.prefix { $0.isNumber }), number == next,
        plain.dropFirst("\(number)".count).allSatisfy({ "=/:x*+-%".contains($0) || $0.isNumber })
      else { return false }
      next += 1
    }
    guard next > 2, letters > 0 || texts[0].contains("(") || next == texts.count + 1 else {
      return false
    }
    return letters != 1 || !firsts.contains { $0.count == 1 }
  }
}
