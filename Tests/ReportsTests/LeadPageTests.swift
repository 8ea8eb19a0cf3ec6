import Folders
import Foundation
import Reports
import Testing

/// Two plans of the year that are open, one that nothing can be said of, and two that were missed so far.
private let scorecard = FolderTables([
  OutputFile(
    name: "run.json",
    text: """
      {"format": "forecast-run/1", "command": "scorecard", "scenario": "s", "version": "0",
       "title": "Made up", "language": "en", "as_of": "2025-10-06", "year": 2025, "paths": 1000}
      """),
  OutputFile(
    name: "scorecard.csv",
    text: """
      scenario,measure,name,unit,lead_agency,period,status,plan,plan_direction,value,percent_of_plan,probability,mc_error,required_rest,required_rest_amount,verdict,note,basis
      s,a,Exports,USD,,2025,outlook,9.0,at_least,10.0,111.1,0.9,0.01,1.0,2.0,open,,data
      s,b,Cargo,t,Port,2025,outlook,9.0,at_least,8.0,88.9,0.2,0.0126,12.5,4.0,open,,little
      s,b,Cargo,t,Port,2025-9M,actual,6.0,at_least,5.0,83.3,0.0,,,,missed,,data
      s,c,Visitors,n,Port,2025,outlook,5.0,at_least,,,,,,,open,too few,too_short
      s,d,Trade,USD,Port,2025-9M,actual,10.0,at_least,7.0,70.0,0.0,,,,missed,,data

      """),
  OutputFile(
    name: "scorecard_joint.csv",
    text: """
      scenario,period,dependence,measures,met,missed,not_assessed,p_all,mc_error,expected_met,p10_met,p50_met,p90_met
      s,2025-9M,fitted,2,0,2,0,0.0,,0.0,0,0,0
      s,2025,fitted,2,0,0,1,0.18,0.01,1.1,1,1,2

      """),
])

/// The folder of a scorecard of 2025 with some tables.
private func ofYear(_ tables: OutputFile...) -> FolderTables {
  FolderTables(
    [
      OutputFile(
        name: "run.json",
        text:
          #"{"format": "forecast-run/1", "command": "scorecard", "language": "en", "year": 2025}"#)
    ] + tables)
}

/// A task that is done, one overdue, one likely and one unlikely in time, and one that nobody reported on.
private let tasks = FolderTables([
  OutputFile(
    name: "run.json",
    text: """
      {"format": "forecast-run/1", "command": "tasks", "scenario": "s", "version": "0",
       "title": "Made up", "language": "en", "as_of": "2025-06-30", "paths": 1000,
       "office": "OFFICE", "signatory": "HEAD"}
      """),
  OutputFile(
    name: "tasks.csv",
    text: """
      scenario,task_id,name,lead_agency,due,done,status,probability_on_time,probability_due_90,mc_error,p50_done,basis
      s,a,Buy,Unit A,2025-03-01,2025-02-01,done,1.0,1.0,,2025-02-01,data
      s,b,Build,Unit B,2025-05-31,,late,0.0,0.6,,2025-08-01,data
      s,c,Plan,Unit C,2025-07-10,,running,0.2,0.7,0.01,2025-07-30,data
      s,d,Open,Unit D,2025-09-01,,running,0.8,0.9,0.01,2025-08-20,data
      s,e,Report,Unit E,2025-03-01,,,0.45,0.9,0.01,2025-03-02,class

      """),
  OutputFile(
    name: "completion.csv",
    text: """
      scenario,group,date,due,done,expected_done,p10,p50,p90,group_kind,unknown
      s,all,2025-06-30,3,1,,,,,all,1
      s,all,2025-09-30,5,,3.1,2,3,4,all,
      s,all,2025-11-29,5,,3.5,2,3,4,all,
      s,all,2025-11-30,5,,3.6,2,3,4,all,
      s,all,2027-12-31,5,,3.9,3,4,5,all,

      """),
])

@Suite struct LeadPageTests {
  private func page(_ folder: FolderTables) -> String {
    String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
  }

  /// What stands before the contents.
  private func lead(_ folder: FolderTables) throws -> String {
    let page = page(folder)
    let (start, end) = (page.firstRange(of: "class=\"lead\""), page.firstRange(of: "<nav"))
    return String(page[try #require(start).upperBound..<(try #require(end)).lowerBound])
  }

  @Test("A scorecard begins with the answer, counts and what to decide: what is least likely first")
  func measures() throws {
    let lead = try lead(scorecard)
    for text in [
      "Year 2025: as things stand, about 1 of 2 plans that can be assessed will be met (with 8 chances in 10 between 1 and 2).",
      "That all 2 are met is unlikely: 18 in 100.",
      "9 months 2025: of 2 measures 0 are met and 2 missed.",
      "<b>0</b><span><i aria-hidden=\"true\">✓</i> Met</span>",
      "<b>1</b><span><i aria-hidden=\"true\">●</i> Likely</span>",
      "of 4 measures; 1 without a plan for the period",
      "1 of the 2 outlooks rests on less than three years",
      "Two things to decide",
      "<b>Cargo, plan 9 t (year 2025):</b> the forecast is 8 t (88.9% of the plan), the chance 20 in 100. What is left of it has to bring 4 t (growth of 12.5% on the year before). Lead: Port.",
      "<b>Trade, 9 months 2025:</b> 7 USD, 70.0% of the plan of 10 USD: missed. Lead: Port.",
    ] { #expect(lead.contains(text), "\(text)") }
    let places = ["Cargo, plan", "Trade, 9 months"].compactMap {
      lead.firstRange(of: $0)?.lowerBound
    }
    #expect(places.count == 2 && places == places.sorted())
    // What is told is not told again below.
    #expect(page(scorecard).components(separatedBy: "0 are met and 2 missed").count == 2)
  }

  @Test("Where plans are of months the page tells the results of the newest, as the terminal does")
  func newestMonth() {
    let rows = [("01", 1.5), ("06", 6.5), ("07", 7.5)].map {
      "s,a,Exports,USD,2025-\($0),actual,9.0,at_least,\($1),80.0,missed\n"
    }
    let page = page(
      ofYear(
        OutputFile(
          name: "scorecard.csv",
          text:
            "scenario,measure,name,unit,period,status,plan,plan_direction,value,percent_of_plan,verdict\n"
            + rows.joined() + "s,a,Exports,USD,2025-7M,actual,,,40.0,,\n")))
    #expect(page.contains("Month 7 2025") && page.contains("7.50"))
    #expect(page.contains("Month 7 2025: of 1 measure 0 are met and 1 missed."))
    #expect(!page.contains("Month 1 2025") && !page.contains("Month 6 2025"))
    // Columns of numbers are headed as such, so that heads and numbers end below each other.
    #expect(
      page.contains("<th scope=\"col\">Unit</th><th scope=\"col\" class=\"number\">Plan</th>"))
  }

  @Test(
    "What tables round to a tenth of a percent is not called less", arguments: ["0.0005", "0.0004"])
  func small(chance: String) {
    let page = page(
      ofYear(
        OutputFile(
          name: "scorecard.csv",
          text: """
            scenario,measure,name,unit,period,status,plan,plan_direction,value,probability,verdict,basis
            s,a,Exports,USD,2025,outlook,9.0,at_least,8.0,0.02,open,data
            s,b,Cargo,t,2025,outlook,9.0,at_least,8.0,0.03,open,data

            """),
        OutputFile(
          name: "scorecard_joint.csv",
          text: """
            scenario,period,dependence,measures,met,missed,not_assessed,p_all,mc_error,expected_met,p10_met,p50_met,p90_met
            s,2025,fitted,2,0,0,0,\(chance),0.0001,0.05,0,0,0

            """)))
    #expect(page.contains("under 1 in 1,000") == (chance == "0.0004"))
  }

  @Test("Tasks begin with the answer, counts, what is overdue, then what is least likely in time")
  func ofTasks() throws {
    let lead = try lead(tasks)
    for text in [
      "<b>1</b><span><i aria-hidden=\"true\">✕</i> Overdue</span>", "Unlikely in time",
      "of 5 tasks", "Past due, nothing known since", "The basis is thin:", "Three things to decide",
      "<b>Build:</b> due on 2025-05-31, 30 days overdue. Half of such tasks are done by 2025-08-01. Lead: Unit B.",
      "<b>Plan:</b> due on 2025-07-10, the chance to be in time 20 in 100.",
      "most are those of Unit E (1).",
    ] { #expect(lead.contains(text), "\(text)") }
    let places = ["Build:", "Plan:", "nothing is known since (1)"].compactMap {
      lead.firstRange(of: $0)?.lowerBound
    }
    #expect(places.count == 3 && places == places.sorted())
    #expect(!lead.contains("Open:"))
  }

  @Test(
    "What is not assessed is told beside what is expected of the others, never as though it stayed undone"
  )
  func partial() throws {
    func folder(_ expected: String) -> FolderTables {
      FolderTables([
        OutputFile(
          name: "run.json",
          text:
            #"{"format": "forecast-run/1", "command": "tasks", "language": "en", "as_of": "2025-06-30"}"#
        ),
        OutputFile(
          name: "tasks.csv",
          text: """
            scenario,task_id,name,due,done,status,probability_on_time,basis
            s,a,Buy,2025-03-01,2025-02-01,done,1.0,data
            s,b,Build,2025-09-01,,running,0.8,data
            s,c,Plan,2025-09-30,,not_started,,not_assessed
            s,d,Open,2025-09-30,,not_started,,not_assessed

            """),
        OutputFile(
          name: "completion.csv",
          text: """
            scenario,group,date,due,done,expected_done,p10,p50,p90,group_kind,unknown,assessed
            s,all,2025-06-30,1,1,,,,,all,0,
            s,all,2025-09-30,4,,\(expected)

            """),
      ])
    }
    let some = page(folder("1.8,1,2,2,all,,2"))
    #expect(
      some.contains(
        "On 2025-06-30 1 of 4 tasks is done and 0 overdue. 2 are not assessed. Of all 2 that are assessed, done ones included, about 1.8 are expected to be done by 2025-09-30, 1 to 2 in 8 futures of 10."
      ))
    #expect(some.contains("assessed, of which:"))
    let none = page(folder(",,,,all,,1"))
    #expect(
      none.contains(
        "3 are not assessed, so that nothing is said of how many will be done by 2025-09-30."))
    #expect(!none.contains("8 futures of 10"))
  }

  @Test("The course of tasks ends ninety days after the last of them is due")
  func course() {
    let page = page(tasks)
    #expect(page.contains("2025-11-30") && !page.contains("2027-12-31"))
    let chart = TaskWorkbook.sheets(tasks)?.flatMap(\.charts).first
    #expect(chart?.categories.rows.count == 4)
  }

  @Test("The first sheets of both workbooks are upright and tell the same")
  func sheets() throws {
    for (folder, sheets, said) in [
      (scorecard, ScorecardWorkbook.sheets(scorecard), "1. Cargo, plan 9 t (year 2025): "),
      (tasks, TaskWorkbook.sheets(tasks), "1. Build: due on 2025-05-31"),
    ] {
      let sheet = try #require(sheets?.first)
      #expect(sheet.isPortrait)
      let texts = sheet.cells.compactMap { cell -> String? in
        if case .text(let text) = cell.value { text } else { nil }
      }
      #expect(texts.contains { $0.hasPrefix(said) }, "\(folder.command): \(texts)")
    }
    let front = try #require(TaskWorkbook.sheets(tasks)?.first)
    for text in ["OFFICE", "HEAD", "Unit B", "Unit C", "Unlikely in time"] {
      #expect(front.cells.contains { $0.value == .text(text) }, "\(text)")
    }
    #expect(front.cells.contains { $0.value == .number(30) })
  }
}

@Suite struct LinkTests {
  @Test("Addresses of pages are links, without the sign that ends the sentence; nothing else is")
  func linked() {
    #expect(
      Markup.linked("Source: (https://a.vn/b?c=1&d).").code
        == "Source: (<a href=\"https://a.vn/b?c=1&amp;d\">https://a.vn/b?c=1&amp;d</a>).")
    for text in ["vietnamnews.vn 2025-05", "javascript:alert(1)", "a  b"] {
      #expect(Markup.linked(text).code == text)
    }
  }
}

@Suite struct CardWordsTests {
  private static let run = OutputFile(
    name: "run.json", text: #"{"format": "forecast-run/1", "command": "run", "language": "en"}"#)

  private func page(_ files: [OutputFile]) -> String {
    String(decoding: ReportPage([FolderTables([Self.run] + files)]).file().bytes, as: UTF8.self)
  }

  @Test("What the notes of all milestones say is said once")
  func milestones() {
    let rows = ["1", "2"].map {
      "p,\($0),m\($0),Name \($0),milestone,at_least,1.0,2025,0.5,0.01,class,completion,own \($0); known of all\n"
    }
    let page = page([
      OutputFile(
        name: "attainment.csv",
        text:
          "plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,basis,model,note\n"
          + rows.joined())
    ])
    #expect(page.components(separatedBy: "known of all").count == 2)
    #expect(page.contains("Of each of them: known of all.") && page.contains(">own 2<"))
  }

  @Test(
    "An own record that a range of 8 in 10 would seldom have is called so",
    arguments: [
      ("12", "1.0", "too wide"), ("12", "0.5", "too narrow"), ("10", "0.8", nil),
    ] as [(String, String, String?)])
  func doubt(cases: String, held: String, said: String?) {
    let page = page([
      OutputFile(
        name: "attainment.csv",
        text: """
          plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p10,p50,p90,basis
          p,1,a,A,percent,at_least,5.0,2030,0.17,0.01,1.0,2.0,6.0,data

          """),
      OutputFile(
        name: "projections.csv",
        text: """
          indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5
          a,A,percent,A,2024,actual,1.0,,,,,,,,,,
          a,A,percent,A,2030,projection,3.0,1.0,0.5,0.7,1.0,1.5,2.0,3.0,6.0,7.0,8.0

          """),
      OutputFile(name: "fits.json", text: #"{"indicators": []}"#),
      OutputFile(
        name: "calibration.csv",
        text: "scope,level,nominal,covered,cases,source\n"
          + "series:a,80,0.8,\(held),\(cases),rolling origin on its own history\n"),
      OutputFile(
        name: "base_rates.csv",
        text: """
          plan,ref,indicator,name,year,asked_per_year,asked_unit,asked_years,source,years,first,last,cases,reached,share,place,finding
          p,1,a,A,2030,0.67,points,6,own_past,6,2010,2024,3,3,1.0,,3 of 3
          p,1,a,A,2030,0.67,points,6,pool,6,,,400,28,0.07,,7%

          """),
    ])
    for word in ["too wide", "too narrow"] { #expect(page.contains(word) == (word == said)) }
    // An own past of three spells and a class that say opposite things leave no chance without a word.
    let told = "lies between these counts, which contradict each other"
    #expect(page.contains("As fast as that: 3 of 3; 7%. The chance \(told)"), "the first screen")
  }
}
