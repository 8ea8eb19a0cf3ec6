internal import Attainment
internal import Folders
import Foundation
import Reports
import Tables
import Testing

/// A folder of one made-up run whose names try to break out.
private let hostile = FolderTables([
  OutputFile(
    name: "run.json",
    text: """
      {"format": "forecast-run/1", "command": "run", "scenario": "s", "version": "0",
       "title": "</title><script>alert(1)</script>", "language": "en", "seed": 1, "paths": 1000,
       "inputs": [{"path": "<img src=x>", "sha256": "ab", "bytes": 3}]}
      """),
  OutputFile(
    name: "attainment.csv",
    text: #"""
      plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p10,p50,p90,first_year_p50,basis,lead_agency
      p,=1+1,a,</script><b>,percent,at_least,5.0,2030,0.25,0.01,1.0,2.0,6.0,,data,"@A ""B"""
      p,-2,b,"=HYPERLINK(""x"")",rank,range,3.0..4.0,2030,,,,,,,not_assessed,+why

      """#),
  OutputFile(
    name: "projections.csv",
    text: """
      indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5
      a,</script><b>,percent,A,2024,actual,1.0,,,,,,,,,,
      a,</script><b>,percent,A,2030,projection,3.0,1.0,0.5,0.7,1.0,1.5,2.0,3.0,6.0,7.0,8.0

      """),
])

@Suite struct ReportPageTests {
  private var page: String {
    String(decoding: ReportPage([hostile]).file().bytes, as: UTF8.self)
  }

  @Test("Names from files stay text: no element of theirs, none of the script's ends early")
  func escaping() {
    #expect(!page.contains("<script>alert") && !page.contains("<img src=x>"))
    #expect(page.contains("&lt;/script&gt;&lt;b&gt;"))
    // The page's own: data and script.
    #expect(page.split(separator: "</script>", omittingEmptySubsequences: false).count == 3)
  }

  @Test("The page forbids every request and names no address to fetch from")
  func selfContained() {
    #expect(page.contains("default-src &#39;none&#39;"))
    for part in ["src=\"", "href=\"http", "url(", "@import"] {
      #expect(!page.contains(part), "\(part)")
    }
  }

  @Test("Every chart is drawn without a script, and its figures stand beside it")
  func figures() {
    let charts = page.split(separator: "<svg class=\"chart\"", omittingEmptySubsequences: false)
    let figures = page.split(separator: "<figure", omittingEmptySubsequences: false)
    #expect(charts.count == 2 && figures.count == 2)
    #expect(page.contains("25 in 100") && page.contains("25.0% ± 1.0"))
    #expect(page.contains("at least 5%"))
  }

  @Test("A fan shows what is known and the middle of what is ahead, not one line of both")
  func fan() throws {
    let known = ["2020", "2021", "2024"].enumerated().map {
      "a,A,percent,A,\($1),actual,\(1 + $0).0,,,,,,,,,,"
    }
    let ahead = [
      "a,A,percent,A,2025,projection,4.0,1.0,1.0,1.5,2.0,3.0,4.0,5.0,6.0,7.0,8.0",
      "a,A,percent,A,2026,projection,4.5,1.0,1.0,1.5,2.0,3.0,4.5,6.0,8.0,9.0,9.5",
    ]
    let folder = FolderTables([
      OutputFile(
        name: "run.json", text: "{\"format\": \"forecast-run/1\", \"command\": \"run\"}"),
      OutputFile(
        name: "attainment.csv",
        text:
          "plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,required_per_year,basis\n"
          + "p,1,a,A,percent,at_least,7.0,2026,0.25,0.01,2.0,data\n"),
      OutputFile(
        name: "projections.csv",
        text:
          "indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5\n"
          + (known + ahead).map { $0 + "\n" }.joined()),
    ])
    let text = String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
    let drawn = try #require(text.split(separator: "<svg class=\"chart\"").last)
    func count(_ name: String) -> Int {
      drawn.split(separator: "class=\"\(name)\"", omittingEmptySubsequences: false).count - 1
    }
    #expect(count("known") == 1 && count("gap") == 1 && count("middle") == 1)
    #expect(count("dot") == 3 && count("needed") == 1 && count("sign goal") == 1)
    #expect(drawn.contains("target 7") && drawn.contains("middle 4.50"))
  }

  @Test("What a row must be read with stands on its card, and in the table what it rests on")
  func notes() {
    let folder = FolderTables([
      OutputFile(
        name: "run.json", text: "{\"format\": \"forecast-run/1\", \"command\": \"run\"}"),
      OutputFile(
        name: "attainment.csv",
        text: """
          plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,basis,note
          p,1,a,A,percent,at_least,7.0,2026,0.25,0.01,proxy,the nation's share stands in

          """),
      OutputFile(
        name: "projections.csv",
        text: """
          indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5
          a,A,percent,A,2026,projection,4.5,1.0,1.0,1.5,2.0,3.0,4.5,6.0,8.0,9.0,9.5

          """),
    ])
    let text = String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
    #expect(text.contains("the nation&#39;s share stands in</p>"))
  }

  /// The page of one target from 3 in 2024 on.
  private func target(
    _ direction: String, _ value: String, required: String, unit: String = "u", fits: String = "",
    whatif: String = "", agency: String = ""
  ) -> String {
    let rows =
      "indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5\n"
      + "a,A,\(unit),A,2024,actual,3.0,,,,,,,,,,\n"
      + "a,A,\(unit),A,2025,projection,4.0,1.0,1.0,1.5,2.0,3.0,4.0,5.0,6.0,7.0,8.0\n"
      + "a,A,\(unit),A,2026,projection,4.5,1.0,1.0,1.5,2.0,3.0,4.5,6.0,8.0,9.0,9.5\n"
    var files = [
      OutputFile(
        name: "run.json",
        text: #"{"format": "forecast-run/1", "command": "run", "language": "en"}"#),
      OutputFile(
        name: "attainment.csv",
        text:
          "plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p50,required_per_year,basis,model,lead_agency\n"
          + "p,1,a,A,\(unit),\(direction),\(value),2026,0.25,0.01,4.5,\(required),data,drift,\(agency)\n"
      ),
      OutputFile(name: "projections.csv", text: rows),
    ]
    if !fits.isEmpty { files.append(OutputFile(name: "fits.json", text: fits)) }
    if !whatif.isEmpty { files.append(OutputFile(name: "whatif.json", text: whatif)) }
    return String(decoding: ReportPage([FolderTables(files)]).file().bytes, as: UTF8.self)
  }

  private func ways(_ page: String) -> [Substring] {
    let drawn = page.split(separator: "<svg class=\"chart\"").last ?? ""
    return drawn.split(separator: "class=\"needed\"", omittingEmptySubsequences: false).dropFirst()
      .map { $0.prefix { $0 != ">" } }
  }

  @Test("What meets its target already needs no way; of two ends it is left on either side")
  func met() {
    #expect(ways(target("at_least", "2.0", required: "-0.5")).isEmpty)
    #expect(ways(target("at_most", "5.0", required: "1.0")).isEmpty)
    #expect(ways(target("range", "2.0..4.0", required: "0.0")).isEmpty)
    #expect(ways(target("range", "1.0..2.0", required: "-0.5")).count == 1)
    // One year's growth asks for no change from a level.
    #expect(ways(target("at_least", "7.0", required: "")).isEmpty)
  }

  @Test("An assumed level is named as one, and the way starts there")
  func assumed() {
    let page = target(
      "at_least", "7.0", required: "2.5", unit: "percent",
      fits: """
        {"indicators": [{"indicator": "a", "basis": "proxy", "model": "drift",
          "start": {"time": 2025, "value": 2, "origin": "assumed"}}]}
        """)
    #expect(page.contains("From an assumed level of 2% in 2024"))
    #expect(page.contains("it takes 2.50 points a year"))
    #expect(ways(page).count == 1)
    let own = target("at_least", "7.0", required: "2.0", unit: "percent")
    #expect(own.contains("From the last figure on it takes 2 points a year"))
  }

  @Test("The source of a figure stands first and alone; what lends a pace stands apart")
  func sources() {
    let page = target(
      "at_least", "7.0", required: "2.0", unit: "percent",
      fits: """
        {"indicators": [], "sources": [
          {"indicator": "a", "series": "a", "region": "Nation", "source": "Bulletin", "vintage": "2025-05-31",
           "period": "2025-05", "value": 26, "unit": "percent"},
          {"indicator": "a", "series": "b", "region": "Nation", "source": "Signatures", "lent": true}]}
        """)
    #expect(page.contains("Figure: 26%, ") && page.contains(", Nation: Bulletin"))
    #expect(page.contains("Pace from: Signatures."))
    // Of several series of its own no figure is singled out.
    let two = target(
      "at_least", "7.0", required: "2.0",
      fits: """
        {"indicators": [], "sources": [
          {"indicator": "a", "series": "a", "region": "R", "source": "One", "period": "2024", "value": 1, "unit": "u"},
          {"indicator": "a", "series": "b", "region": "R", "source": "Two", "period": "2024", "value": 2, "unit": "u"}]}
        """)
    #expect(two.contains("Source: One; Two.") && !two.contains("Figure:"))
  }

  @Test("The page is shown once it is whole, and names a table's columns once")
  func whole() {
    #expect(page.contains("<link rel=\"expect\" href=\"#end\" blocking=\"render\">"))
    #expect(page.contains("</script><i id=\"end\" hidden></i></body>"))
    #expect(!page.contains("data-label=") && page.contains("--h2:&#39;"))
  }

  @Test("The way to an average is the same in every year that is left")
  func average() throws {
    let page = target(
      "at_least", "7.0", required: "7.5", unit: "percent",
      whatif: """
        {"format": "forecast-whatif/1", "paths": 64, "targets": [], "levers": [],
         "indicators": [{"indicator": "a", "yearly": "a", "years": [2026], "quantiles": []}]}
        """)
    let way = try #require(ways(page).first)
    #expect(way.split(separator: "\"").first { $0.hasPrefix("M") }?.contains("H") == true, "\(way)")
    #expect(page.contains("Each year that is left has to grow by 7.50%"))
  }

  @Test("Two ends are said to be two, who leads is named, few figures are called a thin basis")
  func decided() {
    let page = target("range", "6.0..7.0", required: "1.5", agency: "Finance")
    #expect(
      page.contains("More than is asked counts as missed, too.") && page.contains("Lead: Finance."))
    #expect(page.contains("The basis is thin:") && page.contains("rest on 1 of them or fewer"))
    #expect(!target("at_least", "6.0", required: "1.5").contains("counts as missed"))
  }

  @Test("What can be chosen is told: another value, a lead where none is named, which of two rows")
  func choices() {
    func page(_ rows: [String]) -> String {
      let files = [
        OutputFile(
          name: "run.json",
          text: #"{"format": "forecast-run/1", "command": "run", "language": "en"}"#),
        OutputFile(
          name: "attainment.csv",
          text:
            "plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p50,basis,model,lead_agency\n"
            + rows.map { $0 + "\n" }.joined()),
        OutputFile(
          name: "projections.csv",
          text:
            "indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5\n"
            + "a,A,percent,A,2026,projection,4.5,1.0,1.0,1.5,2.0,3.0,4.5,6.0,8.0,9.0,9.5\n"),
      ]
      return String(decoding: ReportPage([FolderTables(files)]).file().bytes, as: UTF8.self)
    }
    let a = "p,1,a,A,percent,at_least,8.0,2026,0.10,0.01,4.5,data,drift,"
    let led = "p,2,b,B,percent,at_least,5.0,2030,0.70,0.01,6.0,data,drift,Finance"
    let open = page([a, led])
    #expect(open.contains("ask for 3% (about 75 in 100 reach it)") && open.contains("#way-a"))
    #expect(open.contains("No lead agency is named") && open.contains("One thing to decide"))
    #expect(!page([a]).contains("No lead agency is named"))
    #expect(!open.contains("Which value holds") && !open.contains("Counted once for each"))
    // Two rows that ask for different things of one indicator are a decision; the same twice is none.
    let other = page([a, "p,9,a,A,percent,at_least,4.0,2026,0.60,0.01,4.5,data,drift,", led])
    #expect(other.contains("A in 2026 is asked to be both at least 8% (1: 10 in 100)"))
    #expect(other.contains("and at least 4% (9: 60 in 100)"))
    #expect(!page([a, a.replacing("at_least,8.0", with: "at_most,9.0")]).contains("Which value"))
    let twice = page([a, a.replacing("p,1", with: "p,9"), led])
    #expect(twice.contains("Counted once for each of its rows: A (1, 9)."))
    #expect(!twice.contains("Which value"))
  }

  @Test("What nobody's figure or judgement stands behind is hatched, without a percentage")
  func illustrative() {
    let rows =
      "plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p10,p50,p90,basis\n"
      + "p,1,a,A,percent,at_least,5.0,2030,0.25,0.01,1.0,2.0,6.0,illustrative\n"
      + "p,2,b,B,percent,at_least,5.0,2030,0.71,0.01,1.0,2.0,6.0,data\n"
    let projections =
      "indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5\n"
      + "a,A,percent,A,2030,projection,3.0,1.0,0.5,0.7,1.0,1.5,2.0,3.0,6.0,7.0,8.0\n"
    let folder = FolderTables([
      OutputFile(
        name: "run.json", text: "{\"format\": \"forecast-run/1\", \"command\": \"run\"}"),
      OutputFile(name: "attainment.csv", text: rows),
      OutputFile(name: "projections.csv", text: projections),
    ])
    let text = String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
    #expect(text.contains("hatched") && text.contains("71 in 100") && !text.contains("25 in 100"))
    #expect(!text.contains("25.0%"))
  }

  @Test("The word for a chance follows the hundredths that are shown")
  func words() {
    let chances = [0.656, 0.654, 0.326, 0.324, 0.096, 0.094, 0.004, 0.996]
    let rows = chances.enumerated().map {
      "p,\($0),a\($0),A,percent,at_least,5.0,2030,\($1),0.01,1.0,2.0,6.0,data\n"
    }
    let folder = FolderTables([
      OutputFile(
        name: "run.json", text: "{\"format\": \"forecast-run/1\", \"command\": \"run\"}"),
      OutputFile(
        name: "attainment.csv",
        text:
          "plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p10,p50,p90,basis\n"
          + rows.joined()),
    ])
    let text = String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
    let told = text.split(separator: "data-word=\"").dropFirst(5).map { $0.prefix { $0 != "\"" } }
    #expect(
      told == ["likely", "even", "even", "unlikely", "unlikely", "rare", "rare", "likely"],
      "\(told)")
    for part in ["66 in 100", "65 in 100", "under 1 in 100", "over 99 in 100"] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("Of few cases the share is told as a count, behind the others")
  func fewCases() throws {
    let folder = FolderTables([
      OutputFile(
        name: "run.json",
        text: #"{"format": "forecast-run/1", "command": "run", "language": "en"}"#),
      OutputFile(
        name: "calibration.csv",
        text: """
          scope,level,nominal,covered,cases,source
          series:a,80,0.8,0.0,3,rolling origin on its own history
          all fitted series,80,0.8,0.75,40,rolling origin on their own histories

          """),
    ])
    let text = String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
    let few = try #require(text.firstRange(of: ">0 of 3<"))
    let many = try #require(text.firstRange(of: ">75.0%<"))
    #expect(many.lowerBound < few.lowerBound && !text.contains(">0.0%<"))
  }

  @Test("No place of a sentence is left open")
  func places() {
    let body = page.prefix { $0 != "\u{0}" }.split(separator: "<script type")[0]
    let text = body.split(separator: "</style>", omittingEmptySubsequences: false).last ?? ""
    #expect(!text.contains("{") && !text.contains("}"))
  }
}

@Suite struct ExplanationTests {
  private func told(_ chances: String, years: ClosedRange<Int>) -> String {
    let future = years.map { "a,A,u,A,\($0),projection,\n" }.joined()
    let files = [
      (
        "run.json",
        #"{"format": "forecast-run/1", "command": "run", "language": "en", "paths": 20000}"#
      ),
      (
        "attainment.csv",
        "plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p10,p50,p90,basis,model\n"
          + "p,1,a,A,u,at_least,8.0,2026,0.25,0.003,\(chances),data,drift\n"
      ),
      (
        "projections.csv",
        "indicator,name,unit,frequency,period,kind,mean\na,A,u,A,2024,actual,3.0\n" + future
      ),
      ("drivers.csv", "indicator,year,driver,share\na,2026,innovations,1.0\n"),
    ]
    let folder = FolderTables(files.map { OutputFile(name: $0.0, text: $0.1) })
    return Explanation(folder, reference: "1", width: 400)?.text ?? ""
  }

  @Test("Paths are counted, one value is one, and nothing is said of what there is not")
  func words() {
    let plain = told("2.0,4.5,8.25", years: 2025...2026)
    #expect(plain.contains("5,000 of 20,000 futures meet") && !plain.contains("About"), "\(plain)")
    #expect(plain.contains("Known: one value, of 2024: 3 (u)."), "\(plain)")
    #expect(plain.contains("spread comes from") && plain.contains("In no year of the run"))
    #expect(!told("2.0,2.0,2.0", years: 2025...2026).contains("spread comes from"))
    #expect(!told("2.0,4.5,8.25", years: 2026...2026).contains("In no year of the run"))
  }
}

@Suite struct PageTrustTests {
  private static let attainment =
    "plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p10,p50,p90,basis,model,lead_agency\n"
  private static let projections =
    "indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5\n"
    + "a,A,percent,A,2023,actual,2.5,,,,,,,,,,\na,A,percent,A,2024,actual,3.0,,,,,,,,,,\n"
    + "a,A,percent,A,2026,projection,4.5,1.0,1.0,1.5,2.0,3.0,4.5,6.0,8.0,9.0,9.5\n"

  private func page(_ rows: [String], _ files: [(name: String, text: String)] = []) -> String {
    let folder = [
      ("run.json", #"{"format": "forecast-run/1", "command": "run", "language": "en"}"#),
      ("attainment.csv", Self.attainment + rows.map { $0 + "\n" }.joined()),
      ("projections.csv", Self.projections),
    ]
    let all = folder + files.map { ($0.name, $0.text) }
    let tables = FolderTables(all.map { OutputFile(name: $0.0, text: $0.1) })
    let explained = Explanation(tables, reference: "1", width: 400)?.text ?? ""
    return String(decoding: ReportPage([tables]).file().bytes, as: UTF8.self) + explained
  }

  private func row(_ chance: String, _ basis: String, agency: String = "") -> String {
    "p,1,a,A,percent,at_least,8.0,2026,\(chance),0.01,2.0,4.5,8.25,\(basis),reference_class,\(agency)"
  }

  private func rate(_ source: String, cases: Int, share: String) -> (name: String, text: String) {
    (
      "base_rates.csv",
      "plan,ref,indicator,name,year,asked_per_year,asked_unit,asked_years,source,years,first,last,cases,reached,share,place,finding\n"
        + "p,1,a,A,2026,1.0,points,2,\(source),2,,,\(cases),0,\(share),,in a few\n"
    )
  }

  @Test("A chance that lies far from the rate beside it is told with what both rest on")
  func apart() {
    func isTold(_ chance: String, _ basis: String, cases: Int = 400, share: String) -> Bool {
      page([row(chance, basis)], [rate("pool", cases: cases, share: share)])
        .contains("They differ because")
    }
    #expect(isTold("0.4", "proxy", share: "0.04") && isTold("0.4", "data", share: "0.65"))
    #expect(isTold("0.08", "anchor", share: "0.01"))
    #expect(!isTold("0.4", "proxy", share: "0.3") && !isTold("0.04", "data", share: "0.005"))
    // One spell of one tells nothing, and what is out rests on nothing.
    #expect(!isTold("0.4", "proxy", cases: 1, share: "0.0"))
    let own = page([row("0.4", "data")], [rate("own_past", cases: 30, share: "0.1")])
    #expect(own.contains("goes on from 2 own yearly figures"))
    let official = page([row("0.05", "data")], [rate("official_targets", cases: 40, share: "0.5")])
    #expect(!official.contains("They differ because"))
  }

  @Test("A card says what its range held where it could be tried, and that it could not be")
  func held() {
    let calibration = (
      name: "calibration.csv",
      text: """
      scope,level,nominal,covered,cases,source
      class:shares.short,80,0.8,0.75,3000,rolling origin on their own histories
      class:shares.short,95,0.95,0.5,3000,rolling origin on their own histories
      class:growth,80,0.8,0.1,5000,rolling origin on their own histories
      series:a,80,0.8,0.9,10,rolling origin on its own history

      """.replacing(", cross", with: " cross")
    )
    func fits(_ id: String) -> (name: String, text: String) {
      (
        "fits.json",
        #"{"indicators": [{"indicator": "\#(id)", "measured_on": ["class:shares.short"]}]}"#
      )
    }
    let tried = page([row("0.4", "data")], [calibration, fits("a")])
    #expect(
      tried.contains(
        "75% of 3,000 outcomes of other, comparable series (shares of the economy by country); 9 of 10 of its own."
      ))
    let proxy = page([row("0.4", "proxy")], [calibration, fits("a")])
    #expect(proxy.contains("9 of 10 of the series that stands in for it; how far the region lies"))
    let other = page(
      [row("0.4", "proxy")],
      [(calibration.name, calibration.text.replacing("series:a", with: "series:b")), fits("b")])
    #expect(other.contains("could not be tried on the past"))
    // Explanations say it where the own past is too short.
    let short = page(
      [row("0.4", "data")],
      [(calibration.name, calibration.text.replacing("series:a", with: "series:b")), fits("a")])
    #expect(short.split(separator: "75% of 3,000 outcomes of other, comparable series").count == 3)
    // Folders that do not say what was tried, and illustrations, are passed over.
    #expect(!page([row("0.4", "data")], [calibration]).contains("8-in-10 range"))
    #expect(
      !page([row("0.4", "illustrative")], [calibration, fits("a")]).contains("8-in-10 range"))
    // An index is no share, though it goes the way of shares.
    let index = page(
      [row("0.4", "proxy").replacing("percent,", with: "index,")], [calibration, fits("a")])
    #expect(index.contains("of series of another kind (shares of the economy by country)"))
  }

  @Test("A later year is offered where the card lets one be tried, and nowhere else")
  func laterYear() {
    func told(_ years: String) -> String {
      page(
        [row("0.1", "data")],
        [
          (
            "whatif.json",
            """
            {"format": "forecast-whatif/1", "paths": 64, "levers": [],
             "indicators": [{"indicator": "a", "years": [\(years)], "quantiles": []}],
             "targets": [{"plan": "p", "ref": "1", "indicator": "a"}]}
            """
          )
        ])
    }
    #expect(told("2025, 2026, 2027").contains("or a later year:"))
    let last = told("2025, 2026")
    #expect(!last.contains("later year") && last.contains("or ask for 3%"))
    #expect(last.contains("try on its card") && !page([row("0.1", "data")]).contains("try on its"))
    // On paper nothing can be tried.
    #expect(last.contains(#"</span><span class="paper">"#))
  }

  @Test(
    "What is ticked is told without tenths by bases that the page names; sliders are not counted")
  func ticked() {
    let page = page([row("0.4", "proxy")])
    #expect(page.contains(#""thin":["anchor","proxy""#) || page.contains(#""thin": ["anchor","#))
    #expect(page.contains("data.thin.indexOf(row.dataset.basis)"))
    for key in ["ticked.thin", "ticked.planned"] {
      #expect(page.contains("\"script.\(key)\""), "\(key)")
    }
  }

  @Test("A chance that a reader moves or combines comes with the error of the simulation")
  func errors() {
    let page = page([row("0.4", "proxy")])
    #expect(page.contains("out.textContent = withError(share, run);"))
    // A value can be typed, too: a slider is hard to stop at ten exactly.
    #expect(page.contains("range.value = typed.value; show();"))
    for key in ["error", "ticked", "ticked.thin"] {
      let told = page.split(separator: "\"script.\(key)\"").dropFirst().first ?? ""
      #expect(told.split(separator: "\",").first?.contains("± {error}") == true, "\(key)")
    }
  }

  @Test("On the narrowest screens labels of charts are at least nine pixels high")
  func legible() throws {
    let style = page([row("0.4", "data")]).split(separator: "</style>")[0]
    func size(_ mark: String) throws -> Double {
      let rest = try #require(style.components(separatedBy: mark).dropFirst().first)
      return try #require(Double(rest.prefix { $0.isNumber || $0 == "." }))
    }
    // Frames of 480 are drawn 296 wide on a screen of 320; wide ones of 960 scroll at 44 times 16.
    let narrow = try size("figure:not(.wide) svg text.axis{font-size:")
    #expect(narrow * 296 / 480 >= 9)
    #expect(try size(".wide svg text.axis{font-size:") * 44 * 16 / 960 >= 9)
  }

  @Test("Where much hangs on it the first page stands alone, and charts with notes beside them")
  func paperPages() {
    let print = page([row("0.4", "data")]).split(separator: "@media print").last ?? ""
    #expect(print.contains(".lead:has([data-word]){break-after:page}"))
    #expect(print.contains(".grid:has(.note){columns:1}"))
  }

  @Test("Neighbouring bands differ by 1.6 to 1, by day and by night, or a line parts them")
  func bands() throws {
    let style = page([row("0.4", "data")]).split(separator: "</style>")[0]
    func light(_ name: String, _ theme: Int) throws -> Double {
      let found = style.components(separatedBy: "--\(name):#")
      var code = String(try #require(found.dropFirst(theme + 1).first).prefix { $0.isHexDigit })
      if code.count == 3 { code = code.map { "\($0)\($0)" }.joined() }
      let value = try #require(Int(code, radix: 16))
      let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
        let share = Double(part) / 255
        return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    func contrast(_ one: String, _ other: String, _ theme: Int) throws -> Double {
      let (a, b) = (try light(one, theme), try light(other, theme))
      return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
    for theme in 0...1 {
      for pair in [("paper", "b80"), ("b80", "b50")] {
        #expect(try contrast(pair.0, pair.1, theme) >= 1.6, "\(pair) \(theme)")
      }
      for word in ["ink", "quiet", "deep", "goal", "likely", "even", "unlikely", "rare"] {
        #expect(try contrast(word, "paper", theme) >= 4.5, "\(word) \(theme)")
        #expect(try contrast(word, "soft", theme) >= 4.5, "\(word) \(theme)")
      }
    }
    #expect(style.contains("svg .band80{fill:var(--b80);stroke:var(--edge)"))
  }

  @Test("On paper lengths that follow the root are smaller than those of the tables they stand in")
  func paper() {
    let print = page([row("0.4", "data")]).split(separator: "@media print").last ?? ""
    func points(after mark: String) -> Double? {
      let rest = print.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
      return rest.count < 2 ? nil : Double(rest[1].prefix { $0.isNumber || $0 == "." })
    }
    let root = points(after: "#a3230b;font-size:")
    #expect(0.82 * (root ?? .infinity) < (points(after: "table{font-size:") ?? 0))
  }

  @Test("What two agencies lead is found under each; what is taken away has a value a cell")
  func table() {
    let page = page([
      row("0.4", "proxy", agency: "Sở A; Sở B"),
      row("0.25", "data", agency: "Sở A").replacing("p,1", with: "p,2"),
    ])
    #expect(page.contains(#"<option value="Sở A">Sở A</option><option value="Sở B">"#))
    #expect(!page.contains(#"<option value="Sở A; Sở B">"#))
    #expect(page.contains(#"data-agency="Sở A; Sở B""#))
    #expect(page.contains(#"data-values="8.0||2026|2|4.50|8.25|40||%"#))
    #expect(page.contains(#"data-values="8.0||2026|2|4.50|8.25|25.0|1.00|%"#))
    let heads = page.split(separator: #"data-heads=""#).last?.prefix { $0 != "\"" }
    #expect(heads?.split(separator: "|").count == 15)
  }

  @Test("The style is packed, but for what stands in quotes; shapes close themselves")
  func packed() {
    let style =
      page([row("0.4", "data")]).split(separator: "</style>")[0].split(separator: "<style>").last
      ?? ""
    #expect(style.contains(#"content:" ↕""#) && style.contains(#"content:" · ""#))
    #expect(!style.contains("; ") && !style.contains(" {") && !style.contains("  "))
    #expect(style.contains("section + section > h2{"))
    let body = page([row("0.4", "data")]).replacing("</title></path>", with: "")
    #expect(body.contains("/>") && !body.contains("></path>") && !body.contains("></rect>"))
    #expect(body.contains("></i></body>") && body.contains("<td></td>"))
  }
}

@Suite struct TargetChangesTests {
  private func folder(
    _ rows: [String], day: String, more: [(name: String, text: String)] = []
  ) -> FolderTables {
    FolderTables(
      [
        OutputFile(
          name: "run.json",
          text:
            "{\"format\": \"forecast-run/1\", \"command\": \"run\", \"language\": \"en\", \"as_of\": \"\(day)\"}"
        ),
        OutputFile(
          name: "attainment.csv",
          text: "plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,basis\n"
            + rows.map { $0 + "\n" }.joined()),
      ] + more.map { OutputFile(name: $0.name, text: $0.text) })
  }

  /// A run of two targets whose figures are those.
  private func run(
    _ chances: [String], day: String, newest: String, values: [Int], wanted: String = "5.0"
  ) -> FolderTables {
    let source =
      #"{"indicator": "a", "series": "s", "region": "X", "source": "yearbook", "unit": "percent", "#
      + newest + "}"
    let projections = values.enumerated().map { "b,B,u,A,\(2020 + $0.offset),actual,\($0.element)" }
    return folder(
      [
        "p,1,a,A,percent,at_least,5.0,2030,\(chances[0]),0.01,data",
        "p,2,b,B,u,at_least,\(wanted),2030,\(chances[1]),0.01,data",
      ],
      day: day,
      more: [
        ("fits.json", #"{"indicators": [], "sources": [\#(source)]}"#),
        (
          "projections.csv",
          "indicator,name,unit,frequency,period,kind,mean\n"
            + projections.map { $0 + "\n" }.joined()
        ),
      ])
  }

  @Test("A move names the figures that are new or revised, or what else is asked")
  func reasons() {
    let before = run(
      ["0.22", "0.40"], day: "2025-01-31", newest: #""period": "2023", "value": 8"#,
      values: [1, 2, 3])
    func told(_ now: FolderTables) -> String {
      String(decoding: ReportPage([now], since: before).file().bytes, as: UTF8.self)
    }
    let fresh = told(
      run(
        ["0.03", "0.30"], day: "2025-06-30", newest: #""period": "2024", "value": 9"#,
        values: [1, 2, 7]))
    #expect(fresh.contains("(22 → 3 in 100): new figure 9% for 2024, X: yearbook"), "\(fresh)")
    #expect(fresh.contains("(40 → 30 in 100): value for 2022 revised from 3 to 7"))
    // An index on another base, and a figure that was revised.
    let moved = told(
      run(
        ["0.03", "0.30"], day: "2025-06-30", newest: #""period": "2023", "value": 9"#,
        values: [2, 4, 6]))
    #expect(moved.contains("figure for 2023, X, revised from 8% to 9%: yearbook"))
    #expect(moved.contains("(40 → 30 in 100): none of its figures is new or revised"))
    let asked = told(
      run(
        ["0.22", "0.30"], day: "2025-06-30", newest: #""period": "2023", "value": 8"#,
        values: [1, 2, 3], wanted: "6.0"))
    #expect(asked.contains("the plan asks for ≥ 6 (2030) instead of ≥ 5 (2030)"))
  }

  @Test("What moved since the run before is told, the largest move first, with both days")
  func moved() {
    let before = folder(
      [
        "p,1,a,A,percent,at_least,5.0,2030,0.22,0.01,data",
        "p,2,b,B,percent,at_least,5.0,2030,0.40,0.01,data",
        "p,3,c,C,percent,at_least,5.0,2030,0.40,0.01,data",
      ], day: "2025-01-31")
    let now = folder(
      [
        "p,1,a,A,percent,at_least,5.0,2030,0.03,0.01,data",
        "p,2,b,B,percent,at_least,5.0,2030,0.41,0.01,data",
        "p,4,d,D,percent,at_least,5.0,2030,0.40,0.01,data",
      ], day: "2025-06-30")
    let text = String(decoding: ReportPage([now], since: before).file().bytes, as: UTF8.self)
    let told = "<li>A ▼ 19 points (22 → 3 in 100).</li><li>B ▲ 1 point (40 → 41 in 100).</li>"
    #expect(text.contains(told) && text.contains("31 January 2025"))
    #expect(text.contains("1 assessed for the first time; 1 no longer assessed"))
  }

  @Test(
    "A move is the difference rounded last, and both chances agree with it; milestones move too")
  func roundedLast() {
    func row(_ ref: String, _ indicator: String, _ chance: String, _ unit: String = "percent")
      -> String
    {
      "p,\(ref),\(indicator),N\(ref),\(unit),at_least,5.0,2030,\(chance),0.01,data"
    }
    let before = folder(
      [
        row("1", "a", "0.1244"), row("2", "b", "0.126"), row("3", "c", "0.2"), row("4", "c", "0.2"),
        row("5", "m", "0.5", "milestone"),
      ], day: "2025-01-31")
    let now = folder(
      [
        row("1", "a", "0.1256"), row("2", "b", "0.132"), row("3", "c", "0.3"),
        row("4", "c", "0.28"),
        row("5", "m", "0.45", "milestone"),
      ], day: "2025-06-30")
    let text = String(decoding: ReportPage([now], since: before).file().bytes, as: UTF8.self)
    let told =
      "<li>N3 ▲ 10 points (20 → 30 in 100).</li><li>N5 ▼ 5 points (50 → 45 in 100).</li><li>N2 ▲ 0.6 points (12.6 → 13.2 in 100).</li>"
    #expect(text.contains(told) && !text.contains("N1 ▲") && !text.contains("N4 ▲"))
    // The workbook lists what it counts: milestones among the moves, all targets of an indicator.
    let sheet = RunWorkbook.sheets([now], since: before).first { $0.name == "What moved" }
    let cells = sheet?.cells.map(\.value) ?? []
    for name in ["N1", "N2", "N3", "N4", "N5"] { #expect(cells.contains(.text(name)), "\(name)") }
    #expect(text.contains(">unchanged<"))
  }

  @Test("A move on a thin basis has no tenths, and is that of the chances beside it")
  func thinMove() {
    func told(_ basis: String) -> String {
      let (before, now) = ("0.6652", "0.4648")
      func run(_ chance: String, _ day: String) -> FolderTables {
        folder(["p,1,a,A,percent,at_least,5.0,2030,\(chance),0.01,\(basis)"], day: day)
      }
      return String(
        decoding: ReportPage([run(now, "2025-06-30")], since: run(before, "2025-01-31")).file()
          .bytes, as: UTF8.self)
    }
    #expect(told("data").contains("A ▼ 20.0 points (66.5 → 46.5 in 100)"))
    #expect(told("proxy").contains("A ▼ 21 points (67 → 46 in 100)"))
    func moved(_ basis: String) -> [Double] {
      let runs = [("0.6652", "2025-01-31"), ("0.4648", "2025-06-30")].map {
        folder(["p,1,a,A,percent,at_least,5.0,2030,\($0.0),0.01,\(basis)"], day: $0.1)
      }
      let sheets = RunWorkbook.sheets([runs[1]], since: runs[0])
      let cells = sheets.first { $0.name == "What moved" }?.cells ?? []
      return cells.compactMap { cell -> Double? in
        guard case .formula(_, let value) = cell.value else { return nil }
        return value
      }
    }
    #expect(moved("proxy") == [-21] && moved("data").allSatisfy { abs($0 + 20.04) < 1e-9 })
  }

  @Test("Milestones that are new are told apart from targets")
  func milestones() {
    func folder(_ rows: [String]) -> FolderTables {
      FolderTables([
        OutputFile(
          name: "run.json",
          text: #"{"format": "forecast-run/1", "command": "run", "language": "en"}"#),
        OutputFile(
          name: "attainment.csv",
          text:
            "plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,basis,model\n"
            + rows.map { $0 + "\n" }.joined()),
      ])
    }
    let target = "p,1,a,A,percent,at_least,5.0,2030,0.22,0.01,data,drift"
    let fresh = ["2", "3"].map { "p,\($0),,M,milestone,at_least,1.0,2030,0.5,0.01,data,completion" }
    let page = ReportPage([folder([target] + fresh)], since: folder([target]))
    let text = String(decoding: page.file().bytes, as: UTF8.self)
    #expect(text.contains("2 milestones assessed for the first time"))
    #expect(!text.contains("2 assessed for the first time"))
  }

  @Test("A run of another scenario is named as one")
  func otherScenario() {
    func run(_ name: String, day: String) -> FolderTables {
      FolderTables([
        OutputFile(
          name: "run.json",
          text:
            """
            {"format": "forecast-run/1", "command": "run", "language": "en", "as_of": "\(day)", "scenario": "\(name)",
            "title": "T \(name)"}
            """),
        OutputFile(
          name: "attainment.csv",
          text: """
            plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,basis
            p,1,a,A,percent,at_least,5.0,2030,0.22,0.01,data

            """),
      ])
    }
    let text = String(
      decoding: ReportPage([run("x", day: "2025-06-30")], since: run("y", day: "2025-01-31")).file()
        .bytes, as: UTF8.self)
    #expect(text.contains("another scenario:"))
    let same = String(
      decoding: ReportPage([run("x", day: "2025-06-30")], since: run("x", day: "2025-01-31")).file()
        .bytes, as: UTF8.self)
    #expect(!same.contains("another scenario:") && same.contains("Since the run before"))
  }

  @Test("Two days of one scenario are told apart by their days")
  func days() {
    let row = ["p,1,a,A,percent,at_least,5.0,2030,0.22,0.01,data"]
    let both = [folder(row, day: "2025-01-31"), folder(row, day: "2025-06-30")]
    let text = String(decoding: ReportPage(both).file().bytes, as: UTF8.self)
    #expect(!text.contains("</h2>·"))
    let ids = text.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count, "\(ids)")
  }
}

@Suite struct ComparisonPageTests {
  @Test("Scenarios bear their titles and the day that they share; three stand side by side first")
  func beside() {
    let rows = [("a", "b", 0.1, 0.4), ("a", "c", 0.1, 0.7), ("b", "c", 0.4, 0.7)].map {
      "p,1,x,\($0.0),\($0.1),\($0.2),\($0.3),\($0.3 - $0.2),0.01,yes,\($0.0) to \($0.1).,,Name of 1\n"
    }
    let day = #"{"as_of": "2025-06-30", "set": []}"#
    let folder = FolderTables([
      OutputFile(
        name: "run.json",
        text:
          """
          {"format": "forecast-run/1", "command": "compare", "language": "en", "scenarios": ["a", "b", "c"],
           "titles": ["First", "Second", "Third"], "questions": [\(day), \(day), \(day)]}
          """),
      OutputFile(
        name: "comparison.csv",
        text:
          "plan,ref,indicator,scenario_a,scenario_b,probability_a,probability_b,difference,difference_error,distinguishable,finding,group_kind,name\n"
          + rows.joined()),
    ])
    let page = String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
    #expect(page.contains("First · Second · Third") && page.contains("b: Second"))
    #expect(page.contains(">First</th>") && page.contains("First against Second"))
    #expect(!page.contains(">a</th>") && !page.contains("a against b"))
    #expect(page.contains("Name of 1<small>1</small>"))
    #expect(page.contains("30 June 2025") && !page.contains("All published figures"))
    #expect(page.contains("What differs between any two scenarios"))
    // Beside the first scenario each move is told once.
    #expect(page.contains("<li>a to b.") && page.contains("a to c.") && !page.contains("b to c."))
  }
}

extension ComparisonPageTests {
  @Test("Chances on a thin basis stand in whole percents in every table, others with tenths")
  func thin() {
    let rows = [("1", "yes"), ("2", "no")].map {
      "p,\($0.0),x,a,b,0.0481,0.0593,0.0112,0.001,yes,Told.,,Name,\($0.1)\n"
    }
    let folder = FolderTables([
      OutputFile(
        name: "run.json",
        text:
          #"{"format": "forecast-run/1", "command": "compare", "language": "en", "scenarios": ["a", "b"], "titles": ["First", "Second"]}"#
      ),
      OutputFile(
        name: "comparison.csv",
        text:
          "plan,ref,indicator,scenario_a,scenario_b,probability_a,probability_b,difference,difference_error,distinguishable,finding,group_kind,name,thin_basis\n"
          + rows.joined()),
    ])
    let page = String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
    #expect(page.contains(">5%\u{2008}\u{2007}</td>") && page.contains(">6%\u{2008}\u{2007}</td>"))
    #expect(page.split(separator: "4.8%").count == 2 && page.split(separator: "5.9%").count == 2)
  }

  @Test("Differences are drawn on an axis of their own, with their sign, what differs first")
  func axis() throws {
    let rows = [
      "1,x,a,b,0.3,0.3,0.0,0.0,no,Told.,,Name 1",
      "2,x,a,b,0.304,0.07,-0.234,0.003,yes,Told.,,Name 2",
      "3,x,a,b,0.3,0.3107,0.0107,0.00006,yes,Told.,,Name 3",
    ].map { "p,\($0),no\n" }
    let folder = FolderTables([
      OutputFile(
        name: "run.json",
        text:
          #"{"format": "forecast-run/1", "command": "compare", "language": "en", "scenarios": ["a", "b"], "titles": ["First", "Second"], "inputs": [{"path": "one.csv", "sha256": "ab", "bytes": 3}, {"path": "one.csv", "sha256": "ab", "bytes": 3}]}"#
      ),
      OutputFile(
        name: "comparison.csv",
        text:
          "plan,ref,indicator,scenario_a,scenario_b,probability_a,probability_b,difference,difference_error,distinguishable,finding,group_kind,name,thin_basis\n"
          + rows.joined()),
    ])
    let page = String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
    #expect(page.contains("Drawn from -23.4 to +23.4 points"))
    #expect(!page.contains("Drawn from 0 to 100%"))
    #expect(page.contains(">-23.4 ± 0.3</td>") && page.contains(">+1.1 ± 0.006</td>"))
    #expect(page.contains(">0</td>"))
    let (first, last) = (page.range(of: "Name 3")?.lowerBound, page.range(of: "Name 1")?.lowerBound)
    #expect(try #require(first) < #require(last))
    #expect(page.components(separatedBy: ">one.csv<").count == 2)
  }
}

@Suite struct YearPageTests {
  private func page(_ command: String, _ files: [(name: String, text: String)]) -> String {
    let run =
      #"{"format": "forecast-run/1", "command": "\#(command)", "language": "en", "year": 2025}"#
    let all = [("run.json", run)] + files.map { ($0.name, $0.text) }
    return String(
      decoding: ReportPage([FolderTables(all.map { OutputFile(name: $0.0, text: $0.1) })]).file()
        .bytes, as: UTF8.self)
  }

  @Test("A growth chart says what its band held after as many quarters, and whose past was tried")
  func held() {
    let quarters = (1...4).map {
      "baseline,g,,GRDP,2025-Q\($0),\($0 < 3 ? "actual" : "scenario"),7.0,6.0,8.0\n"
    }
    func told(_ source: String) -> String {
      page(
        "monthly",
        [
          (
            "quarterly_growth.csv",
            "variant,sector,parent,sector_name,period,status,yoy_percent,yoy_p10,yoy_p90\n"
              + quarters.joined()
          ),
          ("variants.csv", "variant,title\nbaseline,Forecast\n"),
          (
            "calibration.csv",
            "scope,level,nominal,covered,cases,source\n"
              + "year after 1 quarters,80,0.8,0.5,40,\"\(source)\"\n"
              + "year after 2 quarters,80,0.8,0.75,40,\"\(source)\"\n"
          ),
        ])
    }
    #expect(
      told("past years of these sectors, forecast again from each quarter")
        .contains("with 2 quarters known: such bands held 30 of 40 yearly outcomes, each sector"))
    #expect(
      told("past years of the sectors that lend their course, forecast again from each quarter")
        .contains("past of the sectors that lend their course, with 2 quarters known"))
  }

  @Test("Measures of which nothing can be said are named once a reason, not in empty rows")
  func bare() {
    let text = page(
      "scorecard",
      [
        (
          "scorecard.csv",
          "scenario,measure,name,unit,lead_agency,period,status,plan,value,value_p10,value_p90,note,basis\n"
            + "s,a,Exports,USD,,2025,outlook,,10.0,9.0,11.0,,data\n"
            + "s,b,Cargo,t,,2025,outlook,,,,,too few,too_short\n"
            + "s,c,Visitors,n,,2025,outlook,,,,,too few,too_short\n"
            + "s,d,Firms,n,,2025,outlook,5.0,,,,too few,too_short\n"
        )
      ])
    #expect(text.contains("Year 2025, not assessed (too few): Cargo, Visitors."))
    #expect(text.contains(">Exports</th>") && text.contains(">Firms</th>"))
    #expect(!text.contains(">Cargo</th>") && !text.contains("Lead agency"))
    #expect(text.contains("was not measured in this run"))
  }
}

@Suite struct LeverPageTests {
  private func page(placeholder: Bool) -> String {
    let folder = FolderTables([
      OutputFile(
        name: "run.json",
        text: #"{"format": "forecast-run/1", "command": "run", "language": "en"}"#),
      OutputFile(
        name: "attainment.csv",
        text: """
          plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,basis
          p,1,a,A,percent,at_least,5.0,2030,0.5,0.01,data

          """),
      OutputFile(
        name: "whatif.json",
        text: """
          {"format": "forecast-whatif/1", "paths": 64, "indicators": [], "targets": [],
           "levers": [{"lever": "l", "title": "Fees <b>", "unit": "percent", "value": 1, "placeholder": \(placeholder),
            "paths": 8192, "values": [0, 1, 2],
            "targets": [{"plan": "p", "ref": "1", "chances": [0.25, 0.5, 0.75]}]},
           {"lever": "m", "title": "Moves nothing", "unit": "", "value": 1, "placeholder": false, "paths": 8192,
            "values": [0, 1], "targets": []}]}
          """),
    ])
    return String(decoding: ReportPage([folder]).file().bytes, as: UTF8.self)
  }

  @Test("Without scripts a lever's chances stand at both ends of its range and at the plan's value")
  func table() {
    let page = page(placeholder: false)
    for text in [">0 percent<", "1 percent (as planned)", ">2 percent<", "25 in 100", "75 in 100"] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(page.contains("Fees &lt;b&gt;") && !page.contains("Moves nothing"))
    // Half of 8,192 paths is known to 0.55 points.
    #expect(page.contains("at most 0.6 points for each chance"))
    #expect(!page.contains("(illustrative)"))
  }

  @Test("What nobody has judged is called an illustration")
  func placeholder() {
    let page = page(placeholder: true)
    #expect(page.contains("(illustrative)") && page.contains("Nobody has judged"))
  }
}

@Suite struct GroupPageTests {
  private static let joint = OutputFile(
    name: "joint.csv",
    text: """
      plan,group,dependence,targets,p_all,mc_error,expected_met,p10_met,p50_met,p90_met,group_kind
      p,all,independent,9,0.1,0.01,4.0,2,4,6,all
      p,all,fitted,9,0.2,0.01,4.0,2,4,6,all
      p,all,high,9,0.3,0.01,4.0,2,4,6,all
      p,all,fitted,2,0.75,0.01,1.5,1,2,2,agency

      """)

  @Test("An agency that is called all is an agency, on the page and in the workbook")
  func agencyCalledAll() {
    let run = OutputFile(name: "run.json", text: #"{"command": "run", "language": "en"}"#)
    let folder = FolderTables([run, Self.joint])
    let file = ReportPage([folder]).file()
    let page = String(decoding: file.bytes, as: UTF8.self)
    #expect(page.contains("all targets of p") && page.contains(">all<"))
    #expect(page.contains("75.0% ± 1.0") && page.contains("20.0% ± 1.0"))
    let cells = RunWorkbook.sheets([folder]).flatMap(\.cells).map(\.value)
    #expect(cells.contains(.text("all")) && cells.contains(.text("all targets")))
    #expect(cells.contains(.number(0.75)))
  }
}

@Suite struct RunWorkbookTests {
  @Test("Texts that begin with = + - @ stay texts; numbers stay numbers")
  func cells() throws {
    let sheets = RunWorkbook.sheets([hostile])
    let cells = sheets.flatMap(\.cells)
    for text in ["=1+1", "-2", "@A \"B\"", "=HYPERLINK(\"x\")", "+why", "3–4"] {
      #expect(cells.contains { $0.value == .text(text) }, "\(text)")
    }
    #expect(cells.contains { $0.value == .number(0.25) })
    let formulas = cells.filter { if case .formula = $0.value { true } else { false } }
    // Counts, a chance and its bar, the middle and the heights of a fan.
    #expect(formulas.count == 6 + 2 + 5)
  }

  @Test("Heads of columns are as high as their words need, each whole on a line")
  func heads() {
    #expect(Sheet.lines(of: "Change needed a year", across: 11) == 3)
    #expect(Sheet.lines(of: "Change needed a year", across: 40) == 1)
    #expect(Sheet.lines(of: "Antidisestablishmentarianism", across: 9) == 1)
    var deepest = 1
    for sheet in RunWorkbook.sheets([hostile]) {
      guard let rows = sheet.headerRows, rows.count == 1 else { continue }
      for cell in sheet.cells where cell.row == rows.lowerBound {
        guard case .text(let name) = cell.value else { continue }
        let lines = Sheet.lines(of: name, across: sheet.widths[cell.column])
        deepest = max(deepest, lines)
        #expect(lines == 1 || (sheet.heights[cell.row] ?? 0) >= 15 * Double(lines), "\(name)")
      }
    }
    #expect(deepest >= 3)
  }

  @Test("The same tables give the same bytes")
  func bytes() throws {
    #expect(try XLSXFormat().file([hostile]) == XLSXFormat().file([hostile]))
  }
}

@Suite struct ExcelCSVTests {
  @Test("A Vietnamese Excel gets ; and decimal commas, a mark, and no formula of a name")
  func vietnamese() {
    var table = Table(
      name: "a",
      columns: [("ref", .text), ("value", .number), ("name", .text)].map {
        ColumnHeader(name: $0, kind: $1, meaning: "")
      })
    table.append([.text("2.1"), .number(2.5e-05), .text("=1;\"")])
    table.append([.text("-3"), .number(-4.5), .text("a;b")])
    let text = String(decoding: ExcelCSV.vi.file(OutputFile(table)).bytes, as: UTF8.self)
    #expect(
      text == "\u{FEFF}ref;value;name\n2.1;2,5e-05;\"'=1;\"\"\"\n'-3;-4,5;\"a;b\"\n")
  }

  @Test("Its table is read back with the names of its columns")
  func readBack() {
    let run = OutputFile(name: "run.json", text: "{\"command\": \"run\"}")
    let table = OutputFile(name: "attainment.csv", text: "ref,probability\n2.1,0.5\n")
    let text = JSONSummary([run, ExcelCSV.vi.file(table)], folder: "x").text
    #expect(text.contains("\"ref\": \"2.1\"") && text.contains("\"probability\": 0.5"))
  }

  @Test("Other files stay as they are")
  func others() {
    let file = OutputFile(name: "run.json", text: "{}")
    #expect(ExcelCSV.vi.file(file) == file)
  }
}

@Suite struct JSONSummaryTests {
  @Test("Numbers are numbers, blanks null, references texts even where they look like numbers")
  func values() {
    let run = OutputFile(name: "run.json", text: "{\"command\": \"run\", \"seed\": 3}")
    let table = OutputFile(name: "attainment.csv", text: "ref,year,probability\n2.1,2030,\n")
    let text = JSONSummary([run, table], folder: "runs/x").text
    #expect(text.contains("\"ref\": \"2.1\"") && text.contains("\"year\": 2030"))
    #expect(text.contains("\"probability\": null") && text.contains("\"folder\": \"runs/x\""))
  }
}
