import Jarvis
import Multiplexer
import Screen
import Text

/// What was said with some words in it, in any talk; the selected one is told in full.
struct FindLayer: ChoosingLayer {
    var chooser = Chooser(.plain)
    /// What is looked for.
    let words: String
    /// `nil` while it is looked for.
    private let found: [FoundSaying]?
    /// Each in one line.
    private let excerpts: [Excerpt]
    /// Rows that the longest of them takes, roughly.
    private let longest: Int

    init(_ words: String, _ found: [FoundSaying]? = nil) {
        self.words = words
        self.found = found
        excerpts = (found ?? []).map { Excerpt(of: $0.text, around: words) }
        longest =
            (found ?? []).map { saying in
                saying.text.split(separator: "\n", omittingEmptySubsequences: false).map {
                    1 + $0.utf8.count / (Self.width - 8)
                }.saturatingSum()
            }.max() ?? 1
    }

    func hints(in state: AppState) -> [KeyHint] {
        let act = selected.map { $0.author == nil ? "Put it into the line" : "Copy" }
        return (act.map { state.catalog.hint([ListAction.choose], $0) } ?? [])
            + state.catalog.hint([ListAction.down, .up], "Select") + [KeyHint(.escape, "Close")]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch chooser.handle(input.key, count: count(in: state), state.catalog) {
        case .chosen(let index): chosen(index, in: state)
        case .left: .close([])
        case .moved, .none: .stay([])
        }
    }

    func count(in state: AppState) -> Int { count }

    private var count: Int { found?.count ?? 0 }

    private var selected: FoundSaying? {
        guard let found, !found.isEmpty else { return nil }
        return found[min(chooser.selected, found.count - 1)]
    }

    /// A question is there to be asked again, an answer to be taken along.
    func chosen(_ index: Int, in state: AppState) -> LayerOutcome {
        guard let saying = found?[index] else { return .close([]) }
        return .closeAndChange { state in
            guard saying.author == nil else { return state.copy(saying.text) }
            return state.prepare(saying.text)
        }
    }
}

extension FindLayer {
    private static let timeWidth = 13
    private static let authorWidth = 12
    private static let width = 100
    /// The list has at most half of the room.
    private static let mostRows = 12

    func box(in state: AppState) -> Rect? { box(state.size) }

    private func box(_ size: Size) -> Rect {
        let rows = min(max(1, count), Self.mostRows) + 1 + longest
        return Dialog.box(of: size, width: Self.width, height: min(rows, max(6, size.height - 6)))
    }

    func list(in state: AppState) -> Rect { rooms(state.size).list }

    private func rooms(_ size: Size) -> (list: Rect, text: Rect) {
        let inner = Dialog.room(in: box(size))
        let rows = min(max(1, count), Self.mostRows, max(1, inner.height / 2))
        let (list, below) = inner.splitTop(rows)
        return (list, below.splitTop(1).rest)
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let title = "FOUND: " + Untrusted(words).title.clipped(toColumns: 60, ellipsis: scene.glyphs.ellipsis)
        let inner = Dialog(scene: scene, title: title).draw(into: &frame, box(scene.state.size))
        guard let found, !found.isEmpty else {
            let sentence = found == nil ? "Looking for it." : "Nothing was said with all of these words."
            frame.put(
                sentence, in: inner.row(0), style: ink.dim.on(ink.raised.background), glyphs: scene.glyphs)
            return
        }
        let (list, text) = rooms(scene.state.size)
        chooser.draw(into: &frame, list, count: found.count, scene) { frame, index, row, ground in
            draw(found[index], excerpts[index], into: &frame, row, on: ground, scene)
        }
        guard let selected else { return }
        let lines = selected.text.split(separator: "\n", omittingEmptySubsequences: false).lazy.flatMap {
            Untrusted($0).line.wrapped(toColumns: text.width)
        }
        let shown = Array(lines.prefix(text.height + 1))
        for (index, line) in shown.prefix(text.height).enumerated() {
            let isCut = index == text.height - 1 && shown.count > text.height
            frame.put(
                isCut ? scene.glyphs.ellipsis : line, in: text.row(index), style: ink.raised,
                glyphs: scene.glyphs)
        }
    }

    private func draw(
        _ saying: FoundSaying, _ excerpt: Excerpt, into frame: inout Frame, _ row: Rect, on ground: Color,
        _ scene: Scene
    ) {
        let ink = scene.ink
        let epoch = saying.time.timeIntervalSince1970
        let time = scene.state.wallClock.near(epoch, seenAt: scene.now.epoch)
        let author = Untrusted(saying.author ?? "you").name
            .padded(toColumns: Self.authorWidth - 1, ellipsis: scene.glyphs.ellipsis)
        let x = frame.put(
            [
                Span(time.padded(toColumns: Self.timeWidth), ink.dim.on(ground)),
                Span(author + " ", (saying.author == nil ? ink.accent : ink.title).on(ground)),
            ], at: row.origin, in: row)
        let room = Rect(x: x, y: row.y, width: max(0, row.endX - x), height: 1)
        let line = excerpt.line(ellipsis: scene.glyphs.ellipsis)
        frame.put(line, in: room, style: ink.text.on(ground), glyphs: scene.glyphs)
    }
}

/// A long text in one line, from shortly before what was looked for.
struct Excerpt {
    private let text: String
    /// It begins within the text.
    private let isCut: Bool

    /// So much stands before the word.
    private static let lead = 16
    /// More of a text fits no line.
    private static let longest = 2_000

    init(of text: String, around words: String) {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let low = line.lowercased()
        let places = words.lowercased().split(whereSeparator: \.isWhitespace).compactMap {
            low.firstRange(of: $0).map { low.distance(from: low.startIndex, to: $0.lowerBound) }
        }
        let place = places.min() ?? 0
        let start = place > 2 * Self.lead ? place - Self.lead : 0
        isCut = start > 0
        self.text = Untrusted(String(line.dropFirst(start).prefix(Self.longest))).line
    }

    func line(ellipsis: String) -> String { isCut ? ellipsis + text : text }
}
