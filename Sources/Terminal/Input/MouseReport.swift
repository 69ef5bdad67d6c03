/// Mouse reports in the forms xterm knows.
extension TerminalInput {
    /// The bytes that tell a program of the mouse; none when it did not ask for this.
    ///
    /// On the alternate screen the wheel moves the cursor of a program that knows no mouse (mode 1007).
    package func bytes(for mouse: TerminalMouse) -> [UInt8] {
        guard reports(mouse) else { return wheelKeys(mouse) }
        let code = code(of: mouse)
        let (column, row) = (mouse.column + 1, mouse.row + 1)
        if modes.contains(.mouseSGR) {
            return Array("\u{1b}[<\(code);\(column);\(row)\(mouse.action == .release ? "m" : "M")".utf8)
        }
        if modes.contains(.mouseDecimal) { return Array("\u{1b}[\(code + 32);\(column);\(row)M".utf8) }
        guard let x = coordinate(column), let y = coordinate(row) else { return [] }
        return [0x1b, 0x5b, 0x4d, UInt8(code + 32)] + x + y
    }

    private func reports(_ mouse: TerminalMouse) -> Bool {
        switch mouse.action {
        case .press: !modes.isDisjoint(with: .anyMouse)
        case .release:
            !modes.isDisjoint(with: [.mouseButtons, .mouseDrag, .mouseMotion]) && mouse.button.rawValue < 4
        case .motion:
            modes.contains(.mouseMotion) || (modes.contains(.mouseDrag) && mouse.button != .none)
        }
    }

    /// The button's number with the modifiers' and motion's bits.
    private func code(of mouse: TerminalMouse) -> Int {
        var code =
            switch mouse.button {
            case .left, .middle, .right, .none: Int(mouse.button.rawValue)
            case .wheelUp, .wheelDown, .wheelLeft, .wheelRight: Int(mouse.button.rawValue) - 4 + 64
            }
        if mouse.action == .release, !modes.contains(.mouseSGR) { code = 3 }
        if mouse.action == .motion { code += 32 }
        if modes.contains(.mousePress) { return code }
        if mouse.modifiers.contains(.shift) { code += 4 }
        if mouse.modifiers.contains(.alt) { code += 8 }
        if mouse.modifiers.contains(.control) { code += 16 }
        return code
    }

    /// A coordinate as one byte, up to 223, or as UTF-8 in mode 1005, up to 2,015.
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
