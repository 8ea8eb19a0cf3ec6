internal import Randomness

// Paths of growth that go on from told years as from a last known value.

extension PathSampler {
  /// Whether paths go on from told steps as from a last known value.
  package var goesOnFromTold: Bool {
    distribution.growthCorrelation != nil && !distribution.isMonotone
      && distribution.offset == nil && !margins.isEmpty
  }

  /// Lets the steps behind told ones go on as the first steps do behind a last known value.
  ///
  /// Equation, on logarithms of growing quantities and values of others: with medians `m`, a told step `y_k` and a path
  /// `x` drawn as if nothing was told, `y_{k+j} = y_k + (x_j − m_j) + (m_{k+j} − m_k) + j K (y_k − m_k)`. `K = r/(1 + (k − 1) r)`
  /// is what `k` years of growth of correlation `r` tell of another: the mean of growth with one common part, given them.
  /// Told steps that went on so themselves are the first of `x`.
  ///
  /// - Parameters:
  ///   - values: `[step][lane]`.
  ///   - gone: how many of the told steps, at their end, went on so.
  ///   - normals: `[step][lane]`, from the first step on; those of told steps are not looked at.
  ///   - wanted: the steps to compute, told ones among them.
  package func goOn(
    from values: UnsafePointer<Double>, steps count: Int, gone: Int = 0,
    normals: UnsafePointer<Double>, wanted: Int, into output: UnsafeMutablePointer<Double>
  ) {
    let told = min(count, wanted)
    guard told > 0 else { return }
    let rest = min(wanted, steps) - count
    if rest > 0 {
      let gone = min(gone, count - 1)
      let all = gone + rest
      withUnsafeTemporaryAllocation(of: Double.self, capacity: (2 * all + 1) * lanes) { room in
        guard let own = room.baseAddress else { return }
        let path = own + all * lanes
        (own + gone * lanes).update(from: normals + count * lanes, count: rest * lanes)
        let frame = Frame(self, told: count - gone)
        if gone > 0 { find(frame, values, gone: gone, into: own) }
        sample(normals: own, wanted: all, into: path)
        let start = values + (frame.told - 1) * lanes
        let logarithms = path + all * lanes
        frame.prepare(start, lanes: lanes, into: logarithms, by: kernels)
        for step in gone..<all {
          frame.fill(
            output + (frame.told + step) * lanes, step, drawn: path + step * lanes, after: start,
            logarithms, lanes: lanes, by: kernels)
        }
      }
      for step in count..<count + rest {
        keepPositive(output + step * lanes, step)
        publish(output + step * lanes)
      }
    }
    output.update(from: values, count: told * lanes)
    for step in 0..<told { publish(output + step * lanes) }
  }

  /// How steps go on behind told ones.
  private struct Frame {
    let told: Int
    private let medians: [Double]
    private let isRatio: Bool
    private let share: Double

    init(_ sampler: PathSampler, told: Int) {
      self.told = told
      medians = sampler.margins.map { margin in margin.withValues { $0.value(at: 0) } }
      isRatio = sampler.isPositive && medians.allSatisfy { $0 > 0 }
      let correlation = sampler.distribution.growthCorrelation ?? 0
      share = correlation / (1 + Double(told - 1) * correlation)
    }

    /// What a step is expected to be beside the told one, as a factor or a summand.
    private func move(_ step: Int, after start: Double) -> Double {
      let (middle, behind) = (medians[told - 1], medians[told + step])
      let weight = Double(step + 1) * share
      return isRatio
        ? behind / middle * PortableMath.exp(weight * PortableMath.log(start / middle))
        : behind - middle + weight * (start - middle)
    }

    /// The logarithms of growth to the told step beside that of its median.
    func prepare(
      _ start: UnsafePointer<Double>, lanes: Int, into row: UnsafeMutablePointer<Double>,
      by kernels: PathKernels
    ) {
      guard isRatio else { return }
      let middle = medians[told - 1]
      for lane in 0..<lanes { row[lane] = start[lane] / middle }
      kernels.logarithm(row, count: lanes)
    }

    /// The values of a step where paths drawn as if nothing was told have some.
    func fill(
      _ row: UnsafeMutablePointer<Double>, _ step: Int, drawn: UnsafePointer<Double>,
      after start: UnsafePointer<Double>, _ logarithms: UnsafePointer<Double>, lanes: Int,
      by kernels: PathKernels
    ) {
      let median = medians[step]
      guard isRatio else {
        for lane in 0..<lanes {
          row[lane] = start[lane] + drawn[lane] - median + move(step, after: start[lane])
        }
        return
      }
      kernels.goOn(
        row, from: start, logarithms: logarithms, drawn: drawn, median: median,
        factor: medians[told + step] / medians[told - 1], weight: Double(step + 1) * share,
        count: lanes)
    }

    /// The reverse.
    func drawn(_ step: Int, _ value: Double, after start: Double) -> Double {
      let move = move(step, after: start)
      return isRatio ? medians[step] * (value / start / move) : value - start - move + medians[step]
    }
  }

  /// The normals of told steps that went on by themselves.
  private func find(
    _ frame: Frame, _ values: UnsafePointer<Double>, gone: Int,
    into normals: UnsafeMutablePointer<Double>
  ) {
    let start = values + (frame.told - 1) * lanes
    var places = [Double](repeating: 0, count: gone)
    for lane in 0..<lanes {
      for step in 0..<gone {
        let value = values[(frame.told + step) * lanes + lane]
        places[step] = place(
          frame.drawn(step, value, after: start[lane]), step, component: picked[lane],
          before: places, limit: Self.farthest)
        normals[step * lanes + lane] = places[step] / widths[lane]
      }
    }
  }

  /// The largest score of a told step.
  private static let farthest = 6.0
}
