/// What else modes do when they are switched.
extension TerminalScreen {
    mutating func setOrigin(_ on: Bool) {
        modes.set(.origin, on)
        cursor.isOrigin = on
        moveHome()
    }

    mutating func setAutowrap(_ on: Bool) {
        modes.set(.autowrap, on)
        if !on { cursor.wrapsNext = false }
    }

    mutating func reverse(_ on: Bool) {
        if modes.contains(.reverseScreen) != on { damage(from: 0, to: rows - 1) }
        modes.set(.reverseScreen, on)
    }

    /// DECCOLM: the width is the user's; the rest of what the switch does happens when mode 40 allows it.
    mutating func switchColumns(_ on: Bool) {
        guard modes.contains(.columnSwitch) else { return }
        modes.set(.wideColumns, on)
        resetMargins()
        clearScreen()
        moveHome()
    }

    /// Begins a frame or ends it; a beginning inside a frame changes nothing.
    mutating func setSynchronized(_ on: Bool) {
        if on, !modes.contains(.synchronized) { frameBegins = true }
        modes.set(.synchronized, on)
    }

    mutating func setMouse(_ mode: TerminalModes, _ on: Bool) {
        modes.remove(.anyMouse)
        modes.set(mode, on)
    }

    mutating func setMouseForm(_ mode: TerminalModes, _ on: Bool) {
        modes.remove(.anyMouseForm)
        // Without the size of a cell no pixel can be told.
        if mode == .mousePixels, size.cell == nil { return }
        modes.set(mode, on)
    }
}
