internal import ArgumentParser
internal import FoundationEssentials
internal import LinearAlgebra
internal import Reports

/// `forecast doctor`: the build, its libraries, and whether they work.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show version, BLAS, LAPACK and threads, and check that a solve works.",
    discussion: """
      Example:
        forecast doctor
      """)

  @OptionGroup var speech: LanguageOption

  func run() throws {
    let say = Speech.catalogue
    let matrix = Matrix(rows: 2, columns: 2, columnMajor: [4, 2, 2, 3])
    let check: String?
    do {
      let solution = try Cholesky(matrix).solve([2, 3])
      let right = solution == [0, 1] || abs(solution[1] - 1) + abs(solution[0]) < 1e-14
      check = right ? nil : say("doctor.wrong", ["solution": "\(solution)"])
    } catch {
      check = say("doctor.failed", ["reason": Speech.wording.sentence(error)])
    }
    let rows = [
      (name: "forecast", text: ProgramVersion.text),
      (
        "BLAS",
        say("doctor.kernel", ["library": BLAS.configuration, "kernel": BLAS.kernel])
      ),
      (say("doctor.threads"), "\(BLAS.threads)"),
      ("LAPACK", say("doctor.through", ["version": BLAS.lapackVersion])),
      (say("doctor.solve"), check ?? say("doctor.right")),
      (say("doctor.processors"), "\(ProcessInfo.processInfo.activeProcessorCount)"),
    ]
    Console.printText(Console.columns(rows))
    if check != nil { throw CommandEnd(status: ExitStatus.failed) }
  }
}
