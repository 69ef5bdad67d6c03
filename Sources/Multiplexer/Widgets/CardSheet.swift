import Screen
import Text

/// What a card says.
package struct CardSheet: Sendable {
    package var title: String
    /// A word before the title and its colour, such as the tier of an act; `nil` where nothing is judged.
    package var badge: (text: String, role: Role)?
    package var isAlarm = false
    package var rows: [CardRow]
    /// So many rows from the top stand on the screen at once before a yes counts.
    package var essential: Int
    package var no: String
    package var yes: String
    package var care = CardChoice.Care.twoKeys
    /// Further keys, such as `N: no to all`.
    package var keys: [String] = []
    /// What stands last, such as how long it waits.
    package var note = ""
    /// A line that is typed instead of a choice; `nil` where there are buttons.
    package var entry: CardEntry?

    package init(
        title: String, badge: (text: String, role: Role)? = nil, isAlarm: Bool = false, rows: [CardRow],
        essential: Int, no: String, yes: String, care: CardChoice.Care = .twoKeys, keys: [String] = [],
        note: String = "", entry: CardEntry? = nil
    ) {
        self.title = title
        self.badge = badge
        self.isAlarm = isAlarm
        self.rows = rows
        self.essential = essential
        self.no = no
        self.yes = yes
        self.care = care
        self.keys = keys
        self.note = note
        self.entry = entry
    }
}

/// A line to type at the foot of a card.
package struct CardEntry: Sendable {
    package var prompt: String
    package var text: String
    /// What the keys do, or what was wrong.
    package var help: String
    package var isMistake = false

    package init(prompt: String, text: String, help: String, isMistake: Bool = false) {
        self.prompt = prompt
        self.text = text
        self.help = help
        self.isMistake = isMistake
    }
}

/// One row of a card's text.
package struct CardRow: Sendable, Equatable {
    /// How a part is meant, which decides its colour.
    package enum Tone: Sendable, Equatable {
        case plain
        case strong
        case dim
        case code
        case accent
        case role(Role)
    }

    package struct Part: Sendable, Equatable {
        package var text: String
        package var tone: Tone
    }

    package var parts: [Part]
    /// The step of a list that it belongs to.
    package var step: Int?

    package init(_ parts: (String, Tone)...) {
        self.parts = parts.map { Part(text: $0.0, tone: $0.1) }
    }

    package static let blank = CardRow()

    package var isBlank: Bool { parts.isEmpty }

    /// Text in as many rows as it takes, made visible; `lead` stands before the first, blanks before the others.
    package static func wrapped(
        _ text: String, _ tone: Tone, width: Int, lead: (String, Tone) = ("", .plain)
    ) -> [CardRow] {
        let gap = String(repeating: " ", count: lead.0.columns)
        return Untrusted(text).line.wrapped(toColumns: max(8, width - lead.0.columns)).enumerated()
            .map { index, part in
                lead.0.isEmpty
                    ? CardRow((part, tone))
                    : CardRow(index == 0 ? lead : (gap, .plain), (part, tone))
            }
    }
}
