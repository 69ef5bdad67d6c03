/// What the mouse did over a terminal.
package struct TerminalMouse: Hashable, Sendable {
    /// The buttons and the wheel's four directions.
    package enum Button: Hashable, Sendable {
        case left
        case middle
        case right
        /// Motion without a button.
        case none
        case wheelUp
        case wheelDown
        case wheelLeft
        case wheelRight
        /// The eighth to eleventh button, of which the first two often mean back and forward.
        case extra(Int)

        /// The number xterm reports (ctlseqs, "Extended coordinates" and "Other buttons").
        var code: Int {
            switch self {
            case .left: 0
            case .middle: 1
            case .right: 2
            case .none: 3
            case .wheelUp: 64
            case .wheelDown: 65
            case .wheelLeft: 66
            case .wheelRight: 67
            case .extra(let number): 128 + min(max(number - 8, 0), 3)
            }
        }
    }

    /// What happened; the wheel is only ever pressed.
    package enum Action: Hashable, Sendable {
        case press
        case release
        case motion
    }

    /// What happened.
    package let action: Action
    /// With which button.
    package let button: Button
    /// Cell from the left edge of the terminal, from 0.
    package let column: Int
    /// Cell from the top edge of the terminal, from 0.
    package let row: Int
    /// The keys held down meanwhile.
    package let modifiers: TerminalKey.Modifiers

    /// What the mouse did at a cell.
    package init(
        _ action: Action, _ button: Button, column: Int, row: Int, modifiers: TerminalKey.Modifiers = []
    ) {
        self.action = action
        self.button = button
        self.column = column
        self.row = row
        self.modifiers = modifiers
    }
}
