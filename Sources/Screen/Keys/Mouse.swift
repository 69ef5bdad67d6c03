/// What the mouse did, as a terminal reports it.
package struct Mouse: Hashable, Sendable {
    package enum Button: Hashable, Sendable {
        case left
        case middle
        case right
    }

    package enum Action: Hashable, Sendable {
        case press(Button)
        case release(Button)
        /// Moved with the button held.
        case drag(Button)
        /// Moved with none held.
        case move
        case scrollUp
        case scrollDown
        case scrollLeft
        case scrollRight
    }

    package let action: Action
    /// The cell, counted from 0 at the top left.
    package let position: Point
    package let modifiers: Key.Modifiers

    package init(_ action: Action, at position: Point, modifiers: Key.Modifiers = []) {
        self.action = action
        self.position = position
        self.modifiers = modifiers
    }

    /// Decodes a report; nil for buttons nobody has.
    ///
    /// `code` holds the button in bits 0, 1, 6 and 7, shift, alt and control in bits 2–4, and motion in bit 5
    /// (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "Mouse Tracking").
    init?(code: Int, position: Point, isRelease: Bool) {
        var modifiers: Key.Modifiers = []
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        let action: Action
        switch (code & 0xC3, code & 32 != 0) {
        case (64, false): action = .scrollUp
        case (65, false): action = .scrollDown
        case (66, false): action = .scrollLeft
        case (67, false): action = .scrollRight
        case (3, true): action = .move
        case (3, false): action = .release(.left)
        case (let number, let isMotion) where number < 3:
            let button: Button = [.left, .middle, .right][number]
            action = isMotion ? .drag(button) : isRelease ? .release(button) : .press(button)
        default: return nil
        }
        self.init(action, at: position, modifiers: modifiers)
    }
}
