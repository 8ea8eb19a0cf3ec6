/// What can be wrong with a file or its bytes.
public enum FileProblem: Sendable, Hashable {
  case missing
  /// A missing file, told where another file names it.
  case missingNamed(String)
  case unreadable(FileObstacle)
  case empty
  case tooLarge(bytes: Int, limit: Int)
  /// The files of one question together.
  case allTooLarge(bytes: Int, limit: Int)
  case changed
  case notUTF8
  case utf16
  /// A character that no text holds but one that means to deceive, by its number.
  case controlCharacter(code: UInt32)
  /// What is beyond the number of faults that are listed.
  case tooManyFaults(limit: Int)

  var code: String {
    switch self {
    case .missing, .missingNamed: "file-missing"
    case .unreadable: "file-unreadable"
    case .empty: "file-empty"
    case .tooLarge: "file-size"
    case .allTooLarge: "files-size"
    case .changed: "file-changed"
    case .notUTF8, .utf16: "encoding"
    case .controlCharacter: "text-control"
    case .tooManyFaults: "too-many-faults"
    }
  }
}

/// Why a file or a folder cannot be read or written.
public enum FileObstacle: Sendable, Hashable {
  /// A folder stands where a file is wanted.
  case folder
  /// A pipe or a device stands where a file is wanted.
  case notPlain
  /// Something else stands where a folder is wanted.
  case notAFolder
  case noPermission
  case readOnly
  case noSpace
  case noName
  case nameTooLong
  /// A link that leads nowhere.
  case deadLink
  /// A file under the name of a lock that is none.
  case notALock
  /// The name is one that locks of folders have.
  case nameOfLock
  /// The folder that the program works in is gone.
  case workingFolderGone
  /// What the system says, by its number (errno).
  case system(Int32)
  /// What a library says, by its number.
  case numbered(Int)
  /// What somebody else's code says, as it says it.
  case quoted(String)
}
