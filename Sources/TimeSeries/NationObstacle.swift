/// Why what is known of a nation says nothing of its parts.
public enum NationObstacle: Sendable, Hashable {
  /// The parts lie between two bounds.
  case bounds
  /// They are quarters or months.
  case frequency
  /// A model by this name knows nothing of nations.
  case model(String)
  /// The panel's own past speaks for other classes.
  case outweighed
  /// What is called a part is no series of the panel.
  case stranger
  /// No nation is told of.
  case missing
  /// The nation is the part itself.
  case itself
  /// The years of both have fewer than two changes in common.
  case years
  /// The figures of the nation are no levels.
  case noLevel
  /// The part is a rate, which goes by itself.
  case ofRate
}
