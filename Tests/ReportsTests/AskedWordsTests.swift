import Attainment
import Files
import Pipeline
import Plans
import Reports
import Testing
import TimeSeries

/// What a target asks for a year, and what made a forecast, in words.
@Suite struct AskedWordsTests {
  private func line(
    _ direction: TargetDirection, _ perYear: Double, isGrowth: Bool, _ language: Language
  ) -> String {
    BaseRateWords(language).line(
      "1", name: "N", asked: (perYear, isGrowth, 5), isLess: direction.asksForLess, unit: "%",
      chance: "50%", rates: ["r"])
  }

  @Test(
    "What is to be at most something falls, or rises by no more; what may fall is told so",
    arguments: [
      (.atMost, -5, true, .vi, "cần giảm bình quân 5% mỗi năm trong 5 năm"),
      (.atMost, -0.4, false, .vi, "cần giảm bình quân 0,40"),
      (.atMost, 4, true, .vi, "chỉ được tăng bình quân không quá 4%"),
      (.atLeast, 7.5, true, .vi, "cần tăng bình quân 7,50%"),
      (.atLeast, -2, true, .vi, "chỉ được giảm bình quân không quá 2%"),
      (.atMost, -5, true, .en, "asks for a fall of 5% a year over 5 years"),
      (.atLeast, 0.4, false, .en, "asks for a rise of 0.40"),
    ] as [(TargetDirection, Double, Bool, Language, String)])
  func sense(
    direction: TargetDirection, perYear: Double, isGrowth: Bool, language: Language, told: String
  ) {
    let line = line(direction, perYear, isGrowth: isGrowth, language)
    #expect(line.hasPrefix("N (1) " + told), "\(line)")
  }

  @Test("What made a forecast is told in words, in either language, for every answer")
  func answers() {
    let makers: [Answer.Maker] = [
      .nobody, .model("ets"), .classes("own_rate"), .classes("own_count"),
      .classes("general+growth+regions+own_pace"),
    ]
    let reasons: [Answer.Reason] = [
      .named, .enoughValues, .fewValues, .gaps, .manyGaps, .neverMoved, .tooShort, .noValue,
      .leftOut, .tooShortFor("ets"), .tooLongFor("ets"), .noScaleFor("theta"), .noFitBy("ets"),
    ]
    for language in Language.allCases {
      let words = AnswerWords(say: Catalogue.of(language))
      for maker in makers {
        for rung in Answer.Rung.allCases {
          for reason in reasons {
            let text = words.text(Answer(maker: maker, rung: rung, reason: reason))
            #expect(!["_", "panel.", "{"].contains(where: text.contains), "\(text)")
          }
        }
      }
    }
    #expect(
      AnswerWords(say: Catalogue.of(.vi)).text(
        Answer(maker: .classes("own_rate"), rung: .first, reason: .enoughValues))
        == "trung bình và mức dao động của chính chuỗi; đủ số liệu")
  }
}
