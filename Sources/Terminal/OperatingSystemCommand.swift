/// OSC strings: titles, folders, links, colours, shell marks, clipboard. All text in them is untrusted.
extension TerminalScreen {
    /// The longest address a link may have, in bytes.
    private static let addressLimit = 2_083
    private static let titleLimit = 1_024

    /// Carries out a command; `bell` tells that BEL ended it, which then ends the answer too.
    mutating func perform(operatingSystemCommand bytes: [UInt8], bell: Bool) {
        let parts = bytes.split(separator: 0x3b, maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let number = Int(String(decoding: name, as: UTF8.self)) else { return }
        let value = parts.count > 1 ? Array(parts[1]) : []
        switch number {
        case 0, 2: title = Self.printable(value.prefix(Self.titleLimit))
        case 7: directory = TerminalDirectory(address: value) ?? directory
        case 8: openLink(value)
        case 10: reportColor(10, policy.foreground, value, bell)
        case 11: reportColor(11, policy.background, value, bell)
        case 12: reportColor(12, policy.foreground, value, bell)
        case 52: copy(value)
        case 133: mark(value)
        default: break
        }
    }

    /// Text without control characters.
    private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
        var text = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
        where scalar.value >= 0x20 && !(0x7f..<0xa0).contains(scalar.value) {
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    /// OSC 8: `parameters;address` begins a link, an empty address ends it.
    private mutating func openLink(_ value: [UInt8]) {
        penIsStale = true
        cursor.link = 0
        guard let separator = value.firstIndex(of: 0x3b) else { return }
        let address = value[(separator + 1)...]
        guard !address.isEmpty, address.count <= Self.addressLimit,
            address.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
        else { return }
        cursor.link = number(ofLink: String(decoding: address, as: UTF8.self))
    }

    /// OSC 10 to 12 with `?`: the answer in X11's form, four hexadecimal digits a colour.
    private mutating func reportColor(
        _ number: Int, _ color: (red: UInt8, green: UInt8, blue: UInt8), _ value: [UInt8], _ bell: Bool
    ) {
        guard value == [0x3f] else { return }
        let parts = [color.red, color.green, color.blue].map { part in
            let digits = String(part, radix: 16)
            let pair = digits.count == 1 ? "0" + digits : digits
            return pair + pair
        }
        reply("\u{1b}]\(number);rgb:\(parts.joined(separator: "/"))\(bell ? "\u{7}" : "\u{1b}\\")")
    }

    /// OSC 52: text for the clipboard, when the policy allows it; a question is never answered.
    private mutating func copy(_ value: [UInt8]) {
        guard policy.allowsClipboard, let separator = value.firstIndex(of: 0x3b) else { return }
        let encoded = value[(separator + 1)...]
        guard encoded != [0x3f], let bytes = Base64.decode(encoded) else { return }
        clipboard = String(decoding: bytes, as: UTF8.self)
    }

    /// OSC 133: where prompts, input and output begin, and how commands end.
    private mutating func mark(_ value: [UInt8]) {
        guard let kind = value.first, let mark = Self.lineMarks[kind] else { return }
        grid.state(cursor.row).pointee.marks.insert(mark)
        guard mark == .end else { return }
        let words = value.split(separator: 0x3b)
        lastStatus = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) : nil
    }

    private static let lineMarks: [UInt8: LineMarks] = [
        0x41: .prompt, 0x42: .input, 0x43: .output, 0x44: .end,
    ]
}

extension TerminalDirectory {
    /// Reads `file://host/path` with its percent escapes (RFC 8089).
    fileprivate init?(address: [UInt8]) {
        let scheme = Array("file://".utf8)
        guard address.starts(with: scheme) else { return nil }
        let rest = address.dropFirst(scheme.count)
        guard let slash = rest.firstIndex(of: 0x2f) else { return nil }
        var path: [UInt8] = []
        var index = slash
        while index < rest.endIndex {
            if rest[index] == 0x25, index + 2 < rest.endIndex,
                let byte = UInt8(String(decoding: rest[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                path.append(byte)
                index += 3
            } else {
                path.append(rest[index])
                index += 1
            }
        }
        guard path.count <= 4_096, path.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
        host = String(decoding: rest[..<slash], as: UTF8.self)
        self.path = String(decoding: path, as: UTF8.self)
    }
}
