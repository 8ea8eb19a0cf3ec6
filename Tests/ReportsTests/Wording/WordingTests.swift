internal import Files
internal import Folders
import LinearAlgebra
import Models
import Plans
import Reports
import Testing
import TimeSeries

@Suite struct WordingTests {
  private static let languages = Language.allCases.map(\.wording)

  /// The sentences of a fact: one a language, none alike, each with its numbers and names.
  private func check(_ value: Any, untold: [String] = [], _ sentence: (any Wording) -> String) {
    let sentences = Self.languages.map(sentence)
    #expect(Set(sentences).count == sentences.count, "the same in two languages: \(sentences)")
    for text in sentences {
      #expect(text.contains { $0.isLetter }, "\(value)")
      for fact in facts(value) where !untold.contains(fact) {
        // A decimal mark is that of the language.
        let written = String(fact.map { $0 == "." ? "," : $0 })
        let isNumber = Double(fact) != nil
        // So is the order of a day.
        let days = CalendarDate(fact).map { day in
          Language.allCases.map { Catalogue.of($0).day(day) }
        }
        // Periods are words, too, and begin small within a sentence.
        let periods = PeriodOfYear(utf8: Array(fact.utf8)[...]).map { period in
          Language.allCases.map { String(Catalogue.of($0).period(period).dropFirst()) }
        }
        #expect(
          text.contains(fact) || periods?.contains { text.contains($0) } == true
            || isNumber && text.contains(written)
            || days?.contains { text.contains($0) } == true,
          "\(fact) is not told: \(text)")
      }
    }
  }

  @Test("Every problem has a sentence in each language, with all that it knows")
  func problems() {
    for problem in Problem.everyCase {
      // The mark is that of the witness, and columns are told where a file may have one long line only.
      let untold =
        switch problem {
        case .layout(.otherDecimal): ["there.csv", ","]
        case .start: ["there.csv"]
        // Which sheets there are is told by the hint.
        case .workbook(.severalSheets), .workbook(.noVisibleSheet): ["aa", "bb"]
        default: [String]()
        }
      check(problem, untold: untold) { $0.sentence(problem) }
    }
  }

  @Test("A head that cannot be read is said to name a year only where it does")
  func heads() {
    for (head, namesYear) in [("Tỷ lệ (%)", false), ("2023 (điều tra)", true), ("20231", false)] {
      let sentences = Self.languages.map { $0.sentence(Problem.layout(.unreadHeader(head))) }
      #expect(sentences.contains { $0.contains("names a year") } == namesYear, "\(sentences)")
    }
  }

  @Test("Every hint has a sentence in each language, with all that it knows")
  func hints() {
    for hint in Hint.everyCase { check(hint) { $0.sentence(hint) } }
  }

  @Test("Payloads have words in each language: conflicts, obstacles, ranges, units, kinds of value")
  func payloads() {
    let conflicts = ValueConflict.all.map { Problem.value(.conflict(key: "kk", $0)) }
    let models = ModelObstacle.all.map { Problem.scenario(.unsuitableModel("mm", $0)) }
    let variants = VariantObstacle.all.map { Problem.growth(.impossibleVariant("vv", $0)) }
    let files = FileObstacle.all.filter { $0 != .system(2) }.map { Problem.file(.unreadable($0)) }
    let ranges = AllowedRange.all.map {
      Problem.value(.outOfRange(key: "kk", value: .periods(88), allowed: $0))
    }
    let traits = ShardTrait.allCases.map { Problem.run(.foreignShard($0, first: "ff")) }
    let units = TimeUnit.allCases.map { Problem.start(.undecidedYear(series: "ss", $0)) }
    let formats = TextFormat.allCases.map {
      Problem.json(.wrongType(key: "kk", expected: .text($0), found: .either(.object, .null)))
    }
    for problem in conflicts + models + variants + files + ranges + traits + units + formats {
      check(problem) { $0.sentence(problem) }
    }
    for kinds in [traits, units, formats, conflicts, models, files] {
      for wording in Self.languages {
        let sentences = Set(kinds.map { wording.sentence($0) })
        #expect(sentences.count == kinds.count, "two facts of one sentence: \(sentences)")
      }
    }
  }

  @Test("Errors and what is wrong with arguments have sentences in each language")
  func errors() {
    for error in UsageProblem.all { check(error) { $0.sentence(error) } }
    for error in RunFolderError.all { check(error) { $0.sentence(error) } }
    for error in SchedulerFailure.all { check(error) { $0.sentence(error) } }
    for error in RunFailure.all { check(error) { $0.sentence(error) } }
    for error in LinearAlgebraError.all { check(error) { $0.sentence(error) } }
    for error in ModelError.all { check(error) { $0.sentence(error) } }
  }

  @Test("Codes are those that have always been printed")
  func codes() {
    let codes = Set(Problem.everyCase.map(\.code))
    let known = """
      allocation-kind allocation-part base-cycle base-region cell-conflict csv-decimal-comma \
      csv-duplicate-column csv-empty csv-missing-column csv-no-rows csv-number csv-open-quote \
      csv-quote csv-ragged csv-row-length cumulated-falls database-address database-connection \
      database-file database-locked database-login database-password database-query database-size database-table \
      database-target database-timeout database-type database-writes date derived-cycle \
      derived-depth effect-duplicate effect-error effect-not-told effect-periods effect-treated \
      effect-unit effect-units estimate-ahead encoding encoding-old figure-bounds figure-growth figure-parts figure-size figure-to-date \
      figure-unjoined file-changed file-empty file-missing file-size file-unreadable files-size \
      fits-other growth-below-nothing indicator-duplicate indicator-unknown json-depth \
      json-duplicate-key json-missing-key json-none-of json-one-of json-syntax json-type \
      json-unknown-key layout-form layout-series layout-unit level-not-positive lever-derived lever-duplicate lever-unknown \
      list-double measure-contradiction measure-cumulated measure-duplicate measure-none measure-period \
      measure-planned-twice measure-plans-apart measure-same-as measure-same-name measure-units measure-unknown measure-year model-unknown model-unsuitable \
      month-negative name-near name-spelling number-nan number-size offset-unusual \
      panel-duplicate panel-short part-base part-kind part-missing part-unit part-unknown \
      parts-do-not-add period period-frequency period-missing period-spelling plan-double plan-not-issued \
      plan-duplicate plan-reference plan-several rate-nothing run-changed run-input run-manifest \
      run-manifest-edited run-manifest-value run-options run-output run-stranger \
      sector-duplicate sector-empty sector-loop sector-only-part sector-tops sector-unknown \
      series-empty series-kind series-nation series-nothing series-price-basis series-short \
      series-stranger series-units series-unknown series-unused shard-doubled shard-foreign \
      shard-missing shard-unreadable splice start-cumulated start-days start-decimal \
      start-delimiter start-frequency start-groups start-half start-header start-period \
      start-prices start-profile start-short start-size start-value start-whole start-year statistics-form \
      statistics-name statistics-place statistics-selection table target-growth target-range target-unused target-value \
      task-conflict task-day task-due task-duplicate task-merged task-none task-number task-order task-status task-year text-control too-many-faults \
      value-conflict value-range value-unknown variant-duplicate variant-impossible \
      variant-not-yearly variant-unknown vintage-early vintage-missing workbook-cell \
      workbook-damaged workbook-error workbook-formula workbook-hidden workbook-kind \
      workbook-sheet workbook-size year-out-of-reach
      """
    #expect(codes == Set(known.split(separator: " ").map(String.init)))
  }

  @Test("Faults of one code and two kinds are counted apart")
  func kinds() {
    #expect(Problem.value(.tooLarge("1")).kind == Problem.value(.tooLarge("2")).kind)
    #expect(Problem.value(.tooLarge("1")).kind != Problem.value(.tooSmall("1")).kind)
    #expect(Problem.table(.strayQuote).kind != Problem.table(.textAfterQuote).kind)
    let place = SourceLocation.whole("a.csv")
    let faults = (0..<12).map { Fault(.value(.tooLarge("\($0)")), at: place) }
    let text = FaultSentence(.vi).text(faults + [Fault(.value(.tooSmall("1e-99")), at: place)])
    #expect(text.contains("a.csv: … và 7 lỗi cùng loại nữa (tổng cộng 12) [number-size]"))
    #expect(text.contains("1e-99 quá gần 0 mà không bằng 0 [number-size]\n"))
    #expect(text.hasSuffix("\n13 lỗi; không có tệp nào được ghi"))
  }
}
