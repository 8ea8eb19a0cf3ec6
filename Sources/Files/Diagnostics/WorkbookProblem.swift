/// What can be wrong with a workbook or one of its sheets.
public enum WorkbookProblem: Error, Sendable, Hashable {
  /// A file that is none of the workbooks that are read.
  case noWorkbook(WorkbookKind)
  /// Bytes that are cut off or changed; the part, where it is known.
  case damaged(part: String?)
  /// A part that is no well-formed XML.
  case malformed(part: String, line: Int)
  /// A part with a document type, which may hold entities.
  case doctype(part: String)
  case missingPart(String)
  case doubledPart(String)
  case tooLarge(WorkbookMeasure, limit: Int)
  case noSheet(String)
  /// A sheet that holds a chart, not cells.
  case noCells(sheet: String)
  /// Several sheets where one is wanted.
  case severalSheets([String])
  case noVisibleSheet([String])
  /// A cell that holds an error, `#REF!`.
  case cellError(String)
  /// A formula whose result was not saved.
  case unsavedResult
  /// A cell that is none of what cells are, by its type and text.
  case badCell(type: String, text: String)
  /// A cell or row that stands twice, or in front of an earlier one.
  case cellOrder
  /// Rows and columns that the sheet hides and that are read like the others.
  case hidden(rows: Int, columns: Int)
  /// Letters of an old Vietnamese encoding, as they stand there.
  case oldLetters(String)

  /// Whether it keeps a sheet from being opened at all, however its cells would be read.
  public var isFinal: Bool {
    switch self {
    case .noWorkbook, .damaged, .malformed, .doctype, .missingPart, .doubledPart, .tooLarge,
      .cellOrder:
      true
    default: false
    }
  }

  var code: String {
    switch self {
    case .noWorkbook: "workbook-kind"
    case .damaged, .malformed, .doctype, .missingPart, .doubledPart: "workbook-damaged"
    case .tooLarge: "workbook-size"
    case .noSheet, .noCells, .severalSheets, .noVisibleSheet: "workbook-sheet"
    case .cellError: "workbook-error"
    case .unsavedResult: "workbook-formula"
    case .badCell, .cellOrder: "workbook-cell"
    case .hidden: "workbook-hidden"
    case .oldLetters: "encoding-old"
    }
  }
}

/// Files that look like workbooks and are not read.
public enum WorkbookKind: Sendable, Hashable, CaseIterable {
  /// The binary format of Excel up to 2003, or any file in its container.
  case xls
  /// The binary format beside `.xlsx`.
  case xlsb
  /// The format of LibreOffice.
  case ods
  /// Locked with a password.
  case locked
  /// An archive that holds no workbook.
  case otherArchive
  /// Any other file of which a sheet is asked.
  case noArchive
}

/// What a workbook may have too much of.
public enum WorkbookMeasure: Sendable, Hashable, CaseIterable {
  case file, parts, inflated, ratio, depth, token, sheets, strings, stringBytes, text, styles,
    merges,
    cells
}

/// What may be done about a workbook.
public enum WorkbookHint: Sendable, Hashable {
  case saveAsWorkbook
  case removePassword
  /// Save it once more, which writes it anew.
  case saveAnew
  /// How a sheet is named: the path, and the sheets that are there.
  case nameSheet(file: String, [String])
  /// Correct the formula or write the value.
  case correctCell
  case recalculate
  case toUnicode
  /// Split it, or leave out what is not needed.
  case makeSmaller
}
