/// What complete sequences mean.
enum KeySequence {
    /// What a sequence tells.
    struct Decoded {
        let kind: Input.Kind
        let report: KeyReport?

        init(_ kind: Input.Kind, _ report: KeyReport? = nil) {
            self.kind = kind
            self.report = report
        }

        /// A key behind an escape.
        static func prefixed(_ key: Key) -> Decoded { Decoded(.key(key), .prefixed(key)) }
    }

    /// A byte below 0x80 outside any sequence.
    static func plain(_ byte: UInt8) -> Key {
        switch byte {
        case 0x00: Key(.character(" "), .control)
        case 0x08, 0x7F: Key(.backspace)
        case 0x09: Key(.tab)
        case 0x0D: Key(.enter)
        case 0x1B: Key(.escape)
        case 0x01...0x1A: Key(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
        case 0x1C...0x1F: Key(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
        default: Key(.character(Character(Unicode.Scalar(byte))))
        }
    }

    /// `ESC O x`: cursor keys in application mode, F1–F4, the keypad; xterm puts modifiers of the keypad before the letter.
    static func ss3(_ sequence: [UInt8]) -> Decoded? {
        let body = sequence.drop { $0 == 0x1B }.dropFirst()
        guard let final = body.last, let parameters = SequenceNumbers(body.dropLast()) else { return nil }
        let alt: Key.Modifiers = sequence.starts(with: [0x1B, 0x1B]) ? .alt : []
        let modifiers = Key.Modifiers(bits: parameters.bits(at: 0)).union(alt)
        // rxvt sends lower case with control held.
        if let code = letters[final & ~0x20], (0x61...0x64).contains(final) {
            return Decoded(.key(Key(code, .control)))
        }
        if let code = letters[final] { return Decoded(.key(Key(code, modifiers))) }
        guard let code = keypad(final) else { return nil }
        let report = KeyReport(code, modifiers: modifiers.rawValue, isKeypad: true)
        return Decoded(.key(Key(code, modifiers)), report)
    }

    /// Keypad digits and signs in application mode: `j` is `*` and so on, 0x40 above the sign.
    private static func keypad(_ final: UInt8) -> Key.Code? {
        switch final {
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "X"): .character("=")
        case 0x6A...0x79: .character(Character(Unicode.Scalar(final - 0x40)))
        default: nil
        }
    }

    /// `ESC [ [ A` to `E`: F1–F5 of the Linux console.
    static func linuxFunction(_ sequence: [UInt8]) -> Decoded? {
        guard let final = sequence.last, (0x41...0x45).contains(final) else { return nil }
        return Decoded(.key(Key(.function(Int(final) - 0x40))))
    }

    /// `ESC [ M` and three bytes, each 32 above its value.
    static func x10Mouse(_ sequence: [UInt8]) -> Decoded? {
        let values = sequence.suffix(3).map { Int($0) - 32 }
        let at = Point(x: values[1] - 1, y: values[2] - 1)
        return Mouse(code: values[0], position: at, isRelease: false).map { Decoded(.mouse($0)) }
    }

    /// Whether a CSI body ending in `$` is rxvt's way to say shift (`3$`) and not an intermediate byte.
    static func isRxvtShift(_ body: ArraySlice<UInt8>) -> Bool {
        body.count > 1 && body.dropLast().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// A control string of a terminal, from its ESC to its end: nil for what answers nothing that was asked.
    static func string(_ sequence: [UInt8]) -> Decoded? {
        let body = sequence.drop { $0 == 0x1B }
        let end = sequence.last == 0x07 ? 1 : 2
        guard let introducer = body.first, body.count > end else { return nil }
        return TerminalAnswer.string(introducer, body.dropFirst().dropLast(end)).map { Decoded(.answer($0)) }
    }

    /// `ESC [ … final`: nil for what is no key, mouse or focus report, and no answer that was asked for.
    static func csi(_ sequence: [UInt8]) -> Decoded? {
        let extra: Key.Modifiers = sequence.starts(with: [0x1B, 0x1B]) ? .alt : []
        let body = sequence.drop { $0 == 0x1B }.dropFirst()
        guard let final = body.last else { return nil }
        if body.first == UInt8(ascii: "<") {
            return sgrMouse(body.dropFirst().dropLast(), final: final).map { Decoded($0) }
        }
        if body.first == UInt8(ascii: "?") {
            return TerminalAnswer.control(body.dropFirst().dropLast(), final: final).map {
                Decoded(.answer($0))
            }
        }
        guard let parameters = SequenceNumbers(body.dropLast()) else { return nil }
        switch final {
        case UInt8(ascii: "I") where parameters.isEmpty: return Decoded(.focus(true))
        case UInt8(ascii: "O") where parameters.isEmpty: return Decoded(.focus(false))
        case UInt8(ascii: "Z"): return Decoded(.key(Key(.tab, extra.union(.shift))))
        case UInt8(ascii: "u"): return protocolKey(parameters)
        case UInt8(ascii: "~") where parameters[0] == 27: return otherKey(parameters)
        case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "@"):
            guard let code = numbers[parameters[0]] else { return nil }
            return key(code, parameters, extra.union(rxvtModifiers[final] ?? []))
        case 0x61...0x64:
            return letters[final & ~0x20].map { Decoded(.key(Key($0, extra.union(.shift)))) }
        default:
            guard let code = letters[final], parameters.isKey(final) else { return nil }
            return key(code, parameters, extra)
        }
    }

    private static func sgrMouse(_ body: ArraySlice<UInt8>, final: UInt8) -> Input.Kind? {
        guard let values = SequenceNumbers(body), values.count == 3, final == 0x4D || final == 0x6D else {
            return nil
        }
        let at = Point(x: values[1] - 1, y: values[2] - 1)
        return Mouse(code: values[0], position: at, isRelease: final == 0x6D).map(Input.Kind.mouse)
    }

    /// A key with a code of its own and the modifiers and event of `CSI … ; modifiers : event`.
    private static func key(
        _ code: Key.Code, _ parameters: SequenceNumbers, _ extra: Key.Modifiers, isKeypad: Bool = false
    ) -> Decoded {
        let bits = parameters.bits(at: 1)
        let key = Key(code, Key.Modifiers(bits: bits).union(extra))
        if parameters.event == 3 {
            return Decoded(.release(key), KeyReport(code, modifiers: bits, isKeypad: isKeypad))
        }
        let report = KeyReport(
            code, modifiers: bits | extra.rawValue, isKeypad: isKeypad, isRepeat: parameters.event == 2)
        let tellsMore = isKeypad || parameters.event == 2 || bits > 0x3F
        return Decoded(.key(key), tellsMore ? report : nil)
    }

    /// `CSI code : shifted : base ; modifiers : event ; text u` (kitty, fixterms).
    private static func protocolKey(_ parameters: SequenceNumbers) -> Decoded? {
        let number = parameters[0]
        if let code = unicodeCodes[number] { return key(code, parameters, []) }
        if let code = keypadCodes[number] { return key(code, parameters, [], isKeypad: true) }
        if (57_376...57_398).contains(number) { return key(.function(number - 57_363), parameters, []) }
        if (57_358...57_454).contains(number) { return key(.numbered(number), parameters, []) }
        return character(parameters, number: number)
    }

    /// A key of a character; what bindings are told is what it types, with shift only where more is held.
    private static func character(_ parameters: SequenceNumbers, number: Int) -> Decoded? {
        let text = scalar(parameters[2])
        guard let code = scalar(number) ?? text else { return nil }
        let bits = parameters.bits(at: 1)
        let report = KeyReport(
            .character(Character(code)), modifiers: bits, isRepeat: parameters.event == 2,
            shifted: scalar(parameters.field(0, 1)), base: scalar(parameters.field(0, 2)), text: text)
        let key = named(Character(code), report.shifted, Key.Modifiers(bits: bits), text)
        return Decoded(parameters.event == 3 ? .release(key) : .key(key), report)
    }

    /// `CSI 27 ; modifiers ; code ~` (xterm's modifyOtherKeys), where the code is that of the character with shift.
    private static func otherKey(_ parameters: SequenceNumbers) -> Decoded? {
        guard parameters.count == 3 else { return nil }
        let bits = parameters.bits(at: 1)
        if let code = unicodeCodes[parameters[2]] { return key(code, parameters, []) }
        guard let typed = scalar(parameters[2]) else { return nil }
        let modifiers = Key.Modifiers(bits: bits)
        let lower = String(Character(typed)).lowercased()
        let plain = modifiers.contains(.shift) && lower.count == 1 ? Character(lower) : Character(typed)
        let report = KeyReport(.character(plain), modifiers: bits, shifted: typed)
        return Decoded(.key(named(plain, typed, modifiers, nil)), report)
    }

    /// The key as every terminal would tell it, if it could: shift is seen in the character, unless control hides it.
    private static func named(
        _ character: Character, _ shifted: Unicode.Scalar?, _ modifiers: Key.Modifiers,
        _ text: Unicode.Scalar?
    ) -> Key {
        if let text, modifiers.subtracting(.shift).isEmpty { return Key(Character(text)) }
        guard modifiers.contains(.shift), modifiers.isDisjoint(with: [.control, .command]) else {
            return Key(.character(character), modifiers)
        }
        let upper = character.uppercased()
        let typed = shifted.map { Character($0) } ?? (upper.count == 1 ? Character(upper) : character)
        return Key(.character(typed), modifiers.subtracting(.shift))
    }

    private static func scalar(_ value: Int) -> Unicode.Scalar? {
        // Numbers of private use are keys, and those of controls nothing a key types.
        guard value >= 0x20, !(0x7F..<0xA0).contains(value), !(0xE000...0xF8FF).contains(value) else {
            return nil
        }
        return UInt32(exactly: value).flatMap { Unicode.Scalar($0) }
    }

    private static let rxvtModifiers: [UInt8: Key.Modifiers] = [
        UInt8(ascii: "^"): .control, UInt8(ascii: "$"): .shift, UInt8(ascii: "@"): [.control, .shift],
    ]

    private static let letters: [UInt8: Key.Code] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "E"): .begin, UInt8(ascii: "F"): .end, UInt8(ascii: "H"): .home,
        UInt8(ascii: "P"): .function(1),
        UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]

    /// The first number of `CSI n ~`: VT220, xterm, rxvt and the Linux console together.
    private static let numbers: [Int: Key.Code] = codes.merging(
        (42...56).map { ($0, .function($0 - 21)) }, uniquingKeysWith: { code, _ in code })

    private static let codes: [Int: Key.Code] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14), 28: .function(15),
        29: .function(16), 31: .function(17), 32: .function(18), 33: .function(19), 34: .function(20),
    ]

    private static let unicodeCodes: [Int: Key.Code] = [
        8: .backspace, 9: .tab, 13: .enter, 27: .escape, 127: .backspace, 57_363: .menu,
    ]

    /// Kitty's numbers for the keypad.
    private static let keypadCodes: [Int: Key.Code] = {
        let signs = "0123456789./*-+".map { Key.Code.character($0) }
        let others: [Key.Code] = [
            .enter, .character("="), .character(","), .left, .right, .up, .down, .pageUp, .pageDown, .home,
            .end,
            .insert, .delete, .begin,
        ]
        return Dictionary(uniqueKeysWithValues: zip(57_399..., signs + others))
    }()
}
