internal import Files
public import Folders

/// A form in which the tables of a folder are shown again, beside them: one file a form, one line of `all`.
public protocol ReportFormat: Sendable {
  /// The word for it in `--format`.
  static var name: String { get }
  /// The files that commands write in this form, with what the reference says of them.
  static var files: [DocumentOutline] { get }

  /// Whether a file is one of these, by what it says of itself.
  static func isWritten(_ bytes: [UInt8]) -> Bool

  /// Reads what it needs of the system, before any work.
  init() throws

  /// The file; `nil` where the command that wrote the folder has none in this form.
  ///
  /// - Parameters:
  ///   - folders: the first gives title and language, the others add a comparison.
  ///   - earlier: an earlier run that the first is compared with where this form does so.
  func file(_ folders: [FolderTables], against earlier: FolderTables?) throws -> OutputFile?

  /// Whether a folder alone gives a file in this form.
  func isMade(of folder: FolderTables) -> Bool

  /// The places of folders of which the file holds nothing.
  func leftOut(of folders: [FolderTables], against earlier: FolderTables?) -> [Int]
}

extension ReportFormat {
  /// Every folder does, unless the form says otherwise.
  public func isMade(of folder: FolderTables) -> Bool { true }

  /// None: a form holds what it is given, unless it says otherwise.
  public func leftOut(of folders: [FolderTables], against earlier: FolderTables?) -> [Int] { [] }
}

/// The forms that `--format` knows.
public enum ReportFormats {
  /// All of them, in the order in which they are written.
  public static let all: [any ReportFormat.Type] = [HTMLFormat.self, XLSXFormat.self]

  /// The words for them.
  public static var names: [String] { all.map { $0.name } }

  /// The words for them, as help on options lists them: `xlsx or html`.
  public static var choice: String { names.reversed().listed("or") }

  /// Those of a list of words, ready to be filled; other words are passed over.
  public static func named(_ names: [String]) throws -> [any ReportFormat] {
    try all.filter { names.contains($0.name) }.map { try $0.init() }
  }
}
