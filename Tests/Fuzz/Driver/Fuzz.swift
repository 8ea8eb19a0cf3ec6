import Foundation
import FuzzTargets

/// What libFuzzer calls: the target of `FORECAST_FUZZ_TARGET` on bytes, ended by a broken invariant.
private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["FORECAST_FUZZ_TARGET"] ?? ""
  guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
    fatalError("FORECAST_FUZZ_TARGET is \(name); known: \(FuzzTarget.all.map(\.name))")
  }
  return target
}()

/// Runs one case.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let violations = target.violations(Array(UnsafeBufferPointer(start: start, count: count)))
  guard violations.isEmpty else {
    for violation in violations {
      FileHandle.standardError.write(Data("BROKEN \(violation)\n".utf8))
    }
    abort()
  }
  return 0
}
