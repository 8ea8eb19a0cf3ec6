internal import LinearAlgebra
internal import Randomness

/// A linear move of the simulated logarithms that gives some sums of them another spread.
///
/// Equation: with the surprises `e` of all cells and the readings `u_j = Σ_c a_jc e_c`, cells become `e + Σ_j b_j u_j`,
/// `(I + B Aᵀ) e`: what lies beside the readings stays as it was. As surprises are wide or narrow together, a Student's t
/// stays one.
///
/// Shapes: one array a reading, over leaves, then quarters.
public struct GrowthTilt: Sendable, Hashable, Codable {
  /// `a`.
  public let readings: [[Double]]
  /// `b`.
  public let moves: [[Double]]

  /// A tilt; as many moves as readings.
  public init(readings: [[Double]], moves: [[Double]]) {
    precondition(readings.count == moves.count, "\(readings.count) and \(moves.count) arrays")
    self.readings = readings
    self.moves = moves
  }

  /// The most readings of a plan that was read.
  private static let most = 8

  /// Whether it fits a number of cells.
  func isSound(cells: Int) -> Bool {
    readings.count == moves.count && readings.count <= Self.most
      && (readings + moves).allSatisfy { $0.count == cells && $0.allSatisfy(\.isFinite) }
  }

  /// The weights of untilted surprises in a weighted sum of tilted ones: `(I + A Bᵀ) g`.
  public func untilted(_ weights: [Double]) -> [Double] {
    var result = weights
    for (reading, move) in zip(readings, moves) {
      let share = dot(move, weights)
      guard share != 0 else { continue }
      for cell in result.indices { result[cell] += share * reading[cell] }
    }
    return result
  }

  /// The covariance of tilted surprises.
  func tilted(_ covariance: Matrix) -> Matrix {
    let cells = covariance.rows
    let read = Matrix(rows: cells, columns: readings.count) { readings[$1][$0] }
    let move = Matrix(rows: cells, columns: moves.count) { moves[$1][$0] }
    let seen = covariance * read
    let across = move * seen.transposed
    let own = read.transposed * seen
    return covariance + across + across.transposed + move * (own * move.transposed)
  }

  /// Tilts the rows of a block, in place.
  ///
  /// - Parameters:
  ///   - centre: of each cell.
  ///   - row: of each cell, one value a lane.
  ///   - seen: room for each reading.
  func apply(
    lanes: Int, centre: (Int) -> Double, row: (Int) -> UnsafeMutablePointer<Double>,
    seen: (Int) -> UnsafeMutablePointer<Double>
  ) {
    let kernels = PathKernels.current
    for (number, reading) in readings.enumerated() {
      let sum = seen(number)
      sum.update(repeating: 0, count: lanes)
      for cell in reading.indices where reading[cell] != 0 {
        let (own, middle) = (row(cell), centre(cell))
        for lane in 0..<lanes { sum[lane] += reading[cell] * (own[lane] - middle) }
      }
    }
    for (number, move) in moves.enumerated() {
      for cell in move.indices where move[cell] != 0 {
        kernels.add(row(cell), seen(number), times: move[cell], count: lanes)
      }
    }
  }
}
