/// Files that other programs leave in a folder whose documents somebody opens or looks at; they say nothing of a run.
public enum DesktopTrace {
  private static let names: Set<String> = [".DS_Store", ".directory", "Thumbs.db", "desktop.ini"]

  /// Whether a name is that of such a file.
  public static func isTrace(_ name: String) -> Bool {
    names.contains(name) || openDocument(name) != nil
  }

  /// The document that an office program has open and says so by a file of this name; `nil` for other names.
  ///
  /// LibreOffice writes `.~lock.NAME#`; Microsoft Office `~$NAME`, where a long name lacks its first two letters.
  public static func openDocument(_ name: String) -> String? {
    if name.hasPrefix(".~lock."), name.hasSuffix("#") {
      return String(name.dropFirst(".~lock.".count).dropLast())
    }
    return name.hasPrefix("~$") && name.count > 2 ? String(name.dropFirst(2)) : nil
  }
}
