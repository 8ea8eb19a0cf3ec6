/// Computes independent values on several threads; the results are in order whatever the threads.
package func parallelMap<Value: Sendable>(
  _ count: Int, threads: Int, _ body: @escaping @Sendable (Int) -> Value
) -> [Value] {
  guard count > 0 else { return [] }
  let parts = sharedWork(
    0..<count, threads: threads, start: { [(place: Int, value: Value)]() },
    work: { $0.append(($1, body($1))) }, finish: { $0 })
  return parts.joined().sorted { $0.place < $1.place }.map(\.value)
}
