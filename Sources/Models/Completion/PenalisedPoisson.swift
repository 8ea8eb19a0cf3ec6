package import LinearAlgebra
internal import RealModule

/// Piecewise-exponential regression with shrunk effects, as a Poisson regression on stretches of time.
///
/// `events ~ Poisson(exposure · exp(x β))`: a stretch over which the hazard is constant gives the likelihood of its
/// exponential time, so that censoring costs nothing. Blocks of β have normal priors, which are ridges; their variances
/// are found by the steps of Schall for Laplace's approximation:
/// `σ² ← (Σ (b² + V))/(n + 1)`, with V the posterior variance of each effect, half as long again.
///
/// Complexity: rows · nonzeros² + columns³ a step. Newton's steps are cut at 2 and go on until they are below 1e-8.
///
/// Sources: Holford 1980, Biometrics 36, 299–305; Laird & Olivier 1981, JASA 76, 231–240 (hazards as Poisson counts);
/// Schall 1991, Biometrika 78, 719–727 (variances).
package struct PenalisedPoisson {
  /// What is believed of a block of coefficients before the data.
  package enum Prior: Hashable {
    /// Hardly anything.
    case free
    /// Independent normals around 0 with a variance that is learned.
    case ridge
    /// Steps from one to the next are independent normals with a variance that is learned; before the first stands 0.
    case walk
    /// A normal of given mean and variance.
    case known(mean: Double, variance: Double)
  }

  package struct Block {
    package let columns: Range<Int>
    package let prior: Prior

    package init(columns: Range<Int>, prior: Prior) {
      (self.columns, self.prior) = (columns, prior)
    }
  }

  /// Variances may not leave this range: effects that no data speak of would run away. Phases of one work differ by
  /// standard deviations of three and more where some of them never end.
  static let variances = 1e-4...9.0
  private static let freeVariance = 1e6
  /// Effects of which the variance is on its way below this are none: how far is left alone.
  private static let none = 0.01

  let blocks: [Block]
  /// The columns of the longest ridge, which stand first inside: where no row has two of its entries, what they are eliminated
  /// by is sparse.
  private let lead: Range<Int>
  private let threads: Int
  private(set) var exposure: [Double] = []
  private(set) var events: [Double] = []
  private var starts: [Int] = [0]
  private var columns: [Int32] = []
  private var values: [Double] = []

  package init(blocks: [Block], threads: Int = 1) {
    (self.blocks, self.threads) = (blocks, threads)
    lead =
      blocks.lazy.filter { $0.prior == .ridge }.map(\.columns)
      .max { $0.count < $1.count } ?? 0..<0
  }

  /// Where a column stands inside.
  private func place(of column: Int) -> Int {
    if lead.contains(column) { return column - lead.lowerBound }
    return column < lead.lowerBound ? column + lead.count : column
  }

  /// Where the columns of a block stand inside.
  private func columns(of block: Block) -> Range<Int> {
    let first = place(of: block.columns.lowerBound)
    return first..<first + block.columns.count
  }

  var width: Int { blocks.last?.columns.upperBound ?? 0 }

  /// Adds a row of the design by its entries that are not 0.
  package mutating func append(
    _ entries: [(column: Int, value: Double)], exposure: Double, events: Double
  ) {
    let placed = entries.map { (column: place(of: $0.column), value: $0.value) }
    for entry in placed.sorted(by: { $0.column < $1.column }) {
      columns.append(Int32(entry.column))
      values.append(entry.value)
    }
    starts.append(columns.count)
    self.exposure.append(exposure)
    self.events.append(events)
  }

  /// Coefficients with what is known of them.
  package struct Fit {
    package var coefficients: [Double]
    /// Their posterior covariance, Laplace's approximation.
    package var covariance: Matrix
    /// The variance of each block; `nil` where it is not learned.
    package var variances: [Double?]
  }

  /// Fits coefficients and variances.
  ///
  /// - Parameters:
  ///   - first: the column that begins at the logarithm of the mean rate.
  ///   - tolerance: relative change of variances at which they are left.
  /// - Throws: `numerical` where the information matrix is singular.
  package func fit(first: Int = 0, tolerance: Double = 0.1) throws(ModelError) -> Fit {
    var variances: [Double?] = blocks.map {
      $0.prior == .ridge || $0.prior == .walk ? 0.2 : nil
    }
    var beta = [Double](repeating: 0, count: width)
    let total = (events: events.reduce(0, +), exposure: exposure.reduce(0, +))
    beta[place(of: first)] = Double.log(max(total.events, 0.5) / max(total.exposure, 1e-9))
    let learns = variances.contains { $0 != nil }
    for _ in 0..<(learns ? 30 : 0) {
      let factor = try climb(&beta, variances, steps: 1)
      // V = L⁻ᵀ L⁻¹, of which few entries are asked.
      let roots = roots(of: factor)
      let old = variances
      update(&variances, beta, roots)
      let change =
        zip(variances, old).map { new, old in
          guard let new, let old, max(new, old) > Self.none else { return 0 }
          return abs(Double.log(new / old))
        }.max() ?? 0
      if change < tolerance { break }
    }
    let factor = try climb(&beta, variances, steps: 60)
    let inverse = factor.symmetricInverse
    let places = (0..<width).map(place(of:))
    return Fit(
      coefficients: places.map { beta[$0] },
      covariance: Matrix(rows: width, columns: width) { inverse[places[$0], places[$1]] },
      variances: variances)
  }

  /// `L⁻¹`, its columns shared out over threads.
  private func roots(of factor: Cholesky) -> Matrix {
    let (width, parts) = (width, 16)
    let columns = parallelMap(parts, threads: threads) { part in
      let own = part * width / parts..<(part + 1) * width / parts
      var ones = [Double](repeating: 0, count: width * own.count)
      for (place, column) in own.enumerated() { ones[place * width + column] = 1 }
      return factor.whiten(Matrix(rows: width, columns: own.count, columnMajor: ones)).storage
    }
    return Matrix(rows: width, columns: width, columnMajor: Array(columns.joined()))
  }

  /// Newton's steps at given variances; the factored information at the end.
  private func climb(
    _ beta: inout [Double], _ variances: [Double?], steps: Int
  ) throws(ModelError) -> Cholesky {
    var factor: Cholesky?
    for _ in 0..<steps {
      let (gradient, information) = derivatives(beta, variances)
      let solved = try numerical { () throws(LinearAlgebraError) in try Cholesky(information) }
      factor = solved
      let step = solved.solve(gradient)
      let longest = step.lazy.map { abs($0) }.max() ?? 0
      let scale = longest > 2 ? 2 / longest : 1
      for column in beta.indices { beta[column] += scale * step[column] }
      if longest < 1e-8 { break }
    }
    guard let factor else { throw .numerical(.notFinite) }
    return factor
  }

  /// A step of the variances, half as long again as Schall's on the logarithm.
  private func update(_ variances: inout [Double?], _ beta: [Double], _ roots: Matrix) {
    for (place, block) in blocks.enumerated() {
      guard let old = variances[place] else { continue }
      var sum = 0.0
      var before: (effect: Double, root: [Double])?
      for column in columns(of: block) {
        let root = roots.column(column)
        let difference = beta[column] - (before?.effect ?? 0)
        sum += difference * difference
        for row in root.indices {
          let part = root[row] - (before?.root[row] ?? 0)
          sum += part * part
        }
        if block.prior == .walk { before = (beta[column], root) }
      }
      let ratio = sum / Double(block.columns.count + 1) / old
      let moved = old * ratio * ratio.squareRoot()
      variances[place] = min(max(moved, Self.variances.lowerBound), Self.variances.upperBound)
    }
  }

  /// The gradient and the information (its lower triangle) of the penalised likelihood.
  private func derivatives(
    _ beta: [Double], _ variances: [Double?]
  ) -> (gradient: [Double], information: Matrix) {
    let width = width
    // As many parts whatever the threads, so that sums are the same.
    let count = exposure.count
    let number = min(Self.parts, 1 + count / 1000)
    var parts = parallelMap(number, threads: threads) { part in
      sums(beta, part * count / number..<(part + 1) * count / number)
    }
    var (gradient, information) = parts.removeFirst()
    for part in parts {
      for place in gradient.indices { gradient[place] += part.gradient[place] }
      for place in information.indices { information[place] += part.information[place] }
    }
    penalise(&gradient, &information, beta, variances)
    return (gradient, Matrix(rows: width, columns: width, columnMajor: information))
  }

  private static let parts = 2

  /// The same of the likelihood alone, over some rows.
  private func sums(
    _ beta: [Double], _ rows: Range<Int>
  ) -> (gradient: [Double], information: [Double]) {
    let width = width
    var gradient = [Double](repeating: 0, count: width)
    var information = [Double](repeating: 0, count: width * width)
    starts.withUnsafeBufferPointer { starts in
      columns.withUnsafeBufferPointer { columns in
        values.withUnsafeBufferPointer { values in
          information.withUnsafeMutableBufferPointer { information in
            for row in rows {
              let entries = starts[row]..<starts[row + 1]
              var score = 0.0
              for entry in entries { score += values[entry] * beta[Int(columns[entry])] }
              let rate = exposure[row] * Double.exp(min(max(score, -40), 12))
              let rest = events[row] - rate
              // Columns of a row are in order.
              for entry in entries {
                let column = Int(columns[entry])
                gradient[column] += values[entry] * rest
                let (weighted, start) = (rate * values[entry], column * width)
                for other in entry..<entries.upperBound {
                  information[start + Int(columns[other])] += weighted * values[other]
                }
              }
            }
          }
        }
      }
    }
    return (gradient, information)
  }

  private func penalise(
    _ gradient: inout [Double], _ information: inout [Double], _ beta: [Double],
    _ variances: [Double?]
  ) {
    let width = width
    for (place, block) in blocks.enumerated() {
      let (mean, variance): (Double, Double) =
        switch block.prior {
        case .free: (0, Self.freeVariance)
        case .ridge, .walk: (0, variances[place] ?? 1)
        case .known(let mean, let variance): (mean, variance)
        }
      let columns = columns(of: block)
      for column in columns {
        let isStep = block.prior == .walk && column > columns.lowerBound
        let difference = beta[column] - (isStep ? beta[column - 1] : mean)
        gradient[column] -= difference / variance
        information[column * width + column] += 1 / variance
        guard isStep else { continue }
        gradient[column - 1] += difference / variance
        information[(column - 1) * width + column - 1] += 1 / variance
        information[(column - 1) * width + column] -= 1 / variance
      }
    }
  }
}
