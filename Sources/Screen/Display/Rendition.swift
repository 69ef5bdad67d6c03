/// How a terminal draws what comes next: what SGR sequences have set (ECMA-48 §8.3.117, xterm's ctlseqs).
struct Rendition: Hashable {
    /// Bit n for the attribute SGR n: 1 bold, 2 faint, 3 italic, 4 underlined, 5 blinking, 7 reversed.
    private var attributes: UInt8 = 0
    /// The parameters that set a colour, `38;5;208`; empty for the terminal's own.
    private var foreground: [UInt8] = []
    private var background: [UInt8] = []

    /// Takes the parameters of an SGR sequence in; `false`, and unchanged, when one of them is not known here.
    mutating func apply(_ parameters: ArraySlice<UInt8>) -> Bool {
        let before = self
        var rest = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
        while let first = rest.popFirst() {
            guard take(first, from: &rest) else {
                self = before
                return false
            }
        }
        return true
    }

    private mutating func take(_ first: ArraySlice<UInt8>, from rest: inout ArraySlice<ArraySlice<UInt8>>)
        -> Bool
    {
        guard let number = Self.number(first) else { return false }
        switch number {
        case 0: self = Rendition()
        case 1, 2, 3, 4, 5, 7: attributes |= 1 << UInt8(number)
        case 30...37, 90...97: foreground = Array(first)
        case 40...47, 100...107: background = Array(first)
        // The primary font, which the Linux console's entry names at each reset; no other is ever chosen.
        case 10: break
        case 39: foreground = []
        case 49: background = []
        case 38:
            guard let color = Self.color(first, from: &rest) else { return false }
            foreground = color
        case 48:
            guard let color = Self.color(first, from: &rest) else { return false }
            background = color
        default: return false
        }
        return true
    }

    /// The parameters of a colour by index (`5;n`) or by its parts (`2;r;g;b`).
    private static func color(
        _ first: ArraySlice<UInt8>, from rest: inout ArraySlice<ArraySlice<UInt8>>
    ) -> [UInt8]? {
        let count = rest.first.flatMap(number).map { $0 == 5 ? 2 : $0 == 2 ? 4 : 0 } ?? 0
        guard count > 0, rest.count >= count else { return nil }
        let parts = [first] + rest.prefix(count)
        rest = rest.dropFirst(count)
        return Array(parts.joined(separator: [UInt8(ascii: ";")]))
    }

    /// A decimal number; 0 where nothing stands, `nil` for anything else, sub-parameters among it.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit), number < 1_000 else { return nil }
            number = number * 10 + Int(digit) - 0x30
        }
        return number
    }

    /// Whether a blank looks the same in both: nobody sees the colour or the weight of what is not there.
    func isSame(forBlanks other: Rendition) -> Bool {
        let seen: UInt8 = 1 << 4 | 1 << 5 | 1 << 7
        return background == other.background && attributes & seen == other.attributes & seen
            && (attributes & seen == 0 || self == other)
    }

    /// The shortest sequence from what the terminal has, `nil` when that is not known, to this.
    func sequence(from sent: Rendition?) -> [UInt8] {
        if self == Rendition() { return Array("\u{1B}[m".utf8) }
        let removesNothing = sent.map { $0.attributes & ~attributes == 0 } ?? false
        let base = removesNothing ? sent ?? Rendition() : Rendition()
        // A missing first parameter is 0, the reset.
        var parameters: [[UInt8]] = removesNothing ? [] : [[]]
        for bit in UInt8(1)...7 where (attributes & ~base.attributes) >> bit & 1 == 1 {
            parameters.append([0x30 + bit])
        }
        if foreground != base.foreground {
            parameters.append(foreground.isEmpty ? Array("39".utf8) : foreground)
        }
        if background != base.background {
            parameters.append(background.isEmpty ? Array("49".utf8) : background)
        }
        return [0x1B, UInt8(ascii: "[")] + parameters.joined(separator: [UInt8(ascii: ";")])
            + [UInt8(ascii: "m")]
    }
}
