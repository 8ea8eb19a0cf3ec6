internal import Files

extension English {
  /// Why a declared offset is unlike those of regions from their nation.
  func unusualOffset(_ series: String, _ doubt: OffsetDoubt, _ groups: Int) -> String {
    let number = NumberStyle(.en)
    func usual(_ low: Double, _ high: Double) -> String {
      "among regions of one nation it lies between \(number.short(low)) and \(number.short(high)) in eight of ten of \(groups) shares"
    }
    return switch doubt {
    case .narrow(let declared, let low, let high):
      "the offset of \(series) is declared with a standard deviation of \(number.short(declared)) on the modelling scale; \(usual(low, high)): its range may be too narrow"
    case .wide(let declared, let low, let high):
      "the offset of \(series) is declared with a standard deviation of \(number.short(declared)) on the modelling scale; \(usual(low, high)): its range may be too wide"
    case .distant(let middle, let limit):
      "the middle of the offset of \(series) is \(number.short(middle)) on the modelling scale; regions of one nation rarely lie farther than \(number.short(limit)) from it in any of \(groups) shares"
    }
  }

  /// Why a series gives no base rate of growth.
  func emptyBaseRate(_ series: String, _ doubt: BaseRateDoubt) -> String {
    let number = NumberStyle(.en)
    return switch doubt {
    case .noYears:
      "the base rate \(series) is compared with nothing: it takes growth of years (A), or averages over exactly the years from start to end (P)"
    case .otherYears(let first, let last):
      "the base rate \(series) is compared with nothing: its figures are of \(first) to \(last), not of the years from start to end"
    case .levels(let middle):
      "the figures of the base rate \(series) look like levels (half are above \(number.short(middle))): it takes growth in percent"
    }
  }
}
