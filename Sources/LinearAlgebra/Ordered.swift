/// Products, factors and substitutions whose sums have a stated order: the same bits on every machine.
///
/// A library chooses its kernels by the processor, and with them the order of sums. What is simulated rests on these
/// loops instead, so that stored fits give the same paths everywhere. Column by column, as memory has them; no fused
/// operations. Matrices of a few hundred rows take no longer than in the library.
enum Ordered {
  private typealias Column = UnsafeMutablePointer<Double>

  /// `out += weight · column`.
  @inline(__always)
  private static func add(
    _ column: UnsafePointer<Double>, times weight: Double, to out: Column, count: Int
  ) {
    for index in 0..<count { out[index] += weight * column[index] }
  }

  /// The same of four columns beside one another, one after the other: the same sums as four calls, on one way through memory.
  @inline(__always)
  private static func add(
    _ columns: UnsafePointer<Double>, apart order: Int,
    times weights: (Double, Double, Double, Double), to out: Column, count: Int
  ) {
    let (one, two) = (columns, columns + order)
    let (three, four) = (two + order, two + 2 * order)
    for index in 0..<count {
      out[index] =
        (((out[index] + weights.0 * one[index]) + weights.1 * two[index])
          + weights.2 * three[index]) + weights.3 * four[index]
    }
  }

  /// `A B` of `rows × inner` and `inner × columns`.
  static func product(
    _ left: [Double], _ right: [Double], rows: Int, inner: Int, columns: Int
  ) -> [Double] {
    var product = [Double](repeating: 0, count: rows * columns)
    product.withUnsafeMutableBufferPointer { out in
      left.withUnsafeBufferPointer { left in
        guard let out = out.baseAddress, let left = left.baseAddress else { return }
        for column in 0..<columns {
          for place in 0..<inner {
            add(
              left + place * rows, times: right[column * inner + place], to: out + column * rows,
              count: rows)
          }
        }
      }
    }
    return product
  }

  /// Turns the lower triangle of a matrix into its Cholesky factor, with zeros above the diagonal.
  ///
  /// - Returns: the order of the first minor that is not positive; 0 where all are.
  static func factor(_ matrix: inout [Double], order: Int) -> Int {
    matrix.withUnsafeMutableBufferPointer { matrix in
      guard let start = matrix.baseAddress else { return 0 }
      for column in 0..<order {
        let own = start + column * order
        let count = order - column
        var before = 0
        while before + 4 <= column {
          let other = start + before * order + column
          let weights = (-other[0], -other[order], -other[2 * order], -other[3 * order])
          // What is 0 adds nothing: columns that meet no earlier one, such as those of groups, cost nothing.
          if weights != (0, 0, 0, 0) {
            add(other, apart: order, times: weights, to: own + column, count: count)
          }
          before += 4
        }
        while before < column {
          let other = start + before * order + column
          add(other, times: -other[0], to: own + column, count: count)
          before += 1
        }
        for before in 0..<column { own[before] = 0 }
        guard own[column] > 0 else { return column + 1 }
        let root = own[column].squareRoot()
        own[column] = root
        for row in (column + 1)..<max(column + 1, order) { own[row] /= root }
      }
      return 0
    }
  }

  /// `C − B D⁻¹ Bᵀ` in place of the lower triangle of `C`, and `B D⁻¹` in place of `B`; what is 0 costs nothing.
  ///
  /// - Parameter order: rows of `B`, of which the diagonal `D` has a column each.
  static func eliminate(
    _ diagonal: [Double], _ border: inout [Double], from corner: inout [Double], order: Int
  ) {
    border.withUnsafeMutableBufferPointer { border in
      corner.withUnsafeMutableBufferPointer { corner in
        guard let border = border.baseAddress, let corner = corner.baseAddress else { return }
        for (number, pivot) in diagonal.enumerated() {
          let column = border + number * order
          for row in 0..<order where column[row] != 0 {
            add(
              column + row, times: -(column[row] / pivot), to: corner + row * order + row,
              count: order - row)
          }
          for row in 0..<order { column[row] /= pivot }
        }
      }
    }
  }

  /// `L B` of a lower triangle and columns; what is 0 of `B` costs nothing.
  static func lowerProduct(_ lower: [Double], order: Int, _ right: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: right.count)
    product.withUnsafeMutableBufferPointer { out in
      lower.withUnsafeBufferPointer { lower in
        guard let out = out.baseAddress, let lower = lower.baseAddress else { return }
        for place in right.indices where right[place] != 0 {
          let row = place % order
          add(
            lower + row * order + row, times: right[place], to: out + place, count: order - row)
        }
      }
    }
    return product
  }

  /// `L⁻¹ B` in place of `B`.
  static func forward(_ lower: [Double], order: Int, _ right: inout [Double]) {
    each(&right, order) { column in
      lower.withUnsafeBufferPointer { lower in
        guard let lower = lower.baseAddress else { return }
        // What begins with zeros stays so.
        var first = 0
        while first < order, column[first] == 0 { first += 1 }
        var row = first
        while row + 4 <= order {
          let own = lower + row * order
          // Four of them, then what they take from all behind them.
          for place in row..<row + 4 {
            let line = lower + place * order
            column[place] /= line[place]
            for later in (place + 1)..<max(place + 1, row + 4) {
              column[later] -= column[place] * line[later]
            }
          }
          let next = row + 4
          let weights = (-column[row], -column[row + 1], -column[row + 2], -column[row + 3])
          if weights != (0, 0, 0, 0) {
            add(own + next, apart: order, times: weights, to: column + next, count: order - next)
          }
          row = next
        }
        while row < order {
          let own = lower + row * order
          column[row] /= own[row]
          add(
            own + row + 1, times: -column[row], to: column + row + 1, count: order - row - 1)
          row += 1
        }
      }
    }
  }

  /// `L⁻ᵀ B` in place of `B`.
  static func backward(_ lower: [Double], order: Int, _ right: inout [Double]) {
    each(&right, order) { column in
      lower.withUnsafeBufferPointer { lower in
        guard let lower = lower.baseAddress else { return }
        for row in (0..<order).reversed() {
          let own = lower + row * order
          var sum = column[row]
          for place in (row + 1)..<max(row + 1, order) { sum -= own[place] * column[place] }
          column[row] = sum / own[row]
        }
      }
    }
  }

  /// The lower triangle of `L⁻ᵀ B`, for a `B` of as many columns, mirrored: of what is symmetric.
  static func backwardMirrored(_ lower: [Double], order: Int, _ right: inout [Double]) {
    right.withUnsafeMutableBufferPointer { right in
      lower.withUnsafeBufferPointer { lower in
        guard let lower = lower.baseAddress, let right = right.baseAddress else { return }
        // Where each column goes on behind its diagonal.
        let starts = (0..<order).map { row in
          let line = lower + row * order
          var place = row + 1
          while place < order, line[place] == 0 { place += 1 }
          return place
        }
        for number in 0..<order {
          let column = right + number * order
          for row in (number..<order).reversed() {
            let line = lower + row * order
            var sum = column[row]
            for place in starts[row]..<order { sum -= line[place] * column[place] }
            column[row] = sum / line[row]
          }
        }
        for number in 0..<order {
          for row in 0..<number { right[number * order + row] = right[row * order + number] }
        }
      }
    }
  }

  private static func each(_ right: inout [Double], _ order: Int, _ work: (Column) -> Void) {
    guard order > 0 else { return }
    right.withUnsafeMutableBufferPointer { right in
      guard let start = right.baseAddress else { return }
      for column in stride(from: 0, to: right.count, by: order) { work(start + column) }
    }
  }
}
