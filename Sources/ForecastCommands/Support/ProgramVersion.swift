/// The version of the program.
public enum ProgramVersion {
  /// As `--version` and the manifests print it.
  public static let text = "0.1.0"
}
