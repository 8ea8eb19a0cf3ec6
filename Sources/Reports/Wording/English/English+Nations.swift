internal import TimeSeries

extension English {
  /// Why a nation says nothing of a series and of so many others; no series for the whole panel.
  func unheardNation(_ series: String?, _ others: Int, _ obstacle: NationObstacle) -> String {
    let name = (series ?? "") + (others == 0 ? "" : " and \(others) more")
    let verb = others == 0 ? "is" : "are"
    return switch obstacle {
    case .bounds:
      "the nations are not looked at: the series lie between two bounds"
    case .frequency:
      "the nations are not looked at: only yearly series are forecast beside them"
    case .model(let model):
      "the nation\(series == nil ? "s are" : " of \(name) is") not looked at: the model \(model) knows nothing of nations"
    case .outweighed:
      "the nations are not looked at: the panel's own past speaks for other classes than that of regions"
    case .stranger: "\(name) \(verb) not in the panel, so nothing is forecast beside them"
    case .missing: "no nation is told of for \(name)"
    case .itself: "the nation of \(name) is the series itself and says nothing"
    case .years:
      "the nation of \(name) has fewer than two yearly changes in the years of the series and says nothing"
    case .noLevel:
      "the figures of the nation of \(name) look like rates, not levels, and are not looked at: give levels"
    case .ofRate: "\(name) \(verb) forecast as a rate by itself: the nation is not looked at"
    }
  }
}
