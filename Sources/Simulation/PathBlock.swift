internal import LinearAlgebra
internal import Models
internal import Randomness

/// Buffers and kernels that turn one block of paths into values of every quantity; one per thread.
///
/// Layout of every buffer: `[quantity][step][lane]`. Independent normals are drawn once and mixed
/// for each case of dependence, so cases share their randomness. The first case computes every step,
/// the others only what the goals need.
final class PathBlock {
  /// Paths side by side: 64, or 32 where rows are so many that the buffers would leave the cache.
  let lanes: Int

  private let plan: SimulationPlan
  private let samplers: [PathSampler?]
  private let streams: [RandomStream]
  /// Quantities that take normals, those with more steps first.
  private let order: [Int]
  private let randomSteps: [Int]
  private let neededSteps: [Int]
  /// Free steps whose values goals look at; `nil` where a derived quantity needs all.
  private let finishedSteps: [[Int]?]
  /// For each case the rows of the triangular factor in `order`; `nil` when independent.
  private let factors: [[Double]?]
  /// Where the rows of `order` begin in the buffers.
  private let places: [Int]
  private let stride: Int
  private let kernels = PathKernels.current
  private let adjustments: AdjustmentBlock
  /// The judged paths of a quantity whose fitted ones are mixed with an opinion.
  private let opinions: RowBuffer
  /// The normals of one quantity, turned.
  private let moved: RowBuffer
  /// The number of the first path of the block.
  private var block: UInt64 = 0
  private let draws: UnsafeMutablePointer<Double>
  /// Where nobody asks for the normals afterwards they stand where the values will.
  private let mixed: UnsafeMutablePointer<Double>
  private let values: UnsafeMutablePointer<Double>

  /// Buffers for a plan.
  ///
  /// - Parameters:
  ///   - lanes: paths side by side, 32 or 64; by default what suits the plan.
  ///   - keepsNormals: whether `normals` is asked for after `evaluate`.
  init(
    _ plan: SimulationPlan, lanes: Int? = nil, keepsNormals: Bool = false
  ) throws(SimulationError) {
    self.plan = plan
    let lanes = lanes ?? plan.lanes
    self.lanes = lanes
    let adjustments = AdjustmentBlock(plan, lanes: lanes)
    self.adjustments = adjustments
    opinions = RowBuffer(rows: plan.steps + 1, lanes: lanes)
    moved = RowBuffer(rows: plan.steps + 1, lanes: lanes)
    streams = plan.quantities.map { RandomStream(seed: plan.seed, stream: $0.stream) }
    samplers = plan.quantities.map { quantity in
      if case .fitted(let paths) = quantity.process {
        PathSampler(paths, lanes: lanes)
      } else {
        nil
      }
    }
    let ranked = plan.quantities.indices.filter { !plan.quantities[$0].isDerived }
      .sorted {
        (plan.quantities[$1].randomSteps, $0) < (plan.quantities[$0].randomSteps, $1)
      }
    order = ranked
    randomSteps = plan.quantities.map { min($0.randomSteps, plan.steps) }
    neededSteps = plan.stepsNeededByGoals()
    let sources = Set(
      plan.quantities.flatMap { quantity -> [Int] in
        if case .derived(let derivation) = quantity.process { derivation.sources } else { [] }
      })
    finishedSteps = plan.quantities.indices.map { position in
      if sources.contains(position) || adjustments.touches(position) {
        return nil
      }
      if plan.quantities[position].opinion != nil { return nil }
      let own = plan.goals.filter { $0.quantity == position }
      return Set(own.map(\.step)).sorted().map { $0 - plan.quantities[position].known.count }
        .filter { $0 >= 0 }
    }
    var factors: [[Double]?] = []
    for dependence in plan.cases {
      factors.append(try Self.factor(dependence, plan: plan, order: ranked))
    }
    self.factors = factors
    // Pairs of normals are drawn together, so an odd number of steps needs room for one more.
    // Two more lines keep rows from the same sets of the cache.
    stride = (plan.steps + 1) / 2 * 2 * lanes + 16
    let size = max(1, plan.quantities.count * stride)
    places = ranked.map { [stride] in $0 * stride }
    draws = Self.buffer(size)
    values = Self.buffer(size)
    mixed = keepsNormals ? Self.buffer(size) : values
    draws.initialize(repeating: 0, count: size)
    if keepsNormals { mixed.initialize(repeating: 0, count: size) }
    values.initialize(repeating: .nan, count: size)
  }

  deinit {
    draws.deallocate()
    if mixed != values { mixed.deallocate() }
    values.deallocate()
  }

  /// Memory that begins with a line of the cache.
  private static func buffer(_ size: Int) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer.allocate(
      byteCount: size * MemoryLayout<Double>.stride, alignment: 64
    ).bindMemory(to: Double.self, capacity: size)
  }

  /// The rows of the Cholesky factor, oriented so that good moves with good.
  private static func factor(
    _ dependence: DependenceCase, plan: SimulationPlan, order: [Int]
  ) throws(SimulationError) -> [Double]? {
    guard let correlation = dependence.correlation else { return nil }
    let signs = plan.quantities.map { $0.isSmallerBetter ? -1.0 : 1.0 }
    let oriented = Matrix(rows: order.count, columns: order.count) { row, column in
      let (i, j) = (order[row], order[column])
      return correlation[i, j] * signs[i] * signs[j]
    }
    do {
      let lower = try Cholesky(oriented).lower
      return (0..<order.count).flatMap { row in (0...row).map { lower[row, $0] } }
    } catch {
      throw .numerical(error)
    }
  }

  /// The values of one quantity at one step, one a lane.
  func row(_ quantity: Int, _ step: Int) -> UnsafeMutablePointer<Double> {
    values + quantity * stride + step * lanes
  }

  /// The points that take the place of random numbers; `nil` where all is random.
  var points: QuasiPoints?

  /// The independent normals of one quantity at one step, one a lane.
  func drawn(_ quantity: Int, _ step: Int) -> UnsafeMutablePointer<Double> {
    draws + quantity * stride + step * lanes
  }

  /// What a path of a fitted quantity draws besides its normals, from points.
  func place(
    _ points: QuasiPoints, _ part: QuasiPoints.Part, of quantity: Int, firstPath: UInt64,
    _ uniforms: UnsafeMutableBufferPointer<Double>
  ) {
    guard let sampler = samplers[quantity], !plan.muted.contains(.parameters) else { return }
    let dimension = part.dimension + part.directions.count
    points.fill(uniforms, dimension: dimension, firstPath: firstPath)
    sampler.pick(by: uniforms)
    for (place, take) in [sampler.widen, sampler.shift].enumerated() {
      points.fill(uniforms, dimension: dimension + 1 + place, firstPath: firstPath)
      for lane in 0..<lanes { uniforms[lane] = StandardNormal.portableQuantile(uniforms[lane]) }
      take(uniforms, part.widths)
    }
  }

  /// Draws the independent normals of a block.
  func draw(firstPath: UInt64) {
    block = firstPath
    for quantity in order {
      kernels.fillNormals(
        draws + quantity * stride, of: streams[quantity], firstPath: firstPath,
        lanes: lanes, steps: randomSteps[quantity])
      if points?.parts[quantity] == nil {
        samplers[quantity]?.prepare(
          stream: streams[quantity], firstPath: firstPath,
          isCertain: plan.muted.contains(.parameters))
      }
      let isJudged = samplers[quantity] == nil
      if plan.muted.contains(isJudged ? .judgement : .innovations) {
        (draws + quantity * stride).update(repeating: 0, count: stride)
      }
    }
    if let points { place(points, firstPath: firstPath) }
    adjustments.draw(firstPath: firstPath)
  }

  /// Computes the values of a block under one case of dependence.
  func evaluate(dependence: Int) {
    func wanted(_ quantity: Int) -> Int { dependence == 0 ? plan.steps : neededSteps[quantity] }
    if let factor = factors[dependence] { mix(factor, wanted: wanted) }
    let normals = factors[dependence] == nil ? draws : mixed
    for index in plan.quantities.indices where wanted(index) > 0 {
      compute(
        index, normals: normals + index * stride, wanted: wanted(index),
        finished: dependence == 0 ? nil : finishedSteps[index])
    }
  }

  /// The values of one quantity; those it is derived from are computed already.
  private func compute(
    _ index: Int, normals: UnsafePointer<Double>, wanted: Int, finished: [Int]?
  ) {
    var normals = normals
    let quantity = plan.quantities[index]
    let output = values + index * stride
    let known = quantity.known.count * lanes
    if quantity.opinion != nil && normals == UnsafePointer(output) {
      moved.row(0).update(from: normals, count: plan.steps * lanes)
      normals = UnsafePointer(moved.row(0))
    }
    switch quantity.process {
    case .fitted:
      samplers[index]?.sample(
        normals: normals + known, wanted: max(0, wanted - quantity.known.count),
        finished: finished, into: output + known)
      if let opinion = quantity.opinion {
        follow(opinion, of: index, normals: normals, wanted: wanted)
      }
    case .judged(let judged):
      judged.sample(normals: normals, lanes: lanes, into: output)
    case .derived(let derivation): derive(derivation, wanted: wanted, into: output)
    }
    for (step, value) in quantity.known.enumerated() {
      (output + step * lanes).update(repeating: value, count: lanes)
    }
    let floor = samplers[index]?.floor
    if adjustments.touches(index) {
      adjustments.apply(to: index, output, steps: wanted, floor: floor)
    } else if quantity.opinion != nil {
      adjustments.keep(index, output, steps: wanted, floor: floor)
    }
  }

  /// The normals of one quantity at one step under the first case, one a lane.
  func normals(_ quantity: Int, _ step: Int) -> UnsafeMutablePointer<Double> {
    (factors[0] == nil ? draws : mixed) + quantity * stride + step * lanes
  }

  /// The normal behind a quantity's offset; `nil` where it has none.
  func offsetScore(_ quantity: Int, lane: Int) -> Double? {
    samplers[quantity]?.offsetScore(lane: lane)
  }

  /// Computes what a turned goal needs with the normals of its source moved, lane by lane.
  func evaluate(_ turned: TurnedGoal, moves: UnsafePointer<Double>) {
    let lanes = lanes
    for part in turned.parts {
      let index = part.quantity
      for step in 0..<randomSteps[index] {
        let (from, to) = (normals(index, step), moved.row(step))
        let weight = step < part.moves.count ? part.moves[step] : 0
        for lane in 0..<lanes { to[lane] = from[lane] + weight * moves[lane] }
      }
      if part.offset != 0 { samplers[index]?.moveOffsets(moves, times: part.offset) }
      compute(index, normals: moved.row(0), wanted: turned.goal.step + 1, finished: nil)
      if part.offset != 0 { samplers[index]?.moveOffsets(moves, times: 0) }
    }
  }

  /// Lets some paths follow a judgement instead of the data.
  private func follow(
    _ opinion: Opinion, of quantity: Int, normals: UnsafePointer<Double>, wanted: Int
  ) {
    guard !plan.muted.contains(.judgement) else { return }
    let (lanes, path) = (lanes, opinion.path)
    path.sample(normals: normals, lanes: lanes, into: opinions.row(0))
    let output = values + quantity * stride
    let last = path.judgedSteps - 1
    let stream = RandomStream(
      seed: plan.seed, stream: plan.quantities[quantity].stream ^ 0x4F50_494E)
    let first = plan.quantities[quantity].known.count
    for lane in 0..<lanes
    where stream.uniform(path: block + UInt64(lane), index: 0) < opinion.weight {
      let fitted = last < wanted ? output[last * lanes + lane] : .nan
      for step in first..<max(first, wanted) {
        let place = step * lanes + lane
        if step <= last {
          if path.definedSteps.contains(step) { output[place] = opinions.row(step)[lane] }
        } else if fitted != 0 {
          output[place] *= opinions.row(last)[lane] / fitted
        }
      }
    }
  }

  /// `mixed_i = Σ_j C_ij draws_j` at each step; longer quantities come first, so every `j` reaches as
  /// far as `i`.
  private func mix(_ factor: [Double], wanted: (Int) -> Int) {
    let counts = order.map { min(randomSteps[$0], wanted($0)) }
    var step = 0
    while let rows = counts.lastIndex(where: { $0 > step }) {
      // As far as no other row is the last one.
      let end = counts[...rows].filter { $0 > step }.min() ?? step + 1
      kernels.mix(
        mixed, draws, places: places, rows: factor, count: rows + 1,
        range: (step * lanes)..<(end * lanes))
      step = end
    }
  }

  private func derive(
    _ derivation: Derivation, wanted steps: Int, into output: UnsafeMutablePointer<Double>
  ) {
    let lanes = lanes
    switch derivation {
    case .ratio(let numerator, let denominator, let factor, let least):
      let (top, bottom) = (row(numerator, 0), row(denominator, 0))
      for index in 0..<(steps * lanes) {
        output[index] = factor * top[index] / max(bottom[index], least)
      }
    case .product(let first, let second, let factor):
      let (one, other) = (row(first, 0), row(second, 0))
      for index in 0..<(steps * lanes) { output[index] = factor * one[index] * other[index] }
    case .fact(let value): output.update(repeating: value, count: steps * lanes)
    case .growth(let source):
      let level = row(source, 0)
      let start = plan.quantities[source].previous ?? .nan
      for lane in 0..<lanes { output[lane] = 100 * rate(of: level[lane], from: start) }
      for index in lanes..<max(lanes, steps * lanes) {
        output[index] = 100 * rate(of: level[index], from: level[index - lanes])
      }
    case .averageGrowth(let source, let base, let lastStep, let years, let isGeometric):
      guard lastStep < steps else { return }
      let target = output + lastStep * lanes
      for lane in 0..<lanes {
        let levels = levels(from: base, through: lastStep, of: source, lane: lane)
        target[lane] = averageGrowth(levels, years: years, isGeometric: isGeometric)
      }
    }
  }

  private func levels(
    from base: Derivation.GrowthBase, through lastStep: Int, of source: Int, lane: Int
  ) -> [Double] {
    switch base {
    case .known(let known): known + (0...lastStep).map { row(source, $0)[lane] }
    case .step(let first): (first...lastStep).map { row(source, $0)[lane] }
    }
  }
}

/// Growth as a share of what it starts from; all is lost where either level is 0 or less.
private func rate(of level: Double, from base: Double) -> Double {
  level > 0 && base > 0 ? level / base - 1 : -1
}

/// Average growth in percent a year along levels from the base to the last year.
private func averageGrowth(_ levels: [Double], years: Int, isGeometric: Bool) -> Double {
  let last = levels[levels.count - 1]
  if isGeometric {
    guard last > 0, levels[0] > 0 else { return -100 }
    let ratio = last / levels[0]
    return 100 * (PortableMath.exp(PortableMath.log(ratio) / Double(years)) - 1)
  }
  var sum = 0.0
  for index in 1..<levels.count { sum += rate(of: levels[index], from: levels[index - 1]) }
  return 100 * sum / Double(years)
}
