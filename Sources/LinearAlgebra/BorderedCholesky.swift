/// `A = L Lᵀ` of a symmetric positive definite matrix that begins with a diagonal; every sum in a stated order.
///
/// `A = [D Bᵀ; B C]`, of which `S = C − B D⁻¹ Bᵀ` alone is factored: the information of many effects of which no row has
/// two, and of others.
///
/// Shapes: `D` of `n`, `B` of `m × n`, best with few entries that are not 0, `C` of `m × m`. Edge cases: `n` or `m` may be 0.
/// Complexity: `m k + m³`, with `k` entries of `B` that are not 0; the inverse `m n²`.
package struct BorderedCholesky: Sendable {
  private let diagonal: [Double]
  /// `B D⁻¹`, column by column.
  private let border: [Double]
  /// The factor of `S`, and its inverse.
  private let corner: Cholesky
  private let whitener: Matrix

  private var order: Int { corner.lower.rows }

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - diagonal: `D`.
  ///   - border: `B`, column by column.
  ///   - corner: `C`, of which the lower triangle is read.
  /// - Throws: `notPositiveDefinite` with the order of the first bad minor; `notFinite`.
  package init(
    diagonal: [Double], border: [Double], corner: Matrix
  ) throws(LinearAlgebraError) {
    precondition(
      border.count == diagonal.count * corner.rows,
      "\(border.count) entries beside \(diagonal.count) and \(corner.rows)")
    guard diagonal.allSatisfy(\.isFinite), border.allSatisfy(\.isFinite) else {
      throw .notFinite
    }
    if let bad = diagonal.firstIndex(where: { $0 <= 0 }) {
      throw .notPositiveDefinite(order: bad + 1)
    }
    var (scaled, rest) = (border, corner)
    Ordered.eliminate(diagonal, &scaled, from: &rest.storage, order: corner.rows)
    let factor: Cholesky
    do throws(LinearAlgebraError) {
      factor = try Cholesky(rest)
    } catch {
      guard case .notPositiveDefinite(let order) = error else { throw error }
      throw .notPositiveDefinite(order: diagonal.count + order)
    }
    (self.diagonal, self.border, self.corner) = (diagonal, scaled, factor)
    whitener = factor.whiten(.identity(corner.rows))
  }

  /// `A⁻¹ b`.
  package func solve(_ right: [Double]) -> [Double] {
    let (count, order) = (diagonal.count, order)
    precondition(right.count == count + order, "\(right.count) entries for \(count + order)")
    var rest = Array(right[count...])
    for number in 0..<count {
      for row in 0..<order { rest[row] -= border[number * order + row] * right[number] }
    }
    let behind = corner.solve(rest)
    let first = (0..<count).map { number in
      var sum = right[number] / diagonal[number]
      for row in 0..<order { sum -= border[number * order + row] * behind[row] }
      return sum
    }
    return first + behind
  }

  /// The diagonal of `A⁻¹`.
  package var variances: [Double] {
    let order = order
    func sums(_ columns: [Double], _ count: Int) -> [Double] {
      (0..<count).map { number in
        var sum = 0.0
        for place in number * order..<(number + 1) * order {
          sum += columns[place] * columns[place]
        }
        return sum
      }
    }
    let whitened = Ordered.lowerProduct(whitener.storage, order: order, border)
    let first = zip(diagonal, sums(whitened, diagonal.count)).map { 1 / $0 + $1 }
    return first + sums(whitener.storage, order)
  }

  /// What `A⁻¹` says of the difference between a place behind the diagonal and the one before it, behind the diagonal too.
  package func variance(ofStepTo place: Int) -> Double {
    let column = place - diagonal.count
    var sum = 0.0
    for row in 0..<order {
      let part = whitener[row, column] - whitener[row, column - 1]
      sum += part * part
    }
    return sum
  }

  /// `A⁻¹`.
  package var inverse: Matrix {
    let (count, order) = (diagonal.count, order)
    let rest = corner.symmetricInverse
    // −S⁻¹ B D⁻¹, and D⁻¹ + D⁻¹ Bᵀ S⁻¹ B D⁻¹.
    let scaled = Matrix(rows: order, columns: count, columnMajor: border)
    let beside = rest * scaled
    let before = scaled.transposed * beside
    return Matrix(rows: count + order, columns: count + order) { row, column in
      switch (row < count, column < count) {
      case (true, true):
        before[max(row, column), min(row, column)] + (row == column ? 1 / diagonal[row] : 0)
      case (false, true): -beside[row - count, column]
      case (true, false): -beside[column - count, row]
      case (false, false): rest[row - count, column - count]
      }
    }
  }
}
