import Screen
import Settings

@testable import Multiplexer

/// An ink in which every role and every ground has a colour of its own, so that a cell tells what it was drawn as.
///
/// The roles are bright and the grounds dark, as in the themes, from which a badge takes the colour of its text.
struct RoleInk {
    /// How a colour is written, and what it is of.
    struct Mark: Hashable {
        let letter: Character
        let name: String
    }

    let ink: Ink
    /// The marks by colour: the roles first, then the grounds, as they are listed.
    let marks: [(color: Color, mark: Mark)]

    init() throws {
        let (roles, grounds) = (Role.allCases, Ground.allCases)
        let text =
            "grounds:\n" + Self.lines(grounds.map(\.rawValue), from: 0x10_1010)
            + "roles:\n" + Self.lines(roles.map(\.rawValue), from: 0xD0_D0D0)
        let theme = try Theme(parsing: text, file: "", name: "roles") { _, node throws(SettingsError) in
            throw node.error("extends nothing")
        }
        let scheme = Scheme(theme, depth: .trueColor)
        ink = Ink(scheme: scheme)
        marks =
            roles.map { (scheme[$0].foreground, Mark(letter: $0.letter, name: $0.rawValue)) }
            + grounds.map { (scheme.background($0), Mark(letter: $0.letter, name: $0.rawValue)) }
            + [(.terminal, Mark(letter: "z", name: "the terminal's own"))]
    }

    /// What a colour is of; no role where it is none of the theme's.
    func mark(_ color: Color) -> Mark {
        marks.first { $0.color == color }?.mark ?? Mark(letter: "?", name: "no role")
    }

    private static func lines(_ names: [String], from first: UInt32) -> String {
        names.enumerated().map { index, name in
            "  \(name): \"#\(String(first + UInt32(index), radix: 16))\"\n"
        }
        .joined()
    }
}

extension Role {
    /// Its letter in a picture; none is taken twice, nor by a ground.
    fileprivate var letter: Character {
        switch self {
        case .text: "t"
        case .dim: "d"
        case .faint: "f"
        case .accent: "a"
        case .accent2: "b"
        case .glow: "g"
        case .border: "l"
        case .borderFocused: "m"
        case .selected: "s"
        case .ok: "o"
        case .warning: "w"
        case .critical: "c"
        case .unknown: "u"
        case .info: "i"
        case .tierGreen: "e"
        case .tierYellow: "y"
        case .tierOrange: "r"
        case .tierRed: "h"
        case .tierBlack: "k"
        case .chart1: "p"
        case .chart2: "q"
        case .chart3: "v"
        case .chart4: "x"
        }
    }
}

extension Ground {
    /// Its letter in a picture; as the colour of text only the background is drawn, on a badge.
    fileprivate var letter: Character {
        switch self {
        case .background: "n"
        case .surface: ":"
        case .raised: "+"
        case .selection: "#"
        }
    }
}
