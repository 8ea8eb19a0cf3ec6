import Dispatch
import Glibc
import LinearAlgebra
import Models
import Randomness
import RealModule
import Simulation
import TimeSeries

/// What the rivals beside this folder do too, in the engine of the program.
///
///     engine-benchmark joint-paths PATHS THREADS
///     engine-benchmark normals COUNT
///     engine-benchmark battery COUNT    tests of the normals; fails when one does
///     engine-benchmark bits COUNT       so many random words of 64 bits to standard output
@main enum EngineBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let numbers = arguments.dropFirst().compactMap { Int($0) }
    switch (arguments.first, numbers.count) {
    case ("joint-paths", 2): try jointPaths(numbers[0], threads: numbers[1])
    case ("normals", 1): normals(numbers[0])
    case ("battery", 1):
      var battery = NormalBattery()
      battery.run(numbers[0])
      if !battery.report() { exit(1) }
    case ("bits", 1): bits(numbers[0])
    default: print("engine-benchmark joint-paths PATHS THREADS | normals | battery | bits COUNT")
    }
  }

  /// 30 indicators that grow by 0.5% a month with a deviation of 2%, correlated by 0.3, over 72 months;
  /// each must be 40% up at the end. Prints what the rival prints.
  private static func jointPaths(_ paths: Int, threads: Int) throws {
    let (indicators, months) = (30, 72)
    let bounds = Bounds(lower: 0, upper: .infinity)
    guard let logarithm = Transform(scale: .log, bounds: bounds) else { return }
    let mean = (1...months).map { 0.005 * Double($0) }
    let factor = (0..<months).flatMap { column in (column..<months).map { _ in 0.02 } }
    let walk = PathDistribution(
      times: (1...months).map { Double($0) / 12 },
      components: [PathComponent(weight: 1, mean: mean, factor: factor, degreesOfFreedom: 0)],
      link: .transform(logarithm), bounds: bounds)
    let quantities = (0..<indicators).map {
      Quantity(id: "\($0)", stream: UInt32($0), process: .fitted(walk), previous: 1)
    }
    let goals = (0..<indicators).map {
      Goal(quantity: $0, step: months - 1, lower: 1.4, upper: .infinity)
    }
    let correlation = Matrix(rows: indicators, columns: indicators) { $0 == $1 ? 1 : 0.3 }
    let plan = SimulationPlan(
      steps: months, quantities: quantities, goals: goals,
      groups: [Array(goals.indices)],
      cases: [correlation], seed: 726)
    let result = try Simulator(plan: plan, threads: threads).run(paths: paths)
    var sum = 0.0
    for steps in result.summaries {
      for case let summary? in steps {
        for p in [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] { sum += summary.quantile(p) }
      }
    }
    let share = Double(result.goals[0].met) / Double(paths)
    let joint = Double(result.groups[0][0].allMet) / Double(paths)
    print(sum / Double(indicators * months * 7), share, joint)
  }

  /// The words of one stream as the generator makes them, path after path, two to a counter.
  private static func bits(_ count: Int) {
    var words: [UInt32] = []
    let key = SIMD2<UInt32>(726, 0)
    for path in 0..<(count / 2) {
      let four = Philox.words(
        counter: SIMD4(UInt32(truncatingIfNeeded: path), UInt32(path >> 32), 0, 1), key: key)
      words += [four.x, four.y, four.z, four.w]
      if words.count >= 1 << 16 || path == count / 2 - 1 {
        let written = words.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        // The reader has had enough.
        if written < 0 { return }
        words.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Standard normals in blocks that stay in cache; prints their mean square.
  private static func normals(_ count: Int) {
    let (lanes, steps) = (64, 30)
    let kernels = PathKernels.current
    let block = UnsafeMutablePointer<Double>.allocate(capacity: lanes * steps)
    defer { block.deallocate() }
    let stream = RandomStream(seed: 726, stream: 1)
    var squares = 0.0
    let blocks = count / (lanes * steps)
    for index in 0..<blocks {
      kernels.fillNormals(
        block, of: stream, firstPath: UInt64(index * lanes), lanes: lanes, steps: steps)
      squares += block[index % (lanes * steps)] * block[index % (lanes * steps)]
    }
    print(squares / Double(blocks))
  }
}
