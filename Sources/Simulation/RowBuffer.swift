/// Rows of doubles in flat memory, of one thread at a time.
final class RowBuffer {
  private let storage: UnsafeMutablePointer<Double>
  private let lanes: Int

  init(rows: Int, lanes: Int) {
    self.lanes = lanes
    storage = .allocate(capacity: max(1, rows * lanes))
    storage.initialize(repeating: 0, count: max(1, rows * lanes))
  }

  deinit { storage.deallocate() }

  func row(_ index: Int) -> UnsafeMutablePointer<Double> { storage + index * lanes }
}
