import Screen
import Terminal

extension TerminalKey {
    /// The key as the embedded terminal names it; `nil` for one it does not know.
    init?(_ key: Key) {
        let code: Code
        switch key.code {
        case .character(let character):
            guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first else {
                return nil
            }
            code = .character(scalar)
        case .enter: code = .enter
        case .tab: code = .tab
        case .backspace: code = .backspace
        case .escape: code = .escape
        case .up: code = .up
        case .down: code = .down
        case .left: code = .left
        case .right: code = .right
        case .home: code = .home
        case .end: code = .end
        case .pageUp: code = .pageUp
        case .pageDown: code = .pageDown
        case .insert: code = .insert
        case .delete: code = .delete
        case .function(let number): code = .function(number)
        }
        self.init(code, Modifiers(key.modifiers))
    }
}

extension TerminalKey.Modifiers {
    init(_ modifiers: Key.Modifiers) {
        self = []
        if modifiers.contains(.shift) { insert(.shift) }
        if modifiers.contains(.alt) { insert(.alt) }
        if modifiers.contains(.control) { insert(.control) }
    }
}

extension TerminalMouse {
    init(_ mouse: Mouse, column: Int, row: Int) {
        let (action, button): (Action, Button) =
            switch mouse.action {
            case .press(let button): (.press, Button(button))
            case .release(let button): (.release, Button(button))
            case .drag(let button): (.motion, Button(button))
            case .move: (.motion, .none)
            case .scrollUp: (.press, .wheelUp)
            case .scrollDown: (.press, .wheelDown)
            case .scrollLeft: (.press, .wheelLeft)
            case .scrollRight: (.press, .wheelRight)
            }
        self.init(action, button, column: column, row: row, modifiers: .init(mouse.modifiers))
    }
}

extension TerminalMouse.Button {
    fileprivate init(_ button: Mouse.Button) {
        switch button {
        case .left: self = .left
        case .middle: self = .middle
        case .right: self = .right
        }
    }
}
