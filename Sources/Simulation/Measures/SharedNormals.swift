internal import LinearAlgebra
internal import Randomness

/// Normals of measures that go together month by month.
///
/// Equation: with independent `ε` of every measure and month, the sectors first where there are any, `ζ_m = Σ_{k ≤ m}
/// C_mk ε_k` in each month; of a quarter the sum of three over `√3`. So whatever stretch of the year is asked about,
/// two measures whose errors have the same course go together as `C Cᵀ` says. Of the sectors only the growth of the
/// year is known, `n_0`: to a measure whose normals move its total along `u`, their part is `ε_0 + u (n_0 − uᵀ ε_0)`.
/// Widths `√(ν/χ²_ν)` are of normals mixed in the same way, so that what is one series is as wide in each path and
/// what is independent is not; those of open moves, too.
///
/// Randomness consumed: by measure a stream of normals, one of widths, one of moves where any are open.
/// Source: Gaussian copula: Song 2000, Scandinavian Journal of Statistics 27, 305–320; the turn along one direction: Hoffman & Ribak
/// 1991, Astrophysical Journal 380, L5–L8.
final class SharedNormals {
  /// Where the streams of measures begin, behind those of the sectors.
  static let firstStream = 100_000
  private static let widthStreams = 50_000
  private static let moveStreams = 150_000
  /// Of what the sectors share with measures: behind all measures.
  private static let sectors = 49_999

  private let plan: MeasurePlan
  private let kernels = PathKernels.current
  private let lanes: Int
  /// Rows of the triangle that stand before those of measures.
  private let offset: Int
  /// The first month that any measure simulates, from January of the year, and how many there are.
  private let first, months: Int
  /// Two normals a move: whether it is one, and how far it goes.
  private let moves: Int
  private let rows: RowBuffer

  init(_ plan: MeasurePlan, lanes: Int) {
    self.plan = plan
    self.lanes = lanes
    offset = plan.growth == nil ? 0 : 1
    let spans = plan.measures.map { measure in
      let first = measure.known.count - measure.before
      return (
        first * measure.monthsPerPeriod,
        (first + measure.means.count) * measure.monthsPerPeriod
      )
    }
    first = spans.map(\.0).min() ?? 0
    months = (spans.map(\.1).max() ?? 0) - first
    moves = 2 * (plan.measures.map(\.moves.count).max() ?? 0)
    // Pairs of normals are drawn together.
    rows = RowBuffer(
      rows: (offset + plan.measures.count) * (months + plan.degrees + moves) + 1, lanes: lanes)
  }

  /// Rows of one place of the triangle: months, widths, moves.
  private var length: Int { months + plan.degrees + moves }

  private func row(_ place: Int, _ step: Int) -> UnsafeMutablePointer<Double> {
    rows.row(place * length + step)
  }

  /// Draws what all measures of some paths have.
  func draw(firstPath: UInt64) {
    let count = offset + plan.measures.count
    for place in 0..<count {
      let number = place < offset ? Self.sectors : place - offset
      func fill(_ step: Int, _ steps: Int, _ streams: Int) {
        guard steps > 0 else { return }
        kernels.fillNormals(
          row(place, step),
          of: RandomStream(
            seed: plan.seed, stream: UInt32(Self.firstStream + streams + number)),
          firstPath: firstPath, lanes: lanes, steps: steps)
      }
      // What is drawn behind an odd number of rows is drawn anew.
      fill(0, months, 0)
      fill(months, plan.degrees, Self.widthStreams)
      fill(months + plan.degrees, moves, Self.moveStreams)
    }
    // From the last on: those before it are still what was drawn.
    for place in (0..<count).reversed() {
      for step in 0..<length {
        let own = row(place, step)
        kernels.scale(own, own, by: plan.triangle[place, place], count: lanes)
        for other in 0..<place where plan.triangle[place, other] != 0 {
          kernels.add(own, row(other, step), times: plan.triangle[place, other], count: lanes)
        }
      }
    }
  }

  /// Normals of the periods of a measure.
  ///
  /// - Parameters:
  ///   - growth: `n_0`.
  ///   - direction: `u`.
  ///   - scratch: a row that is written.
  func fill(
    _ number: Int, growth: UnsafeMutablePointer<Double>, along direction: [Double],
    into periods: [UnsafeMutablePointer<Double>], beside scratch: UnsafeMutablePointer<Double>
  ) {
    let measure = plan.measures[number]
    let width = measure.monthsPerPeriod
    let begin = (measure.known.count - measure.before) * width - first
    let share = 1 / Double(width).squareRoot()
    func add(_ place: Int, _ step: Int, _ factor: Double, to row: UnsafeMutablePointer<Double>) {
      for month in begin + step * width..<begin + (step + 1) * width {
        kernels.add(row, self.row(place, month), times: factor * share, count: lanes)
      }
    }
    for (step, row) in periods.enumerated() {
      row.update(repeating: 0, count: lanes)
      add(offset + number, step, 1, to: row)
    }
    guard offset > 0 else { return }
    let part = plan.triangle[offset + number, 0]
    kernels.scale(scratch, growth, by: part, count: lanes)
    // The first row is what was drawn, times one.
    for step in periods.indices { add(0, step, -part * direction[step], to: scratch) }
    for (step, row) in periods.enumerated() {
      kernels.add(row, scratch, times: direction[step], count: lanes)
    }
  }

  /// How wide paths of a measure are, up to a width.
  func fillWidths(_ number: Int, atMost most: Double, into row: UnsafeMutablePointer<Double>) {
    row.update(repeating: 0, count: lanes)
    for step in months..<months + plan.degrees {
      let normal = self.row(offset + number, step)
      for lane in 0..<lanes { row[lane] += normal[lane] * normal[lane] }
    }
    let widest = min(most, GrowthWidths.widest)
    for lane in 0..<lanes {
      row[lane] = min((Double(plan.degrees) / row[lane]).squareRoot(), widest)
    }
  }

  /// The normals of a move: whether it is one, and how far it goes.
  func move(
    _ number: Int, _ place: Int
  ) -> (drawn: UnsafeMutablePointer<Double>, size: UnsafeMutablePointer<Double>) {
    let step = months + plan.degrees + 2 * place
    return (row(offset + number, step), row(offset + number, step + 1))
  }
}
