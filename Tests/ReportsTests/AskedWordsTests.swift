import Attainment
import Files
import Pipeline
import Plans
import Reports
import Testing
import TimeSeries

/// What a target asks for a year, and what made a forecast, in words.
@Suite struct AskedWordsTests {
  private func line(_ direction: TargetDirection, _ perYear: Double, isGrowth: Bool, _ language: Language)
    -> String
  {
    BaseRateWords(language).line(
      "1", name: "N", asked: (perYear, isGrowth, 5), isLess: direction.asksForLess, unit: "%",
      chance: "50%", rates: ["r"])
  }

  @Test("What is to be at most something falls, or rises by no more; what may fall is told so")
  func sense() {
    #expect(line(.atMost, -5, isGrowth: true, .vi).hasPrefix("N (1) cần giảm bình quân 5% mỗi năm trong 5 năm"))
    #expect(line(.atMost, -0.4, isGrowth: false, .vi).hasPrefix("N (1) cần giảm bình quân 0,40"))
    #expect(line(.atMost, 4, isGrowth: true, .vi).hasPrefix("N (1) chỉ được tăng bình quân không quá 4%"))
    #expect(line(.atLeast, 7.5, isGrowth: true, .vi).hasPrefix("N (1) cần tăng bình quân 7,50%"))
    #expect(line(.atLeast, -2, isGrowth: true, .vi).hasPrefix("N (1) chỉ được giảm bình quân không quá 2%"))
    #expect(line(.atMost, -5, isGrowth: true, .en).hasPrefix("N (1) asks for a fall of 5% a year over 5 years"))
    #expect(line(.atLeast, 0.4, isGrowth: false, .en).hasPrefix("N (1) asks for a rise of 0.40"))
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
            #expect(!text.contains("_") && !text.contains("panel.") && !text.contains("{"), "\(text)")
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
