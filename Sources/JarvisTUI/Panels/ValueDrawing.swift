import JSON
import Multiplexer
import Screen
import Text

/// Turns what a tool was given or returned into lines.
///
/// Names and values stand below each other, lists of things are tables, any other text is as it came. It is untrusted.
struct ValueDrawing {
    let ink: Ink
    let glyphs: GlyphSet
    let width: Int
    let clock: WallClock

    /// Values within values that get lines of their own.
    private static let deepest = 3
    /// Columns of a name that others are aligned to.
    private static let longestName = 20
    /// Columns of a value that is itself made of values, in a table.
    private static let longestNested = 40
    /// Rows of a table; the others are counted.
    private static let mostRows = 40
    /// Bytes of one value that are shown.
    private static let longestValue = 4_096
    /// What tells things apart, and therefore stands first.
    private static let first = ["vmid", "id", "name", "node", "storage", "status", "state", "type"]

    /// Names, as Proxmox has them, of what is counted in bytes, in seconds since 1970, and in seconds.
    private static let bytes: Set = ["disk", "maxdisk", "mem", "maxmem", "size", "swap", "maxswap"]
    private static let moments: Set = ["time", "starttime", "endtime", "ctime", "watched_since"]
    private static let lengths: Set = ["uptime"]

    /// A text, which may be JSON.
    func lines(of text: String, _ style: Style) -> [[Span]] {
        if let begin = text.first(where: { !$0.isWhitespace }), "{[".contains(begin),
            let value = try? JSONValue(parsing: text)
        {
            return lines(value)
        }
        return Untrusted(text).block.wrapped(toColumns: width).map { [Span($0, style)] }
    }

    func lines(_ value: JSONValue) -> [[Span]] { lines(value, depth: 0) }

    private func lines(_ value: JSONValue, depth: Int) -> [[Span]] {
        switch value {
        case .object(let members): pairs(members, depth: depth)
        case .array(let elements):
            rows(of: elements).map { table($0, indent: depth * 2) }
                ?? wrapped([words(value)], indent: depth * 2)
        case .null, .bool, .integer, .number, .string: wrapped([words(value)], indent: depth * 2)
        }
    }

    private func pairs(_ members: [String: JSONValue], depth: Int) -> [[Span]] {
        let names = Self.ordered(members.keys)
        let widest = names.reduce(0) { max($0, min(Untrusted($1).line.columns, Self.longestName)) }
        return names.flatMap { name -> [[Span]] in
            guard let value = members[name] else { return [] }
            let label = Untrusted(name).line
            let below = depth < Self.deepest ? below(value, depth: depth) : nil
            if let below { return wrapped([Span(label, ink.dim)], indent: depth * 2) + below }
            let gap = String(repeating: " ", count: max(0, widest - label.columns) + 2)
            return wrapped(
                [Span(label + gap, ink.dim), words(value, of: name)], indent: depth * 2, hang: widest + 2)
        }
    }

    /// The lines below a name, of what does not stand beside it.
    private func below(_ value: JSONValue, depth: Int) -> [[Span]]? {
        switch value {
        case .object(let members): members.isEmpty ? nil : pairs(members, depth: depth + 1)
        case .array(let elements): rows(of: elements).map { table($0, indent: (depth + 1) * 2) }
        case .string(let text) where text.contains(where: \.isNewline):
            Untrusted(text.prefix(bytes: Self.longestValue)).lines().flatMap { line in
                wrapped([Span(line, ink.text)], indent: (depth + 1) * 2)
            }
        case .null, .bool, .integer, .number, .string: nil
        }
    }

    /// The elements of a list of things; `nil` for any other.
    private func rows(of elements: [JSONValue]) -> [[String: JSONValue]]? {
        let rows = elements.compactMap(\.object)
        return rows.isEmpty || rows.count < elements.count || rows.allSatisfy(\.isEmpty) ? nil : rows
    }

    private func table(_ all: [[String: JSONValue]], indent: Int) -> [[Span]] {
        let rows = all.prefix(Self.mostRows)
        let names = Self.ordered(Set(rows.flatMap(\.keys)))
        let alignments = names.map { name -> Alignment in
            rows.allSatisfy { $0[name]?.isNumber ?? true } ? .right : .left
        }
        let table = SpanTable(
            names: names.map { [Span(Untrusted($0).line, ink.dim)] }, alignments: alignments,
            rows: rows.map { row in
                names.map { name in
                    [row[name].map { words($0, of: name, in: Self.longestNested) } ?? Span("")]
                }
            })
        let lead = Span(String(repeating: " ", count: indent))
        let more = all.count - rows.count
        let note = more > 0 ? [[Span("\(glyphs.ellipsis) \(more) more", ink.faint)]] : []
        let room = max(8, width - indent)
        let lines =
            table.widths(in: room) == nil
            ? rows.flatMap { paragraph($0, names, in: room) } : table.lines(in: room, ink, glyphs)
        return (lines + note).map { indent > 0 ? [lead] + $0 : $0 }
    }

    /// A row that has no room for columns: all its names and values one after the other.
    private func paragraph(_ row: [String: JSONValue], _ names: [String], in room: Int) -> [[Span]] {
        let spans = names.flatMap { name -> [Span] in
            guard let value = row[name] else { return [] }
            return [
                Span("\(Untrusted(name).line) ", ink.dim), words(value, of: name, in: Self.longestNested),
                Span("  ", ink.dim),
            ]
        }
        return spans.wrapped(toColumns: room - 2).enumerated().map { index, line in
            index == 0 ? line : [Span("  ", ink.dim)] + line
        }
    }

    /// A value in one line, of which what is made of values is clipped.
    private func words(_ value: JSONValue, of name: String = "", in room: Int = .max) -> Span {
        if let figure = value.double, value.isNumber, let words = quantity(figure, of: name) {
            return Span(words, ink.text)
        }
        return switch value {
        case .null: Span(Format.unknown, ink.faint)
        case .bool(let isTrue): Span(isTrue ? "yes" : "no", ink.text)
        case .integer, .number: Span(value.text, ink.text)
        case .string(let text): Span(Untrusted(text.prefix(bytes: Self.longestValue)).line, ink.text)
        case .array(let elements) where !elements.contains { $0.array != nil || $0.object != nil }:
            Span(elements.map { words($0).text }.joined(separator: ", "), ink.text)
        case .array, .object:
            Span(
                Untrusted(value.text.prefix(bytes: Self.longestValue)).line.clipped(
                    toColumns: room, ellipsis: glyphs.ellipsis), ink.dim)
        }
    }

    /// A figure with its unit; `nil` where that is not known.
    private func quantity(_ figure: Double, of name: String) -> String? {
        if Self.bytes.contains(name) { return Format.bytes(Int(saturating: figure)) }
        if Self.lengths.contains(name) { return Format.seconds(Int(saturating: figure)) }
        guard Self.moments.contains(name) else { return nil }
        return clock.day(figure).map { "\($0) \(clock.minutes(figure))" }
    }

    private func wrapped(_ spans: [Span], indent: Int, hang: Int = 0) -> [[Span]] {
        let hang = min(hang, width / 2)
        let lead = String(repeating: " ", count: indent)
        let rest = String(repeating: " ", count: indent + hang)
        let room = max(4, width - indent)
        let whole = spans.wrapped(toColumns: room)
        guard whole.count > 1, let name = spans.first, spans.count > 1 else {
            return whole.map { [Span(lead)] + $0 }
        }
        let values = Array(spans.dropFirst()).wrapped(toColumns: max(4, room - hang))
        let label = Span(lead + name.text.padded(toColumns: hang, ellipsis: glyphs.ellipsis), name.style)
        return values.enumerated().map { index, line in [index == 0 ? label : Span(rest)] + line }
    }

    private static func ordered(_ names: some Sequence<String>) -> [String] {
        let sorted = names.sorted()
        let ahead = first.filter(sorted.contains)
        return ahead + sorted.filter { !ahead.contains($0) }
    }
}

extension JSONValue {
    fileprivate var isNumber: Bool {
        switch self {
        case .integer, .number, .null: true
        case .bool, .string, .array, .object: false
        }
    }
}
