/// Tables that the program wrote, for tests to look into.
public enum CSVRows {
  /// The rows of a file, by column.
  public static func read(_ path: String) throws -> [[String: String]] {
    let text = String(decoding: try Program.read(path), as: UTF8.self)
    var rows: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        rows[rows.count - 1].append(field)
        field = ""
      case "\n" where !isQuoted:
        rows[rows.count - 1].append(field)
        field = ""
        rows.append([])
      default: field.append(character)
      }
    }
    let header = rows.removeFirst()
    return rows.filter { $0.count == header.count }.map {
      Dictionary(uniqueKeysWithValues: zip(header, $0))
    }
  }
}
