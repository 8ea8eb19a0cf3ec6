import TestSupport
import Testing

/// What commands are not to be asked, said before any work.
@Suite("Ranges of options") struct OptionRangeTests {
  @Test(
    "Options out of range, and options that mean nothing together, are refused with what is allowed",
    arguments: [
      ("predict p.csv --frequency A --horizon 0 -o r", "between 1 and 1000"),
      ("predict p.csv --frequency A --horizon 1001 -o r", "between 1 and 1000"),
      ("predict p.csv --frequency A --horizon 3 --lower 5 --upper 5 -o r", "below --upper"),
      ("predict p.csv --frequency A --horizon 3 --model naive --table t -o r", "--model auto"),
      ("predict p.csv --frequency P --horizon 3 -o r", "A, Q or M"),
      ("backtest p.csv --frequency A --horizon 3 --minimum 2 -o r", "between 3 and 10000"),
      ("backtest p.csv --frequency A --horizon 3 --origins 0 -o r", "between 1 and 10000"),
      ("calibrate p.csv --frequency A --horizon 3 --folds 1 -o r", "0 or lie between 2 and 20"),
      ("calibrate p.csv --frequency A --horizon 121 -o r", "between 1 and 120"),
      ("run s.json --paths 99", "between 100 and 1000000000"),
      ("run s.json --precision 0", "between 0.000001 and 0.5"),
      ("run s.json --precision 0.6", "between 0.000001 and 0.5"),
      ("run s.json --threads 0", "between 1 and 1024"),
      ("run s.json --format pdf", "csv, html, xlsx are"),
      ("run s.json --again r", "Name a scenario file, or a run folder"),
      ("run", "Name a scenario file, or a run folder"),
      ("run s.json --directory d", "belongs to --again"),
      ("run --again r --seed 3", "takes everything from the run folder"),
      ("run --again r --seed 3 --language vi", "lấy mọi thứ từ thư mục kết quả"),
      ("run s.json --shard 1/2 --sampling sobol", "runs whole"),
      ("run s.json --shard 1/2 --precision 0.1", "shards cannot"),
      ("run s.json --shard 1/2 --draws d.csv", "a part of them"),
      ("run s.json --shard 3/2", "--shard cannot be '3/2': it is I/N"),
      ("run s.json --shard 0/2", "--shard cannot be '0/2': it is I/N"),
      ("run s.json --seed -1", "a whole number from 0 to 18446744073709551615"),
      ("run s.json --paths 1e9", "a whole number from 100 to 1000000000"),
      ("run s.json --as-of 2025-13-01", "--as-of cannot be '2025-13-01': it is a day"),
      ("run s.json --set lever=NaN", "a number behind the ="),
      ("run s.json --sampling sobl", "it is one of random, sobol"),
      ("run s.json --seeed 3", "Unknown option '--seeed'. Did you mean '--seed'?"),
      ("run s.json --seeed 3 --language vi", "Không có tùy chọn '--seeed'"),
      ("run --nonsense", "Unknown option '--nonsense'"),
      ("monthly --nonsense --language vi", "Không có tùy chọn '--nonsense'"),
      ("explain r --targt 1", "Unknown option '--targt'. Did you mean '--target'?"),
      ("run s.json --seed --language vi", "--seed"),
      ("run s.json t.json --language vi", "Thừa tham số: t.json"),
      ("runn s.json", "There is no command 'runn'. Did you mean run?"),
      ("runn s.json --language vi", "Không có lệnh 'runn'. Có phải ý bạn là run?"),
      ("require s.json --target 1 --probability 1", "between 0 and 1"),
      ("require s.json --target 1 --probability 0", "between 0 and 1"),
      ("require s.json --target 1 --probability 0.5 --format xlsx", "no workbook"),
    ])
  func refused(line: String, said: String) throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    let outcome = try program.run(line.split(separator: " ").map(String.init), in: folder)
    #expect(outcome.status == 2 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.errors.contains(said), "\(outcome.errors)")
    #expect(Program.names(in: folder).isEmpty)
  }

  @Test("Coverage that was measured stands beside learned intervals, not beside a named model's")
  func calibration() throws {
    let folder = try Program.temporaryFolder()
    let program = try #require(Program())
    let rows = (0..<8).map { "a,\(2015 + $0),\(10 + $0 + $0 * 3 % 4)\n" }.joined()
    try Program.write(Array(("unique_id,ds,y\n" + rows).utf8), to: folder + "/p.csv")
    for (model, names) in [
      ("naive", ["models.csv", "predictions.csv", "run.json"]),
      ("auto", ["calibration.csv", "models.csv", "predictions.csv", "run.json"]),
    ] {
      let outcome = try program.run(
        [
          "predict", "p.csv", "--frequency", "A", "--horizon", "2", "--model", model, "--output",
          model, "--quiet",
        ], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(Program.names(in: folder + "/" + model) == names)
    }
  }
}
