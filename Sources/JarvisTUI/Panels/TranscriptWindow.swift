import Multiplexer
import Screen

/// A line of a transcript: an entry's, counted from the entry's first.
struct TranscriptPlace: Equatable {
    var entry: ChatEntry.ID
    var row: Int
}

/// The part of a transcript that is seen: its newest lines, or those from a place on, wherever more is said.
struct TranscriptWindow {
    let chat: ChatPane
    let drawing: TranscriptDrawing
    let height: Int
    let cache: LayoutCache
    private let laidOut = LaidOut()

    /// What the entries of this window look like, each of which is asked for several times.
    private final class LaidOut {
        var lines: [Int: [[Span]]] = [:]
    }

    init(chat: ChatPane, drawing: TranscriptDrawing, height: Int, cache: LayoutCache) {
        (self.chat, self.drawing, self.height, self.cache) = (chat, drawing, height, cache)
    }

    /// A line by the number of its entry.
    private struct Place {
        var index: Int
        var row: Int
    }

    /// The lines that are seen, and how many there are below them.
    func shown() -> (lines: [[Span]], below: Int) {
        cache.forget(allBut: chat.entries)
        let top = top()
        var lines: [[Span]] = []
        var below = 0
        for index in chat.entries.indices.dropFirst(top.index) {
            let entry = self.lines(index)
            let rest = entry.dropFirst(index == top.index ? top.row : 0)
            lines += rest.prefix(height - lines.count)
            below += rest.count
        }
        return (lines, below - lines.count)
    }

    /// The entry that has a line of the window, and which of its own lines that is; `nil` below the last, and between them.
    func entry(at line: Int) -> (entry: ChatEntry, row: Int)? {
        let top = top()
        var left = line + top.row
        for index in chat.entries.indices.dropFirst(top.index) {
            let count = lines(index).count
            guard left >= count else {
                let row = left - (count - bareLines(index).count)
                return row < 0 ? nil : (chat.entries[index], row)
            }
            left -= count
        }
        return nil
    }

    /// The place at the top after going back so many lines, or on by a negative number; `nil` at the end.
    func anchor(movedBack count: Int) -> TranscriptPlace? {
        guard !chat.entries.isEmpty else { return nil }
        return anchor(at: moved(top(), by: -count))
    }

    /// The place at the top with which an entry's first line is seen.
    func anchor(showing id: ChatEntry.ID) -> TranscriptPlace? {
        guard let index = chat.entries.firstIndex(where: { $0.id == id }) else { return chat.anchor }
        let (top, bottom) = (top(), moved(top(), by: height - 1))
        let isAbove = index < top.index || index == top.index && top.row > 0
        guard isAbove || index > bottom.index else { return anchor(at: top) }
        return anchor(at: Place(index: index, row: 0))
    }

    /// The place, but nowhere where fewer lines are left than are seen.
    private func anchor(at place: Place) -> TranscriptPlace? {
        var left = -place.row
        for index in chat.entries.indices.dropFirst(place.index) {
            left += lines(index).count
            if left > height { return TranscriptPlace(entry: chat.entries[place.index].id, row: place.row) }
        }
        return nil
    }

    /// An entry's lines, with a blank one before them where they would stick to what stands above.
    private func lines(_ index: Int) -> [[Span]] {
        let lines = bareLines(index)
        guard index > 0, lines.first?.isEmpty == false else { return lines }
        let (above, below) = (chat.entries[index - 1].content, chat.entries[index].content)
        // What was told in a line each stands together.
        let isApart = above.isToldUnasked != below.isToldUnasked || above.isToldUnasked && isCard(index - 1)
        return isApart ? [[]] + lines : lines
    }

    /// Whether it is told in more than its head; such an entry begins with a blank line of its own.
    private func isCard(_ index: Int) -> Bool { bareLines(index).first?.isEmpty == true }

    private func bareLines(_ index: Int) -> [[Span]] {
        if let lines = laidOut.lines[index] { return lines }
        let entry = chat.entries[index]
        let lines = cache.lines(of: entry, isSelected: entry.id == chat.selected, in: drawing)
        laidOut.lines[index] = lines
        return lines
    }

    private func top() -> Place {
        guard let anchor = chat.anchor, let index = chat.entries.firstIndex(where: { $0.id >= anchor.entry })
        else { return newest() }
        let isThere = chat.entries[index].id == anchor.entry
        let place = Place(index: index, row: isThere ? min(anchor.row, max(0, lines(index).count - 1)) : 0)
        return self.anchor(at: place) == nil ? newest() : place
    }

    /// The top of a window that shows the end.
    private func newest() -> Place {
        var (index, count) = (chat.entries.count, 0)
        while index > 0, count < height {
            index -= 1
            count += lines(index).count
        }
        return Place(index: index, row: max(0, count - height))
    }

    private func moved(_ place: Place, by count: Int) -> Place {
        var place = Place(index: place.index, row: place.row + count)
        while place.row < 0, place.index > 0 {
            place.index -= 1
            place.row += lines(place.index).count
        }
        place.row = max(0, place.row)
        while place.index + 1 < chat.entries.count, place.row >= lines(place.index).count {
            place.row -= lines(place.index).count
            place.index += 1
        }
        return place
    }
}

extension AppState {
    /// The window on the transcript as it is measured, without colours; `nil` where the chat is not on the screen.
    private var transcript: TranscriptWindow? {
        guard let rect = layout.panels[.chat] else { return nil }
        let scene = Scene(measuring: self)
        let rooms = ChatRooms(scene, in: rect.inset())
        return TranscriptWindow(
            chat: chat, drawing: TranscriptDrawing(scene: scene, width: rooms.transcript.width),
            height: rooms.transcript.height, cache: chat.measures)
    }

    /// What an answer rests on of which the line is at a point of the screen, and which call it names there.
    func citations(at point: Point) -> (citations: [Citation], index: Int)? {
        guard let rect = layout.panels[.chat] else { return nil }
        let place = ChatRooms(Scene(measuring: self), in: rect.inset()).transcript
        guard place.contains(point), let transcript,
            let (entry, row) = transcript.entry(at: point.y - place.y),
            let citations = entry.content.citations,
            let index = CitationDrawing(scene: transcript.drawing.scene, width: place.width)
                .index(at: row, column: point.x - place.x, of: citations)
        else { return nil }
        return (citations, index)
    }

    /// Scrolls the conversation back, or on by a negative number.
    mutating func scrollChat(by lines: Int) {
        guard let transcript else { return }
        chat.anchor = transcript.anchor(movedBack: lines)
    }

    /// Has the beginning of an entry be seen.
    mutating func showInChat(_ id: ChatEntry.ID?) {
        guard let id, let transcript else { return }
        chat.anchor = transcript.anchor(showing: id)
    }
}
