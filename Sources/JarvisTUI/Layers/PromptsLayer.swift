import Jarvis
import Multiplexer
import Screen
import Text

/// What the operator said to Jarvis in any talk, the newest first; what is typed narrows it.
struct PromptsLayer: ChoosingLayer {
    var chooser = Chooser(.text)
    private var editor = LineEditor()
    /// `nil` while they are asked for.
    private var prompts: [FoundSaying]?

    init(_ prompts: [FoundSaying]? = nil) {
        self.prompts = prompts
    }

    /// Takes what the memory has; what was typed meanwhile stays.
    mutating func receive(_ prompts: [FoundSaying]) {
        self.prompts = prompts
    }

    func hints(in state: AppState) -> [KeyHint] {
        [
            KeyHint(.enter, "Put it into the line"), KeyHint([.down, .up], "Select"),
            KeyHint(.escape, "Close"),
        ]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let found = matches
        // The key that opened it goes on to the one before, as in a shell.
        let isAgain = input.key.map(state.catalog.keys(of: "chat.prompts").contains) ?? false
        switch chooser.handle(isAgain ? .down : input.key, count: found.count, state.catalog) {
        case .chosen(let index): return chosen(found[index])
        case .left: return .close([])
        case .none where editor.edit(input): chooser.begin()
        case .none, .moved: break
        }
        return .stay([])
    }

    func count(in state: AppState) -> Int { matches.count }

    func chosen(_ index: Int, in state: AppState) -> LayerOutcome { chosen(matches[index]) }

    private func chosen(_ prompt: FoundSaying) -> LayerOutcome {
        .closeAndChange { $0.prepare(prompt.text) }
    }

    /// Those with all the words, wherever they stand.
    private var matches: [FoundSaying] {
        let words = editor.text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        return (prompts ?? []).filter { prompt in
            words.allSatisfy { prompt.text.contains(lowercased: $0) }
        }
    }
}

extension PromptsLayer {
    private static let timeWidth = 13

    func box(in state: AppState) -> Rect? { Self.box(state.size) }

    private static func box(_ size: Size) -> Rect {
        Dialog.box(of: size, width: 88, height: min(20, max(6, size.height - 6)))
    }

    func list(in state: AppState) -> Rect { Dialog.room(in: Self.box(state.size)).splitTop(2).rest }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let found = matches
        let inner = Dialog(scene: scene, title: "WHAT YOU ASKED").draw(
            into: &frame, Self.box(scene.state.size))
        let (sign, line) = inner.row(0).splitLeft(2)
        frame.put(
            scene.glyphs[.pointer] + " ", at: sign.origin, style: ink.key.on(ink.raised.background), in: sign)
        frame.cursor = editor.draw(into: &frame, line, style: ink.raised, glyphs: scene.glyphs).cursor
        let list = list(in: scene.state)
        guard !found.isEmpty else {
            let words =
                prompts == nil
                ? "Asking the memory."
                : editor.isEmpty ? "Nothing was asked yet." : "Nothing like this was asked."
            frame.put(words, in: list.row(0), style: ink.dim.on(ink.raised.background), glyphs: scene.glyphs)
            return
        }
        chooser.draw(into: &frame, list, count: found.count, scene) { frame, index, row, ground in
            let prompt = found[index]
            let time = scene.state.wallClock.near(
                prompt.time.timeIntervalSince1970, seenAt: scene.now.epoch)
            let (at, words) = row.splitLeft(Self.timeWidth)
            frame.put(time, in: at, style: ink.dim.on(ground), glyphs: scene.glyphs)
            let line = Excerpt(of: prompt.text, around: "").line(ellipsis: scene.glyphs.ellipsis)
            frame.put(line, in: words, style: ink.text.on(ground), glyphs: scene.glyphs)
        }
    }
}
