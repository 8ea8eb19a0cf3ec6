/// How open the years of a rate are beside what its own values tell.
///
/// Growth of countries, states and provinces in per cent (WDI, China, India, Brazil, the Philippines, USA; 10,574
/// histories of 3 to 11 years, one and five years ahead): what rates vary by grows less than with their size. With
/// `percent` the loss of quantiles is 0.3% lower than with `anyUnit`, and 80% ranges of calm histories around more than 6%
/// hold 80, 80, 83, 78, 72% after 3, 4, 5, 8, 11 years (90, 91, 91, 84, 78), all together 78 (77).
struct RateOpenness {
  /// A typical spread: so much, and so much of the mean size of the values.
  let floor, share: Double
  /// The variance of a year by itself, in squares of the spread.
  let ofYear: Double
  /// What each year further adds to it.
  let ofDistance: Double
  /// That of the mean, which is divided by the number of values.
  let ofMean: Double
  /// How many values a typical spread counts as in the first year and from the fifth on, on a straight line between.
  let typicalCounts: (near: Double, far: Double)

  /// In any unit, in which no number of points says anything.
  static let anyUnit = RateOpenness(
    floor: 0, share: 0.7, ofYear: 0.7, ofDistance: 0.05, ofMean: 1, typicalCounts: (4, 4))
  /// In per cent.
  static let percent = RateOpenness(
    floor: 1.5, share: 0.35, ofYear: 0.8, ofDistance: 0.1, ofMean: 0.5, typicalCounts: (2, 4))

  /// How many values a typical spread counts as at a step.
  func typicalCount(_ step: Int) -> Double {
    typicalCounts.near + (typicalCounts.far - typicalCounts.near) * Double(min(step - 1, 4)) / 4
  }

  /// The typical spread of rates of a mean size, in their unit.
  func typical(_ size: Double) -> Double { floor + share * size }
}
