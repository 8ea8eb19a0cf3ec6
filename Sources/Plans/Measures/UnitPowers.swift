/// Words of units that stand for a power of ten.
package enum UnitPowers {
  /// Places by word, folded.
  package static let places = [
    "nghin": 3, "ngan": 3, "thousand": 3, "thousands": 3, "trieu": 6, "million": 6, "millions": 6,
    "mn": 6, "ty": 9, "ti": 9, "billion": 9, "billions": 9, "bn": 9, "trillion": 12,
  ]
}
