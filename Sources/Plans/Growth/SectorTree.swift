internal import Files

/// Checks that sectors make one tree.
enum SectorTree {
  static func check(
    _ sectors: [SectorSpecification], at location: SourceLocation, faults: inout FaultCollector
  ) {
    var byID: [String: SectorSpecification] = [:]
    for sector in sectors {
      if let first = byID[sector.id] {
        faults.note(
          .growth(.duplicateSector(sector.id, firstLine: first.location.line)), at: sector.location)
      } else {
        byID[sector.id] = sector
      }
    }
    var looped: Set<String> = []
    for sector in sectors {
      var chain = [sector.id]
      var current = sector
      while let parent = current.parent {
        guard let above = byID[parent] else {
          if current.id == sector.id {
            let known = sectors.map(\.id)
            faults.note(
              .growth(.unknownSector(parent)), at: sector.location,
              hint: faults.nearest(to: parent, among: known) ?? .allowed(known))
          }
          break
        }
        chain.append(parent)
        if chain.dropLast().contains(parent) {
          if looped.isDisjoint(with: chain) {
            faults.note(.growth(.sectorLoop(chain)), at: sector.location)
          }
          looped.formUnion(chain)
          break
        }
        current = above
      }
    }
    let roots = sectors.filter { $0.parent == nil }.map(\.id)
    if roots.count != 1 { faults.note(.growth(.sectorTops(roots)), at: location) }
    for sector in sectors {
      let parts = sectors.filter { $0.parent == sector.id }
      if parts.count == 1 {
        faults.note(.growth(.onlyPart(sector.id, part: parts[0].id)), at: parts[0].location)
      }
    }
  }
}
