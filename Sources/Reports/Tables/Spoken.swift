/// What a row of a table is about, with the scenario it belongs to and the language its names are in.
@dynamicMemberLookup
struct Spoken<Subject: Sendable>: Sendable {
  let scenario: String
  let language: Language
  let subject: Subject

  /// The subjects of one scenario, each as a row needs it.
  static func all(_ subjects: [Subject], of scenario: String, _ language: Language) -> [Spoken] {
    subjects.map { Spoken(scenario: scenario, language: language, subject: $0) }
  }

  /// What the subject says.
  subscript<Value>(dynamicMember path: KeyPath<Subject, Value>) -> Value { subject[keyPath: path] }
}
