internal import TimeSeries

// Shares that moved one way, beside the classes of their kind.

extension ReferenceClassMix {
  /// The largest share that the own pace has, and that take-up has beside shares.
  private static let (mostOwn, mostTakeUp) = (0.5, 0.5)
  /// The share of the own pace in a take-up that falls, however clear.
  private static let ofFalls = 0.1
  /// A share that moves no printed digit: what has less is left to the classes, with what they say of a bound itself.
  private static let least = 1e-4

  /// The course of a history and the shares that its own pace and take-up have in its forecast; `nil` where the classes are by themselves.
  ///
  /// Shares, with how clear a course is `c` and how far it went one way `w` (`ShareCourse`): `c/2` are the own pace's and `c w/2` those of the
  /// class of take-up, the rest is with the classes of shares. A take-up that falls has `0.1 + 0.4 c` of its own pace as far as its
  /// forecast is the mirror of a rising one, whose middles end at the bound. The numbers were read off forecasts of shares, of
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
      guard mirror > 0 else { return nil }
      let clear = (Self.mostOwn - Self.ofFalls) * course.clearness
      return (course, mirror * (Self.ofFalls + clear), 0)
    }
  }

  /// The forecast of the classes averaged, quantile by quantile, with the own pace and take-up.
  func alongCourse(
    _ classes: ReferenceClass.Forecast, _ history: [Double], bounds: Bounds, steps: [Int]
  ) -> ReferenceClass.Forecast {
    guard classes.rung == .learned, let (course, own, takeUp) = course(of: history, bounds: bounds)
    else { return classes }
    let taken =
      takeUp > 0
      ? ReferenceClassLibrary.named("adoption").towardsEnd(
        history, nation: [], bounds: bounds, steps: steps
      ).margins : classes.margins
    return ReferenceClass.Forecast(
      margins: steps.indices.map { index in
        classes.margins[index]
          .averaged(with: course.margin(steps[index]), share: own / (1 - takeUp), bounds)
          .averaged(with: taken[index], share: takeUp, bounds)
      }, rung: classes.rung)
  }
}
