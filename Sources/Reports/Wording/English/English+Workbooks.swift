internal import Files

// Workbooks and their sheets.

extension English {
  func sentence(_ problem: WorkbookProblem) -> String {
    switch problem {
    case .noWorkbook(let kind): sentence(kind)
    case .damaged(nil): "the workbook is damaged or cut off"
    case .damaged(let part?): "the workbook is damaged or cut off in its part \(part)"
    case .malformed(let part, let line):
      "the workbook's part \(part) is no well-formed XML from its line \(line) on"
    case .doctype(let part):
      "the workbook's part \(part) declares a document type, which none needs"
    case .missingPart(let part): "the workbook lacks its part \(part)"
    case .doubledPart(let part): "the workbook has its part \(part) twice"
    case .tooLarge(let measure, let limit): tooLarge(measure, limit)
    case .noSheet(let name): "the workbook has no sheet \"\(name)\""
    case .noCells(let sheet): "the sheet \"\(sheet)\" holds no cells"
    case .severalSheets(let names):
      "the workbook shows \(grouped(names.count)) sheets, and one is wanted"
    case .noVisibleSheet(let names):
      names.isEmpty ? "the workbook has no sheet of cells" : "the workbook hides all its sheets"
    case .cellError(let text): "the cell holds the error \(text)"
    case .unsavedResult: "the cell holds a formula whose result was not saved with it"
    case .badCell(let type, let text):
      type.isEmpty
        ? "the cell is of a kind that no workbook has"
        : "the cell holds \"\(text)\", which its kind \"\(type)\" does not allow"
    case .cellOrder: "the cell or row stands twice, or in front of an earlier one"
    case .hidden(let rows, let columns):
      "read with what the sheet hides: rows \(grouped(rows)), columns \(grouped(columns))"
    case .oldLetters(let text):
      "\"\(text)\" is Vietnamese in an old encoding (TCVN3, fonts .Vn…), which would be read wrongly"
    }
  }

  private func sentence(_ kind: WorkbookKind) -> String {
    switch kind {
    case .xls: "an old workbook (.xls), which is not read"
    case .xlsb: "a binary workbook (.xlsb), which is not read"
    case .ods: "an OpenDocument spreadsheet (.ods), which is not read"
    case .locked: "the workbook is locked with a password"
    case .otherArchive: "a zip archive without a workbook in it"
    case .noArchive: "a sheet is asked for, but this is no workbook"
    }
  }

  private func tooLarge(_ measure: WorkbookMeasure, _ limit: Int) -> String {
    let most = grouped(limit)
    return switch measure {
    case .file: "the workbook is larger than \(most) bytes"
    case .parts: "the workbook has more than \(most) parts"
    case .inflated: "the workbook unpacks to more than \(most) bytes"
    case .ratio: "a part of the workbook unpacks to more than \(most) times its size"
    case .depth: "a part of the workbook has more than \(most) elements inside each other"
    case .token: "a part of the workbook has a piece of more than \(most) bytes without a tag"
    case .sheets: "the workbook has more than \(most) sheets"
    case .strings: "the workbook has more than \(most) texts"
    case .stringBytes: "the texts of the workbook have more than \(most) bytes"
    case .text: "the text of a cell has more than \(most) bytes"
    case .styles: "the workbook has more than \(most) formats"
    case .merges: "the sheet has more than \(most) merged ranges"
    case .cells: "the sheet has more cells than are read, \(most)"
    }
  }

  func sentence(_ hint: WorkbookHint) -> String {
    switch hint {
    case .saveAsWorkbook: "open it and save it as an Excel workbook (.xlsx), or as CSV UTF-8"
    case .removePassword: "open it, remove the password and save it again"
    case .saveAnew: "open it in Excel or LibreOffice and save it anew as .xlsx"
    case .nameSheet(let file, let sheets):
      "name a sheet, \"\(file)#\(sheets.first ?? "")\"; there are: \(list(sheets))"
    case .correctCell: "correct the formula, or write the value into the cell"
    case .recalculate: "open it in Excel or LibreOffice, let it calculate, and save it"
    case .toUnicode: "convert the texts to Unicode, with UniKey for instance, and save it again"
    case .makeSmaller: "copy the table that is wanted into a new workbook"
    }
  }
}
