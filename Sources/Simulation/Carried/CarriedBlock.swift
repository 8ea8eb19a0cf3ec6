internal import Models
internal import Randomness

/// The carried years of one block of paths; one per thread.
final class CarriedBlock {
  private let carried: CarriedPaths
  private let lanes: Int
  private let isStill: Bool
  private let blocks: [GrowthBlock]
  private let withShares: [Bool]
  /// For each series and step of it the level, the score that others see, the normal that it goes on from.
  private let levels, scores, normals: RowBuffer
  /// Totals of growth blocks: for each series and step.
  private let totals: RowBuffer
  /// Where the rows of each series begin, and of each quantity which series it is.
  private let starts: [Int]
  private let numbers: [Int?]
  /// Of each series its carried steps, and how many of them, at their end, went on as its own process does.
  private let ranges: [Range<Int>]
  private let gone: [Int]
  /// The first path of the growth blocks that stand in `totals`.
  private var drawn: UInt64?

  init?(_ plan: SimulationPlan, lanes: Int) {
    guard let carried = plan.carried else { return nil }
    self.carried = carried
    self.lanes = lanes
    isStill = plan.muted.contains(.innovations)
    blocks = zip(carried.plans, carried.conditioning).map { GrowthBlock($0, conditioning: $1) }
    withShares = blocks.map { $0.needsMonths(variant: $0.plan.variants.count - 1) }
    var next = 0
    starts = carried.series.map { series in
      defer { next += series.years.count }
      return next
    }
    numbers = plan.quantities.indices.map { quantity in
      carried.series.firstIndex { $0.quantity == quantity }
    }
    ranges = carried.series.map(\.range)
    gone = carried.series.map(\.gone)
    levels = RowBuffer(rows: next, lanes: lanes)
    scores = RowBuffer(rows: next, lanes: lanes)
    normals = RowBuffer(rows: next, lanes: lanes)
    totals = RowBuffer(rows: next, lanes: GrowthBlock.lanes)
  }

  /// The carried steps of a quantity; empty where there are none.
  func steps(of quantity: Int) -> Range<Int> {
    numbers[quantity].map { ranges[$0] } ?? 0..<0
  }

  /// How many of them, at their end, went on as the quantity's own process does.
  func gone(_ quantity: Int) -> Int { numbers[quantity].map { gone[$0] } ?? 0 }

  private func row(_ buffer: RowBuffer, _ quantity: Int, _ step: Int) -> UnsafeMutablePointer<
    Double
  > {
    let number = numbers[quantity] ?? 0
    return buffer.row(starts[number] + step - ranges[number].lowerBound)
  }

  /// The level of a quantity at a carried step, one a lane.
  func level(_ quantity: Int, _ step: Int) -> UnsafeMutablePointer<Double> {
    row(levels, quantity, step)
  }

  /// The score of that level.
  func score(_ quantity: Int, _ step: Int) -> UnsafeMutablePointer<Double> {
    row(scores, quantity, step)
  }

  /// The normal that the quantity's own process goes on from.
  func normal(_ quantity: Int, _ step: Int) -> UnsafeMutablePointer<Double> {
    row(normals, quantity, step)
  }

  /// Levels, scores and normals of a block of paths.
  ///
  /// - Parameters:
  ///   - samplers: of the quantities, after they have drawn what they need for the block.
  ///   - drawn: the normals that were drawn for a quantity at a step.
  func draw(
    firstPath: UInt64, samplers: [PathSampler?], drawn: (Int, Int) -> UnsafeMutablePointer<Double>
  ) {
    fillTotals(firstPath: firstPath)
    let offset = Int(firstPath % UInt64(GrowthBlock.lanes))
    for (number, series) in carried.series.enumerated() {
      fillLevels(number, offset: offset)
      fillScores(number, offset: offset, drawn: drawn)
      let start = starts[number]
      guard let sampler = samplers[series.quantity] else { continue }
      for step in series.years.indices {
        normals.row(start + step).update(
          from: drawn(series.quantity, series.first + step), count: lanes)
      }
      sampler.carry(
        levels.row(start), steps: series.years.count, limit: CarriedPaths.scoreLimit,
        normals: normals.row(start))
    }
  }

  /// Totals of the growth block that holds a path; a block is made of the same paths whoever asks.
  private func fillTotals(firstPath: UInt64) {
    let first = firstPath / UInt64(GrowthBlock.lanes) * UInt64(GrowthBlock.lanes)
    guard drawn != first else { return }
    drawn = first
    for (number, block) in blocks.enumerated() {
      let variant = block.plan.variants.count - 1
      block.draw(firstPath: first, isStill: isStill, withShares: withShares[number])
      let isMet = (try? block.settle(variant: variant, firstPath: first)) != nil
      for (place, series) in carried.series.enumerated() {
        for (step, year) in series.years.enumerated() where year.plan == number {
          let row = totals.row(starts[place] + step)
          if isMet {
            block.fillGrowth(of: series.leaves, in: year, variant: variant, into: row)
          } else {
            // What no path meets leaves the numbers, which the run's end tells.
            row.update(repeating: .nan, count: GrowthBlock.lanes)
          }
        }
      }
    }
  }

  /// Levels of a series from the growth of its years, or growth itself.
  private func fillLevels(_ number: Int, offset: Int) {
    let series = carried.series[number]
    for step in series.years.indices {
      let ratio = totals.row(starts[number] + step) + offset
      let row = levels.row(starts[number] + step)
      guard let start = series.start else {
        for lane in 0..<lanes { row[lane] = 100 * (ratio[lane] - 1) }
        continue
      }
      let before = step > 0 ? levels.row(starts[number] + step - 1) : nil
      for lane in 0..<lanes { row[lane] = (before?[lane] ?? start) * ratio[lane] }
    }
  }

  /// Scores of a series among the growth paths.
  private func fillScores(
    _ number: Int, offset: Int, drawn: (Int, Int) -> UnsafeMutablePointer<Double>
  ) {
    let own = carried.scores[number]
    let series = carried.series[number]
    let normals = own.indices.map { drawn(series.quantity, series.first + $0) }
    var before = [Double](repeating: 0, count: own.count)
    for lane in 0..<lanes {
      for step in own.indices {
        before[step] = own[step].value(
          totals.row(starts[number] + step)[offset + lane], after: before,
          drawn: normals[step][lane])
        scores.row(starts[number] + step)[lane] = before[step]
      }
    }
  }
}
