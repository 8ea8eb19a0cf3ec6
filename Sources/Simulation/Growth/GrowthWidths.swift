internal import Randomness
internal import TimeSeries

/// What makes normal paths those of a multivariate Student's t: all surprises of a path are wide or narrow together.
///
/// Equation: a path's normals are multiplied by `√(ν/χ²_ν)`. Given `c` totals at the squared distance `δ²` from the
/// forecast, the rest is a Student's t with `ν + c` degrees of freedom around the Gaussian conditional mean, its
/// scale that of the Gaussian times `√((ν + δ²)/(ν + c))`: `√((ν + δ²)/(χ²_ν + χ²_c))` in place of the width drawn.
/// Widths are cut at four, once in 400 paths, so that levels have a mean; after totals that lie far off, too.
///
/// Randomness consumed: `ν + c` normals a path from a stream of its own, `χ²_ν` from the first of them.
/// Source: Ding 2016, The American Statistician 70, 293–295; in reconciliation: t-Rec, arXiv 2506.19554.
final class GrowthWidths {
  /// The widest a path is, in scales.
  static let widest = 4.0

  private let degrees: Int
  private let lanes: Int
  private let normals: RowBuffer
  /// `χ²_ν`, the width drawn, and how much wider a conditioned path is.
  private let rows: RowBuffer
  private let conditions: Int
  private let kernels = PathKernels.current

  init(degrees: Int, conditions: Int, lanes: Int) {
    self.degrees = degrees
    self.conditions = conditions
    self.lanes = lanes
    // Pairs of normals are drawn together.
    normals = RowBuffer(rows: degrees + conditions + 1, lanes: lanes)
    rows = RowBuffer(rows: 3, lanes: lanes)
  }

  /// Draws the widths of some paths.
  func draw(from stream: RandomStream, firstPath: UInt64) {
    kernels.fillNormals(
      normals.row(0), of: stream, firstPath: firstPath, lanes: lanes,
      steps: degrees + conditions)
    let (square, width) = (rows.row(0), rows.row(1))
    for lane in 0..<lanes {
      square[lane] = sum(0..<degrees, lane)
      width[lane] = cut(Double(degrees) / square[lane])
    }
  }

  private func sum(_ steps: Range<Int>, _ lane: Int) -> Double {
    steps.reduce(0) { $0 + normals.row($1)[lane] * normals.row($1)[lane] }
  }

  private func cut(_ square: Double) -> Double { min(square.squareRoot(), Self.widest) }

  /// Makes normals as wide as their paths, up to a width.
  func widen(_ row: UnsafeMutablePointer<Double>, atMost most: Double = widest) {
    let width = rows.row(1)
    for lane in 0..<lanes { row[lane] *= min(width[lane], most) }
  }

  /// Takes the widths of paths out of their totals again.
  func makeNormal(_ row: UnsafeMutablePointer<Double>, around centre: Double) {
    let width = rows.row(1)
    for lane in 0..<lanes { row[lane] = centre + (row[lane] - centre) / width[lane] }
  }

  /// How much wider than drawn each path is that comes to so many totals at a squared distance.
  func relative(totals: Int, distance: Double) -> UnsafeMutablePointer<Double> {
    let (square, width, relative) = (rows.row(0), rows.row(1), rows.row(2))
    for lane in 0..<lanes {
      let whole = square[lane] + sum(degrees..<degrees + totals, lane)
      relative[lane] = cut((Double(degrees) + distance) / whole) / width[lane]
    }
    return relative
  }
}
