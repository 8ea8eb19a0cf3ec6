internal import TimeSeries

// Shares that moved one way, beside the classes of their kind.

extension ReferenceClassMix {
  /// The largest share that the own pace has, and that take-up has beside shares.
  private static let (mostOwn, mostTakeUp) = (0.5, 0.5)
  /// The share of the own pace in a take-up that falls: of a course that is not clear, and what is added to it for one that is.
  private static let ofFalls = (least: 0.05, clear: 0.35)
  /// The share of the own pace in a take-up that rises along log odds, and the height from which on it has all of that.
  private static let ofRises = (most: 0.6, height: 0.25)
  /// A share that moves no printed digit: what has less is left to the classes, with what they say of a bound itself.
  private static let least = 1e-4

  /// The course of a history and the shares that its own pace and take-up have in its forecast; `nil` where the classes are by themselves.
  ///
  /// Shares, with how clear a course is `c` and how far it went one way `w` (`ShareCourse`): `c/2` are the own pace's and `c w/2` those of the
  /// class of take-up, the rest is with the classes of shares. A take-up that falls has `0.05 + 0.35 c` of its own pace as far as its
  /// forecast is the mirror of a rising one, whose middles end at the bound. One that rises has `0.6 s l min(1, 4 y)²`, with how clear it is
  /// `s`, how much rather log odds than values went straight on `l`, and `y` the height reached: low values tell of no ceiling. Drawn
  /// logistic take-ups lose a fifth less by it, those of countries 1.5% more (emulated, classes of other countries). The numbers were read off forecasts of shares, of
  /// take-ups and of what is left of these for countries that the classes had not seen.
  func course(
    of history: [Double], bounds: Bounds
  ) -> (course: ShareCourse, own: Double, takeUp: Double)? {
    guard let courseKind, let course = ShareCourse(history, bounds: bounds) else { return nil }
    switch courseKind {
    case .share:
      let own = Self.mostOwn * course.clearness
      guard own >= Self.least else { return nil }
      return (course, own, Self.mostTakeUp * course.clearness * course.oneWay)
    case .adoption:
      let mirror = ReferenceClass.mirrorWeight(history, bounds)
      guard mirror > 0 else {
        let height = min(1, course.height / Self.ofRises.height)
        let own =
          course.falls
          ? 0 : Self.ofRises.most * course.steadiness * course.likeness * height * height
        return own < Self.least ? nil : (course, own, 0)
      }
      let clear = Self.ofFalls.clear * course.clearness
      return (course, mirror * (Self.ofFalls.least + clear), 0)
    }
  }

  /// The forecast of the classes with the own pace and take-up.
  ///
  /// A share goes on as its course, which is its own pace and that of take-ups averaged in log odds, or as shares do, and nothing in it
  /// tells which: the forecast is one of both with the chances that their shares are (`QuantileFunction.pooled`). So what a course that stops
  /// would do stays possible however steadily it went. So is the forecast of a take-up that rises: drawn logistic ones were above 80% ranges
  /// of the next year in 48, 38 and 26 of 100 cases with 3, 5 and 8 values where both were averaged, and are in 16, 10 and 14, at losses 4
  /// to 6% lower; take-ups of countries lose 0.2 to 0.8% more. In the upper quarter the average comes back by degrees: near the bound the
  /// class has half of its futures at it, which log odds never reach. A take-up that falls is averaged with its own pace in log odds, as far as it is the
  /// mirror of a rising one.
  ///
  /// Both are seen as the last figure moves (`LastFigure`).
  func alongCourse(
    _ history: [Double], bounds: Bounds, steps: [Int],
    _ classes: ([Double]) -> ReferenceClass.Forecast
  ) -> ReferenceClass.Forecast {
    let own = classes(history)
    guard own.rung == .learned else { return own }
    let course = course(of: history, bounds: bounds)?.course
    let margins = LastFigure(history, bounds: bounds).evened(own.margins.count) { history in
      let taken =
        courseKind == .share
        ? course.map { Self.taken($0, history, bounds: bounds, steps: steps) } : nil
      return [classes(history).margins] + (taken.map { [$0] } ?? [])
    } whole: { history, parts in
      self.along(parts, history, bounds: bounds, steps: steps)
    }
    return ReferenceClass.Forecast(margins: margins, rung: own.rung)
  }

  /// The forecast of a history from what the classes, and that of take-up, say of it.
  private func along(
    _ parts: [[QuantileFunction]], _ history: [Double], bounds: Bounds, steps: [Int]
  ) -> [QuantileFunction] {
    let classes = parts[0]
    guard let (course, own, takeUp) = course(of: history, bounds: bounds) else { return classes }
    guard courseKind == .share else {
      let mirror = ReferenceClass.mirrorWeight(history, bounds)
      return zip(classes, steps).map { margin, step in
        guard mirror > 0 else {
          let goesOn = course.margin(step)
          let pooled = QuantileFunction.pooled([(margin, 1 - own), (goesOn, own)])
            .clamped(to: bounds)
          let room = (1 - course.height) / Self.ofRises.height
          guard room < 1 else { return pooled }
          return margin.averaged(with: goesOn, share: own, bounds)
            .averaged(with: pooled, share: room, bounds)
        }
        let inside = course.margin(step, beside: margin, share: 1 - own / mirror)
        return margin.averaged(with: inside, share: mirror, bounds)
      }
    }
    let taken = takeUp > 0 && parts.count > 1 ? parts[1] : []
    let all = own + takeUp
    var known: [Int: QuantileFunction] = [:]
    return steps.enumerated().map { index, step in
      if let margin = known[step] { return margin }
      let goesOn =
        taken.isEmpty
        ? course.margin(step) : course.margin(step, beside: taken[index], share: takeUp / all)
      let margin = QuantileFunction.pooled([(classes[index], 1 - all), (goesOn, all)])
        .clamped(to: bounds)
      known[step] = margin
      return margin
    }
  }

  /// A forecast of shares beside that of one which hardly moves (`CalmShare`), as far as the classes are not of take-up.
  func calmed(
    _ forecast: ReferenceClass.Forecast, _ history: [Double], bounds: Bounds, steps: [Int]
  ) -> ReferenceClass.Forecast {
    guard forecast.rung == .learned, bounds.isClosed, isOfShares, courseKind != .adoption,
      let calm = CalmShare(history, bounds: bounds)
    else { return forecast }
    let share = classes.reduce(0) { $0 + ($1.table.isOfRisingShares ? 0 : $1.weight) }
    return ReferenceClass.Forecast(
      margins: zip(forecast.margins, steps).map { margin, step in
        calm.pooled(with: margin, step: step, share: share)
      }, rung: forecast.rung)
  }

  /// A course as take-ups went; one that falls is what others left.
  private static func taken(
    _ course: ShareCourse, _ history: [Double], bounds: Bounds, steps: [Int]
  ) -> [QuantileFunction] {
    let sum = bounds.lower + bounds.upper
    let margins = ReferenceClassLibrary.named("adoption").towardsEnd(
      course.falls ? history.map { sum - $0 } : history, nation: [], bounds: bounds, steps: steps
    ).margins
    return course.falls ? margins.map { $0.mirrored(around: sum / 2) } : margins
  }
}
