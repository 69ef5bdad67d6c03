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

/// Mouse reports in the forms xterm knows (ctlseqs, "Mouse Tracking").
extension TerminalInput {
    /// The bytes that tell a program of the mouse; none when it did not ask for this.
    ///
    /// A place outside the screen, as of a drag that left it, counts as the edge next to it. On the alternate screen the
    /// wheel moves the cursor of a program that knows no mouse (mode 1007).
    package func bytes(for mouse: TerminalMouse) -> [UInt8] {
        guard reports(mouse) else { return wheelKeys(mouse) }
        let code = code(of: mouse)
        let column = Self.clipped(mouse.column, size?.columns) + 1
        let row = Self.clipped(mouse.row, size?.rows) + 1
        if !modes.isDisjoint(with: [.mouseSGR, .mousePixels]) {
            let final = mouse.action == .release ? "m" : "M"
            let (x, y) = place(column, row)
            return Array("\u{1b}[<\(code);\(x);\(y)\(final)".utf8)
        }
        if modes.contains(.mouseDecimal) { return Array("\u{1b}[\(code + 32);\(column);\(row)M".utf8) }
        guard let x = coordinate(column), let y = coordinate(row), let code = coordinate(code) else {
            return []
        }
        return [0x1b, 0x5b, 0x4d] + code + x + y
    }

    private static func clipped(_ value: Int, _ count: Int?) -> Int {
        max(min(value, (count ?? .max) - 1), 0)
    }

    /// The place in cells, or in pixels (mode 1016): the middle of the cell, as displays in text tell no better.
    private func place(_ column: Int, _ row: Int) -> (Int, Int) {
        guard modes.contains(.mousePixels), let cell = size?.cell else { return (column, row) }
        return ((column - 1) * cell.width + cell.width / 2 + 1, (row - 1) * cell.height + cell.height / 2 + 1)
    }

    private func reports(_ mouse: TerminalMouse) -> Bool {
        let hasReleases: TerminalModes = [.mouseButtons, .mouseDrag, .mouseMotion]
        switch mouse.action {
        case .press:
            // X10's mode knows three buttons.
            return !modes.isDisjoint(with: hasReleases)
                || modes.contains(.mousePress) && mouse.button.code < 3
        case .release: return !modes.isDisjoint(with: hasReleases) && !(64..<128 ~= mouse.button.code)
        case .motion:
            return modes.contains(.mouseMotion) || modes.contains(.mouseDrag) && mouse.button != .none
        }
    }

    /// The button's number with the modifiers' and motion's bits.
    private func code(of mouse: TerminalMouse) -> Int {
        var code = mouse.button.code
        if mouse.action == .release, modes.isDisjoint(with: [.mouseSGR, .mousePixels]) { code = 3 }
        if mouse.action == .motion { code += 32 }
        if modes.contains(.mousePress) { return code }
        if mouse.modifiers.contains(.shift) { code += 4 }
        if !mouse.modifiers.isDisjoint(with: [.alt, .meta]) { code += 8 }
        if mouse.modifiers.contains(.control) { code += 16 }
        return code
    }

    /// A number as one byte, up to 223, or as UTF-8 in mode 1005, up to 2,015.
    private func coordinate(_ value: Int) -> [UInt8]? {
        if modes.contains(.mouseUTF8), value <= 2_015, let scalar = Unicode.Scalar(UInt32(value + 32)) {
            return Array(String(Character(scalar)).utf8)
        }
        return value <= 223 ? [UInt8(value + 32)] : nil
    }

    private func wheelKeys(_ mouse: TerminalMouse) -> [UInt8] {
        guard mouse.action == .press, modes.contains([.alternateScroll, .alternateScreen]) else { return [] }
        let key: TerminalKey.Code
        switch mouse.button {
        case .wheelUp: key = .up
        case .wheelDown: key = .down
        default: return []
        }
        return Array(repeatElement(bytes(for: TerminalKey(key)), count: 3).joined())
    }
}
