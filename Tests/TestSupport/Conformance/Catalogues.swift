internal import Foundation

/// What the sources declare, so that no list of a test forgets an addition.
public enum Catalogues {
  /// Names of the types below `Sources` that say that they conform to a protocol, in order.
  public static func conformers(to name: String) throws -> [String] {
    try declarations().filter { declaration in
      declaration.rest.split { !$0.isLetter && !$0.isNumber && $0 != "." }.contains {
        $0 == Substring(name)
      }
    }.map(\.name).sorted()
  }

  /// Names of the enumerations without cases of their own kind that a folder below `Sources` declares, in order: rules
  /// that hold functions and no state.
  public static func rules(in folder: String) throws -> [String] {
    try declarations(in: folder).filter { $0.kind == "enum" }.map(\.name).sorted()
  }

  /// Names of the files below `Sources` that declare a function, without their endings, in order.
  public static func files(declaring function: String, in folders: [String]) throws -> [String] {
    try folders.flatMap { folder in
      try sources(in: folder).filter { $0.text.contains(function) }.map(\.name)
    }.sorted()
  }

  private struct Declaration {
    let kind: Substring
    let name: String
    let rest: Substring
  }

  private static func declarations(in folder: String = "") throws -> [Declaration] {
    try sources(in: folder).flatMap { source in
      source.text.split(separator: "\n").compactMap { line -> Declaration? in
        let words = line.split(separator: " ")
        guard line.first != " ",
          let place = words.firstIndex(where: { ["struct", "enum", "class"].contains($0) }),
          words.count > place + 1
        else { return nil }
        let name = words[place + 1].prefix { $0.isLetter || $0.isNumber }
        return Declaration(
          kind: words[place], name: String(name), rest: line[words[place + 1].endIndex...])
      }
    }
  }

  private static func sources(in folder: String) throws -> [(name: String, text: String)] {
    let root = Golden.root + "/Sources/" + folder
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return (
        String(name.dropLast(6)),
        String(decoding: try Program.read(root + "/" + path), as: UTF8.self)
      )
    }
  }
}
