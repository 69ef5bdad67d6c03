import AIKit
import Screen
import Text

/// What a card says.
struct CardSheet: Sendable {
    var title: String
    /// How much care it needs; `nil` where nothing is judged.
    var tier: SafetyTier?
    var isAlarm = false
    var rows: [CardRow]
    /// So many rows from the top stand on the screen at once before a yes counts.
    var essential: Int
    var no: String
    var yes: String
    var care = CardChoice.Care.twoKeys
    /// Further keys, such as `N: no to all`.
    var keys: [String] = []
    /// What stands last, such as how long it waits.
    var note = ""
    /// A line that is typed instead of a choice; `nil` where there are buttons.
    var entry: CardEntry?
}

/// A line to type at the foot of a card.
struct CardEntry: Sendable {
    var prompt: String
    var text: String
    /// What the keys do, or what was wrong.
    var help: String
    var isMistake = false
}

/// One row of a card's text.
struct CardRow: Sendable, Equatable {
    /// How a part is meant, which decides its colour.
    enum Tone: Sendable, Equatable {
        case plain
        case strong
        case dim
        case code
        case accent
        case tier(SafetyTier)
    }

    struct Part: Sendable, Equatable {
        var text: String
        var tone: Tone
    }

    var parts: [Part]
    /// The step of a list that it belongs to.
    var step: Int?

    init(_ parts: (String, Tone)...) {
        self.parts = parts.map { Part(text: $0.0, tone: $0.1) }
    }

    static let blank = CardRow()

    var isBlank: Bool { parts.isEmpty }

    /// Text in as many rows as it takes, made visible; `lead` stands before the first, blanks before the others.
    static func wrapped(
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
