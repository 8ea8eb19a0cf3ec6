internal import Files

// What is wrong with folders of runs and with users' own tables.

extension English {
  func sentence(_ problem: RunProblem) -> String {
    switch problem {
    case .notARun: "the folder is not one that a run of forecast wrote"
    case .otherCommand(let found, let wanted):
      "this folder is of forecast \(found); what is wanted here is one of forecast \(list(wanted))"
    case .otherScenario(let found, let wanted):
      "this folder is of the scenario \"\(found)\"; what is wanted here is one of \"\(wanted)\""
    case .outputChanged(let manifest): "the file is not the one that \(manifest) names"
    case .outputUnknown: "no run wrote this file"
    case .inputChanged(let manifest): "the file has changed since \(manifest) was written"
    case .manifestEdited: "the manifest was changed after it was written"
    case .manifestValue(let key): "the key \"\(key)\" of the manifest holds what no run writes"
    case .changedSince(let path): "\(path) has changed since this run: run it again"
    case .otherSweep:
      "the folder holds another sweep, or its scenarios and data have changed since: choose another folder"
    case .otherOptions(let begun):
      "this sweep was begun with \(begun): go on with the same, or choose another folder"
    case .otherFits: "the stored fits are those of another scenario"
    case .notAShard: "this folder holds no shard of a run, or one that is damaged"
    case .foreignShard(.fits, let first):
      "this shard is not of the same run as \(first): another fit; give the shards one with --fits"
    case .foreignShard(let trait, let first):
      "this shard is not of the same run as \(first): another \(words(trait))"
    case .doubledShard(let number, let first): "shard \(number) is already given as \(first)"
    case .missingShards(let numbers, let count):
      "of \(count) shards these are missing: \(list(numbers.map(String.init)))"
    }
  }

  private func words(_ trait: ShardTrait) -> String {
    switch trait {
    case .version: "version"
    case .scenario: "scenario"
    case .count: "number of shards"
    case .seed: "seed"
    case .paths: "number of paths"
    case .day: "day"
    case .settings: "setting of levers"
    case .variant: "variant"
    case .inputs: "input"
    case .fits: "fit"
    }
  }

  func sentence(_ problem: LayoutProblem) -> String {
    switch problem {
    case .noDelimiter: "no comma, semicolon or tab splits this line into columns"
    case .noPeriods: "no column holds years, quarters, months or days"
    case .severalPeriodColumns(let names): "several columns could hold the periods: \(list(names))"
    case .noFigures: "no column holds numbers"
    case .severalValueColumns(let names): "several columns could hold the figures: \(list(names))"
    case .namelessColumn(let number): "column \(number) holds numbers and has no name"
    case .numberedColumns(let count):
      "columns are named by the numbers 1 to \(count), which may be quarters, months or anything else"
    case .unreadHeader(let text) where !text.namesYear:
      "the header \"\(text)\" does not say of which period the column is, or of what"
    case .unreadHeader(let text):
      "the header \"\(text)\" names a year, and it is not clear what the column holds"
    case .partsWithoutYear(let text):
      "the header names months or quarters, such as \"\(text)\", and no column names their years"
    case .openGroups(let column, let first, let second):
      "it is not clear whether \"\(column)\" (\"\(first)\", \"\(second)\") tells series apart"
    case .unknownTelling(let column, let text):
      "it is not clear what \"\(text)\" in \"\(column)\" tells, so that rows without a name cannot be read"
    case .repeatedSeries(let series, let line):
      "\(series) already has a row on line \(line), and nothing here tells them apart"
    case .otherDecimal(let text, let mark, nil, _):
      "\(text) is not a number whose decimal mark is \"\(mark)\""
    case .otherDecimal(let text, _, let witness?, let place):
      "\(text) has another decimal mark than \(witness) in \(place.line):\(place.column)"
    case .undecidedDecimal(let text, let withPoint, let withComma, let cells):
      "\(text) is \(withPoint) or \(withComma), and nothing in the file decides "
        + (cells == 1 ? "(1 such cell)" : "(\(cells) such cells)")
    case .otherForm(let stated, let found):
      "the layout says that the table is laid out as \"\(stated)\", and it is \"\(found)\""
    case .missingSeries(let series, let file):
      "the layout names \(series), which \(file) does not hold"
    case .strangeSeries(let series): "the table holds \(series), of which the layout says nothing"
    case .otherUnit(let series, let stated, let found):
      "the unit of \(series) is \"\(found)\" here and \"\(stated)\" in the layout"
    }
  }

  func sentence(_ problem: StartProblem) -> String {
    switch problem {
    case .mixedFrequencies(let first, let second, let place):
      "there are figures by \(words(second)) here, by \(words(first)) in \(place.line):\(place.column)"
    case .severalDays(let first, let second, let place):
      "\(second) lies in the same month as \(first) on line \(place.line)"
    case .twoValues(let series, let period, let first, let second, let place):
      "\(series) is \(second) in \(period) here and \(first) in \(place.isCell ? place.text : place.cell)"
    case .fiscalPart(let text):
      "\"\(text)\" is part of a fiscal year, and nothing says in which month that begins"
    case .halfYear(let text):
      "\"\(text)\" is a half-year: two make a year only where both can be combined"
    case .partOfYear(let text):
      "\"\(text)\" is a part of a year that is neither a month, a quarter nor cumulated from January to the end of a month"
    case .cumulatedOnly(let series, let month):
      "the figures of \(series) are cumulated from January, the last to month \(month): none is a whole year"
    case .looksCumulated(let series):
      "the figures of \(series) grow through each year and start again in the next, as cumulated ones do"
    case .undecidedYear(let series, let unit):
      "the file does not say what the \(words(unit))s of \(series) make of a year"
    case .noWholeYear(let series, let missing):
      "no year of \(series) is whole; the fullest lacks \(list(missing))"
    case .tooFewYears(let series, let years, let minimum):
      "\(series) has \(years == 1 ? "1 year" : "\(years) years"); init needs at least \(minimum)"
    case .noSize(let sector):
      "only growth is given of \(sector): nothing says how much of the whole it is"
    case .noWhole(let first):
      "no row is named as the whole: nothing says whether \(first) is it or a sector like the others"
    case .twoPrices(let first, let second):
      "the table holds figures at two sorts of prices: \"\(first)\" and \"\(second)\""
    case .noSuchPrices(let first): "the table holds no such prices, only \"\(first)\""
    case .noProfile(let series, let places):
      places.isEmpty
        ? "no file given with --profile-data holds \(series) by quarter"
        : "several places have \(series) by quarter: \(list(places)); give a file with one of them"
    }
  }

  private func words(_ unit: TimeUnit) -> String {
    switch unit {
    case .year: "year"
    case .fiscalYear: "fiscal year"
    case .quarter: "quarter"
    case .month: "month"
    }
  }
}
