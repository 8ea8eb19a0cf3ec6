internal import Files
internal import TimeSeries

extension TaskReader {
  /// The day of which a table tells: by its title, or by the name of its sheet or file where all that is begun or done was so by
  /// then. A title that names a day before the newest end does not count; nor does any where rows have days of their own.
  func stated(
    _ titles: [(text: String, location: SourceLocation)], _ rows: [CSVRow], _ source: SourceFile,
    faults: inout FaultCollector
  ) -> CalendarDate? {
    let title = TitleDay(titles: titles)
    let names = source.isMade ? [] : [source.sheet?.name, Self.name(of: source)]
    let name =
      title == nil ? names.lazy.compactMap { $0.flatMap { TitleDay(name: $0) } }.first : nil
    guard title != nil || name != nil,
      rows.contains(where: { SeriesName.seen($0.text(Place.day)).isEmpty })
    else { return nil }
    func newest(_ columns: [Int]) -> CalendarDate? {
      columns.compactMap { column in
        rows.lazy.compactMap { seenDay($0, column)?.date }.max()
      }.max()
    }
    if let title {
      let place = title.location ?? source.place()
      if let end = newest([Place.done]), end > title.day {
        faults.warn(.task(.titleBeforeEnd(title.day, done: end)), at: place)
        return nil
      }
      faults.tell(.task(.dayOfTitle(title.day, title: title.text)), at: place)
      return title.day
    }
    guard let name,
      newest([Place.done, Place.started, Place.issued]).map({ $0 <= name.day }) ?? true
    else { return nil }
    faults.tell(.task(.dayOfName(name.day, name: name.text)), at: source.place())
    return name.day
  }

  /// The name of a file without its folders.
  static func name(of source: SourceFile) -> String? {
    source.path.split(separator: "/").last.map(String.init)
  }
}
