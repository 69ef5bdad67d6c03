/// How a key that types no text is written in sequences.
struct KeyForm: Sendable {
    /// How xterm writes it.
    enum Legacy: Sendable {
        /// A letter behind CSI, or behind SS3 in application cursor mode (DECCKM).
        case cursor(Character)
        /// A letter behind SS3.
        case single(Character)
        /// A number before a tilde.
        case number(Int)
        /// Not at all.
        case none
    }

    let legacy: Legacy
    /// The number and the final byte in kitty's protocol.
    let number: Int
    let final: Character

    private init(_ legacy: Legacy, _ number: Int, _ final: Character) {
        self.legacy = legacy
        self.number = number
        self.final = final
    }

    /// What is known of a key; `nil` for one that has no sequence, such as a character.
    init?(_ code: TerminalKey.Code) {
        switch code {
        case .function(let number) where (1...35).contains(number): self = Self.functions[number - 1]
        case .functional(let number) where (57_358...57_454).contains(number): self.init(.none, number, "u")
        default:
            guard let form = Self.named[code] else { return nil }
            self = form
        }
    }

    /// Sources: decfuncvalue and curfinal in xterm's input.c; kitty's table of functional keys.
    private static let named: [TerminalKey.Code: KeyForm] = [
        .up: KeyForm(.cursor("A"), 1, "A"), .down: KeyForm(.cursor("B"), 1, "B"),
        .right: KeyForm(.cursor("C"), 1, "C"), .left: KeyForm(.cursor("D"), 1, "D"),
        .begin: KeyForm(.cursor("E"), 1, "E"), .end: KeyForm(.cursor("F"), 1, "F"),
        .home: KeyForm(.cursor("H"), 1, "H"),
        .insert: KeyForm(.number(2), 2, "~"), .delete: KeyForm(.number(3), 3, "~"),
        .pageUp: KeyForm(.number(5), 5, "~"), .pageDown: KeyForm(.number(6), 6, "~"),
        .menu: KeyForm(.number(29), 57_363, "u"),
        .enter: KeyForm(.none, 13, "u"), .tab: KeyForm(.none, 9, "u"),
        .backspace: KeyForm(.none, 127, "u"), .escape: KeyForm(.none, 27, "u"),
    ]

    /// F1 to F35; from F21 on xterm numbers them from 42.
    private static let functions: [KeyForm] =
        [
            KeyForm(.single("P"), 1, "P"), KeyForm(.single("Q"), 1, "Q"), KeyForm(.single("R"), 13, "~"),
            KeyForm(.single("S"), 1, "S"),
        ] + [15, 17, 18, 19, 20, 21, 23, 24].map { KeyForm(.number($0), $0, "~") }
        + [25, 26, 28, 29, 31, 32, 33, 34].enumerated().map { KeyForm(.number($1), 57_376 + $0, "u") }
        + (0..<15).map { KeyForm(.number(42 + $0), 57_384 + $0, "u") }
}

/// How the keys of the numeric keypad are written where they are told from others.
enum KeypadForm {
    /// The letter behind SS3 in application keypad mode (DECKPAM; VT100 manual, table 3-7, and xterm's additions).
    static func application(_ code: TerminalKey.Code) -> Character? {
        switch code {
        case .enter: "M"
        case .character(let scalar): letters[scalar]
        default: nil
        }
    }

    /// The number in kitty's protocol.
    static func number(_ code: TerminalKey.Code) -> Int? {
        if case .character(let scalar) = code {
            return characters.firstIndex(of: scalar).map { 57_399 + $0 }
        }
        return code == .enter ? 57_414 : motions.firstIndex(of: code).map { 57_417 + $0 }
    }

    private static let letters: [Unicode.Scalar: Character] = [
        "0": "p", "1": "q", "2": "r", "3": "s", "4": "t", "5": "u", "6": "v", "7": "w", "8": "x", "9": "y",
        "*": "j", "+": "k", ",": "l", "-": "m", ".": "n", "/": "o", "=": "X",
    ]
    /// From 57,399 on; a return stands for Enter.
    private static let characters: [Unicode.Scalar] = Array("0123456789./*-+\r=,".unicodeScalars)
    /// From 57,417 on; the middle key has the letter `E` in both forms.
    private static let motions: [TerminalKey.Code] = [
        .left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete,
    ]
}
