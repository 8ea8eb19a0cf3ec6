internal import CReferenceTables
internal import FoundationEssentials
internal import RealModule

/// How public projects went that are nobody's own: rates of completion by the share of the time allowed that was over, by
/// how long that time was. For tasks with too few finished ones of their own.
///
/// Learned by `Scripts/learn-tasks`. Source: an outside view on a single case: Kahneman & Tversky 1979, TIMS Studies in
/// Management Science 12, 313–327.
public struct CompletionClass: Sendable, Codable {
  /// The longest time allowed, in days, of each table but the last.
  let limits: [Int]
  /// Completions for each whole time allowed, by its bins; a table for each length.
  let rates: [[Double]]
  /// Tasks that it was learned from, and how many of them were done.
  public let tasks, completions: Int
  /// The standard deviation of the logarithm of the hazard among groups of tasks.
  public let spread: Double
  /// Whose projects they were.
  public let attribution: String

  /// What comes with the program.
  public static let shipped: CompletionClass = {
    var size = 0
    guard let bytes = reference_table("completion", &size),
      let table = try? JSONDecoder().decode(
        CompletionClass.self, from: Data(bytes: bytes, count: size)),
      table.rates.allSatisfy({ $0.count == CompletionClock.relative.bins }),
      table.rates.count == table.limits.count + 1
    else { preconditionFailure("the table of completions was not built in") }
    return table
  }()

  /// Times allowed, in days, that projects of the class may have had: half the shortest limit of its tables, the limits,
  /// twice the longest.
  public var lengths: [Int] {
    guard let first = limits.first, let last = limits.last else { return [360] }
    return [max(1, first / 2)] + limits + [2 * last]
  }

  /// How the hazard of an open task adds up from the last day that is known of it.
  ///
  /// - Parameters:
  ///   - last: the day number of the end.
  ///   - shift: what the logarithm of the hazard is moved by.
  public func course(of item: CompletionCase, to last: Int, shift: Shift) -> CompletionCourse {
    var days = [item.end]
    var sums = [0.0]
    var sum = 0.0
    let rates = rates(allowing: item.allowed).map { Double.exp(shift.mean) * $0 }
    CompletionClock.relative.stretches(of: item, from: item.end, to: max(last, item.end)) {
      stretch in
      sum += rates[stretch.bin] * Double(stretch.days) / Double(item.allowed)
      days.append(stretch.to)
      sums.append(sum)
    }
    return CompletionCourse(
      days: days, hazard: sums, variance: shift.variance, common: shift.variance)
  }

  /// The middle of each table's times allowed, as far behind the last limit and before the first as from the one to the other.
  private var middles: [Int] {
    guard let first = limits.first, let last = limits.last, limits.count > 1 else { return [360] }
    func middle(_ one: Int, _ other: Int) -> Int {
      Int((Double(one) * Double(other)).squareRoot().rounded())
    }
    return [middle(first, first * first / limits[1])]
      + zip(limits, limits.dropFirst()).map(middle)
      + [middle(last, last * last / limits[limits.count - 2])]
  }

  /// Completions for each whole time allowed, by bins: between the middles of two tables straight lines of logarithms, so that a
  /// day more is no step.
  func rates(allowing days: Int) -> [Double] {
    let parts = LengthScale(middles).parts(of: days)
    guard parts.count > 1 else { return rates[parts[0].place] }
    return rates[0].indices.map { bin in
      Double.exp(parts.reduce(0) { $0 + $1.share * Double.log(rates[$1.place][bin]) })
    }
  }

  /// What own tasks say of the class: how far the logarithm of their hazard lies from its own.
  public struct Shift: Sendable, Hashable {
    /// The mean and the variance of what is believed.
    public let mean, variance: Double

    /// A shift.
    public init(mean: Double, variance: Double) { (self.mean, self.variance) = (mean, variance) }
  }

  /// The shift that some tasks speak for: `d` of them were done where the class has `E`, so that the likelihood is
  /// `d m − E exp(m)`, beside a normal around 0 as wide as groups of tasks differ.
  public func shift(of cases: [CompletionCase]) -> Shift {
    var expected = 0.0
    var done = 0.0
    for item in cases {
      let rates = rates(allowing: item.allowed)
      CompletionClock.relative.stretches(of: item, from: item.start, to: item.end) {
        expected += rates[$0.bin] * Double($0.days) / Double(item.allowed)
      }
      done += item.isDone ? 1 : 0
    }
    let precision = 1 / (spread * spread)
    var mean = 0.0
    for _ in 0..<50 {
      let rate = expected * Double.exp(mean)
      let step = (done - rate - precision * mean) / (rate + precision)
      mean += min(max(step, -1), 1)
      if abs(step) < 1e-10 { break }
    }
    return Shift(mean: mean, variance: 1 / (expected * Double.exp(mean) + precision))
  }
}
