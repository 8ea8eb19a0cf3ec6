internal import Files

// What is wrong with a database or what it is asked.

extension English {
  func sentence(_ problem: DatabaseProblem) -> String {
    switch problem {
    case .passwordInAddress: "a password must not stand in the address"
    case .unknownScheme(let name): "there is no way to read \(name)://"
    case .unknownKey(let name): "the address has an unknown key \"\(name)\""
    case .badTimeout: "\"timeout\" must be a whole number of seconds from 1 to 86400"
    case .noSelection(let tables):
      tables.isEmpty
        ? "the database has no table"
        : "the address names none of the tables: \(list(tables))"
    case .noQuery: "the address names neither a query nor a table"
    case .noDatabase: "the file is not an SQLite database"
    case .unreachable(let words): "no connection" + (words.isEmpty ? "" : ": \(words)")
    case .loginRefused: "the server does not accept the user or the password"
    case .refused(let words): "the database refuses this: \(words)"
    case .writes: "the query would write, and only reading is allowed"
    case .severalStatements: "there is more than one statement in the query"
    case .noTable: "the query gives no rows and columns"
    case .timedOut(let seconds): "there was no answer within \(seconds) seconds"
    case .locked(let seconds):
      "another program holds the database, and did not let go of it within \(seconds) seconds"
    case .cannotOpen: "the file can be neither opened nor made"
    case .readOnlyFile: "the file may be read only"
    case .full: "there is no room left on the disk"
    case .damaged: "the database is damaged"
    case .unreadable: "the file cannot be read or written"
    case .unknownTable(let name): "there is no table \"\(name)\""
    case .unknownColumn(let name): "there is no column \"\(name)\""
    case .syntax(let near): "the query is not understood near \"\(near)\""
    case .notAllowed: "the user is not allowed to do this"
    case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
    case .bytes(let column): "\"\(column)\" holds bytes that are no text"
    case .zonedTime(let column):
      "\"\(column)\" is a time with a time zone, whose day depends on the place"
    case .noTarget(let text): "\(text) is not a database that a run can be loaded into"
    case .foreignTable(let name): "there already is a table \"\(name)\" that publish did not make"
    case .foreignView(let name): "there already is a view \"\(name)\" that publish did not make"
    case .foreignName(let name):
      "something that publish did not make is called \"\(name)\" already"
    }
  }

  func sentence(_ hint: DatabaseHint) -> String {
    switch hint {
    case .passwordElsewhere:
      "give user and password by PGUSER and PGPASSWORD, a password file (~/.pgpass) or a service file (PGSERVICE)"
    case .nameQuery: "add ?table=NAME or ?query=select … to the address"
    case .castToDate: "name the day: (COLUMN at time zone 'Asia/Ho_Chi_Minh')::date"
    case .castToText: "leave the column out, or convert it to text in the query"
    case .giveTime: "add &timeout=SECONDS to the address, or simplify the query"
    case .closeOther: "close the program that writes to it, or try again later"
    case .checkFolder:
      "choose a folder that is there and where you may write; the name must be that of a file"
    case .targets: "write FILE.sqlite or postgresql://HOST/DATABASE"
    }
  }

  func words(row: Int, column: String?) -> String {
    "row \(row) of the query" + (column.map { ", column \($0)" } ?? "")
  }
}
