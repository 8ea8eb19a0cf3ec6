internal import Files
internal import Pipeline
public import Simulation
public import Tables

/// `drivers.csv`.
enum DriverTable {
  static let driver = Column<Driver>(
    "driver", "innovations, parameters, judgement, levers or shocks.")
  static let share = Column<Double>(
    "share", "Share of the variance; the shares of an indicator and year add to 1.")

  static let definition = TableDefinition<Spoken<DriverRow>>(
    "drivers", commands: ["run", "merge", "sweep"],
    meaning:
      "Where the spread of an indicator comes from, in the years of its targets: Shapley shares of the variance.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(CommonColumns.indicator) { $0.indicator },
      Field(CommonColumns.year) { $0.year },
      Field(driver) { $0.driver },
      Field(share) { $0.share },
      Field("sd", "Standard deviation of the indicator, in its unit.") { $0.deviation },
    ])
}

extension Driver: Fact, FieldValue {}
