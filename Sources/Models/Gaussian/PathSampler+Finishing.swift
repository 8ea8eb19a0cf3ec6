internal import Randomness
internal import TimeSeries

// From the modelling scale to the unit of the quantity.

extension PathSampler {
  func keepRising(_ output: UnsafeMutablePointer<Double>, count: Int) {
    guard distribution.isMonotone else { return }
    if let start = distribution.start {
      begin(at: start)
      for lane in 0..<lanes { output[lane] = max(output[lane], floors[lane]) }
    }
    for index in lanes..<max(lanes, count * lanes) {
      output[index] = max(output[index], output[index - lanes])
    }
  }

  /// Where the paths stood at the last known value; an offset moves it as it moves the path.
  private func begin(at start: PathDistribution.Start) {
    guard distribution.offset != nil else {
      return floors.update(repeating: start.value, count: lanes)
    }
    if let transform = distribution.link.transform {
      for lane in 0..<lanes { floors[lane] = start.image + shifts[lane] }
      leave(transform, floors)
    } else {
      floors.update(repeating: start.value, count: lanes)
      shiftOuter(floors)
    }
    publish(floors)
  }

  /// From the modelling scale to the unit.
  func finish(_ row: UnsafeMutablePointer<Double>, _ step: Int) {
    switch distribution.link {
    case .quantiles(_, let transform):
      margins[step].withValues { $0.look(up: row, lanes: lanes, by: kernels) }
      if distribution.offset != nil {
        shift(row, step)
        leave(transform, row)
      } else if transform.scale == .count || transform.scale == .rank {
        let least = transform.scale == .count ? 0 : -Double.infinity
        for lane in 0..<lanes { row[lane] = max(least, PortableMath.rounded(row[lane])) }
      }
    case .transform(let transform):
      shift(row, step)
      leave(transform, row)
      keepPositive(row, step)
      if transform.scale == .count, come != nil {
        for lane in 0..<lanes { row[lane] = PortableMath.rounded(row[lane]) }
      }
    case .logistic:
      kernels.logistic(row, lower: 0, width: 1, count: lanes)
      for lane in 0..<lanes { row[lane] *= pathCeilings[lane] }
      shiftOuter(row, step)
    case .gompertz:
      for lane in 0..<lanes { row[lane] = -row[lane] }
      kernels.exponential(row, count: lanes)
      for lane in 0..<lanes { row[lane] = -row[lane] }
      kernels.exponential(row, count: lanes)
      for lane in 0..<lanes { row[lane] *= pathCeilings[lane] }
      shiftOuter(row, step)
    }
    publish(row)
  }

  /// The offset of a lane at a step: as it was, and as much wider as it has drifted since.
  private func offset(_ lane: Int, _ step: Int?) -> Double {
    guard let step, let drift = distribution.offsetDrift?[step], drift > 0 else {
      return shifts[lane]
    }
    let (distance, drifted) = (shifts[lane] - offsetMiddle, drift * shiftScores[lane])
    let size = (distance * distance + drifted * drifted).squareRoot()
    return offsetMiddle + (shiftScores[lane] < 0 ? -size : size)
  }

  func shift(_ row: UnsafeMutablePointer<Double>, _ step: Int) {
    guard distribution.offset != nil else { return }
    if let drift = distribution.offsetDrift?[step], drift > 0 {
      kernels.addDrifted(
        row, offsets: shifts, scores: shiftScores, middle: offsetMiddle, drift: drift,
        count: lanes)
    } else {
      kernels.add(row, shifts, times: 1, count: lanes)
    }
  }

  /// The curve has its own ceiling; the offset moves the log odds between the outer bounds.
  private func shiftOuter(_ row: UnsafeMutablePointer<Double>, _ step: Int? = nil) {
    guard distribution.offset != nil else { return }
    let (lower, upper) = (distribution.bounds.lower, distribution.bounds.upper)
    for lane in 0..<lanes {
      let below = row[lane] - lower
      let above = (upper - row[lane]) * PortableMath.exp(-offset(lane, step))
      row[lane] = lower + (upper - lower) * below / (below + above)
    }
  }

  private func leave(_ transform: Transform, _ row: UnsafeMutablePointer<Double>) {
    let lower = transform.bounds.lower
    let width = transform.bounds.upper - lower
    switch transform.scale {
    case .identity: break
    case .log: kernels.exponential(row, count: lanes)
    case .count:
      kernels.exponential(row, count: lanes)
      for lane in 0..<lanes { row[lane] = max(0, PortableMath.rounded(row[lane] - 1)) }
    case .logit: kernels.logistic(row, lower: lower, width: width, count: lanes)
    case .rank:
      kernels.logistic(row, lower: lower - 0.5, width: width + 1, count: lanes)
      for lane in 0..<lanes { row[lane] = PortableMath.rounded(row[lane]) }
    }
  }

  /// Rounds to the published step and keeps inside the bounds.
  func publish(_ row: UnsafeMutablePointer<Double>) {
    kernels.publish(
      row, resolution: distribution.resolution, lower: distribution.bounds.lower,
      upper: distribution.bounds.upper, count: lanes)
  }
}
