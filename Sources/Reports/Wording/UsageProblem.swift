/// What is wrong with the arguments of a command.
public enum UsageProblem: Sendable, Hashable {
  case outOfRange(option: String, low: String, high: String)
  case unknownFormat(String, known: [String])
  case unknownModel(String, near: String?, known: [String])
  // Missing or alone
  case noRunFolder, noPanel, twoScenarios
  case noSuchReport(format: String, folder: String, command: String)
  case scenarioOrAgain, againAlone, directoryWithoutAgain
  case yearNeeded
  case setTwice(String)
  // What does not go together
  case sobolOfShards, precisionOfShards, drawsOfShards
  case questionOfShards, questionOfSweep
  case precisionElsewhere, noWorkbook, againstWithoutWorkbook
  case tableWithModel
  // Numbers
  case unknownFrequency, boundNotANumber, boundsReversed
  case growingBounded, parentsWithoutGrowing, folds
}
