internal import Randomness
internal import TimeSeries

/// The effects of levers and shocks on one block of paths; one per thread.
///
/// Sums of effects are drawn once a block and shared by all cases of dependence and, because they
/// depend on the path's number and the lever's id only, by all scenarios.
final class AdjustmentBlock {
  private struct Slot: Hashable {
    let quantity: Int
    let channel: EffectChannel
  }

  private let plan: SimulationPlan
  private let lanes: Int
  private let slots: [Slot]
  private let positions: [Slot: Int]
  private let deltas: RowBuffer
  /// Slots of each quantity, in the order of the channels.
  private let slotsOf: [[Int]]

  init(_ plan: SimulationPlan, lanes: Int) {
    self.plan = plan
    self.lanes = lanes
    var slots: [Slot] = []
    func note(_ quantity: Int, _ channel: EffectChannel) {
      let slot = Slot(quantity: quantity, channel: channel)
      if !slots.contains(slot) { slots.append(slot) }
    }
    for effect in plan.levers { note(effect.quantity, effect.channel) }
    for shock in plan.shocks {
      for effect in shock.effects { note(effect.quantity, effect.channel) }
    }
    self.slots = slots
    positions = Dictionary(uniqueKeysWithValues: slots.enumerated().map { ($1, $0) })
    slotsOf = plan.quantities.indices.map { quantity in
      EffectChannel.allCases.compactMap { channel in
        slots.firstIndex(of: Slot(quantity: quantity, channel: channel))
      }
    }
    deltas = RowBuffer(rows: slots.count * plan.steps, lanes: lanes)
  }

  /// Whether a quantity is adjusted.
  func touches(_ quantity: Int) -> Bool { !slotsOf[quantity].isEmpty }

  private func row(_ slot: Int, _ step: Int) -> UnsafeMutablePointer<Double> {
    deltas.row(slot * plan.steps + step)
  }

  /// Draws the effects of a block.
  func draw(firstPath: UInt64) {
    for slot in slots.indices {
      for step in 0..<plan.steps { row(slot, step).update(repeating: 0, count: lanes) }
    }
    for effect in plan.levers {
      guard let slot = positions[Slot(quantity: effect.quantity, channel: effect.channel)] else {
        continue
      }
      let stream = RandomStream(seed: plan.seed, stream: effect.stream)
      for lane in 0..<lanes {
        let uniform =
          plan.muted.contains(.levers)
          ? 0.5 : stream.uniform(path: firstPath + UInt64(lane), index: 0)
        let size = effect.departure * effect.size.value(at: uniform)
        for step in 0..<plan.steps where effect.weights[step] != 0 {
          row(slot, step)[lane] += effect.weights[step] * size
        }
      }
    }
    guard !plan.muted.contains(.shocks) else { return }
    for shock in plan.shocks { draw(shock, firstPath: firstPath) }
  }

  private func draw(_ shock: Shock, firstPath: UInt64) {
    let stream = RandomStream(seed: plan.seed, stream: shock.stream)
    for lane in 0..<lanes {
      let path = firstPath + UInt64(lane)
      for step in 0..<plan.steps where shock.probabilities[step] > 0 {
        guard stream.uniform(path: path, index: 2 * step) < shock.probabilities[step] else {
          continue
        }
        let rank = stream.uniform(path: path, index: 2 * step + 1)
        for effect in shock.effects {
          let key = Slot(quantity: effect.quantity, channel: effect.channel)
          guard let slot = positions[key] else { continue }
          var size = effect.size.value(at: rank)
          for later in step..<plan.steps {
            row(slot, later)[lane] += size
            size *= effect.persistence
            if size == 0 { break }
          }
        }
      }
    }
  }

  /// Adjusts the values of a quantity from its first simulated step on.
  ///
  /// - Parameters:
  ///   - values: `[step][lane]`.
  ///   - steps: how many are wanted.
  ///   - floor: for each lane the last known value of what only rises; `nil` where there is none.
  func apply(
    to quantity: Int, _ values: UnsafeMutablePointer<Double>, steps: Int,
    floor: UnsafePointer<Double>?
  ) {
    let first = plan.quantities[quantity].known.count
    guard first < steps else { return }
    for slot in slotsOf[quantity] {
      switch slots[slot].channel {
      case .growth: grow(quantity, slot, values, first..<steps)
      case .level:
        for step in first..<steps {
          let (target, delta) = (values + step * lanes, row(slot, step))
          for lane in 0..<lanes { target[lane] += delta[lane] }
        }
      case .ceiling:
        for step in first..<steps {
          let (target, delta) = (values + step * lanes, row(slot, step))
          for lane in 0..<lanes { target[lane] *= max(0, 1 + delta[lane] / 100) }
        }
      case .speed: hasten(quantity, slot, values, first..<steps)
      }
    }
    keep(quantity, values, steps: steps, floor: floor)
  }

  /// `L'_t = L'_{t−1} max(0, L_t / L_{t−1} + δ_t / 100)`: no more than all is lost. From or to a level of 0 or less
  /// growth has no meaning, and the path moves by as much as it did before.
  private func grow(
    _ quantity: Int, _ slot: Int, _ values: UnsafeMutablePointer<Double>, _ steps: Range<Int>
  ) {
    let start = steps.lowerBound == 0 ? plan.quantities[quantity].previous : nil
    for lane in 0..<lanes {
      let known = lastKnown(steps, lane, values) ?? start
      var before = known ?? values[steps.lowerBound * lanes + lane]
      var adjusted = before
      for step in steps {
        let now = values[step * lanes + lane]
        if before > 0 && now > 0 {
          adjusted *= max(0, now / before + row(slot, step)[lane] / 100)
        } else {
          adjusted += now - before
        }
        before = now
        values[step * lanes + lane] = adjusted
      }
    }
  }

  /// Rises of the log odds between the bounds, times `max(0, 1 + δ_t / 100)`; falls times that where it is below 1.
  private func hasten(
    _ quantity: Int, _ slot: Int, _ values: UnsafeMutablePointer<Double>, _ steps: Range<Int>
  ) {
    let bounds = plan.limits[quantity].bounds
    guard bounds.lower.isFinite, bounds.upper.isFinite else { return }
    let (low, width) = (bounds.lower, bounds.upper - bounds.lower)
    func odds(_ value: Double) -> Double {
      let share = min(max((value - low) / width, 1e-9), 1 - 1e-9)
      return PortableMath.log(share / (1 - share))
    }
    let start = steps.lowerBound == 0 ? plan.quantities[quantity].previous : nil
    for lane in 0..<lanes {
      let known = lastKnown(steps, lane, values) ?? start
      var before = odds(known ?? values[steps.lowerBound * lanes + lane])
      var adjusted = before
      for step in steps {
        let now = odds(values[step * lanes + lane])
        // A pace is that of taking up: a faster one makes no fall deeper, a slower one damps both alike.
        let wanted = max(0, 1 + row(slot, step)[lane] / 100)
        let pace = now > before ? wanted : min(wanted, 1)
        adjusted += (now - before) * pace
        before = now
        if adjusted != now {
          values[step * lanes + lane] = low + width / (1 + PortableMath.exp(-adjusted))
        }
      }
    }
  }

  /// The value of the last known step; `nil` where there is none, or nothing is said of it.
  private func lastKnown(
    _ steps: Range<Int>, _ lane: Int, _ values: UnsafeMutablePointer<Double>
  ) -> Double? {
    guard steps.lowerBound > 0 else { return nil }
    let value = values[(steps.lowerBound - 1) * lanes + lane]
    return value.isNaN ? nil : value
  }

  /// Keeps the values of a quantity on its grid, inside its bounds and, where it only rises, rising.
  func keep(
    _ quantity: Int, _ values: UnsafeMutablePointer<Double>, steps: Int,
    floor: UnsafePointer<Double>?
  ) {
    let first = plan.quantities[quantity].known.count
    guard first < steps else { return }
    let limits = plan.limits[quantity]
    let (lower, upper) = (limits.bounds.lower, limits.bounds.upper)
    for index in (first * lanes)..<(steps * lanes) {
      var value = values[index]
      if limits.isWhole { value = PortableMath.rounded(value) }
      if limits.resolution > 0 {
        value = PortableMath.rounded(value / limits.resolution) * limits.resolution
      }
      values[index] = min(max(value, lower), upper)
    }
    guard limits.isMonotone else { return }
    if first == 0, let floor {
      for lane in 0..<lanes { values[lane] = max(values[lane], floor[lane]) }
    }
    for index in max(lanes, first * lanes)..<max(lanes, steps * lanes) {
      values[index] = max(values[index], values[index - lanes])
    }
  }
}
