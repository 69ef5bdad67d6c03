import AIKit
import Screen
import Synchronization

/// The lines that a transcript's entries were laid out in last, so that a frame lays out only what is new.
///
/// It stands beside the values: transcripts are the same whatever was drawn of them.
final class LayoutCache: Sendable, Equatable {
    private let kept = Mutex(Kept())

    private struct Kept {
        var look: Look?
        var layouts: [Int: EntryLayout] = [:]
    }

    /// Entries beyond those of the transcript after which what is gone is forgotten.
    private static let spare = 64

    static func == (one: LayoutCache, other: LayoutCache) -> Bool { true }

    /// An entry's lines, laid out anew only where it has changed.
    func lines(of entry: ChatEntry, isSelected: Bool, in drawing: TranscriptDrawing) -> [[Span]] {
        guard entry.content.looksTheSame else { return drawing.lines(entry, isSelected: isSelected) }
        return kept.withLock { kept in
            if kept.look != drawing.look {
                kept.look = drawing.look
                kept.layouts = [:]
            }
            var layout = kept.layouts.removeValue(forKey: entry.id) ?? EntryLayout()
            layout.show(entry, isSelected: isSelected, in: drawing)
            let lines = layout.lines
            kept.layouts[entry.id] = layout
            return lines
        }
    }

    /// Forgets what is no longer in the transcript.
    func forget(allBut entries: [ChatEntry]) {
        kept.withLock { kept in
            guard kept.layouts.count > entries.count + Self.spare else { return }
            let ids = Set(entries.map(\.id))
            kept.layouts = kept.layouts.filter { ids.contains($0.key) }
        }
    }
}

/// What decides, beside an entry itself, how it is laid out.
struct Look: Equatable, Sendable {
    let scheme: Scheme
    let glyphs: GlyphSet
    let width: Int
}

/// One entry as it was laid out.
private struct EntryLayout {
    private var shown: ChatEntry?
    private var isSelected = false
    private var plain: [[Span]] = []
    private var answer: AnswerLayout?

    var lines: [[Span]] { answer?.lines ?? plain }

    mutating func show(_ entry: ChatEntry, isSelected: Bool, in drawing: TranscriptDrawing) {
        guard shown != entry || self.isSelected != isSelected else { return }
        (shown, self.isSelected) = (entry, isSelected)
        guard case .butlerText(let text) = entry.content else {
            plain = drawing.lines(entry, isSelected: isSelected)
            return
        }
        answer = answer ?? drawing.answer
        answer?.show(text)
    }
}

extension ChatEntry.Content {
    /// Whether time and what else is on the screen leave its lines as they are.
    fileprivate var looksTheSame: Bool {
        switch self {
        case .operatorText, .butlerText, .thought, .notice: true
        // A time is told by the day that it is.
        case .incident, .absence, .citations: false
        case .tool(let card):
            switch card.state {
            case .announced, .proposed, .waiting, .running: false
            case .done, .refused: true
            }
        }
    }
}
