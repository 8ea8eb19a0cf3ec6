internal import FoundationEssentials

/// Where a report goes: into a folder that is there, or that is made.
public enum ReportPlace {
  /// The path of a file in a folder.
  ///
  /// - Throws: `refused` when the folder cannot be made.
  public static func path(for name: String, in folder: String) throws(RunFolderError) -> String {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .refused(path: folder, RunFolder.obstacle(error))
    }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
