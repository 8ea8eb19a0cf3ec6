/// A table that is no file of text: a database and what is asked of it, as a scenario or a user names it.
///
/// `file.sqlite?query=select …`, `file.sqlite?table=NAME`, `postgresql://host:port/database?query=select …`. `%41` is
/// read as in any URL; a `&` parts only what is followed by a key that is known, so that queries need no escapes.
public struct TableAddress: Sendable, Hashable {
  /// Where the table stands.
  public enum Place: Sendable, Hashable {
    /// A file.
    case sqlite(path: String)
    /// Keywords of libpq with their values, in the order of the address; never a password.
    case postgresql([Keyword])
  }

  /// A keyword of a connection.
  public struct Keyword: Sendable, Hashable {
    /// As libpq names it.
    public let name: String
    /// Its value.
    public let value: String
  }

  /// What is wanted of it.
  public enum Selection: Sendable, Hashable {
    case query(String)
    case table(String)
    /// Nothing was said: the only table there is.
    case only
  }

  /// The address without user and password, as manifests and faults show it.
  public let shown: String
  /// Where.
  public let place: Place
  /// What.
  public let selection: Selection
  /// The schema that a run is loaded into; `nil` where none is named.
  public let schema: String?
  /// Seconds that a statement may take.
  public let timeout: Int

  /// The seconds that a statement may take where an address says nothing.
  public static let usualTimeout = 60

  private static let own = ["query", "table", "schema", "timeout"]
  private static let connection = [
    "host", "hostaddr", "port", "dbname", "user", "service", "sslmode", "sslrootcert", "sslcert",
    "connect_timeout", "application_name", "target_session_attrs", "channel_binding",
  ]
  private static let secret = ["password", "sslpassword", "passfile", "sslkey"]
  private static let endings = [".sqlite", ".sqlite3", ".db"]

  /// Reads an address; `nil` for the path of a file that is no database.
  ///
  /// - Throws: `passwordInAddress`, `unknownKey`, `badTimeout`, `unknownScheme`, none of which repeats a secret.
  public init?(_ text: String) throws(Fault) {
    guard Self.isAddress(text) else { return nil }
    if Self.mayHoldPassword(text) {
      throw Fault(
        .database(.passwordInAddress), at: .whole(Self.shown(text)),
        hint: .database(.passwordElsewhere))
    }
    let scheme = Self.scheme(of: text)
    let bare = Self.withoutUser(text, scheme: scheme)
    let (base, options) = Self.parts(bare.text)
    let place = SourceLocation.whole(base)
    let named = scheme ?? Self.word(before: base)
    if let named, scheme == nil || !["postgresql", "postgres"].contains(named) {
      throw Fault(.database(.unknownScheme(named)), at: place, hint: .database(.targets))
    }
    if bare.hasPassword || options.contains(where: { Self.secret.contains($0.name) }) {
      throw Fault(
        .database(.passwordInAddress), at: place, hint: .database(.passwordElsewhere))
    }
    let known = Self.own + (scheme == nil ? [] : Self.connection)
    for option in options where !known.contains(option.name) {
      throw Fault(
        .database(.unknownKey(option.name)), at: place,
        hint: .nearest(to: option.name, among: known) ?? .allowed(known))
    }
    func value(_ name: String) -> String? { options.last { $0.name == name }?.value }
    shown = bare.text
    let wanted = value("query").map(Selection.query) ?? value("table").map(Selection.table)
    selection = wanted ?? .only
    schema = value("schema")
    guard let seconds = Int(value("timeout") ?? "\(Self.usualTimeout)"),
      (1...86400).contains(seconds)
    else { throw Fault(.database(.badTimeout), at: place) }
    timeout = seconds
    guard scheme != nil else {
      self.place = .sqlite(path: base)
      return
    }
    self.place = .postgresql(
      Self.server(base, user: bare.user)
        + options.filter { Self.connection.contains($0.name) }
        .map { Keyword(name: $0.name, value: $0.value) })
  }

  /// Whether a text names a database and not a plain file.
  public static func isAddress(_ text: String) -> Bool {
    if scheme(of: text) != nil { return true }
    if parts(text).base != text || mayHoldPassword(text) { return true }
    return endings.contains { text.lowercased().hasSuffix($0) }
  }

  /// A path as faults may show it: an address without its user and password.
  public static func shown(_ text: String) -> String {
    guard let scheme = scheme(of: text) else {
      return mayHoldPassword(text) ? "postgresql://" : text
    }
    let bare = withoutUser(text, scheme: scheme)
    let (base, options) = parts(bare.text)
    return options.contains { secret.contains($0.name) } ? base : bare.text
  }

  /// The file that an address leads to; the path itself where it is none, `nil` for a server.
  public static func file(of text: String) -> String? {
    guard scheme(of: text) == nil else { return nil }
    let base = parts(text).base
    guard base == text, !FilePlace.exists(text) else { return base }
    // What is selected of a file of a statistics office stands behind it.
    let file = text.prefix { $0 != "?" }
    return file.count < text.count && FilePlace.exists(String(file)) ? String(file) : text
  }

  /// An address whose file is named by another path.
  public static func renaming(_ text: String, _ rename: (String) -> String) -> String {
    guard let file = file(of: text) else { return text }
    return rename(file) + text.dropFirst(file.count)
  }

  /// Whether a text that is no address of ours may hold a password all the same: `host=… password=…` as programs of
  /// PostgreSQL take it, an address with a slip in its scheme or with that of another library, `NAME:WORD@HOST`.
  private static func mayHoldPassword(_ text: String) -> Bool {
    guard scheme(of: text) == nil else { return false }
    let base = parts(text).base
    let colon = base.firstIndex(of: ":")
    let isLogin = colon.map { base[$0...].contains("@") } ?? false
    return (isLogin || base.contains("password=")) && !FilePlace.exists(base)
  }

  /// The letters before `://`, small.
  private static func scheme(of text: String) -> String? {
    guard let mark = text.firstRange(of: "://") else { return nil }
    let name = text[..<mark.lowerBound]
    let isName = !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return isName ? name.lowercased() : nil
  }

  /// The word before a colon, as in `sqlite:a.db`, where no file is called so: what another library takes for a scheme
  /// would become the name of a file. A letter alone is a drive.
  private static func word(before base: String) -> String? {
    guard let colon = base.firstIndex(of: ":"), !FilePlace.exists(base) else { return nil }
    let name = base[..<colon]
    return name.count > 1 && name.allSatisfy { $0.isASCII && $0.isLetter } ? name.lowercased() : nil
  }

  /// The address without what stands before the `@`, which may hold any character.
  private static func withoutUser(
    _ text: String, scheme: String?
  ) -> (text: String, user: String?, hasPassword: Bool) {
    guard let scheme else { return (text, nil, false) }
    let rest = text.dropFirst(scheme.count + 3)
    // Behind the first key that is known an @ belongs to the query.
    let end = firstOption(in: rest) ?? rest.endIndex
    guard let mark = rest[..<end].lastIndex(of: "@") else { return (text, nil, false) }
    let user = rest[..<mark]
    let isPlain = !user.contains { ":/?".contains($0) }
    return (
      scheme + "://" + rest[rest.index(after: mark)...], isPlain ? decoded(user) : nil, !isPlain
    )
  }

  /// The place of the `?` behind which a key stands.
  private static func firstOption(in text: Substring) -> String.Index? {
    let keys = own + connection + secret
    return text.indices.first { index in
      guard text[index] == "?" else { return false }
      let rest = text[text.index(after: index)...]
      return keys.contains { rest.hasPrefix($0 + "=") }
    }
  }

  /// What stands before the `?`, and the keys behind it with their values.
  private static func parts(
    _ text: String
  ) -> (base: String, options: [(name: String, value: String)]) {
    let isServer = scheme(of: text) != nil
    guard let mark = firstOption(in: text[...]) ?? (isServer ? text.firstIndex(of: "?") : nil)
    else { return (text, []) }
    let keys = own + (isServer ? connection + secret : [])
    var options: [(name: String, value: String)] = []
    for piece in text[text.index(after: mark)...].split(
      separator: "&", omittingEmptySubsequences: false)
    {
      let name = piece.prefix { $0 != "=" }
      let isKey = name.count < piece.count && keys.contains(String(name))
      if options.isEmpty || isKey {
        options.append((String(name), String(piece.dropFirst(name.count + 1))))
      } else {
        options[options.count - 1].value += "&" + piece
      }
    }
    return (String(text[..<mark]), options.map { ($0.name, decoded($0.value[...])) })
  }

  /// Keywords for what stands before the `?`: `scheme://host:port,host:port/database`.
  private static func server(_ base: String, user: String?) -> [Keyword] {
    guard let mark = base.firstRange(of: "://") else { return [] }
    let rest = base[mark.upperBound...]
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var hosts: [String] = []
    var ports: [String] = []
    for place in rest[..<slash].split(separator: ",", omittingEmptySubsequences: false) {
      let bracket = place.lastIndex(of: "]")
      let colon = place.lastIndex(of: ":").flatMap { colon in
        bracket.map { colon > $0 } ?? true ? colon : nil
      }
      let host = colon.map { place[..<$0] } ?? place
      hosts.append(decoded(host.filter { $0 != "[" && $0 != "]" }[...]))
      ports.append(colon.map { String(place[place.index(after: $0)...]) } ?? "")
    }
    let database = decoded(rest[slash...].dropFirst())
    let found = [
      ("user", user ?? ""), ("host", hosts.joined(separator: ",")),
      ("port", ports.contains { !$0.isEmpty } ? ports.joined(separator: ",") : ""),
      ("dbname", database),
    ]
    return found.filter { !$0.1.isEmpty }.map(Keyword.init)
  }

  /// A text whose `%` and two digits are the bytes that they stand for; another `%` stands for itself.
  static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16),
        digits.first != UInt8(ascii: "+"), code != 0
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
