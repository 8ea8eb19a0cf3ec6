internal import ArgumentParser

/// Where the inputs of run folders lie, of commands that read several.
struct InputDirectories: ParsableArguments {
  @Option(
    help: """
      A folder from which paths of inputs count: where runs were started, or that of a scenario that was named by \
      an absolute path; may be given several times.
      """,
    completion: .directory)
  var directory: [String] = []
}
