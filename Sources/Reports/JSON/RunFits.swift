public import Attainment
internal import Files
public import Folders
internal import Models
public import Pipeline
internal import Plans
public import Tables
internal import TimeSeries
public import Tracking

/// `fits.json`: what was fitted for each indicator or sector, the dependence between them, and what it rests on.
public struct RunFits: Sendable, JSONKeyed {
  /// One indicator.
  struct Fit: Sendable, JSONKeyed {
    var indicator = ""
    var basis: Basis?
    var model: Method?
    var reason: AutomaticChoice.Reason?
    var author: String?
    var parameters: [Parameter]?
    var start: Start?
    /// Classes on whose series its ranges were measured, as `calibration.csv` names them; absent where they were on none.
    var measuredOn: [String]?

    static var keys: [JSONKey<Self>] {
      [
        JSONKey("indicator", \.indicator), JSONKey("basis", \.basis), JSONKey("model", \.model),
        JSONKey("reason", \.reason), JSONKey("author", \.author),
        JSONKey("parameters", \.parameters), JSONKey("start", \.start),
        JSONKey("measured_on", \.measuredOn),
      ]
    }
  }

  /// What the change that a target requires is counted from.
  struct Start: Sendable, JSONKeyed {
    var time, value: Double?
    var origin: StartLevel.Origin?

    static var keys: [JSONKey<Self>] {
      [JSONKey("time", \.time), JSONKey("value", \.value), JSONKey("origin", \.origin)]
    }
  }

  /// One number that was estimated.
  struct Parameter: Sendable, JSONKeyed {
    var name: String?
    var value, error: Double?

    static var keys: [JSONKey<Self>] {
      [JSONKey("name", \.name), JSONKey("value", \.value), JSONKey("standard_error", \.error)]
    }
  }

  /// The dependence.
  struct Dependence: Sendable, JSONKeyed {
    var common, intensity, high: Double?
    var pairs: Int?
    /// Whether the high one is left out.
    var isRefuted: Bool?

    init() {}

    init(_ found: DependenceResult) {
      (common, intensity, high, pairs) = (found.common, found.intensity, found.high, found.pairs)
      isRefuted = found.isHighRefuted
    }

    /// Whether own years tell enough to be named.
    var isOwn: Bool {
      guard let pairs, pairs > 0 else { return false }
      return pairs > Self.fewPairs || intensity ?? 1 < 0.5
    }
    private static let fewPairs = 3

    /// Whether no two indicators move, so that no correlation between any is used.
    var isOfNone: Bool { common == 0 && pairs ?? 0 == 0 }

    static var keys: [JSONKey<Self>] {
      [
        JSONKey("common_correlation", \.common), JSONKey("shrinkage_intensity", \.intensity),
        JSONKey("pairs_with_data", \.pairs), JSONKey("high_correlation", \.high),
        JSONKey("high_refuted", \.isRefuted),
      ]
    }
  }

  /// One sector of a growth scenario.
  struct Sector: Sendable, JSONKeyed {
    var sector = ""
    var longRunGrowth, momentum, surprise: Double?
    var months: String?
    /// Whether nothing was ever published of it; absent where something was.
    var isUnpublished: Bool?

    static var keys: [JSONKey<Self>] {
      [
        JSONKey("sector", \.sector), JSONKey("long_run_growth_percent", \.longRunGrowth),
        JSONKey("momentum_points", \.momentum), JSONKey("surprise_percent", \.surprise),
        JSONKey("months", \.months), JSONKey("unpublished", \.isUnpublished),
      ]
    }
  }

  /// What past revisions came to.
  struct Revisions: Sendable, JSONKeyed {
    var size = 0.0
    var cases = 0

    static var keys: [JSONKey<Self>] { [JSONKey("size", \.size), JSONKey("cases", \.cases)] }
  }

  /// Where figures of a series come from.
  struct Source: Sendable, JSONKeyed {
    /// The indicator of a run; `nil` for sectors.
    var indicator: String?
    var series = "", region = "", source = ""
    var vintage: CalendarDate?
    /// What the newest figure of a run's series says.
    var period: Period?
    var value: Double?
    var unit: String?
    /// Whether the series lends an indicator but its pace; absent where it does not.
    var isLent: Bool?
    /// What of the day its file states; `nil` where that is all of it.
    var precision: CalendarDate.Precision?

    init() {}

    init(
      indicator: String? = nil, series: String, region: String, source: String,
      vintage: CalendarDate?, period: Period? = nil, value: Double? = nil, unit: String? = nil,
      isLent: Bool? = nil
    ) {
      (self.indicator, self.series, self.region) = (indicator, series, region)
      (self.source, self.vintage, self.unit) = (source, vintage, unit)
      (self.period, self.value, self.isLent) = (period, value, isLent)
      precision = vintage.flatMap { $0.precision == .day ? nil : $0.precision }
    }

    /// When the newest figure was published, as exactly as its file states it.
    var published: CalendarDate? { vintage?.stated(to: precision ?? .day) }

    static var keys: [JSONKey<Self>] {
      [
        JSONKey("indicator", \.indicator), JSONKey("series", \.series), JSONKey("region", \.region),
        JSONKey("source", \.source),
        JSONKey("vintage", \.vintage), JSONKey("precision", \.precision),
        JSONKey("period", \.period), JSONKey("value", \.value), JSONKey("unit", \.unit),
        JSONKey("lent", \.isLent),
      ]
    }
  }

  static let name = "fits.json"

  var indicators: [Fit]?
  var dependence: Dependence?
  var sectors: [Sector]?
  var revisions: Revisions?
  var sources: [Source]?
  /// Whether figures are at constant prices; `nil` where they do not say so.
  var isAtConstantPrices: Bool?

  static var keys: [JSONKey<Self>] {
    [
      JSONKey("indicators", \.indicators), JSONKey("dependence", \.dependence),
      JSONKey("sectors", \.sectors), JSONKey("revisions", \.revisions),
      JSONKey("sources", \.sources), JSONKey("constant_prices", \.isAtConstantPrices),
    ]
  }

  /// The file.
  var file: OutputFile { OutputFile(name: Self.name, text: json.canonicalText) }
}

extension Basis: JSONWritten {}
extension CalendarDate.Precision: Fact, JSONWritten {}
extension Period: JSONWritten {}
extension StartLevel.Origin: Fact, JSONWritten {}
extension Method: JSONWritten {}
extension AutomaticChoice.Reason: Fact, JSONWritten {}

extension RunManifest {
  /// What was fitted for each indicator.
  public static func fits(_ result: RunResult) -> OutputFile {
    var fits = RunFits()
    fits.indicators = result.indicators.filter { $0.model != nil }.map { indicator in
      RunFits.Fit(
        indicator: indicator.id, basis: indicator.basis, model: indicator.model,
        reason: indicator.modelReason, author: indicator.author,
        parameters: indicator.parameters.map {
          RunFits.Parameter(name: $0.name, value: $0.value, error: $0.standardError)
        },
        start: indicator.start.map {
          RunFits.Start(time: $0.time, value: $0.value, origin: $0.origin)
        }, measuredOn: indicator.classes.isEmpty ? nil : indicator.classes.map(\.code))
    }
    fits.dependence = RunFits.Dependence(result.dependence)
    fits.sources = result.sources.map {
      .init(
        indicator: $0.indicator, series: $0.series, region: $0.region, source: $0.source,
        vintage: $0.vintage, period: $0.period, value: $0.value, unit: $0.unit,
        isLent: $0.isLent ? true : nil)
    }
    return fits.file
  }

  /// What was fitted for each sector of a growth scenario, and the figures that it rests on.
  public static func fits(_ result: GrowthResult) -> OutputFile {
    let unpublished = Set(result.sectors.lazy.filter(\.isUnpublished).map(\.id))
    var fits = RunFits()
    fits.sectors = result.fits.map { fit in
      RunFits.Sector(
        sector: fit.sector, longRunGrowth: fit.longRunGrowth, momentum: fit.momentum,
        surprise: fit.surprise, months: fit.months.map(words),
        isUnpublished: unpublished.contains(fit.sector) ? true : nil)
    }
    fits.isAtConstantPrices = result.hasConstantPrices ? true : nil
    fits.revisions = result.revisions.map { .init(size: $0.size, cases: $0.cases) }
    fits.sources = result.sources.map {
      .init(series: $0.series, region: $0.region, source: $0.source, vintage: $0.vintage)
    }
    return fits.file
  }

  /// `denton_cholette`, or `chow_lin: iip + retail`.
  private static func words(_ split: GrowthSplit) -> String {
    let method =
      switch split.method {
      case .named(let method): method.rawValue
      case .proRata: "pro_rata"
      }
    return split.courses.isEmpty
      ? method : "\(method): \(split.courses.joined(separator: " + "))"
  }

  /// Seconds spent, which no two runs share.
  public static func timings(
    _ seconds: [(stage: String, seconds: Double)], threads: Int
  ) -> OutputFile {
    let stages = seconds.map {
      JSONNode.keys(["stage": .text($0.stage), "seconds": .number($0.seconds)])
    }
    return OutputFile(
      name: "timings.json",
      text: JSONNode.keys(["threads": .integer(threads), "stages": .list(stages)]).canonicalText)
  }
}
