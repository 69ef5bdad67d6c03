/// What is drawn in the place of a scalar that must not reach a terminal as it is.
enum StandIn {
    /// The text with every scalar that is not plainly visible replaced.
    static func applied(to text: some StringProtocol) -> String {
        if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return String(text) }
        // Bytes, as appending a part to a view of scalars copies all of it each time.
        var visible: [UInt8] = []
        visible.reserveCapacity(text.utf8.count)
        var marks = 0
        var previous: Unicode.Scalar?
        var rest = text.unicodeScalars.makeIterator()
        var current = rest.next()
        while let scalar = current {
            let next = rest.next()
            let isMark = scalar.value >= 0x300 && scalar.isMark
            marks = isMark ? marks + 1 : 0
            if isHidden(scalar, after: previous, before: next) || marks > mostMarks {
                visible += picture(of: scalar).utf8
            } else {
                if isMark, previous == nil { visible += UTF8.encode(dottedCircle) ?? .init() }
                visible += UTF8.encode(scalar) ?? .init()
            }
            previous = scalar
            current = next
        }
        return String(decoding: visible, as: UTF8.self)
    }

    /// What stands for a byte that is not UTF-8.
    static func invalidByte(_ byte: UInt8) -> String {
        "‹x\(Hexadecimal.digits(byte, width: 2, uppercase: true))›"
    }

    /// More marks than any written language stacks on one base; those beyond are shown by number.
    private static let mostMarks = 4

    /// The base that Unicode gives a mark that has none (Unicode Standard, 7.9).
    private static let dottedCircle: Unicode.Scalar = "\u{25CC}"

    private static func picture(of scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? ""
        case 0x7F: "␡"
        default: "‹U+\(Hexadecimal.digits(scalar.value, width: 4, uppercase: true))›"
        }
    }

    private static func isHidden(
        _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?
    ) -> Bool {
        switch scalar.value {
        case 0x200D: !(previous.map(\.endsPictograph) ?? false) || !(next.map(\.isPictograph) ?? false)
        case 0xFE0E, 0xFE0F: !(previous.map(\.isPictograph) ?? false) && next?.value != 0x20E3
        default: !scalar.isPlainlyVisible
        }
    }
}

extension Unicode.Scalar {
    /// Whether this scalar may be drawn as it is, whatever stands beside it.
    ///
    /// False for controls, for what reorders or hides, and for the joints of emoji, which depend on their neighbours.
    package var isPlainlyVisible: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0xAD: false
        case 0x20..<0x300, 0x2500..<0x2900, 0x4E00..<0xA000, 0xAC00..<0xD7A4: true
        default: !isInvisible
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }

    fileprivate var isPictograph: Bool { properties.isEmoji && value > 0xA8 }

    /// Whether a ZWJ may follow: a pictograph, its skin tone or its VS16.
    fileprivate var endsPictograph: Bool { isPictograph || value == 0xFE0F }

    /// Whether nothing, or nothing reliable, is drawn for this scalar.
    fileprivate var isInvisible: Bool {
        if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return true }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
