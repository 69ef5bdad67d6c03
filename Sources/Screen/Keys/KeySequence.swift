/// What complete sequences mean.
enum KeySequence {
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

    /// `ESC O x`: cursor keys in application mode, F1–F4, the keypad.
    static func ss3(_ sequence: [UInt8]) -> Input.Kind? {
        let final = sequence.last ?? 0
        let alt: Key.Modifiers = sequence.starts(with: [0x1B, 0x1B]) ? .alt : []
        // rxvt sends lower case with control held.
        if let code = letters[final & ~0x20], (0x61...0x64).contains(final) {
            return .key(Key(code, .control))
        }
        if let code = letters[final] { return .key(Key(code, alt)) }
        if final == UInt8(ascii: "M") { return .key(Key(.enter, alt)) }
        // Keypad digits and signs in application mode: `j` is `*` and so on, 0x40 above the sign.
        guard (0x6A...0x79).contains(final) else { return nil }
        return .key(Key(.character(Character(Unicode.Scalar(final - 0x40))), alt))
    }

    /// `ESC [ [ A` to `E`: F1–F5 of the Linux console.
    static func linuxFunction(_ sequence: [UInt8]) -> Input.Kind? {
        guard let final = sequence.last, (0x41...0x45).contains(final) else { return nil }
        return .key(Key(.function(Int(final) - 0x40)))
    }

    /// `ESC [ M` and three bytes, each 32 above its value.
    static func x10Mouse(_ sequence: [UInt8]) -> Input.Kind? {
        let values = sequence.suffix(3).map { Int($0) - 32 }
        let at = Point(x: values[1] - 1, y: values[2] - 1)
        return Mouse(code: values[0], position: at, isRelease: false).map(Input.Kind.mouse)
    }

    /// Whether a CSI body ending in `$` is rxvt's way to say shift (`3$`) and not an intermediate byte.
    static func isRxvtShift(_ body: ArraySlice<UInt8>) -> Bool {
        body.count > 1 && body.dropLast().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// `ESC [ … final`: nil for what is no key, mouse or focus report.
    static func csi(_ sequence: [UInt8]) -> Input.Kind? {
        let extra: Key.Modifiers = sequence.starts(with: [0x1B, 0x1B]) ? .alt : []
        let body = sequence.drop { $0 == 0x1B }.dropFirst()
        guard let final = body.last else { return nil }
        if body.first == UInt8(ascii: "<") { return sgrMouse(body.dropFirst().dropLast(), final: final) }
        guard let parameters = Parameters(body.dropLast()) else { return nil }
        switch final {
        case UInt8(ascii: "I") where parameters.isEmpty: return .focus(true)
        case UInt8(ascii: "O") where parameters.isEmpty: return .focus(false)
        case UInt8(ascii: "Z"): return .key(Key(.tab, extra.union(.shift)))
        case UInt8(ascii: "u"): return unicodeKey(parameters)
        case UInt8(ascii: "~") where parameters[0] == 27: return modifiedKey(parameters)
        case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "@"):
            guard let code = numbers[parameters[0]], !parameters.isRelease else { return nil }
            return .key(Key(code, extra.union(parameters.modifiers).union(rxvtModifiers[final] ?? [])))
        case 0x61...0x64:
            return letters[final & ~0x20].map { .key(Key($0, extra.union(.shift))) }
        default:
            guard let code = letters[final], !parameters.isRelease, parameters.isKey else { return nil }
            return .key(Key(code, extra.union(parameters.modifiers)))
        }
    }

    private static func sgrMouse(_ body: ArraySlice<UInt8>, final: UInt8) -> Input.Kind? {
        guard let values = Parameters(body), values.count == 3, final == 0x4D || final == 0x6D else {
            return nil
        }
        let at = Point(x: values[1] - 1, y: values[2] - 1)
        return Mouse(code: values[0], position: at, isRelease: final == 0x6D).map(Input.Kind.mouse)
    }

    /// `CSI code ; modifiers u` (kitty, fixterms).
    private static func unicodeKey(_ parameters: Parameters) -> Input.Kind? {
        guard !parameters.isRelease else { return nil }
        return key(unicode: parameters[0], parameters.modifiers)
    }

    /// `CSI 27 ; modifiers ; code ~` (xterm's modifyOtherKeys).
    private static func modifiedKey(_ parameters: Parameters) -> Input.Kind? {
        parameters.count == 3 ? key(unicode: parameters[2], parameters.modifiers) : nil
    }

    private static func key(unicode value: Int, _ modifiers: Key.Modifiers) -> Input.Kind? {
        if let code = unicodeCodes[value] { return .key(Key(code, modifiers)) }
        // Kitty's private numbers for media keys and bare modifiers are no keys here.
        guard value >= 0x20, !(0xE000...0xF8FF).contains(value), let scalar = UInt32(exactly: value),
            let character = Unicode.Scalar(scalar).map(Character.init)
        else { return nil }
        let shifted = modifiers.contains(.shift) ? Character(character.uppercased()) : character
        let isPlain = modifiers.subtracting(.shift).isEmpty
        return .key(Key(.character(isPlain ? shifted : character), isPlain ? [] : modifiers))
    }

    private static let rxvtModifiers: [UInt8: Key.Modifiers] = [
        UInt8(ascii: "^"): .control, UInt8(ascii: "$"): .shift, UInt8(ascii: "@"): [.control, .shift],
    ]

    private static let letters: [UInt8: Key.Code] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "F"): .end, UInt8(ascii: "H"): .home, UInt8(ascii: "P"): .function(1),
        UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
    ]

    /// The first number of `CSI n ~`: VT220, xterm, rxvt and the Linux console together.
    private static let numbers: [Int: Key.Code] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14), 28: .function(15),
        29: .function(16), 31: .function(17), 32: .function(18), 33: .function(19), 34: .function(20),
    ]

    private static let unicodeCodes: [Int: Key.Code] = [
        8: .backspace, 9: .tab, 13: .enter, 27: .escape, 127: .backspace, 57_414: .enter,
    ]
}

/// The numbers of a control sequence; a missing one is nil or its default.
private struct Parameters {
    private let fields: [[Int]]

    /// Reads `1;5:2`; nil where other bytes stand among the digits, as in the private sequences of answers.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.allSatisfy({ (0x30...0x3B).contains($0) || $0 == UInt8(ascii: "$") }) else { return nil }
        fields = bytes.filter { $0 != UInt8(ascii: "$") }
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { field in
                field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
                    .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
            }
    }

    var count: Int { fields.count }
    var isEmpty: Bool { fields == [[0]] || fields == [] || fields == [[]] }

    subscript(index: Int) -> Int { index < fields.count ? fields[index].first ?? 0 : 0 }

    /// The second number less one, as bits: shift 1, alt 2, control 4, super 8, hyper 16, meta 32 (kitty; xterm's meta 8).
    var modifiers: Key.Modifiers {
        let bits = max(0, self[1] - 1)
        return Key.Modifiers(rawValue: UInt8(bits & 0x0F))
    }

    /// Whether a letter with these numbers is a key and not a report such as that of the cursor's place.
    var isKey: Bool { count <= 1 || count == 2 && self[0] <= 1 && self[1] <= 64 }

    /// Kitty's event type 3.
    var isRelease: Bool { count > 1 && fields[1].count > 1 && fields[1][1] == 3 }
}
