package import LinearAlgebra
internal import RealModule

/// Piecewise-exponential regression with shrunk effects, as a Poisson regression on stretches of time.
///
/// `events ~ Poisson(exposure · exp(x β))`: a stretch over which the hazard is constant gives the likelihood of its
/// exponential time, so that censoring costs nothing. Blocks of β have normal priors, which are ridges; their variances
/// are found by the steps of Schall for Laplace's approximation:
/// `σ² ← (Σ (b² + V))/(n + 1)`, with V the posterior variance of each effect, half as long again.
///
/// Complexity: rows · nonzeros² + columns³ a step, the columns of the longest ridge left out (`PenalisedDesign`). Newton's steps
/// are cut at 2 and go on until they are below 1e-8.
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
  private let threads: Int
  private(set) var rows = Rows()

  package init(blocks: [Block], threads: Int = 1) {
    (self.blocks, self.threads) = (blocks, threads)
  }

  var width: Int { blocks.last?.columns.upperBound ?? 0 }

  /// Rows of a design by their entries that are not 0, in the order of columns.
  struct Rows {
    fileprivate(set) var exposure: [Double] = []
    fileprivate(set) var events: [Double] = []
    fileprivate(set) var starts: [Int] = [0]
    fileprivate(set) var columns: [Int32] = []
    fileprivate(set) var values: [Double] = []
  }

  /// Adds a row of the design by its entries that are not 0.
  package mutating func append(
    _ entries: [(column: Int, value: Double)], exposure: Double, events: Double
  ) {
    let first = rows.columns.count
    for entry in entries {
      rows.columns.append(Int32(entry.column))
      rows.values.append(entry.value)
      // Entries come nearly in order.
      var place = rows.columns.count - 1
      while place > first, rows.columns[place - 1] > rows.columns[place] {
        rows.columns.swapAt(place, place - 1)
        rows.values.swapAt(place, place - 1)
        place -= 1
      }
    }
    rows.starts.append(rows.columns.count)
    rows.exposure.append(exposure)
    rows.events.append(events)
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
    let design = PenalisedDesign(rows, blocks, width: width, threads: threads)
    var beta = [Double](repeating: 0, count: width)
    let total = (events: rows.events.reduce(0, +), exposure: rows.exposure.reduce(0, +))
    beta[design.place(of: first)] =
      Double.log(max(total.events, 0.5) / max(total.exposure, 1e-9))
    let learns = variances.contains { $0 != nil }
    for _ in 0..<(learns ? 30 : 0) {
      let factor = try climb(&beta, variances, design, steps: 1)
      let old = variances
      update(&variances, beta, factor, design)
      let change =
        zip(variances, old).map { new, old in
          guard let new, let old, max(new, old) > Self.none else { return 0 }
          return abs(Double.log(new / old))
        }.max() ?? 0
      if change < tolerance { break }
    }
    let inverse = try climb(&beta, variances, design, steps: 60).inverse
    let places = (0..<width).map(design.place)
    return Fit(
      coefficients: places.map { beta[$0] },
      covariance: Matrix(rows: width, columns: width) { inverse[places[$0], places[$1]] },
      variances: variances)
  }

  /// Newton's steps at given variances; the factored information at the end.
  private func climb(
    _ beta: inout [Double], _ variances: [Double?], _ design: PenalisedDesign, steps: Int
  ) throws(ModelError) -> BorderedCholesky {
    var factor: BorderedCholesky?
    for _ in 0..<steps {
      var known = design.information(beta)
      penalise(&known, beta, variances, design)
      let found = known
      let solved = try numerical { () throws(LinearAlgebraError) in
        try BorderedCholesky(
          diagonal: found.diagonal, border: found.border,
          corner: Matrix(rows: design.rest, columns: design.rest, columnMajor: found.corner))
      }
      factor = solved
      let step = solved.solve(known.gradient)
      let longest = step.lazy.map { abs($0) }.max() ?? 0
      let scale = longest > 2 ? 2 / longest : 1
      for column in beta.indices { beta[column] += scale * step[column] }
      if longest < 1e-8 { break }
    }
    guard let factor else { throw .numerical(.notFinite) }
    return factor
  }

  /// A step of the variances, half as long again as Schall's on the logarithm.
  private func update(
    _ variances: inout [Double?], _ beta: [Double], _ factor: BorderedCholesky,
    _ design: PenalisedDesign
  ) {
    let known = factor.variances
    for (place, block) in blocks.enumerated() {
      guard let old = variances[place] else { continue }
      var sum = 0.0
      let columns = design.places(of: block)
      for column in columns {
        let isStep = block.prior == .walk && column > columns.lowerBound
        let difference = beta[column] - (isStep ? beta[column - 1] : 0)
        sum += difference * difference
        sum += isStep ? factor.variance(ofStepTo: column) : known[column]
      }
      let ratio = sum / Double(block.columns.count + 1) / old
      let moved = old * ratio * ratio.squareRoot()
      variances[place] = min(max(moved, Self.variances.lowerBound), Self.variances.upperBound)
    }
  }

  private func penalise(
    _ known: inout PenalisedDesign.Information, _ beta: [Double], _ variances: [Double?],
    _ design: PenalisedDesign
  ) {
    for (place, block) in blocks.enumerated() {
      let (mean, variance): (Double, Double) =
        switch block.prior {
        case .free: (0, Self.freeVariance)
        case .ridge, .walk: (0, variances[place] ?? 1)
        case .known(let mean, let variance): (mean, variance)
        }
      let columns = design.places(of: block)
      for column in columns {
        let isStep = block.prior == .walk && column > columns.lowerBound
        let difference = beta[column] - (isStep ? beta[column - 1] : mean)
        known.gradient[column] -= difference / variance
        known.add(1 / variance, at: column)
        guard isStep else { continue }
        known.gradient[column - 1] += difference / variance
        known.add(1 / variance, at: column - 1)
        known.addBetween(-1 / variance, column - 1)
      }
    }
  }
}
