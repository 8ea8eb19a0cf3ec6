internal import FoundationEssentials

/// Reads golden values, which stand in `Tests/Golden` beside the programs that made them.
public enum Golden {
  /// The root of the checkout.
  public static var root: String {
    // Tests/TestSupport/Golden.swift is three steps below the root.
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/")
  }

  /// The decoded contents of `Tests/Golden/<name>.json`.
  public static func load<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
    let url = URL(filePath: root + "/Tests/Golden/" + name + ".json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}
