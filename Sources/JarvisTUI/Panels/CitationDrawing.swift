import Jarvis
import Multiplexer
import Screen
import Text

/// Turns what an answer rests on into a line or two below it: `rests on ¹ get_guest_status 101 14:02:31  +3`.
struct CitationDrawing {
    let scene: Scene
    let width: Int

    private var ink: Ink { scene.ink }

    private static let mostRows = 2
    /// More calls than that no two rows hold.
    private static let mostCalls = 12
    private static let margin = 2
    private static let gap = 2
    private static let lead = "rests on "
    /// Bytes of a name, which is a tool's and short.
    private static let longestName = 256
    /// Columns of a target.
    private static let longestTarget = 16

    /// A call's words, and where they are.
    private struct Piece {
        let spans: [Span]
        let row: Int
        let column: Int
    }

    func lines(_ citations: [Citation]) -> [[Span]] {
        let pieces = pieces(citations)
        let last = pieces.last?.row ?? 0
        return (0...last).map { row in
            var line = [Span(String(repeating: " ", count: Self.margin))]
            if row == 0 { line.append(Span(Self.lead, ink.faint)) }
            for piece in pieces where piece.row == row {
                line.append(Span(String(repeating: " ", count: max(0, piece.column - line.columns))))
                line += piece.spans
            }
            return line
        }
    }

    /// Which call stands at a place of these lines; where the others are counted, the first of those.
    func index(at row: Int, column: Int, of citations: [Citation]) -> Int? {
        pieces(citations).firstIndex { piece in
            piece.row == row && (piece.column..<piece.column + piece.spans.columns).contains(column)
        }
    }

    /// As many calls as there is room for, and how many more there are.
    private func pieces(_ citations: [Citation]) -> [Piece] {
        for count in (1...max(1, min(citations.count, Self.mostCalls))).reversed() {
            let rest = citations.count - count
            let more = rest > 0 ? [[Span("+\(rest)", ink.dim)]] : []
            let room = width - Self.margin - more.reduce(0) { $0 + $1.columns + Self.gap }
            let words =
                citations.prefix(count).enumerated().map { self.words($1, number: $0 + 1, in: max(1, room)) }
                + more
            let placed = self.placed(words)
            if count == 1 || placed.last.map({ $0.row < Self.mostRows }) ?? true { return placed }
        }
        return []
    }

    private func placed(_ words: [[Span]]) -> [Piece] {
        var pieces: [Piece] = []
        var (row, column) = (0, Self.margin + Self.lead.columns)
        for spans in words {
            var begin = pieces.isEmpty ? column : column + Self.gap
            // In a narrow pane even the first stands below what introduces it.
            if begin + spans.columns > width {
                let aligned = Self.margin + Self.lead.columns
                (row, begin) = (row + 1, aligned + spans.columns > width ? Self.margin : aligned)
            }
            pieces.append(Piece(spans: spans, row: row, column: begin))
            column = begin + spans.columns
        }
        return pieces
    }

    /// A call with as much as there is room for: its target goes first, then its time, and then its name is cut.
    private func words(_ citation: Citation, number: Int, in room: Int) -> [Span] {
        let sign = sign(of: citation.fate)
        let head = [Span(Self.number(number, scene.glyphs) + " ", ink.faint)] + (sign.map { [$0] } ?? [])
        let name = Span(Untrusted(citation.name.prefix(bytes: Self.longestName)).line, ink.dim)
        let target = citation.target.map {
            Span(
                " "
                    + Untrusted($0).line.clipped(
                        toColumns: Self.longestTarget, ellipsis: scene.glyphs.ellipsis), ink.dim)
        }
        let time = Span(" " + time(citation.time), ink.faint)
        let choices = [
            head + [name] + (target.map { [$0] } ?? []) + [time], head + [name, time], head + [name],
        ]
        if let fitting = choices.first(where: { $0.columns <= room }) { return fitting }
        let left = max(1, room - head.columns)
        return head + [Span(name.text.clipped(toColumns: left, ellipsis: scene.glyphs.ellipsis), ink.dim)]
    }

    /// What says that it did not go well.
    private func sign(of fate: TalkCall.Fate) -> Span? {
        switch fate {
        case .done: nil
        case .failed, .refused, .cancelled: Span("\(scene.glyphs[.failed]) ", ink.critical)
        case .unknown, .interrupted: Span("\(scene.glyphs[.unknown]) ", ink.warning)
        }
    }

    /// `14:02:31`, and with its day where that is not today.
    private func time(_ epoch: Double) -> String {
        let clock = scene.state.wallClock
        guard let day = clock.day(epoch), day != clock.day(scene.now.epoch) else {
            return clock.seconds(epoch)
        }
        return "\(day.dropFirst(5)) \(clock.seconds(epoch))"
    }

    /// A raised number where the terminal has them; each digit is a column wide.
    private static func number(_ number: Int, _ glyphs: GlyphSet) -> String {
        let digits = String(number)
        guard glyphs == .rich else { return digits }
        let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return String(digits.compactMap { $0.wholeNumberValue.map { raised[$0] } })
    }
}
