internal import ArgumentParser
internal import FoundationEssentials
internal import LinearAlgebra

/// `forecast doctor`: the build, its libraries, and whether they work.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show version, BLAS, LAPACK and threads, and check that a solve works.",
    discussion: """
      Example:
        forecast doctor
      """)

  func run() throws {
    let matrix = Matrix(rows: 2, columns: 2, columnMajor: [4, 2, 2, 3])
    let check: String
    do {
      let solution = try Cholesky(matrix).solve([2, 3])
      let right = solution == [0, 1] || abs(solution[1] - 1) + abs(solution[0]) < 1e-14
      check = right ? "ok" : "wrong: \(solution)"
    } catch {
      check = "failed: " + ErrorReport.sentence(error)
    }
    Console.printResult(
      """
      forecast      \(ProgramVersion.text)
      BLAS          \(BLAS.configuration) (kernel \(BLAS.kernel))
      BLAS threads  \(BLAS.threads)
      LAPACK        \(BLAS.lapackVersion) through LAPACKE
      solve         \(check)
      processors    \(ProcessInfo.processInfo.activeProcessorCount)

      """)
    if check != "ok" { throw CommandEnd(status: ExitStatus.failed) }
  }
}
