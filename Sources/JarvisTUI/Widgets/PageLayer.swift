import Multiplexer
import Screen
import Synchronization
import Text

/// A closer look that is nothing but lines, which keys and the wheel go through.
protocol PageLayer: ScrollingLayer {
    /// The first line that is seen.
    var scroll: Int { get set }
    /// The lines that were laid out; another one for each content.
    var laidOut: KeptLines { get }
    func title(in scene: Scene) -> String
    /// What stands in the corner of its frame.
    func note(in scene: Scene) -> [Span]
    func lines(in scene: Scene, width: Int) -> [[Span]]
    /// Takes a key that goes through no lines.
    mutating func act(_ key: Key, in state: AppState) -> LayerOutcome
}

extension PageLayer {
    func note(in scene: Scene) -> [Span] { [] }

    mutating func act(_ key: Key, in state: AppState) -> LayerOutcome { .stay([]) }

    func hints(in state: AppState) -> [KeyHint] {
        state.catalog.hint([ListAction.down, .up], "Scroll") + [KeyHint(.escape, "Close")]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        guard let key = input.key else { return .stay([]) }
        let page = Self.room(state.layout).height
        switch state.catalog.action(for: key, as: ListAction.self) {
        case .close, .choose: return .close([])
        case .up: scroll(by: -1, in: state)
        case .down: scroll(by: 1, in: state)
        case .pageup: scroll(by: -page, in: state)
        case .pagedown: scroll(by: page, in: state)
        case .first: scroll = 0
        case .last: scroll(by: 1 << 30, in: state)
        case nil: return act(key, in: state)
        }
        return .stay([])
    }

    mutating func step(isBack: Bool, in state: AppState) { scroll(by: isBack ? -1 : 1, in: state) }

    private mutating func scroll(by count: Int, in state: AppState) {
        let room = Self.room(state.layout)
        let lines = kept(in: Scene(measuring: state), width: room.width).count
        scroll = max(0, min(scroll + count, lines - room.height))
    }

    func box(in state: AppState) -> Rect? { state.layout.closerLook }

    private static func room(_ layout: Layout) -> Rect { layout.closerLook.inset().inset(dx: 1, dy: 0) }

    private func kept(in scene: Scene, width: Int) -> [[Span]] {
        laidOut.lines(for: Look(scheme: scene.ink.scheme, glyphs: scene.glyphs, width: width)) {
            lines(in: scene, width: max(8, width))
        }
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let rect = scene.layout.closerLook
        frame.fill(rect, style: scene.ink.text.on(scene.ink.background))
        let title = title(in: scene).clipped(
            toColumns: max(1, rect.width - 8), ellipsis: scene.glyphs.ellipsis)
        _ = scene.panel(&frame, rect, title, isFocused: true, note: note(in: scene))
        let room = Self.room(scene.layout)
        let lines = kept(in: scene, width: room.width)
        let first = min(scroll, max(0, lines.count - room.height))
        for (index, line) in lines.dropFirst(first).prefix(room.height).enumerated() {
            frame.put(line, at: room.row(index).origin, in: room)
        }
        let below = lines.count - first - room.height
        guard below > 0, rect.height > 1 else { return }
        let more = " \(scene.glyphs[.arrowDown]) \(below) more "
        let bottom = rect.row(rect.height - 1)
        frame.put(
            more, at: Point(x: max(rect.x, rect.endX - more.columns - 1), y: bottom.y),
            style: scene.ink.accent, in: bottom)
    }
}

/// The lines of a page as they were laid out last, on the screen and for being counted.
final class KeptLines: Sendable {
    private let kept = Mutex<[(look: Look, lines: [[Span]])]>([])

    func lines(for look: Look, _ make: () -> [[Span]]) -> [[Span]] {
        if let lines = kept.withLock({ $0.first { $0.look == look }?.lines }) { return lines }
        let made = make()
        kept.withLock { $0 = $0.suffix(1) + [(look, made)] }
        return made
    }
}

/// Lines that pages begin with: names, and what is to be said of each.
struct PageFacts {
    let scene: Scene
    let width: Int
    /// Columns of the names.
    let names: Int

    /// What stands behind a name, wrapped beside it.
    func lines(_ name: String, _ value: String, _ style: Style? = nil) -> [[Span]] {
        let room = max(4, width - names)
        return value.wrapped(toColumns: room).enumerated().map { index, line in
            [
                Span((index == 0 ? name : "").padded(toColumns: names), scene.ink.dim),
                Span(line, style ?? scene.ink.text),
            ]
        }
    }

    /// A text of others in full, up to so many bytes, and how much there is beyond.
    func text(_ text: String, limit: Int, _ style: Style) -> [[Span]] {
        let shown = text.utf8.count > limit ? String(text.prefix(bytes: limit)) : text
        let lines = Untrusted(shown.coveringSecrets).block.wrapped(toColumns: width).map { [Span($0, style)] }
        let hidden = text.utf8.count - shown.utf8.count
        guard hidden > 0 else { return lines }
        return lines + [[Span("\(scene.glyphs.ellipsis) \(Format.bytes(hidden)) more", scene.ink.faint)]]
    }
}
