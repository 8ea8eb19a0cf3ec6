extension RestOfYear {
  /// What was forecast in the past of a series, for other forecasts of it: past ones with what was known then are the same
  /// however much is known now.
  public final class Memory {
    private var series: [Double] = []
    private var point: Point?
    private var known: [Int: Point.Known] = [:]
    private var growing: [Int: [Int: [Double]]] = [:]
    private var steady: [Int: [Double]] = [:]

    /// Nothing is kept yet.
    public init() {}

    /// Forgets what is of another series.
    func begin(_ series: [Double], _ point: Point) {
      if self.point != point || zip(self.series, series).contains(where: { $0 != $1 }) {
        (known, growing, steady, self.series) = ([:], [:], [:], [])
      }
      self.point = point
      if series.count > self.series.count { self.series = series }
    }

    private func known(_ origin: Int, _ point: Point) -> Point.Known {
      if let found = known[origin] { return found }
      let made = point.known(Array(series[..<origin]))
      known[origin] = made
      return made
    }

    func growing(_ origin: Int, _ length: Int) -> [Double] {
      if let found = growing[origin]?[length] { return found }
      guard let point else { return [] }
      let made = point.growing(known(origin, point), length)
      growing[origin, default: [:]][length] = made
      return made
    }

    /// At least so many periods.
    func steady(_ origin: Int, _ length: Int) -> [Double] {
      if let found = steady[origin], found.count >= length { return found }
      guard let point else { return [] }
      let made = point.steady(known(origin, point), length)
      steady[origin] = made
      return made
    }
  }
}
