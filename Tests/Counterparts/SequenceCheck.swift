/// Reads a byte stream as a terminal would and lists what a display has no business to send.
package struct SequenceCheck {
    package private(set) var forbidden: [String] = []

    private let hasLinks: Bool

    /// Finals of control sequences that are sent to the terminals tried here.
    private static let finals = Set("ABCDGHJKSTXbcdhlmrq@PLMt".utf8)
    /// The private modes that may be set: cursor keys, wrap, blinking and hidden cursor, screens, and those of `TerminalModes`.
    private static let modes: Set<String> = [
        "1", "7", "12", "25", "1049", "2004", "1004", "1000", "1002", "1006", "2026", "2031", "3", "4", "5",
        "69",
    ]

    /// What the terminal in front is asked, in these words and no others; the closing `CSI c` is among them.
    private static let questions: Set<String> = [
        "?2026$p", "?2027$p", "?2031$p", ">0q", "c",
    ]
    private static let stringQuestions: [[UInt8]] = [
        "P$qm", "]10;?", "]11;?", "]12;?", "_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA",
    ].map { Array(($0 + "\u{1B}\\").utf8) }

    /// The question for kitty's keyboard protocol, what follows its answer, and xterm's modifyOtherKeys on and off.
    private static let keyboard: Set<String> = [
        "?u", ">5u", "=5u", "=7u", "=29u", "=31u", "=0u", "<u", ">4;1m", ">4m",
    ]

    /// Those that may be left as well: other ways of reporting the mouse, which a crashed program may have set.
    private static let resettable = modes.union(["1003", "1015"])

    /// Reads a stream, in which there may be hyperlinks (OSC 8) or not.
    package init(_ bytes: [UInt8], hasLinks: Bool = false) {
        self.hasLinks = hasLinks
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case 0x1B: escape(&rest)
            case 0x08, 0x0A, 0x0D, 0x0E, 0x0F, 0x20..<0x7F: break
            case 0xC2 where rest.first.map { $0 < 0xA0 } ?? true: forbidden.append("C1 control")
            case 0xC2..<0xF5:
                let count = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
                let encoded = [byte] + rest.prefix(count).prefix { $0 != 0x1B }
                rest = rest.dropFirst(encoded.count - 1)
                // Cut by a program's death: the next sequence ends it.
                if encoded.count <= count, rest.first == 0x1B { continue }
                guard let scalar = String(validating: encoded, as: UTF8.self)?.unicodeScalars.first else {
                    forbidden.append("not UTF-8 \(encoded)")
                    continue
                }
                let category = scalar.properties.generalCategory
                // A joiner makes one picture of several and moves nothing.
                if category == .format && scalar != "\u{200D}" || category == .control {
                    forbidden.append("U+\(scalar.value)")
                }
            default: forbidden.append("byte \(byte)")
            }
        }
    }

    private mutating func escape(_ rest: inout ArraySlice<UInt8>) {
        if let question = Self.stringQuestions.first(where: { rest.starts(with: $0) }) {
            rest = rest.dropFirst(question.count)
            return
        }
        // The title of the program that has the keys, without a control in it.
        if rest.starts(with: Array("]2;".utf8)) {
            let title = rest.prefix { $0 >= 0x20 && $0 != 0x7F }
            if rest.dropFirst(title.count).starts(with: [0x1B, 0x5C]) {
                rest = rest.dropFirst(title.count + 2)
                return
            }
        }
        switch rest.popFirst() {
        // Cut right at its beginning by a program's death.
        case 0x1B: escape(&rest)
        case UInt8(ascii: "["):
            let body = rest.prefix { !(0x40...0x7E).contains($0) && $0 != 0x1B }
            // A program that dies amid a sequence leaves it cut, and the next one ends it.
            if rest.dropFirst(body.count).first == 0x1B {
                rest = rest.dropFirst(body.count)
                return
            }
            let final = rest.dropFirst(body.count).first ?? 0
            rest = rest.dropFirst(body.count + 1)
            let text = String(decoding: body, as: UTF8.self)
            let sequence = text + String(Unicode.Scalar(final))
            if Self.keyboard.contains(sequence) || Self.questions.contains(sequence) { return }
            // The Linux console's cursor shapes (console_codes(4), "CSI ? 0 c").
            if final == UInt8(ascii: "c"), !["?0", "?1", "?8"].contains(text) {
                forbidden.append("CSI \(text)c")
            }
            if !SequenceCheck.finals.contains(final) {
                forbidden.append("CSI \(text)\(Unicode.Scalar(final))")
            }
            if text.hasPrefix("?"), final != UInt8(ascii: "c") {
                let modes = text.dropFirst().split(separator: ";").map(String.init)
                let known = final == UInt8(ascii: "l") ? SequenceCheck.resettable : SequenceCheck.modes
                if !known.isSuperset(of: modes) { forbidden.append("mode \(text)") }
            }
            // Only the title stack of xterm's own entry, which saves and restores and names nothing.
            if final == UInt8(ascii: "t"), !["22;0;0", "23;0;0", "22;2", "23;2"].contains(text) {
                forbidden.append("CSI \(text)t")
            }
        case UInt8(ascii: "("), UInt8(ascii: ")"): rest = rest.dropFirst()
        case UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "M"):
            break
        case UInt8(ascii: "]") where hasLinks:
            let body = rest.prefix { (0x20...0x7E).contains($0) }
            rest = rest.dropFirst(body.count)
            let isLink = body.starts(with: Array("8;".utf8)) && body.filter { $0 == 0x3B }.count >= 2
            if !isLink || !rest.starts(with: [0x1B, 0x5C]) { forbidden.append("OSC") }
            rest = rest.dropFirst(2)
        case let other: forbidden.append("ESC \(other.map { String(Unicode.Scalar($0)) } ?? "at the end")")
        }
    }
}
