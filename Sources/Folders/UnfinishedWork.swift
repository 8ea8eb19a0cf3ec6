internal import Synchronization

/// What stands half done on the disk: while there is any, an interrupt waits until it is whole or gone.
public enum UnfinishedWork {
  private static let count = Atomic(0)

  /// Whether anything is half done.
  public static var isAny: Bool { count.load(ordering: .sequentiallyConsistent) > 0 }

  /// Something is begun.
  public static func begin() { count.add(1, ordering: .sequentiallyConsistent) }

  /// Something is whole, or gone.
  public static func end() { count.subtract(1, ordering: .sequentiallyConsistent) }

  /// Something that is done in one go.
  public static func during<Value, Failure: Error>(
    _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    begin()
    defer { end() }
    return try work()
  }
}
