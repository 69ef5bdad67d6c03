/// A key with its modifiers, as bindings name it: `q`, `C-x`, `M-Left`, `F5`.
package struct Key: Hashable, Sendable {
    /// The key itself.
    package enum Code: Hashable, Sendable {
        /// A character, with shift already applied by the terminal.
        case character(Character)
        case enter
        case tab
        case backspace
        case escape
        case up
        case down
        case left
        case right
        case home
        case end
        case pageUp
        case pageDown
        case insert
        case delete
        /// The middle of the keypad without Num Lock.
        case begin
        case menu
        /// F1 to F35, counted from 1.
        case function(Int)
        /// A key with a number in kitty's table only, 57,358 to 57,454: locks, media keys, bare modifiers.
        case numbered(Int)
    }

    /// What was held while the key was pressed, as far as the terminal tells.
    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let shift = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        package static let control = Modifiers(rawValue: 4)
        package static let command = Modifiers(rawValue: 8)
        package static let hyper = Modifiers(rawValue: 16)
        package static let meta = Modifiers(rawValue: 32)
    }

    package let code: Code
    package let modifiers: Modifiers

    package init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    /// The key of a character without modifiers.
    package init(_ character: Character) { self.init(.character(character)) }
}

/// Keys as code names them: `"k"`, `.pageDown`, `.control("g")`; one that does not exist does not compile.
extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
    package static let space = Key(" ")
    package static let enter = Key(.enter)
    package static let tab = Key(.tab)
    package static let backspace = Key(.backspace)
    package static let escape = Key(.escape)
    package static let up = Key(.up)
    package static let down = Key(.down)
    package static let left = Key(.left)
    package static let right = Key(.right)
    package static let home = Key(.home)
    package static let end = Key(.end)
    package static let pageUp = Key(.pageUp)
    package static let pageDown = Key(.pageDown)
    package static let delete = Key(.delete)

    /// The key of a character without modifiers.
    package init(extendedGraphemeClusterLiteral character: Character) { self.init(character) }

    /// F1 to F35, counted from 1.
    package static func function(_ number: Int) -> Key { Key(.function(number)) }

    /// The key with Ctrl held.
    package static func control(_ key: Key) -> Key { key.adding(.control) }

    /// The key with Alt held.
    package static func alt(_ key: Key) -> Key { key.adding(.alt) }

    /// The key with Shift held; a character has it applied already.
    package static func shift(_ key: Key) -> Key { key.adding(.shift) }

    private func adding(_ modifier: Modifiers) -> Key { Key(code, modifiers.union(modifier)) }

    /// The digit that the key types; `nil` for any other key.
    package var digit: Int? {
        guard case .character(let character) = code, modifiers.isEmpty, character.isASCII else { return nil }
        return character.wholeNumberValue
    }
}

extension Key: LosslessStringConvertible {
    /// The key by the name bindings and help show: modifiers `C-` `M-` `S-` `D-` `H-` `T-` in this order, then the key.
    package var description: String {
        let prefix = Key.marks.filter { modifiers.contains($0.modifier) }.map { "\($0.mark)-" }.joined()
        return switch code {
        case .character(" "): prefix + "Space"
        case .character(let character): prefix + String(character)
        case .function(let number): prefix + "F\(number)"
        case .numbered(let number): prefix + "#\(number)"
        default: prefix + (Key.names.first { $0.code == code }?.name ?? "")
        }
    }

    /// Reads a name as `description` writes it; nil when it names no key.
    package init?(_ description: String) {
        var rest = description[...]
        var modifiers: Modifiers = []
        while rest.count > 2, rest.dropFirst().first == "-",
            let mark = Key.marks.first(where: { $0.mark == rest.first })
        {
            modifiers.insert(mark.modifier)
            rest = rest.dropFirst(2)
        }
        if let named = Key.names.first(where: { $0.name == rest }) {
            self.init(named.code, modifiers)
        } else if rest.first == "F", let number = Int(rest.dropFirst()), 1...35 ~= number {
            self.init(.function(number), modifiers)
        } else if rest.first == "#", let number = Int(rest.dropFirst()), 57_358...57_454 ~= number {
            self.init(.numbered(number), modifiers)
        } else if rest.count == 1, let character = rest.first {
            self.init(.character(character), modifiers)
        } else {
            return nil
        }
    }

    /// As Vim spells them where it has one (`:help key-notation`), but alt is `M`, as in Emacs and tmux.
    private static let marks: [(modifier: Modifiers, mark: Character)] = [
        (.control, "C"), (.alt, "M"), (.shift, "S"), (.command, "D"), (.hyper, "H"), (.meta, "T"),
    ]

    private static let names: [(code: Code, name: String)] = [
        (.character(" "), "Space"), (.enter, "Enter"), (.tab, "Tab"), (.backspace, "Backspace"),
        (.escape, "Esc"),
        (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"), (.home, "Home"), (.end, "End"),
        (.pageUp, "PageUp"), (.pageDown, "PageDown"), (.insert, "Insert"), (.delete, "Delete"),
        (.begin, "Begin"), (.menu, "Menu"),
    ]
}
