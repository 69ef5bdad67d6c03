/// Text from outside (names, notes, logs, answers of a model), made visible before anybody draws it.
///
/// Whatever could steer a terminal, reorder what is read, or hide is replaced by a stand-in that can be
/// seen: C0 controls and DEL by their pictures (`␛`), and C1 controls, bidi controls, zero-width and other invisible
/// characters, tags, stray variation selectors and non-characters by their number (`‹U+202E›`). Sequences
/// that make an emoji (VS16, ZWJ between pictographs) stay. Made visible twice is made visible once.
///
/// Sources: UAX #9, UTR #36 and UTS #39 on invisible characters, ECMA-48 on controls, https://trojansource.codes.
package struct Untrusted: Hashable, Sendable {
    private let raw: String

    /// Takes text that nobody vouches for.
    package init(_ raw: String) { self.raw = raw }

    package init(_ raw: Substring) { self.raw = String(raw) }

    /// Takes bytes that should be UTF-8; those that are not become `‹xED›`, byte by byte.
    package init(bytes: some Sequence<UInt8>) {
        var text: [UInt8] = []
        var parser = Unicode.UTF8.ForwardParser()
        var held = Array(bytes)[...]
        reading: while true {
            var ahead = held.makeIterator()
            switch parser.parseScalar(from: &ahead) {
            case .valid(let encoded):
                text += encoded
                held = held.dropFirst(encoded.count)
            case .error(let length):
                for byte in held.prefix(length) { text += StandIn.invalidByte(byte).utf8 }
                held = held.dropFirst(length)
            case .emptyInput:
                break reading
            }
            parser = Unicode.UTF8.ForwardParser()
        }
        raw = String(decoding: text, as: UTF8.self)
    }

    /// The text as one line that is safe to draw; tabs and line breaks are shown as `␉`, `␊`, `␍`.
    package var line: String { StandIn.applied(to: raw) }

    /// The text as a name within a sentence: one line of at most 64 columns in which nothing is Markdown.
    ///
    /// Signs that would make it something else stand between `‹` and `›`: a comma, too, as names stand in lists.
    package var name: String { words(columns: Self.longestName, marking: Self.markup.union([","])) }

    /// The text as part of a border or of a row of tabs: one line in which nothing draws a border.
    package var title: String {
        let line = line
        guard line.unicodeScalars.contains(where: \.isDrawing) else { return line }
        return String(String.UnicodeScalarView(line.unicodeScalars.map { $0.isDrawing ? "·" : $0 }))
    }

    /// The text within a sentence, as ``name`` but for commas, of at most that many columns; done twice is done once.
    package func words(columns: Int = 400) -> String { words(columns: columns, marking: Self.markup) }

    private func words(columns: Int, marking marked: Set<Character>) -> String {
        let line = line
        // Most names are letters, digits and dashes, and are drawn with every picture.
        if line.utf8.count <= columns, line.utf8.allSatisfy({ Self.isPlain($0) }) { return line }
        let characters = Array(line)
        let shown = characters.indices.map { index in
            let character = characters[index]
            let isDone =
                index > 0 && index + 1 < characters.count && characters[index - 1] == "‹"
                && characters[index + 1] == "›"
            return marked.contains(character) && !isDone ? "‹\(character)›" : String(character)
        }.joined()
        return shown.clipped(toColumns: columns, keeping: .middle)
    }

    /// What a name is cut to, in columns; Proxmox' own are DNS names, of at most 63 letters.
    package static let longestName = 64

    /// Whether it is a letter, a digit or a sign that never means anything else.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        case UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: ":"): true
        default: false
        }
    }

    private static let markup: Set<Character> = ["*", "`", "[", "]", "|", "~", "\\"]

    /// The text as lines that are safe to draw.
    ///
    /// LF and CR LF end a line (one at the very end adds no empty line); a tab fills up to the next multiple of
    /// `tabWidth` columns; all else is as in `line`.
    package func lines(tabWidth: Int = 8) -> [String] {
        var rows = raw.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        if rows.count > 1, rows.last?.isEmpty == true { rows.removeLast() }
        return rows.map { row in
            var line = ""
            for (index, field) in row.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { line += String(repeating: " ", count: tabWidth - line.columns % tabWidth) }
                line += StandIn.applied(to: field)
            }
            return line
        }
    }

    /// The text with its lines kept apart by LF, safe to draw once split at LF.
    package var block: String { lines().joined(separator: "\n") }
}

/// What is drawn in the place of a scalar that must not reach a terminal as it is.
enum StandIn {
    /// The text with every scalar that is not plainly visible replaced.
    static func applied(to text: some StringProtocol) -> String {
        if text.isPlain { return String(text) }
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

    /// Whether lines and blocks are drawn with it: those of the box, and of terminals before it.
    fileprivate var isDrawing: Bool {
        switch value {
        case 0x239B...0x23B3, 0x23B7, 0x23BA...0x23BD, 0x23D0, 0x2500...0x259F, 0x1FB00...0x1FBAF: true
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
