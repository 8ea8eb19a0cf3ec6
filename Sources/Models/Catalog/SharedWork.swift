internal import Dispatch
internal import Synchronization

/// Shares numbered pieces of work out over threads: each takes the next piece when it is done with one.
///
/// What a piece gives must not depend on the thread; the parts come in no order.
///
/// - Parameters:
///   - pieces: the numbers of the pieces.
///   - threads: at most so many at once; none is started for less than a piece.
///   - start: what a thread works with.
///   - work: one piece.
///   - finish: what a thread found out.
/// - Throws: what a thread threw last; the others finish their pieces first.
package func sharedWork<Local, Part: Sendable, Failure: Error>(
  _ pieces: Range<Int>, threads: Int,
  start: @Sendable () throws(Failure) -> Local,
  work: @Sendable (inout Local, Int) throws(Failure) -> Void,
  finish: @Sendable (Local) -> Part
) throws(Failure) -> [Part] {
  let next = Atomic(pieces.lowerBound)
  let found = Mutex((parts: [Part](), failure: Failure?.none))
  DispatchQueue.concurrentPerform(iterations: min(max(1, threads), max(1, pieces.count))) { _ in
    do throws(Failure) {
      var local = try start()
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < pieces.upperBound else { break }
        try work(&local, piece)
      }
      let part = finish(local)
      found.withLock { $0.parts.append(part) }
    } catch {
      found.withLock { $0.failure = error }
    }
  }
  let all = found.withLock { $0 }
  if let failure = all.failure { throw failure }
  return all.parts
}

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
