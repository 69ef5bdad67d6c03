import Screen
import Text

/// A dialog with lines to fill in, each known by its name.
package struct Form<Name: Hashable & Sendable>: Sendable {
    /// What became of a key.
    package enum Outcome {
        case open
        /// It was to be taken, and nothing is wrong in it.
        case taken
        /// It was to be closed.
        case left
    }

    package let title: String
    /// What it is about, above the fields.
    package let words: [(text: String, tone: CardRow.Tone)]
    /// What Enter does, in a word for the last line.
    package let verb: String
    /// What the keys do; something that is wrong takes its place.
    package let advice: String
    /// The columns inside, where the screen has so many.
    package let width: Int
    package private(set) var fields: [FormField<Name>]
    /// The field that is typed into.
    package private(set) var focus = 0
    /// It was to be taken while something was wrong, so that whatever is wrong is told from then on.
    private var wasRefused = false

    /// A form of at least one field.
    package init(
        title: String, words: [(text: String, tone: CardRow.Tone)] = [], verb: String, advice: String,
        width: Int = 48, _ fields: [FormField<Name>]
    ) {
        precondition(!fields.isEmpty, "a form without fields")
        self.title = title
        self.words = words
        self.verb = verb
        self.advice = advice
        self.width = width
        self.fields = fields
    }

    /// What stands in the field of that name.
    package subscript(name: Name) -> String { fields.first { $0.name == name }?.line.text ?? "" }

    /// Takes a key or a paste.
    package mutating func handle(_ input: Input) -> Outcome {
        switch input.key {
        case .escape: return .left
        case .enter: return settle()
        case .tab, .down: focus = (focus + 1) % fields.count
        case .shift(.tab), .up: focus = (focus + fields.count - 1) % fields.count
        default: fields[focus].line.edit(input)
        }
        return .open
    }

    /// Goes to the first field that is wrong, if one is.
    private mutating func settle() -> Outcome {
        guard let wrong = fields.firstIndex(where: { $0.fault != nil }) else { return .taken }
        (focus, wasRefused) = (wrong, true)
        return .open
    }

    /// What is wrong in a field, once that is to be told.
    package func fault(of field: FormField<Name>) -> String? { wasRefused ? field.fault : nil }

    /// The keys that the last line names.
    package var hints: [KeyHint] {
        [KeyHint(.enter, verb)] + (fields.count > 1 ? [KeyHint(.tab, "Next field")] : [])
            + [KeyHint(.escape, "Close")]
    }
}

/// A line of a form.
package struct FormField<Name: Hashable & Sendable>: Sendable {
    package let name: Name
    /// What stands before it; nothing where the form's title says it.
    package let label: String
    /// What stands there, dim, as long as nothing is typed.
    package let placeholder: String
    /// Nobody may read what is typed.
    package let isSecret: Bool
    package fileprivate(set) var line: LineEditor
    private let check: @Sendable (String) -> String?

    /// A field with a text to begin with; `check` says in a sentence what is wrong with one.
    package init(
        _ name: Name, label: String = "", text: String = "", placeholder: String = "", longest: Int = 500,
        isSecret: Bool = false, check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.name = name
        self.label = label
        self.placeholder = placeholder
        self.isSecret = isSecret
        self.check = check
        line = LineEditor(text, longest: longest, isOneLine: true)
    }

    /// What is wrong with what is typed, in a sentence.
    package var fault: String? { check(line.text) }
}
