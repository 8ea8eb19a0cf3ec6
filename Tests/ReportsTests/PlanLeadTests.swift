import Folders
import Foundation
import Reports
import Testing

/// A plan of five targets: one likely, three that may be missed, one that nobody could assess.
private let plan = FolderTables([
  OutputFile(
    name: "run.json", text: #"{"format": "forecast-run/1", "command": "run", "language": "en"}"#),
  OutputFile(
    name: "attainment.csv",
    text: """
      plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p10,p25,p50,p90,basis,lead_agency
      p,1,a,Roads,percent,at_least,9.0,2030,0.9,0.01,8.0,9.1,9.5,10.0,proxy,Works
      p,2,b,Clinics,percent,at_least,9.0,2030,0.3,0.01,5.0,6.0,8.0,10.0,proxy,Health
      p,3,c,Schools,percent,at_least,9.0,2030,0.1,0.01,5.0,6.0,7.0,9.0,proxy,
      p,4,d,Ports,percent,at_least,9.0,2030,0.2,0.01,5.0,6.0,7.5,9.5,anchor,Harbour
      p,5,e,Bridges,percent,at_least,9.0,2030,,,,,,,not_assessed,

      """),
])

@Suite struct PlanLeadTests {
  @Test("The first sheet names what waits for a decision, the least likely first, as the page does")
  func decisions() throws {
    let page = String(decoding: ReportPage([plan]).file().bytes, as: UTF8.self)
    let sheet = try #require(RunWorkbook.sheets([plan]).first)
    let texts = sheet.cells.compactMap { cell -> String? in
      if case .text(let text) = cell.value { text } else { nil }
    }
    let told = [
      "1. Schools, at least 9% by 2030: the forecast is 7%, the chance 10 in 100.",
      "2. Ports, at least 9% by 2030: the forecast is 7.50%, the chance 20 in 100.",
      "3. Clinics, at least 9% by 2030: the forecast is 8%, the chance 30 in 100.",
    ]
    let places = told.map { start in texts.firstIndex { $0.hasPrefix(start) } }
    #expect(places.allSatisfy { $0 != nil }, "\(texts)")
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(!texts.contains { $0.contains("Roads,") }, "what is likely waits for nobody")
    for text in ["Three things to decide", "The basis is thin: "] {
      #expect(
        texts.contains { $0.hasPrefix(text) }
          && page.contains(text.trimmingCharacters(in: .whitespaces)))
    }
    for name in ["Schools", "Ports", "Clinics"] {
      #expect(page.contains("<b>\(name), at least 9% by 2030:</b> the forecast is"))
    }
    // Where more is to be found: a card on the page, a sheet in the workbook.
    #expect(page.contains("see its card") && !page.contains("see sheet"))
    #expect(texts.contains { $0.hasSuffix(": see sheet “Targets”.") })
    #expect(texts.contains { $0.contains("Lead: Health.") })
    #expect(texts.contains { $0.contains("No lead agency is named") })
  }

  @Test("Of a single target the answer names it instead of counting to one")
  func alone() throws {
    let folder = FolderTables([
      OutputFile(
        name: "run.json", text: #"{"format": "forecast-run/1", "command": "run", "language": "en"}"#
      ),
      OutputFile(
        name: "attainment.csv",
        text: """
          plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p10,p50,p90,basis
          p,1,a,Poor households,percent,at_most,1.0,2030,0.43,0.01,0.5,1.2,2.0,data
          p,2,b,Bridges,percent,at_least,9.0,2030,,,,,,not_assessed

          """),
      OutputFile(
        name: "joint.csv",
        text: """
          plan,group,dependence,targets,p_all,mc_error,expected_met,p10_met,p50_met,p90_met
          p,all,fitted,1,0.43,0.01,0.43,0,0,1

          """),
    ])
    let page = String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
    #expect(
      page.contains(
        "As things stand, Poor households, at most 1% by 2030, <b>may or may not be met</b>: 43 in 100."
      ))
    #expect(!page.contains("of 1 targets"))
  }
}
