import Coherence
import Testing

@Suite("Linear dependence") struct LinearDependenceTests {
  @Test("A whole follows from its parts, a sum given twice from itself")
  func parts() {
    let sums = [[1.0, 1, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0]]
    let found = LinearDependence(sums, order: [1, 2, 3, 0, 4])
    #expect(found.kept == [1, 2, 3])
    #expect(found.relations.map(\.sum) == [0, 4])
    #expect(found.relations[0].weights == [1: 1, 2: 1, 3: 1])
    #expect(found.relations[1].weights == [2: 1])
  }

  @Test("The order says what is kept: the part follows from the whole and the other part")
  func order() {
    let found = LinearDependence([[1.0, 1], [1, 0], [0, 1]], order: [0, 1, 2])
    #expect(found.kept == [0, 1])
    #expect(found.relations.map(\.weights) == [[0: 1, 1: -1]])
  }

  @Test("Relations hold for made-up sums, and what is kept is independent", arguments: 1...20)
  func law(seed: Int) {
    // Small whole numbers, so that sums are exact.
    func number(_ place: Int) -> Double { Double((seed * 7919 + place * place * 104_729) % 5 - 2) }
    let base = (0..<3).map { row in (0..<6).map { number(10 * row + $0) } }
    let sums =
      base
      + [
        zip(base[0], base[1]).map { 2 * $0 - $1 }, zip(base[1], base[2]).map(+),
        base[0].map { -3 * $0 },
      ]
    let found = LinearDependence(sums, order: Array(sums.indices))
    #expect(found.kept.count + found.relations.count == sums.count)
    #expect(found.kept.count <= 3)
    for relation in found.relations {
      for column in 0..<6 {
        let made = relation.weights.reduce(0) { $0 + $1.value * sums[$1.key][column] }
        #expect(abs(made - sums[relation.sum][column]) < 1e-9, "seed \(seed)")
      }
    }
  }

  @Test("Weights of 0 follow from nothing; nearly equal sums are two")
  func edges() {
    let found = LinearDependence([[0.0, 0], [1, 1], [1, 1.001]], order: [0, 1, 2])
    #expect(found.relations.map(\.sum) == [0] && found.relations[0].weights.isEmpty)
    #expect(found.kept == [1, 2])
  }
}
