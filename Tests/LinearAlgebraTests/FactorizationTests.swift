import LinearAlgebra
import TestSupport
import Testing

private func random(_ rows: Int, _ columns: Int, _ draws: inout Draws) -> Matrix {
  var values: [Double] = []
  for _ in 0..<(rows * columns) { values.append(draws.normal()) }
  return Matrix(rows: rows, columns: columns, columnMajor: values)
}

/// Rounding that a product of this size may leave, relative to the norm.
private func tolerance(_ matrix: Matrix) -> Double {
  64 * Double(max(matrix.rows, matrix.columns)) * Double.ulpOfOne * max(1, matrix.frobeniusNorm)
}

@Suite struct FactorizationTests {
  @Test("L Lᵀ gives the matrix back; solving and whitening agree with it", arguments: 1...12)
  func cholesky(order: Int) throws {
    var draws = Draws(seed: UInt64(order))
    let root = random(order, order + 2, &draws)
    let matrix = root * root.transposed
    let factor = try Cholesky(matrix)
    #expect((factor.lower * factor.lower.transposed - matrix).frobeniusNorm < tolerance(matrix))
    let right = random(order, 3, &draws)
    let solution = factor.solve(right)
    let conditioned = tolerance(matrix) * max(1, solution.frobeniusNorm) * 100
    #expect((matrix * solution - right).frobeniusNorm < conditioned)
    #expect((factor.lower * factor.whiten(right) - right).frobeniusNorm < conditioned)
    for column in 1..<max(2, order) where column < order {
      for row in 0..<column { #expect(factor.lower[row, column] == 0) }
    }
  }

  @Test(
    "A factor is that of the textbook to the bit, and so is its inverse, where columns never meet as well",
    arguments: [0, 5, 22], [23, 24, 26])
  func bits(apart: Int, order: Int) throws {
    var draws = Draws(seed: UInt64(100 * apart + order))
    let root = random(order, order + 2, &draws)
    var matrix = root * root.transposed
    // The first of them meet no other of these.
    for column in 0..<apart {
      for row in 0..<apart where row != column { matrix[row, column] = 0 }
      matrix[column, column] *= 40
    }
    for place in apart..<order { matrix[place, place] *= 40 }
    let factor = try Cholesky(matrix)
    var lower = Matrix(rows: order, columns: order)
    for column in 0..<order {
      for row in column..<order {
        var sum = matrix[row, column]
        for place in 0..<column { sum += -lower[column, place] * lower[row, place] }
        lower[row, column] = row == column ? sum.squareRoot() : sum / lower[column, column]
      }
    }
    #expect(factor.lower == lower)
    var white = Matrix.identity(order)
    for column in 0..<order {
      for row in 0..<order {
        for place in 0..<row { white[row, column] += -white[place, column] * lower[row, place] }
        white[row, column] /= lower[row, row]
      }
    }
    #expect(factor.whiten(.identity(order)) == white)
    #expect((factor.symmetricInverse * matrix - .identity(order)).frobeniusNorm < 1e-9)
  }

  @Test(
    "A factor behind a diagonal solves and inverts as that of the whole",
    arguments: [0, 1, 9], [1, 2, 7])
  func bordered(first: Int, rest: Int) throws {
    var draws = Draws(seed: UInt64(10 * first + rest))
    let order = first + rest
    let root = random(order, order + 2, &draws)
    var matrix = root * root.transposed
    for column in 0..<first {
      for row in 0..<first where row != column { matrix[row, column] = 0 }
    }
    for place in 0..<order { matrix[place, place] += 40 * Double(order) }
    let factor = try BorderedCholesky(
      diagonal: (0..<first).map { matrix[$0, $0] },
      border: (0..<first).flatMap { column in (first..<order).map { matrix[$0, column] } },
      corner: Matrix(rows: rest, columns: rest) { matrix[first + $0, first + $1] })
    let whole = try Cholesky(matrix).inverse
    #expect((factor.inverse - whole).frobeniusNorm < 1e-12)
    let right = (0..<order).map { Double($0) - 2.5 }
    #expect(zip(factor.solve(right), whole * right).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(factor.variances, whole.diagonal).allSatisfy { abs($0 - $1) < 1e-12 })
    for place in (first + 1)..<max(first + 1, order) {
      let step = whole[place, place] + whole[place - 1, place - 1] - 2 * whole[place, place - 1]
      #expect(abs(factor.variance(ofStepTo: place) - step) < 1e-12)
    }
  }

  @Test("The determinant is the product of the eigenvalues", arguments: 1...8)
  func determinant(order: Int) throws {
    var draws = Draws(seed: UInt64(100 + order))
    let root = random(order, order + 3, &draws)
    let matrix = root * root.transposed
    let eigen = try SymmetricEigen(matrix)
    let product = eigen.values.reduce(1, *)
    let logarithm = try Cholesky(matrix).logDeterminant
    #expect(abs(product.logarithmValue - logarithm) < 1e-9)
  }

  @Test("Q R Pᵀ gives the matrix back, tall and wide", arguments: [(5, 3), (3, 5), (6, 6), (1, 1)])
  func qr(rows: Int, columns: Int) throws {
    var draws = Draws(seed: UInt64(rows * 10 + columns))
    let matrix = random(rows, columns, &draws)
    let factor = try QR(matrix)
    let permuted = matrix.picking(rows: Array(0..<rows), columns: factor.permutation)
    #expect((factor.orthogonal * factor.upper - permuted).frobeniusNorm < tolerance(matrix))
    let gram = factor.orthogonal.transposed * factor.orthogonal
    #expect((gram - .identity(min(rows, columns))).frobeniusNorm < tolerance(gram))
    #expect(factor.rank == min(rows, columns))
  }

  @Test(
    "Rank is told relative to the norm, so a unit does not change it", arguments: [1e-12, 1, 1e12])
  func rank(unit: Double) throws {
    let matrix = unit * Matrix(rows: 3, columns: 3, columnMajor: [1, 2, 3, 2, 4, 6, 1, 0, 1])
    #expect(try QR(matrix).rank == 2)
    let thrown = #expect(throws: LinearAlgebraError.self) {
      _ = try LeastSquares(design: matrix, response: [1, 2, 3])
    }
    #expect(thrown == .rankDeficient(rank: 2, columns: 3))
  }

  @Test("V Λ Vᵀ gives the matrix back", arguments: 1...7)
  func eigen(order: Int) throws {
    var draws = Draws(seed: UInt64(300 + order))
    let half = random(order, order, &draws)
    let matrix = half + half.transposed
    let factor = try SymmetricEigen(matrix)
    let rebuilt = factor.vectors * Matrix.diagonal(factor.values) * factor.vectors.transposed
    #expect((rebuilt - matrix).frobeniusNorm < tolerance(matrix))
    #expect(zip(factor.values, factor.values.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test("What is not positive definite or not finite is named")
  func errors() {
    let indefinite = Matrix(rows: 2, columns: 2, columnMajor: [1, 2, 2, 1])
    let first = #expect(throws: LinearAlgebraError.self) { _ = try Cholesky(indefinite) }
    #expect(first == .notPositiveDefinite(order: 2))
    let broken = Matrix(rows: 1, columns: 1, columnMajor: [.nan])
    for act in [{ _ = try Cholesky(broken) }, { _ = try QR(broken) }] as [() throws -> Void] {
      #expect(throws: LinearAlgebraError.notFinite, performing: act)
    }
  }

  @Test("BLAS runs on one thread")
  func threads() {
    #expect(BLAS.threads == 1)
  }
}

extension Double {
  /// The natural logarithm, by halving and a series, independent of the libraries under test.
  fileprivate var logarithmValue: Double {
    var value = self
    var halvings = 0.0
    while value > 1.5 {
      value /= 2
      halvings += 1
    }
    while value < 0.75 {
      value *= 2
      halvings -= 1
    }
    let f = (value - 1) / (value + 1)
    var (sum, power) = (0.0, f)
    for k in 0..<60 {
      sum += 2 * power / Double(2 * k + 1)
      power *= f * f
    }
    return sum + halvings * 0.693_147_180_559_945_3
  }
}
