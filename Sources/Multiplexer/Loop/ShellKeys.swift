import Screen
import Terminal

extension TerminalKey {
    /// The key as the embedded terminal names it, with what the outer terminal told of it; `nil` for one it does not know.
    package init?(_ key: Key, _ report: KeyReport? = nil, isReleased: Bool = false) {
        guard let code = Code(report?.code ?? key.code) else { return nil }
        let modifiers =
            report.map { Modifiers(rawValue: $0.modifiers) } ?? Modifiers(rawValue: key.modifiers.rawValue)
        self.init(
            code, modifiers, isKeypad: report?.isKeypad ?? false,
            action: isReleased ? .release : report?.isRepeat == true ? .repeat : .press,
            shifted: report?.shifted, base: report?.base, typing: report?.text,
            isPrefixed: report?.isPrefixed ?? false)
    }
}

extension TerminalKey.Code {
    fileprivate init?(_ code: Key.Code) {
        switch code {
        case .character(let character):
            guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first else {
                return nil
            }
            self = .character(scalar)
        case .enter: self = .enter
        case .tab: self = .tab
        case .backspace: self = .backspace
        case .escape: self = .escape
        case .up: self = .up
        case .down: self = .down
        case .left: self = .left
        case .right: self = .right
        case .home: self = .home
        case .end: self = .end
        case .pageUp: self = .pageUp
        case .pageDown: self = .pageDown
        case .insert: self = .insert
        case .delete: self = .delete
        case .begin: self = .begin
        case .menu: self = .menu
        case .function(let number): self = .function(number)
        case .numbered(let number): self = .functional(number)
        }
    }
}

extension TerminalMouse {
    package init(_ mouse: Mouse, column: Int, row: Int) {
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
        self.init(
            action, button, column: column, row: row, modifiers: .init(rawValue: mouse.modifiers.rawValue))
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

extension StandardColors {
    /// The colours of a theme's text and ground.
    package init(_ theme: Theme) {
        let text = theme.roles[.text]?.rgb ?? StandardColors().foreground
        let ground = theme.grounds[.background]?.rgb ?? StandardColors().background
        self.init(foreground: text, background: ground)
    }
}

extension StandardColors {
    /// The colours of the terminal in front, as far as it tells them.
    package init(_ outer: OuterTerminal) {
        let standard = StandardColors()
        self.init(
            foreground: outer.foreground ?? standard.foreground,
            background: outer.background ?? standard.background,
            cursor: outer.cursor)
    }
}
