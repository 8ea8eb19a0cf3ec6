internal import Folders
internal import FoundationEssentials
internal import Glibc
internal import Plans
internal import Reports

/// Runs the tasks of a sweep as array jobs of Slurm.
///
/// Nodes must see the folder of the sweep, its inputs and the program under the same paths. A task that leaves
/// no shard, because its node died, say, is submitted again.
struct SlurmEngine {
  /// How often what is missing is submitted.
  private static let rounds = 5

  let tasks: SweepTasks
  let sweep: String

  /// Submits and follows until every shard is there.
  func run(progress: (Int, Int) -> Void) throws {
    // A job that was submitted must be taken back.
    Interruption.proceed(.leaving)
    defer { Interruption.proceed(.keepingWhatIsDone) }
    for round in 1...Self.rounds {
      let missing = tasks.missing
      if missing.isEmpty { return }
      let job = try submit(missing, round: round)
      try follow(job, progress: progress)
    }
    let left = tasks.missing
    guard left.isEmpty else {
      throw SchedulerFailure.tasksFailed(count: left.count, folder: tasks.folder + "/.parts")
    }
  }

  private func submit(_ missing: [Int], round: Int) throws -> String {
    let stem = "\(tasks.folder)/.parts/round-\(round)"
    let here = FileManager.default.currentDirectoryPath
    for path in [tasks.folder, sweep, here] where path.utf8.contains(where: { $0 < 32 }) {
      throw SchedulerFailure.torn(path: path)
    }
    let elements = min(missing.count, tasks.specification.elements)
    let list = missing.map(tasks.line).joined()
    try SingleFile.write(Array(list.utf8), to: stem + ".tasks")
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let words = [
      program ?? CommandLine.arguments[0], "sweep", sweep, "--output", tasks.folder, "--tasks",
      stem + ".tasks",
    ]
    let options =
      [
        "--job-name=forecast-\(tasks.specification.name)", "--array=0-\(elements - 1)",
        "--output=\(stem)-%a.log", "--chdir=\(here)", "--requeue", "--open-mode=append",
        "--cpus-per-task=\(tasks.specification.threads)",
      ] + tasks.specification.batchOptions
    let script =
      "#!/bin/sh\n" + options.map { "#SBATCH \($0)\n" }.joined()
      + "exec " + words.map(ChildProcess.quoted).joined(separator: " ")
      + " --element \"$SLURM_ARRAY_TASK_ID\" --of \(elements)\n"
    try SingleFile.write(Array(script.utf8), to: stem + ".sh")
    guard let outcome = ChildProcess.run(["sbatch", "--parsable", stem + ".sh"]) else {
      throw SchedulerFailure.notInstalled(program: "sbatch")
    }
    let job = outcome.output.split(whereSeparator: { $0 == ";" || $0 == "\n" }).first
    guard outcome.status == 0, let job else {
      throw SchedulerFailure.refused(program: "sbatch", status: outcome.status)
    }
    return String(job)
  }

  /// Waits until the job has left the queue.
  private func follow(_ job: String, progress: (Int, Int) -> Void) throws {
    var silent = 0
    while true {
      let missing = tasks.missing.count
      progress(tasks.count - missing, tasks.count)
      if Interruption.isRequested {
        _ = ChildProcess.run(["scancel", job])
        throw PipelineInterruption.requested
      }
      let queue = ChildProcess.run(["squeue", "-h", "-t", "all", "-j", job, "-o", "%T"])
      if let queue, queue.status == 0 {
        silent = 0
        let active: Set<String> = [
          "PENDING", "RUNNING", "COMPLETING", "CONFIGURING", "SUSPENDED", "REQUEUED",
          "REQUEUE_HOLD", "RESIZING", "SIGNALING", "STAGE_OUT", "STOPPED",
        ]
        let states = queue.output.split(separator: "\n").map(String.init)
        if !states.contains(where: active.contains) { return }
      } else {
        // An old job is unknown to the controller; so is every job while it restarts.
        silent += 1
        if silent > 5 { return }
      }
      if missing == 0 { return }
      usleep(1_000_000)
    }
  }
}

/// An interrupt while others work for us.
enum PipelineInterruption: Error {
  case requested
}
