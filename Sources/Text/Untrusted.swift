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
    package init(_ raw: some StringProtocol) { self.raw = String(raw) }

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
    /// Signs that would make it something else stand between `‹` and `›`.
    package var name: String { words(columns: Self.longestName) }

    /// As ``name``, of at most that many columns; done twice is done once.
    package func words(columns: Int = 400) -> String {
        let characters = Array(line)
        let shown = characters.indices.map { index in
            let character = characters[index]
            let isDone =
                index > 0 && index + 1 < characters.count && characters[index - 1] == "‹"
                && characters[index + 1] == "›"
            return Self.markup.contains(character) && !isDone ? "‹\(character)›" : String(character)
        }.joined()
        return shown.clipped(toColumns: columns, keeping: .middle)
    }

    /// What a name is cut to, in columns; Proxmox' own are DNS names, of at most 63 letters.
    package static let longestName = 64

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
