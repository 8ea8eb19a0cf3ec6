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
  /// The number of the first path of the block.
  private var block: UInt64 = 0
  let plan: SimulationPlan
  let samplers: [PathSampler?]
  private let streams: [RandomStream]
  /// What comes from growth paths; `nil` for nothing.
  private let carried: CarriedBlock?
  /// For each quantity its carried steps, how many are known, and whether a judgement is mixed in.
  private let told: [Range<Int>]
  private let knownCounts: [Int]
  private let hasOpinion: [Bool]
  /// A judged path in one place, so that nothing of it is copied for a block.
  private final class Judged {
    let path: JudgedPath
    init(_ path: JudgedPath) { self.path = path }
  }
  private let judged: [Judged?]
  /// All steps.
  private let steps: [Int]
  /// Quantities that take normals: those with carried steps, then those with more steps first.
  let order: [Int]
  let randomSteps: [Int]
  private let neededSteps: [Int]
  /// The same under the first case, where what is counted is wanted at every step.
  private let countedSteps: [Int]
  /// How many normals are drawn: none of quantities that nothing wanted stands behind in the triangle.
  private let drawnSteps: [Int]
  /// Whether normals are drawn as they are mixed, some steps at a time, so that they stay in cache between.
  private let drawsWhenMixing: Bool
  /// Free steps whose values goals look at; `nil` where a derived quantity needs all.
  private let finishedSteps: [[Int]?]
  /// For each quantity the step from which its rows are the logarithms of its values.
  private let imageSteps: [Int]
  /// What is mixed under the first case and under others.
  private let countedMixture, neededMixture: Mixture
  /// For each case the rows of the triangular factor in `order`; `nil` when independent.
  private let factors: [[Double]?]
  /// Where the rows of `order` begin in the buffers.
  let places: [Int]
  let stride: Int
  let kernels = PathKernels.current
  private let adjustments: AdjustmentBlock
  /// Completions of tasks behind milestones; `nil` for none.
  let milestones: MilestoneBlock?
  /// The case that is computed.
  private(set) var dependence = 0
  /// The judged paths of a quantity whose fitted ones are mixed with an opinion.
  private let opinions: RowBuffer
  /// The normals of one quantity, turned.
  let moved: RowBuffer
  private let memory: [Memory<Double>]
  let draws: UnsafeMutablePointer<Double>
  /// Where nobody asks for the normals afterwards they stand where the values will.
  let mixed: UnsafeMutablePointer<Double>
  private let values: UnsafeMutablePointer<Double>

  /// Buffers for a plan.
  ///
  /// - Parameters:
  ///   - lanes: paths side by side, 32 or 64; by default what suits the plan.
  ///   - keepsNormals: whether `normals` is asked for after `evaluate`.
  ///   - keepsImages: whether rows that need not be values may be logarithms, see `isImage`.
  ///   - tables: those of the plan, where they are there.
  ///   - lastStep: where paths may end, as far as goals let them; `nil` for the plan's end.
  init(
    _ plan: SimulationPlan, lanes: Int? = nil, keepsNormals: Bool = false,
    keepsImages: Bool = false, tables: SamplerTables? = nil, lastStep: Int? = nil
  ) throws(SimulationError) {
    self.plan = plan
    let lanes = lanes ?? plan.lanes
    self.lanes = lanes
    let adjustments = AdjustmentBlock(plan, lanes: lanes)
    self.adjustments = adjustments
    opinions = RowBuffer(rows: plan.steps + 1, lanes: lanes)
    moved = RowBuffer(rows: plan.steps + 1, lanes: lanes)
    streams = plan.quantities.map { RandomStream(seed: plan.seed, stream: $0.stream) }
    samplers = plan.quantities.enumerated().map { position, quantity in
      if case .fitted(let paths) = quantity.process {
        PathSampler(paths, lanes: lanes, like: tables?.samplers[position])
      } else {
        nil
      }
    }
    let carried = CarriedBlock(plan, lanes: lanes)
    self.carried = carried
    let told = plan.quantities.indices.map { carried?.steps(of: $0) ?? 0..<0 }
    self.told = told
    knownCounts = plan.quantities.map(\.known.count)
    hasOpinion = plan.quantities.map { $0.opinion != nil }
    judged = plan.quantities.map { quantity in
      if case .judged(let path) = quantity.process { Judged(path) } else { nil }
    }
    steps = (0..<plan.steps).map(\.self)
    let ranked = plan.quantities.indices.filter { !plan.quantities[$0].isDerived }
      .sorted {
        let (one, other) = (plan.rank($0), plan.rank($1))
        return one == other ? $0 < $1 : one > other
      }
    order = ranked
    randomSteps = plan.quantities.map { min($0.randomSteps, plan.steps) }
    neededSteps = plan.stepsNeededByGoals()
    let counted = plan.countedQuantities()
    let last = lastStep.map { $0 + 1 } ?? plan.steps
    countedSteps = plan.quantities.indices.map { [neededSteps] quantity in
      counted.contains(quantity) ? max(last, neededSteps[quantity]) : 0
    }
    milestones = MilestoneBlock(plan, counted: counted, lanes: lanes)
    let sources = Set(
      plan.quantities.flatMap { quantity -> [Int] in
        if case .derived(let derivation) = quantity.process { derivation.sources } else { [] }
      })
    let finishedSteps = plan.quantities.indices.map { position -> [Int]? in
      if sources.contains(position) || adjustments.touches(position)
        || plan.quantities[position].opinion != nil
        || !told[position].isEmpty
      {
        return nil
      }
      let own = plan.goals.filter { $0.quantity == position }
      return Set(own.map(\.step)).sorted().map { $0 - plan.quantities[position].known.count }
        .filter { $0 >= 0 }
    }
    self.finishedSteps = finishedSteps
    imageSteps = plan.quantities.indices.map { position in
      let quantity = plan.quantities[position]
      guard keepsImages, finishedSteps[position] != nil, quantity.wholeNumbers == nil,
        quantity.step == 0, case .fitted(let paths) = quantity.process, paths.isCountedOnImages
      else { return .max }
      return quantity.known.count
    }
    factors = try plan.cases.map { (correlation) throws(SimulationError) in
      try Self.factor(correlation, plan: plan, order: ranked)
    }
    countedMixture = Mixture(
      ranked.map { [randomSteps, countedSteps] in
        min(randomSteps[$0], countedSteps[$0])
      })
    neededMixture = Mixture(
      ranked.map { [randomSteps, neededSteps] in
        min(randomSteps[$0], neededSteps[$0])
      })
    let isIndependent = factors.allSatisfy { $0 == nil }
    var drawnSteps = randomSteps
    var behind = 0
    for quantity in ranked.reversed() {
      let isWanted =
        countedSteps[quantity] > 0 || neededSteps[quantity] > 0 || !told[quantity].isEmpty
      behind = max(isIndependent ? 0 : behind, isWanted ? randomSteps[quantity] : 0)
      drawnSteps[quantity] = min(randomSteps[quantity], behind)
    }
    self.drawnSteps = drawnSteps
    drawsWhenMixing = carried == nil && factors[0] != nil && plan.muted.isEmpty
    // Pairs of normals are drawn together, so an odd number of steps needs room for one more.
    // Two more lines keep rows from the same sets of the cache.
    stride = (plan.steps + 1) / 2 * 2 * lanes + 16
    let size = max(1, plan.quantities.count * stride)
    places = ranked.map { [stride] in $0 * stride }
    memory = [0, .nan, 0].prefix(keepsNormals ? 3 : 2).map { Memory(repeating: $0, count: size) }
    draws = memory[0].start
    values = memory[1].start
    mixed = memory[memory.count - 1].start
  }

  /// The rows of the Cholesky factor, oriented so that good moves with good.
  private static func factor(
    _ correlation: Matrix?, plan: SimulationPlan, order: [Int]
  ) throws(SimulationError) -> [Double]? {
    guard let correlation, !order.isEmpty else { return nil }
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

  /// Whether a row has the logarithms of the values that it stands for.
  func isImage(_ quantity: Int, _ step: Int) -> Bool { step >= imageSteps[quantity] }

  /// The values of one quantity at one step, or their logarithms, one a lane.
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

  /// Draws the independent normals of a block, or leaves that to the first case, which must follow in any case.
  func draw(firstPath: UInt64) {
    block = firstPath
    for quantity in order {
      if points != nil {
        fillNormals(of: quantity, steps: 0..<randomSteps[quantity])
      } else if !drawsWhenMixing {
        fillNormals(of: quantity, steps: 0..<drawnSteps[quantity])
      }
      let isWanted =
        countedSteps[quantity] > 0 || neededSteps[quantity] > 0 || !told[quantity].isEmpty
      if points?.parts[quantity] == nil && isWanted {
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
    carried?.draw(firstPath: firstPath, samplers: samplers, drawn: drawn)
    adjustments.draw(firstPath: firstPath)
    milestones?.draw(firstPath: firstPath)
  }

  private func fillNormals(of quantity: Int, steps: Range<Int>) {
    kernels.fillNormals(
      drawn(quantity, steps.lowerBound), of: streams[quantity], firstPath: block, lanes: lanes,
      steps: steps)
  }

  /// Draws the normals of some steps, where `draw` has left that.
  func drawNow(_ steps: Range<Int>) {
    guard drawsWhenMixing, points == nil else { return }
    for quantity in order where drawnSteps[quantity] > steps.lowerBound {
      fillNormals(of: quantity, steps: steps.clamped(to: 0..<drawnSteps[quantity]))
    }
  }

  /// Computes the values of a block under one case of dependence.
  ///
  /// - Parameter each: called when the values of a quantity are there, which stay as they are.
  func evaluate(dependence: Int, each: (Int) -> Void = { _ in }) {
    self.dependence = dependence
    let isFirst = dependence == 0
    if let carried { showScores(of: carried, factor: factors[dependence]) }
    if let factor = factors[dependence] {
      mix(factor, isFirst ? countedMixture : neededMixture, draws: isFirst)
    }
    let wanted = isFirst ? countedSteps : neededSteps
    let normals = factors[dependence] == nil ? draws : mixed
    for index in wanted.indices where wanted[index] > 0 {
      compute(
        index, normals: normals + index * stride, wanted: wanted[index],
        finished: isFirst ? nil : finishedSteps[index])
      each(index)
    }
  }

  /// The values of one quantity; those it is derived from are computed already.
  func compute(
    _ index: Int, normals: UnsafePointer<Double>, wanted: Int, finished: [Int]?
  ) {
    var normals = normals
    let output = values + index * stride
    let known = knownCounts[index]
    let told = told[index]
    if hasOpinion[index] && normals == UnsafePointer(output)
      || !told.isEmpty && normals != UnsafePointer(moved.row(0))
    {
      moved.row(0).update(from: normals, count: plan.steps * lanes)
      normals = UnsafePointer(moved.row(0))
    }
    if let carried, !told.isEmpty {
      for step in told { moved.row(step).update(from: carried.normal(index, step), count: lanes) }
    }
    if samplers[index] != nil {
      fit(
        index, normals: normals + known * lanes, told: told, wanted: wanted, finished,
        output + known * lanes)
      if hasOpinion[index], let opinion = plan.quantities[index].opinion {
        follow(opinion, of: index, normals: normals, wanted: wanted)
      }
    } else if let judged = judged[index] {
      judged.path.sample(
        normals: normals, lanes: lanes, wanted: finished.map { $0.map { $0 + known } },
        into: output)
    } else if case .derived(let derivation) = plan.quantities[index].process {
      let asked = finished.map { known == 0 ? $0 : $0.map { $0 + known } } ?? steps
      derive(
        derivation, of: index, at: wanted < plan.steps ? asked.filter { $0 < wanted } : asked,
        into: output)
    }
    if known > 0 {
      for (step, value) in plan.quantities[index].known.enumerated() {
        (output + step * lanes).update(repeating: value, count: lanes)
      }
    }
    let floor = samplers[index]?.floor
    if adjustments.touches(index) {
      adjustments.apply(to: index, output, steps: wanted, floor: floor)
    } else if hasOpinion[index] {
      adjustments.keep(index, output, steps: wanted, floor: floor)
    }
  }

  /// Paths of a fitted quantity behind what is known, carried steps among them.
  private func fit(
    _ index: Int, normals: UnsafePointer<Double>, told: Range<Int>, wanted: Int,
    _ finished: [Int]?, _ output: UnsafeMutablePointer<Double>
  ) {
    guard let sampler = samplers[index] else { return }
    let steps = max(0, wanted - knownCounts[index])
    guard let carried, let first = told.first else {
      if imageSteps[index] < .max {
        return sampler.sampleImages(normals: normals, wanted: steps, into: output)
      }
      return sampler.sample(normals: normals, wanted: steps, finished: finished, into: output)
    }
    let levels = carried.level(index, first)
    if sampler.goesOnFromTold {
      return sampler.goOn(
        from: levels, steps: told.count, gone: carried.gone(index), normals: normals,
        wanted: steps, into: output)
    }
    sampler.sample(normals: normals, wanted: steps, finished: finished, into: output)
    sampler.keepCarried(
      levels, steps: told.count, wanted: max(0, wanted - first), into: output)
  }

  /// The normals of one quantity at one step under the first case, one a lane.
  func normals(_ quantity: Int, _ step: Int) -> UnsafeMutablePointer<Double> {
    (factors[0] == nil ? draws : mixed) + quantity * stride + step * lanes
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
    let first = plan.quantities[quantity].known.count + (carried?.steps(of: quantity).count ?? 0)
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
}
