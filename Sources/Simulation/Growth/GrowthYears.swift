package import LinearAlgebra
internal import RealModule

/// The growth of the whole, year by year, in a forecast of quarters: where it is read off, and how it is moved.
///
/// Equations, with the levels `y_c = w_c exp(m_c)` of all cells and the totals `Y_j` of years: `u_j = log(Y_j/Y_{j−1})` moves
/// with a cell by `a_jc = ±y_c/Y`. It is moved along `d_j`, what the cells of year `j` and later ones are expected to be
/// beside their means, given `u_j`; those of earlier years stay. With `D = A d`, growth moves by `δ` where cells move by
/// `d D⁻¹ δ`, and becomes `T u` where they move by `d D⁻¹ (T − I) u`. `D` and `T` are lower triangles: no year moves an
/// earlier one.
package struct GrowthYears {
  private let leaves: Int
  /// The first quarter of each year, and their end.
  private let starts: [Int]
  /// `w`, by leaf and quarter: shares of quarters that are open.
  private let open: [[Double]]
  /// What is known of the first year, and the total of the year before it.
  private let known: Double
  private let before: Double

  /// - Parameters:
  ///   - inYear: quarters ahead in the year that has begun; 0 where it is over.
  ///   - known: its known part.
  ///   - before: the year before it.
  ///   - open: shares of quarters that are not known, where some are; empty for all.
  package init(
    leaves: Int, quarters: Int, inYear: Int, known: Double, before: Double, open: [[Double]] = []
  ) {
    self.leaves = leaves
    starts = (inYear > 0 ? [0] : []) + Array(stride(from: inYear, through: quarters, by: 4))
    self.open = open
    self.known = inYear > 0 ? known : 0
    self.before = inYear > 0 ? before : known
  }

  /// Years.
  package var count: Int { starts.count - 1 }

  /// Growth and its gradient, by year.
  private func read(_ means: [[Double]]) -> (growth: [Double], readings: [[Double]]) {
    let quarters = starts[count]
    var levels = means.flatMap { leaf in leaf.prefix(quarters).map { Double.exp($0) } }
    for (leaf, shares) in open.enumerated() {
      for (quarter, share) in shares.prefix(quarters).enumerated() {
        levels[leaf * quarters + quarter] *= share
      }
    }
    var (total, former) = (before, 0..<0)
    var growth: [Double] = []
    var readings: [[Double]] = []
    for year in 0..<count {
      let range = starts[year]..<starts[year + 1]
      let own = sum(levels, range, quarters) + (year == 0 ? known : 0)
      var reading = [Double](repeating: 0, count: levels.count)
      for leaf in 0..<leaves {
        for quarter in range {
          reading[leaf * quarters + quarter] = levels[leaf * quarters + quarter] / own
        }
        for quarter in former {
          reading[leaf * quarters + quarter] = -levels[leaf * quarters + quarter] / total
        }
      }
      growth.append(Double.log(own / total))
      readings.append(reading)
      (total, former) = (own, range)
    }
    return (growth, readings)
  }

  private func sum(_ levels: [Double], _ range: Range<Int>, _ quarters: Int) -> Double {
    (0..<leaves).reduce(0) { sum, leaf in
      range.reduce(sum) { $0 + levels[leaf * quarters + $1] }
    }
  }

  /// What is read off a forecast, and how cells move with it.
  private struct Frame {
    let growth: [Double]
    let readings: [[Double]]
    /// `d`.
    let directions: [[Double]]
    /// `D`.
    let responses: Matrix
    /// The lower triangle of the scale matrix of growth.
    let lower: Matrix
  }

  private func frame(_ means: [[Double]], _ surprises: QuarterSurprises) -> Frame? {
    let (growth, readings) = read(means)
    let quarters = starts[count]
    let seen = readings.map { surprises.times($0, quarters: quarters) }
    let covariance = Matrix(rows: count, columns: count) { dot(readings[$0], seen[$1]) }
    guard growth.allSatisfy(\.isFinite), let lower = (try? Cholesky(covariance))?.lower else {
      return nil
    }
    let directions = seen.enumerated().map { year, seen in
      seen.indices.map { $0 % quarters >= starts[year] ? seen[$0] : 0 }
    }
    let responses = Matrix(rows: count, columns: count) { row, column in
      row < column ? 0 : dot(readings[row], directions[column])
    }
    guard (0..<count).allSatisfy({ responses[$0, $0] > 0 }) else { return nil }
    return Frame(
      growth: growth, readings: readings, directions: directions, responses: responses,
      lower: lower)
  }

  /// Growth as a forecast has it: means and the lower triangle of the scale matrix.
  package func growth(
    _ means: [[Double]], _ surprises: QuarterSurprises
  ) -> (means: [Double], lower: [[Double]])? {
    frame(means, surprises).map { frame in
      (frame.growth, (0..<count).map { row in (0...row).map { frame.lower[row, $0] } })
    }
  }

  /// Moves means to where growth has other ones, and tells how paths spread around them.
  ///
  /// - Parameters:
  ///   - wanted: means of growth.
  ///   - lower: the lower triangle of its scale matrix.
  /// - Returns: `nil` where growth does not vary.
  package func moved(
    _ means: [[Double]], _ surprises: QuarterSurprises, to wanted: [Double], lower: [[Double]]
  ) -> (means: [[Double]], tilt: GrowthTilt)? {
    var means = means
    let quarters = starts[count]
    for _ in 0..<Self.steps {
      guard let frame = self.frame(means, surprises) else { return nil }
      let moves = Self.solve(frame.responses, zip(wanted, frame.growth).map { $0 - $1 })
      for (year, move) in moves.enumerated() {
        for leaf in 0..<leaves {
          for quarter in 0..<quarters {
            means[leaf][quarter] += move * frame.directions[year][leaf * quarters + quarter]
          }
        }
      }
    }
    guard let frame = self.frame(means, surprises) else { return nil }
    let turn = Self.turn(from: frame.lower, to: lower)
    // Column by column: what a reading moves along each direction.
    let weights = (0..<count).map { reading in
      Self.solve(
        frame.responses, (0..<count).map { turn[$0, reading] - ($0 == reading ? 1 : 0) })
    }
    let moves = weights.map { weights in
      (0..<leaves * quarters).map { cell in
        zip(weights, frame.directions).reduce(0) { $0 + $1.0 * $1.1[cell] }
      }
    }
    return (means, GrowthTilt(readings: frame.readings, moves: moves))
  }

  /// The scale of the growth of the last year.
  package func scaleOfLast(
    _ means: [[Double]], _ surprises: QuarterSurprises, _ tilt: GrowthTilt?
  ) -> Double? {
    guard let reading = read(means).readings.last else { return nil }
    let weights = tilt?.untilted(reading) ?? reading
    return max(0, dot(weights, surprises.times(weights, quarters: starts[count]))).squareRoot()
  }

  /// Newton's steps: growth is a logarithm of a sum.
  private static let steps = 4

  /// `T` with `T L = L'`.
  private static func turn(from lower: Matrix, to wanted: [[Double]]) -> Matrix {
    let count = wanted.count
    var turn = Matrix(rows: count, columns: count)
    for row in 0..<count {
      for column in (0...row).reversed() {
        let later = ((column + 1)..<max(row + 1, column + 1)).reduce(0.0) {
          $0 + turn[row, $1] * lower[$1, column]
        }
        turn[row, column] = (wanted[row][column] - later) / lower[column, column]
      }
    }
    return turn
  }

  /// Forward substitution.
  private static func solve(_ lower: Matrix, _ right: [Double]) -> [Double] {
    var result = right
    for row in result.indices {
      for column in 0..<row { result[row] -= lower[row, column] * result[column] }
      result[row] /= lower[row, row]
    }
    return result
  }
}

/// The covariance of the surprises of leaves and quarters ahead: `Σ_j C_j ⊗ ψ_{·−j} ψ_{·−j}ᵀ`.
package struct QuarterSurprises {
  /// `C` of all quarters but the first, and of that.
  private let across, first: Matrix
  /// `ψ`.
  private let responses: [Double]

  /// - Parameters:
  ///   - across: `C` of all quarters but the first.
  ///   - first: that of the first.
  ///   - responses: `ψ`.
  package init(across: Matrix, first: Matrix, responses: [Double]) {
    (self.across, self.first, self.responses) = (across, first, responses)
  }

  /// Its product with weights of cells, leaf by leaf.
  package func times(_ weights: [Double], quarters: Int) -> [Double] {
    let leaves = across.rows
    var result = [Double](repeating: 0, count: weights.count)
    for start in 0..<quarters {
      let loads = (0..<leaves).map { leaf in
        (start..<quarters).reduce(0.0) {
          $0 + responses[$1 - start] * weights[leaf * quarters + $1]
        }
      }
      guard loads.contains(where: { $0 != 0 }) else { continue }
      let seen = (start == 0 ? first : across) * loads
      for leaf in 0..<leaves {
        for quarter in start..<quarters {
          result[leaf * quarters + quarter] += responses[quarter - start] * seen[leaf]
        }
      }
    }
    return result
  }
}
