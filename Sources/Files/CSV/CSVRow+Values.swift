public import TimeSeries

/// What figures may be.
public enum FigureRange {
  /// The largest size of a figure: a product of two such figures can still be squared and summed.
  public static let largest = 1e60
  /// The smallest size of a figure that is not 0, so that one may be divided by another.
  public static let smallest = 1e-60
}

extension CSVRow {
  /// Whether a field that must hold something does.
  package func isFilled(_ index: Int, faults: inout FaultCollector) -> Bool {
    if !raw(index).isEmpty { return true }
    noteEmpty(index, faults: &faults)
    return false
  }

  /// Notes that a field holds nothing that counts.
  package func noteEmpty(_ index: Int, hint: Hint? = nil, faults: inout FaultCollector) {
    faults.note(.table(.emptyField(column: name(index))), at: location(index), hint: hint)
  }

  /// A field that must hold something.
  public func required(_ index: Int, faults: inout FaultCollector) -> String? {
    isFilled(index, faults: &faults) ? text(index) : nil
  }

  /// A number with a decimal point; `nil` (and a fault) for anything else.
  ///
  /// - Parameter limit: the largest size; beyond that of figures numbers may also be as close to 0 as they like.
  public func number(
    _ index: Int, limit: Double = FigureRange.largest, faults: inout FaultCollector
  ) -> Double? {
    let bytes = trimmed(raw(index))
    if bytes.isEmpty {
      noteEmpty(index, faults: &faults)
      return nil
    }
    let decimals = decimals(of: index)
    if decimals == .points, let number = shortNumber(bytes) { return number }
    let written = String(decoding: bytes, as: UTF8.self)
    let text = withPoint(written, decimals) ?? written
    if !isUnclear(written, decimals), isPlainNumber(Array(text.utf8)), let number = Double(text) {
      guard abs(number) <= limit else {
        faults.note(.value(.tooLarge(text)), at: location(index))
        return nil
      }
      if number != 0, abs(number) < FigureRange.smallest, limit <= FigureRange.largest {
        faults.note(.value(.tooSmall(text)), at: location(index))
        return nil
      }
      return number
    }
    let lowered = text.lowercased()
    if ["nan", "inf", "infinity", "-inf", "+inf", "-infinity", "-nan"].contains(lowered) {
      faults.note(.value(.notANumber(text)), at: location(index))
    } else {
      noteForeignNumber(text, index, faults: &faults)
    }
    return nil
  }

  /// Notes a number that is written as people write it, with what it may mean; or a text that is none.
  private func noteForeignNumber(_ text: String, _ index: Int, faults: inout FaultCollector) {
    let (column, number) = (name(index), SpelledNumber(text))
    var problem = TableProblem.badNumber(column: column, text: text)
    var hint: WritingHint?
    switch (number?.withPoint, number?.withComma) {
    // What Excel shows as 12% is 0.12 in its cell, and which of them a figure is nothing says.
    case (let point?, _) where isCellNumber(index) && number?.isPercent == true:
      hint = .percentCell(point)
    case (let point?, let comma?) where point != comma:
      // 1,012 may be a thousand and twelve; a hint for one reading alone would be wrong by a factor of a thousand.
      problem = .ambiguousComma(column: column, text: text)
      hint =
        text.contains(",")
        ? .either(mark: .comma, thousands: point, decimal: comma)
        : .either(mark: .point, thousands: comma, decimal: Self.unmistakable(point))
    case (nil, let comma?):
      if text.contains(",") { problem = .decimalComma(column: column, text: text) }
      hint = .number(comma)
    case (let point?, _): hint = .number(point)
    case (nil, nil): break
    }
    faults.note(.table(problem), at: location(index), hint: hint.map(Hint.write))
  }

  /// A number of three decimals with one more or less, which no group of thousands has.
  private static func unmistakable(_ digits: String) -> String {
    digits.last == "0" ? String(digits.dropLast()) : digits + "0"
  }

  /// A number, or `nil` without a fault when the field is empty.
  public func optionalNumber(
    _ index: Int, limit: Double = FigureRange.largest, faults: inout FaultCollector
  ) -> Double? {
    raw(index).isEmpty ? nil : number(index, limit: limit, faults: &faults)
  }

  /// One of the raw values of an enumeration.
  public func choice<Choice: RawRepresentable & CaseIterable>(
    _ index: Int, faults: inout FaultCollector
  ) -> Choice? where Choice.RawValue == String {
    let bytes = raw(index)
    for choice in Choice.allCases where choice.rawValue.utf8.elementsEqual(bytes) {
      return choice
    }
    guard let text = required(index, faults: &faults) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    faults.note(
      .value(.unknown(key: name(index), value: text)), at: location(index),
      hint: .nearest(to: text, among: names) ?? .allowed(names))
    return nil
  }

  /// A period of a frequency.
  public func period(
    _ index: Int, frequency: Frequency, faults: inout FaultCollector
  ) -> Period? {
    let own = Period(utf8: raw(index))
    if let own, own.frequency == frequency { return own }
    // As other programs write periods, where a single text leaves no doubt.
    if own == nil, let period = PeriodSpelling.period(text(index), frequency: frequency) {
      return period
    }
    let other = own?.frequency ?? PeriodSpelling.ownFrequency(text(index))
    faults.note(
      other.map { $0 != frequency } ?? false
        ? .period(.otherFrequency(period: text(index), frequency))
        : .period(.impossible(text(index))),
      at: location(index), hint: .write(.period(frequency)))
    return nil
  }
}

extension CSVRow {
  /// Whether a row may be longer than the header because commas inside numbers, 12,5 or 1,234, began new fields.
  package func mayHoldCutNumbers(beyond width: Int) -> Bool {
    let surplus = fields.count - width
    var (cuts, place) = (0, 1)
    while place < fields.count {
      let isCut =
        !fields[place - 1].isQuoted && !fields[place].isQuoted
        && isWhole(trimmed(bytes(of: fields[place - 1])), withSign: true)
        && isWhole(trimmed(bytes(of: fields[place])), withSign: false)
      cuts += isCut ? 1 : 0
      place += isCut ? 2 : 1
    }
    return surplus > 0 && cuts >= surplus
  }

  private func isWhole(_ field: ArraySlice<UInt8>, withSign: Bool) -> Bool {
    let hasSign = field.first == UInt8(ascii: "-") || field.first == UInt8(ascii: "+")
    let digits = withSign && hasSign ? field.dropFirst() : field
    return !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) }
  }
}

/// Whether two fields have the same bytes.
package func areSame(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool { one == other }

/// Digits printed after the decimal point.
package func printedDecimals(_ bytes: ArraySlice<UInt8>) -> Int {
  // In a file whose fields end with commas no number has one.
  guard let point = bytes.lastIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") })
  else { return 0 }
  return bytes[(point + 1)...].prefix { (48...57).contains($0) }.count
}

private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var result = bytes
  while let first = result.first, first == 32 { result = result.dropFirst() }
  while let last = result.last, last == 32 { result = result.dropLast() }
  return result
}

/// A number of at most 15 digits without an exponent, as most are: a whole number over a power of ten, both
/// exact, so that the quotient is the nearest double (Clinger 1990). `nil` leaves the text to the library.
private func shortNumber(_ bytes: ArraySlice<UInt8>) -> Double? {
  guard bytes.count <= 17 else { return nil }
  var rest = bytes
  let isNegative = rest.first == UInt8(ascii: "-")
  if isNegative { rest = rest.dropFirst() }
  var mantissa = 0
  var digits = 0
  var decimals: Int?
  for byte in rest {
    if byte == UInt8(ascii: "."), decimals == nil, digits > 0 {
      decimals = 0
      continue
    }
    guard (48...57).contains(byte) else { return nil }
    mantissa = mantissa * 10 + Int(byte - 48)
    digits += 1
    decimals = decimals.map { $0 + 1 }
  }
  guard (1...15).contains(digits), decimals != 0 else { return nil }
  var power = 1.0
  for _ in 0..<(decimals ?? 0) { power *= 10 }
  let magnitude = Double(mantissa) / power
  return isNegative ? -magnitude : magnitude
}

/// An optional sign, digits, an optional fraction and an optional exponent; nothing else.
private func isPlainNumber(_ bytes: some Collection<UInt8>) -> Bool {
  var rest = bytes[...]
  func skipDigits() -> Int {
    let count = rest.prefix { (48...57).contains($0) }.count
    rest = rest.dropFirst(count)
    return count
  }
  if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
    rest = rest.dropFirst()
  }
  guard skipDigits() > 0 else { return false }
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst()
    guard skipDigits() > 0 else { return false }
  }
  if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
    rest = rest.dropFirst()
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    guard skipDigits() > 0 else { return false }
  }
  return rest.isEmpty
}
