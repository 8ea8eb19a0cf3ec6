/// Flat memory that begins with a line of the cache, of one thread at a time.
final class Memory<Element> {
  let start: UnsafeMutablePointer<Element>

  init(repeating value: Element, count: Int) {
    let room = max(1, count)
    start = UnsafeMutableRawPointer.allocate(
      byteCount: room * MemoryLayout<Element>.stride, alignment: 64
    ).bindMemory(to: Element.self, capacity: room)
    start.initialize(repeating: value, count: room)
  }

  deinit { start.deallocate() }
}

/// Rows of doubles.
final class RowBuffer {
  private let memory: Memory<Double>
  private let lanes: Int

  init(rows: Int, lanes: Int) {
    self.lanes = lanes
    memory = Memory(repeating: 0, count: rows * lanes)
  }

  func row(_ index: Int) -> UnsafeMutablePointer<Double> { memory.start + index * lanes }
}
