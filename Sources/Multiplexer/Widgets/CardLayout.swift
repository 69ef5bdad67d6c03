import Screen
import Text

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
