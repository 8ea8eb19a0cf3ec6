import Coherence
import LinearAlgebra
import RealModule
import TestSupport
import Testing

/// The laws of reconcilers, disaggregators and conditioners over all of the room.
@Suite struct CoherenceConformanceTests {
  // MARK: Reconcilers

  private static let base = [105.0, 60, 22, 41, 38, 11, 24]

  private static func tree() throws -> Hierarchy {
    try Hierarchy([
      ("all", nil), ("left", "all"), ("a", "left"), ("b", "left"), ("right", "all"),
      ("c", "right"), ("d", "right"),
    ])
  }

  private static let reconcilers: [Reconciler] = [
    Reconciler("MinT on logarithms", type: "LogReconciliation") { values in
      let tree = try tree()
      let relative = Matrix(rows: 7, columns: 7) { $0 == $1 ? 0.0025 : 0.0005 }
      let found = try LogReconciliation(
        tree, forecasts: values.map { [Double.log($0)] }, errors: relative)
      return tree.sums(ofLeaves: found.means.map { Double.exp($0[0]) })
    }
  ]

  @Test("What comes out adds up", arguments: reconcilers)
  func coherent(reconciler: Reconciler) throws {
    #expect(try ReconcilerLaws.isCoherent(reconciler, Self.tree(), Self.base) == nil)
  }

  @Test("Projecting twice, or what adds up already, changes nothing", arguments: reconcilers)
  func projection(reconciler: Reconciler) throws {
    #expect(try ReconcilerLaws.twiceIsOnce(reconciler, Self.base) == nil)
    #expect(try ReconcilerLaws.coherentStays(reconciler, Self.tree()) == nil)
  }

  // MARK: Disaggregators

  private struct Figures: Decodable {
    let totals: [Double]
    let indicator: [Double]
  }

  private static let disaggregators: [DisaggregatorCase] = [
    DisaggregatorCase("Chow–Lin, fixed", ChowLin(autocorrelation: 0.6)),
    DisaggregatorCase("Chow–Lin", ChowLin()),
    DisaggregatorCase("Fernández", Litterman.fernandez),
    DisaggregatorCase("Litterman, fixed", Litterman(autocorrelation: 0.4)),
    DisaggregatorCase("Litterman", Litterman()),
    DisaggregatorCase("Chow–Lin on logarithms", LogChowLin()),
    DisaggregatorCase("Denton, additive", DentonCholette(.additive), sight: .steps),
    DisaggregatorCase("Denton, proportional", DentonCholette(.proportional)),
  ]

  private func figures() throws -> Figures {
    try Golden.load(Figures.self, "Coherence/disaggregation")
  }

  @Test("Totals hold to the last printed digit, by every rule", arguments: disaggregators)
  func totals(item: DisaggregatorCase) throws {
    let figures = try figures()
    #expect(try DisaggregatorLaws.totalsHold(item, figures.totals, figures.indicator) == nil)
  }

  @Test("Periods that are published themselves stay", arguments: disaggregators)
  func realised(item: DisaggregatorCase) throws {
    let figures = try figures()
    #expect(try DisaggregatorLaws.realisedStay(item, figures.totals, figures.indicator) == nil)
  }

  @Test("A flat indicator gives a smooth path", arguments: disaggregators)
  func flat(item: DisaggregatorCase) throws {
    #expect(try DisaggregatorLaws.flatIsSmooth(item) == nil)
  }

  @Test("The unit of an indicator, or its start, says nothing", arguments: disaggregators)
  func unit(item: DisaggregatorCase) throws {
    let figures = try figures()
    #expect(try DisaggregatorLaws.unitSaysNothing(item, figures.totals, figures.indicator) == nil)
  }

  // MARK: Conditioners

  /// A walk of twelve steps with deviations of a share.
  private static func walk(_ share: Double) -> Matrix {
    Matrix(rows: 12, columns: 12) { share * share * Double(1 + min($0, $1)) }
  }

  private static let conditioners: [Conditioner] = {
    let values = (0..<12).map { 3 + 0.2 * Double($0) }
    let logarithms = (0..<12).map { Double.log(100) + 0.01 * Double($0) }
    return [
      Conditioner(
        "sums", type: "GaussianConditioning", mean: values, covariance: walk(0.4),
        slopes: values.map { _ in 1 }, total: { dot($1, $0) }
      ) { conditions in
        let conditioning = try GaussianConditioning(
          mean: values, covariance: walk(0.4), conditions: conditions)
        return { conditioning.carry($0) }
      },
      // Where levels hardly vary the logarithm is a straight line.
      Conditioner(
        "levels", type: "LevelConditioning", mean: logarithms, covariance: walk(0.0005),
        slopes: logarithms.map { Double.exp($0) },
        total: { dot($1, $0.map { Double.exp($0) }) }
      ) { conditions in
        let conditioning = try LevelConditioning(
          covariance: walk(0.0005), conditions: conditions)
        return { try conditioning.carry($0) }
      },
    ]
  }()

  @Test("A condition holds on every path", arguments: conditioners)
  func hold(item: Conditioner) throws {
    #expect(try ConditionerLaws.conditionsHold(item) == nil)
  }

  @Test("No condition changes nothing; either order of two agrees", arguments: conditioners)
  func order(item: Conditioner) throws {
    #expect(try ConditionerLaws.noneChangesNothing(item) == nil)
    #expect(try ConditionerLaws.orderSaysNothing(item) == nil)
  }

  @Test("Mean and variances equal the Gaussian closed form", arguments: conditioners)
  func closedForm(item: Conditioner) throws {
    #expect(try ConditionerLaws.momentsAreClosedForm(item, draws: 20_000) == nil)
  }

  // MARK: Catalogues

  @Test("The suites leave out nothing of the room")
  func whole() throws {
    let methods = Self.disaggregators.map { "\(type(of: $0.method))" }
    #expect(try Catalogues.conformers(to: "Disaggregator") == Set(methods).sorted())
    // The tree and the covariance of errors are what reconcilers take.
    let reconcilers = try Catalogues.files(
      declaring: "public init(", in: ["Coherence/Reconciliation"]
    ).filter { !["Hierarchy", "ShrunkCovariance"].contains($0) }
    #expect(reconcilers == Set(Self.reconcilers.map(\.type)).sorted())
    let conditioners = try Catalogues.files(declaring: "func carry(", in: ["Coherence"])
    #expect(conditioners == Set(Self.conditioners.map(\.type)).sorted())
  }
}
