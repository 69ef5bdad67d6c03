import Jarvis
import Multiplexer
import Screen
import Text

/// What the operator said to Jarvis in any talk, the newest first; what is typed narrows it.
struct PromptsLayer: NarrowingLayer {
    var narrowed: NarrowedList<FoundSaying>
    let title = "WHAT YOU ASKED"
    static let width = 88
    static let lack = (ofAll: "Nothing was asked yet.", ofFound: "Nothing like this was asked.")

    init(_ prompts: [FoundSaying]? = nil) {
        narrowed = NarrowedList(prompts) { $0.text }
    }

    func hints(in state: AppState) -> [KeyHint] {
        [
            KeyHint(.enter, "Put it into the line"), KeyHint([.down, .up], "Select"),
            KeyHint(.escape, "Close"),
        ]
    }

    /// The key that opened it goes on to the one before, as in a shell.
    func isNext(_ key: Key, in state: AppState) -> Bool {
        state.catalog.keys(of: "chat.prompts").contains(key)
    }

    func chosen(_ prompt: FoundSaying) -> LayerOutcome {
        .closeAndChange { $0.prepare(prompt.text) }
    }

    func draw(_ prompt: FoundSaying, into frame: inout Frame, _ row: Rect, on ground: Color, _ scene: Scene) {
        let words = drawTime(prompt.time.timeIntervalSince1970, into: &frame, row, on: ground, scene)
        let line = Excerpt(of: prompt.text, around: "").line(ellipsis: scene.glyphs.ellipsis)
        frame.put(line, in: words, style: scene.ink.text.on(ground), glyphs: scene.glyphs)
    }
}
