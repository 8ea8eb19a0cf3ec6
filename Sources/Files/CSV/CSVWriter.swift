/// Rows of a table as bytes of RFC 4180, field behind field.
///
/// Written here, where loops over bytes are compiled for speed: a table of thousands of rows is most of what a command
/// writes.
package struct CSVWriter {
  /// What has been written so far.
  package private(set) var bytes: [UInt8] = []
  private let separator: UInt8

  /// Nothing written yet.
  ///
  /// - Parameter separator: what stands between fields.
  package init(separator: UInt8) { self.separator = separator }

  /// Ends a field that another one follows.
  package mutating func separate() { bytes.append(separator) }

  /// Ends a row.
  package mutating func endRow() { bytes.append(10) }

  /// Adds a text: in quotes, doubled inside, where a separator, a quote or an end of a line asks for it.
  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { CSVText.append($0, separator: separator, to: &bytes) }
  }

  /// Adds a number as it was printed, with a point or, for countries that write so, a comma.
  package mutating func add(number: String, withComma: Bool) {
    var number = number
    number.withUTF8 { digits in
      guard withComma else { return bytes.append(contentsOf: digits) }
      for digit in digits { bytes.append(digit == UInt8(ascii: ".") ? UInt8(ascii: ",") : digit) }
    }
  }
}
