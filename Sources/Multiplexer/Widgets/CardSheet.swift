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
    /// Further keys, shown as `N: no to all`.
    package var keys: [KeyHint] = []
    /// What stands last, such as how long it waits.
    package var note = ""
    /// A line that is typed instead of a choice; `nil` where there are buttons.
    package var entry: CardEntry?

    package init(
        title: String, badge: (text: String, role: Role)? = nil, isAlarm: Bool = false, rows: [CardRow],
        essential: Int, no: String, yes: String, care: CardChoice.Care = .twoKeys, keys: [KeyHint] = [],
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
    package var line: LineEditor
    /// What the keys do, or what was wrong.
    package var help: String
    package var isMistake = false

    package init(prompt: String, line: LineEditor, help: String, isMistake: Bool = false) {
        self.prompt = prompt
        self.line = line
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

/// Where a card stands on a screen of one size, and how much of its text is seen at once.
///
/// A large screen has the card in its middle with air around the text; a small one gives it everything.
package struct CardLayout: Sendable {
    package let sheet: CardSheet
    package let box: Rect
    /// The rows as they are shown; without blanks where room is scarce.
    package let rows: [CardRow]
    /// Rows of text that are seen at once.
    package let room: Int
    /// The columns the text was wrapped to.
    package let textWidth: Int
    /// There is room for air and for all keys.
    package let isRoomy: Bool
    /// The screen on which a yes could be said.
    package let least: Size
    package let isTooSmall: Bool

    /// The foot with air: a blank row, the buttons, a blank row and the keys.
    private static let airyFoot = 5
    /// The fewest and the most columns of text.
    private static let columns = (least: 31, most: 72)

    package init(in size: Size, _ sheet: (Int) -> CardSheet) {
        let margin = size.width >= 64 ? 2 : 0
        let width = max(1, min(Self.columns.most, size.width - 4 - 2 * margin))
        let sheet = sheet(width)
        let whole = size.height - (size.height >= 20 ? 2 : 0)
        let isRoomy =
            width >= 56 && sheet.rows.count + Self.airyFoot + 2 <= whole
            || width >= 56 && whole - Self.airyFoot - 2 >= max(8, sheet.essential + 2)
        let rows = isRoomy ? sheet.rows : sheet.rows.filter { !$0.isBlank }
        let foot = isRoomy ? Self.airyFoot : 1
        let height = min(isRoomy ? whole : size.height, rows.count + foot + 2)
        let blanks = isRoomy ? 0 : sheet.rows.prefix(sheet.essential).count(where: \.isBlank)
        box = Rect(size).centered(Size(width: width + 4, height: height))
        room = max(0, height - foot - 2)
        least = Size(width: Self.columns.least + 4, height: sheet.essential - blanks + 3)
        isTooSmall =
            width < Self.columns.least || size.height < 6 || room < min(rows.count, sheet.essential - blanks)
        (self.sheet, self.rows, textWidth, self.isRoomy) = (sheet, rows, width, isRoomy)
    }

    /// The scrolling at which the last row is the last that is seen.
    package var lastScroll: Int { max(0, rows.count - room) }

    /// The first row that is seen.
    package func first(_ scroll: Int) -> Int { min(max(0, scroll), lastScroll) }

    /// The room inside the border.
    package var inner: Rect { box.inset(dx: 2, dy: 1) }
}
