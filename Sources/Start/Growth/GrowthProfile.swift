public import Files
internal import Plans
public import TimeSeries

/// Quarterly levels of another place that lend sectors the course of the year.
public struct GrowthProfile: Sendable {
  /// The series.
  public let id: String
  /// The place.
  public let geo: String
  /// The sector that it is for; `nil` for all that have none of their own.
  public let sector: String?
  /// Its figures.
  public let rows: [Observation]

  /// Finds profiles in files of observations.
  ///
  /// - Parameters:
  ///   - names: `ID` for every sector, `SECTOR=ID` for one.
  ///   - paths: files of observations.
  ///   - sectors: ids of the sectors.
  /// - Throws: faults of the files, and profiles that they do not hold at one place.
  public static func find(
    _ names: [String], in paths: [String], for sectors: [String]
  ) throws(Faults) -> [GrowthProfile] {
    var faults = FaultCollector()
    var reader = ObservationReader()
    for path in paths {
      do throws(Fault) {
        reader.read(try TableDoor.open(path, for: .observations), faults: &faults)
      } catch {
        faults.note([error])
      }
    }
    let file = SourceLocation.whole(paths.first ?? "")
    var profiles: [GrowthProfile] = []
    for name in names {
      let parts = name.split(separator: "=", maxSplits: 1).map { withoutOuterBlanks($0) }
      let (id, sector) = (parts.last ?? "", parts.count == 2 ? parts[0] : nil)
      if let sector, !sectors.contains(sector) {
        faults.note(
          .growth(.unknownSector(sector)), at: file,
          hint: .nearest(to: sector, among: sectors) ?? .allowed(sectors))
        continue
      }
      let keys = reader.observations.keys(id: id).filter { $0.frequency == .quarterly }
      guard keys.count == 1, let key = keys.first else {
        faults.note(
          .start(.noProfile(id, places: keys.map(\.geo))), at: file,
          hint: keys.isEmpty
            ? .nearest(to: id, among: Set(reader.observations.keys.map(\.id)).sorted()) : nil)
        continue
      }
      profiles.append(
        GrowthProfile(
          id: key.id, geo: key.geo, sector: sector, rows: reader.observations[key]))
    }
    guard faults.found.isEmpty else { throw Faults(faults.found) }
    return profiles
  }
}
