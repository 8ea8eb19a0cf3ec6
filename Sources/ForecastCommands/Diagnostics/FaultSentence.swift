package import Plans
internal import Reports

/// Faults as people read them: `file:line:column: sentence [code]` and a hint.
package enum FaultSentence {
  /// One fault in one or two lines.
  ///
  /// - Parameter word: what stands before the sentence, `warning: `, say.
  package static func text(_ fault: Fault, word: String = "") -> String {
    let place =
      fault.location.line > 0
      ? "\(fault.location.file):\(fault.location.line):\(fault.location.column)"
      : fault.location.file
    let line = VisibleText.line(
      "\(place): \(word)\(sentence(fault.problem)) [\(fault.problem.code)]")
    return fault.hint.map { "\(line)\n  hint: \(VisibleText.line(sentence($0)))" } ?? line
  }

  static func sentence(_ problem: Problem) -> String {
    fileSentence(problem) ?? jsonSentence(problem) ?? csvSentence(problem)
      ?? figureSentence(problem) ?? meaningSentence(problem)
  }

  private static func fileSentence(_ problem: Problem) -> String? {
    switch problem {
    case .fileMissing: "the file does not exist"
    case .fileUnreadable(let reason): "the file cannot be read: \(reason)"
    case .fileEmpty: "the file is empty"
    case .fileTooLarge(let bytes, let limit):
      "the file has \(bytes) bytes; at most \(limit) are read"
    case .filesTooLarge(let bytes, let limit):
      "with this file the scenario's files have \(bytes) bytes; at most \(limit) are read"
    case .fileChanged: "the file was written to while it was read"
    case .tooManyFaults(let limit): "there are more faults than the first \(limit)"
    case .notUTF8: "the bytes here are not UTF-8"
    case .utf16: "the file is UTF-16, not UTF-8"
    case .semicolonSeparated: "the fields are separated by semicolons"
    case .otherFits: "the stored fits are those of another scenario"
    case .notAShard: "this folder holds no shard of a run, or one that is damaged"
    case .foreignShard(let difference, let first):
      "this shard is not of the same run as \(first): another \(difference)"
    case .doubledShard(let number, let first): "shard \(number) is given already as \(first)"
    case .missingShards(let numbers, let count):
      "of \(count) shards these are missing: \(numbers.map(String.init).joined(separator: ", "))"
    default: nil
    }
  }

  /// A kind of value with its article; several things have none.
  private static func withArticle(_ kind: String) -> String {
    let first = kind.split(separator: " ").first.map(String.init) ?? kind
    if first.hasSuffix("s,") || first.hasSuffix("s") { return kind }
    return ("aeiou".contains(kind.first ?? "x") ? "an " : "a ") + kind
  }

  private static func jsonSentence(_ problem: Problem) -> String? {
    switch problem {
    case .jsonSyntax(let expected, let found): "expected \(expected), found \(found)"
    case .jsonTooDeep(let limit): "values nest deeper than \(limit)"
    case .duplicateKey(let key, let line): "the key \"\(key)\" stands already in line \(line)"
    case .unknownKey(let key): "there is no key \"\(key)\" here"
    case .missingKey(let key): "the key \"\(key)\" is missing"
    case .wrongType(let key, let expected, let found):
      "\"\(key)\" must be \(withArticle(expected)), not \(found)"
    case .numberTooLarge(let text): "the number \(text) is too large"
    case .numberTooSmall(let text): "the number \(text) is too close to 0, but not 0"
    case .notANumber(let text): "\(text) is not a number that can be used"
    case .valueOutOfRange(let key, let value, let allowed):
      "\"\(key)\" is \(value); allowed: \(allowed)"
    case .unknownValue(let key, let value): "\"\(key)\" cannot be \"\(value)\""
    case .noneOf(let keys): "one of these keys is needed: \(keys.joined(separator: ", "))"
    case .moreThanOneOf(let keys):
      "only one of these keys may stand here: \(keys.joined(separator: ", "))"
    default: nil
    }
  }

  private static func csvSentence(_ problem: Problem) -> String? {
    switch problem {
    case .missingColumn(let name): "the column \"\(name)\" is missing"
    case .duplicateColumn(let name): "the column \"\(name)\" stands twice in the header"
    case .raggedRow(let expected, let found):
      "the row has \(found) fields, the header \(expected)"
    case .rowTooLong(let limit):
      "the row has more than \(limit) bytes; the rest of the file is not read"
    case .openQuote: "a quote is opened and never closed"
    case .strayQuote: "a quote stands inside a field that does not begin with one"
    case .textAfterQuote: "text follows a closing quote"
    case .emptyField(let column): "\"\(column)\" is empty"
    case .badNumber(let column, let text): "\"\(column)\" is \"\(text)\", not a number"
    case .decimalComma(let column, let text): "\"\(column)\" is \"\(text)\", with a decimal comma"
    case .ambiguousComma(let column, let text):
      "\"\(column)\" is \"\(text)\": its comma may divide thousands or stand before the fraction"
    case .notATable: "the file is not a calibration table of this version"
    case .noOrigin(let minimum):
      "no series has \(minimum) values and one more to compare with"
    case .noRows: "the file has a header and no rows"
    case .duplicatePeriod(let series, let period, let line):
      "\(series) has the period \(period) already in line \(line)"
    case .impossiblePeriod(let text): "\"\(text)\" is not a period"
    case .mixedSpelling(let text, let first, let line):
      "\"\(text)\" is written otherwise than \"\(first)\" in line \(line)"
    case .otherDay(let text, let first, let line):
      "\"\(text)\" is not the day that stands for its period elsewhere, as \"\(first)\" does in line \(line)"
    case .openDayOrder(let text):
      "\"\(text)\" may begin with the day or with the month, and no other row decides"
    case .periodOfOtherFrequency(let period, let frequency):
      "the period \(period) does not fit the frequency \(frequency)"
    case .impossibleDate(let column, let text): "\"\(column)\" is \"\(text)\", not a date"
    case .mixedUnits(let series, let first, let second, let line):
      "\(series) is in \"\(second)\" here and in \"\(first)\" in \(line.file):\(line.line)"
    case .mixedPriceBases(let series, let first, let second, let line):
      "\(series) has the price basis \"\(second)\" here and \"\(first)\" in \(line.file):\(line.line)"
    case .conflictingCell(let cell, let first, let second, let line):
      "\(cell) is \(second) here and \(first) in \(line.file):\(line.line), with the same status and vintage"
    default: nil
    }
  }

  private static func meaningSentence(_ problem: Problem) -> String {
    switch problem {
    case .duplicateReference(let reference, let line):
      "the row \(reference) stands already in line \(line)"
    case .unknownReference(let reference): "no row \(reference) stands in this plan"
    case .targetWithoutValue(let direction, let column): "\(direction) needs \"\(column)\""
    case .targetRangeReversed(let low, let high): "\(low) and \(high) do not make a target"
    case .severalPlans(let first, let second):
      "the plan \(second) stands in the file of the plan \(first)"
    case .circularBase(let chain): "the scenario inherits from itself: \(arrow(chain))"
    case .duplicateIndicator(let id, let line):
      "the indicator \(id) stands already in line \(line)"
    case .unknownSeries(let series): "no file holds the series \(series)"
    case .seriesWithoutHistory(let series, let asOf):
      "the series \(series) has no published figure that counts on \(asOf)"
    case .figuresWithoutYear(let series):
      "the figures of \(series) make no whole year; a forecast by years needs one"
    case .unknownIndicator(let id): "there is no indicator \(id) in this scenario"
    case .unknownModel(let id): "there is no model \(id)"
    case .circularDerivation(let chain): "the indicator is derived from itself: \(arrow(chain))"
    case .unsuitableModel(let model, let reason): "the model \(model) cannot be used: \(reason)"
    case .valueNotAllowed(let key, let reason): "\"\(key)\" does not fit: \(reason)"
    default: growthSentence(problem)
    }
  }

  private static func growthSentence(_ problem: Problem) -> String {
    switch problem {
    case .sectorLoop(let chain): "a sector is part of itself: \(arrow(chain))"
    case .sectorTops(let tops):
      tops.isEmpty
        ? "no sector is the top: every one has a parent"
        : "several sectors have no parent: \(tops.joined(separator: ", "))"
    case .duplicateSector(let id, let line): "the sector \(id) stands already in line \(line)"
    case .unknownSector(let id): "there is no sector \(id)"
    case .onlyPart(let id, let part):
      "\(part) is the only part of \(id): a sector has no part or several"
    case .duplicateVariant(let id, let line): "the variant \(id) stands already in line \(line)"
    case .duplicateLever(let id, let line): "\(id) stands already in line \(line)"
    case .notARun: "the folder is not one that forecast run wrote"
    case .outputChanged(let manifest): "the file is not the one that \(manifest) names"
    case .outputUnknown: "no run wrote this file"
    case .inputChanged(let manifest): "the file has changed since \(manifest) was written"
    case .manifestEdited: "the manifest was changed after it was written"
    case .controlCharacter(let code):
      "a control character (U+\(String(code + 0x10000, radix: 16, uppercase: true).dropFirst())) stands here: remove it"
    case .otherSweep:
      "the folder holds another sweep, or its scenarios and data have changed since: choose another folder"
    case .otherOptions(let begun):
      "this sweep was begun with \(begun): go on with the same, or choose another folder"
    case .changedSince(let path): "\(path) has changed since this run: run it again"
    case .unknownLever(let id): "there is no lever \(id) in this scenario"
    case .derivedLever(let lever, let id):
      "\(lever) moves nothing: \(id) is computed from other indicators; move what it rests on"
    case .unknownVariant(let id): "there is no variant \(id) in this scenario"
    case .impossibleVariant(let id, let reason): "the variant \(id) is impossible: \(reason)"
    case .missingPeriod(let series, let first, let last):
      first == last
        ? "\(series) has no figure for \(first), and has one before and after"
        : "\(series) has no figures from \(first) to \(last), and has some before and after"
    case .partsDoNotAdd(let sector, let period, let parts, let total):
      "the parts of \(sector) add to \(parts) in \(period), its published total is \(total)"
    case .sectorWithoutHistory(let sector, let asOf):
      "what is published of \(sector) by \(asOf) does not carry a forecast by quarter"
    case .yearOutOfReach(let year, let allowed):
      "the year \(year) cannot be asked for; possible: \(allowed)"
    case .levelNotPositive(let series, let period, let value, let more):
      "\(series) is \(value) in \(period)"
        + (more > 0 ? " and at or below 0 \(more) times more" : "")
        + ": the level of a sector must be above 0"
    case .cumulatedFalls(let series, let period, let value):
      "\(series) makes \(value) of \(period): what is cumulated must rise"
    case .growthBelowNothing(let series, let period, let value):
      "\(series) is \(value)% in \(period): growth of -100% or less leaves nothing"
    case .inheritedFromElsewhere(let keys, let region, let from):
      "\(keys.joined(separator: ", ")) of \(from) would be taken over for \(region)"
    default: startSentence(problem)
    }
  }

  private static func arrow(_ chain: [String]) -> String { chain.joined(separator: " → ") }

  static func sentence(_ hint: Hint) -> String {
    switch hint {
    case .didYouMean(let name): "did you mean \"\(name)\"?"
    case .allowed(let names): "known here: \(names.joined(separator: ", "))"
    case .writeNumber(let text): "write \(text)"
    case .writeEither(let thousands, let decimal):
      "write \(thousands) if the comma divides thousands, \(decimal) if it stands before the fraction"
    case .sameDay:
      "let the same day stand for every period; make one value of several days in a period first"
    case .namesAlike: "names that differ in blanks or case only are one series"
    case .writeDay: "write days as 2024-01-31"
    case .saveAsUTF8: "save the file as UTF-8"
    case .runFrom:
      "name the folder where the run was started, or that of its scenario, with --directory"
    case .readAgain: "run again when nobody writes to it"
    case .saveWithCommas: "save it as CSV with commas between fields and points in numbers"
    case .writePeriod(let frequency):
      switch frequency {
      case "A": "write a year, 2024"
      case "Q": "write a quarter, 2024-Q1"
      case "M": "write a month, 2024-01"
      default: "write years together, 2015-2020"
      }
    case .writeDate: "write 2025-06-30, 2025-06 or 2025"
    case .quoteOpened(let line): "the quote is opened in line \(line)"
    case .doubleQuotes: "put the whole field in quotes and double the quotes inside it"
    case .opened(let bracket, let line): "the \(bracket) is opened in line \(line)"
    case .growthCommand: "a scenario of sectors is run by forecast monthly and forecast track"
    case .addRow(let period): "add the row of \(period)"
    case .splitSeries: "give one of them another series_id"
    case .separateRows: "give one of the rows its own vintage or status, or drop it"
    case .calibrate: "forecast calibrate learns one"
    case .columns(let names): "the columns are: \(names.joined(separator: ", "))"
    case .schema(let format): "forecast schema \(format) prints the format"
    case .mergeSector: "give it as one sector with another, so that their sum is above 0"
    case .sayInherits(let keys):
      "write \"inherits\": [\(keys.map { "\"\($0)\"" }.joined(separator: ", "))] to take them over, fewer of them or [] to leave the rest out, or state them here"
    default: figureSentence(hint) ?? startSentence(hint)
    }
  }
}
