internal import Dispatch
internal import Synchronization

/// Computes independent values on several threads; the results are in order whatever the threads.
package func parallelMap<Value: Sendable>(
  _ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Value
) -> [Value] {
  let workers = min(max(1, threads), count)
  if workers <= 1 { return (0..<max(0, count)).map(body) }
  let results = Mutex([Value?](repeating: nil, count: count))
  let next = Atomic(0)
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let value = body(index)
      results.withLock { $0[index] = value }
    }
  }
  return results.withLock { $0.compactMap { $0 } }
}
