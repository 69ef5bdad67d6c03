import AIKit
import Jarvis
import Multiplexer
import Screen
import Text

/// The tools that the models have, each with its tier; the selected one is told of in full.
struct ToolsLayer: ChoosingLayer {
    var chooser = Chooser(.plain)
    /// `nil` while they are asked for.
    private let tools: [ToolNote]?

    init(_ tools: [ToolNote]? = nil) {
        self.tools = tools
    }

    private static let nameWidth = 24
    private static let tierWidth = 8
    /// Rows below the list, for the whole of what is said of one.
    private static let wordRows = 6

    func hints(in state: AppState) -> [KeyHint] {
        state.catalog.hint([ListAction.down, .up], "Select") + [KeyHint(.escape, "Close")]
    }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        switch chooser.handle(input.key, count: count(in: state), state.catalog) {
        case .chosen, .left: .close([])
        case .moved, .none: .stay([])
        }
    }

    func count(in state: AppState) -> Int { tools?.count ?? 0 }

    func chosen(_ index: Int, in state: AppState) -> LayerOutcome { .close([]) }

    func box(in state: AppState) -> Rect? { box(state.size) }

    private func box(_ size: Size) -> Rect {
        let height = min((tools?.count ?? 0) + Self.wordRows + 1, max(6, size.height - 6))
        return Dialog.box(of: size, width: 96, height: height)
    }

    func list(in state: AppState) -> Rect { rooms(state.size).list }

    /// On a low screen the list counts more than what is said of one.
    private func rooms(_ size: Size) -> (list: Rect, words: Rect) {
        let inner = Dialog.room(in: box(size))
        let (list, below) = inner.splitBottom(min(Self.wordRows + 1, inner.height / 2))
        return (list, below.splitTop(1).rest)
    }

    func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let size = scene.state.size
        let inner = Dialog(scene: scene, title: "WHAT JARVIS CAN DO").draw(into: &frame, box(size))
        guard let tools else {
            frame.put(
                "Asking for it.", in: inner.row(0), style: ink.dim.on(ink.raised.background),
                glyphs: scene.glyphs)
            return
        }
        let (list, words) = rooms(size)
        chooser.draw(into: &frame, list, count: tools.count, scene) { frame, index, row, ground in
            let tool = tools[index]
            let (name, rest) = row.splitLeft(Self.nameWidth)
            let (tier, help) = rest.splitLeft(Self.tierWidth)
            frame.put(Untrusted(tool.name).line, in: name, style: ink.text.on(ground), glyphs: scene.glyphs)
            frame.put(
                tool.tier?.description ?? "", in: tier, style: ink.tier(tool.tier).on(ground),
                glyphs: scene.glyphs)
            frame.put(Untrusted(tool.words).line, in: help, style: ink.dim.on(ground), glyphs: scene.glyphs)
        }
        guard tools.indices.contains(chooser.selected) else { return }
        let lines = Untrusted(tools[chooser.selected].words).line.wrapped(toColumns: words.width)
        for (index, line) in lines.prefix(words.height).enumerated() {
            frame.put(line, in: words.row(index), style: ink.raised, glyphs: scene.glyphs)
        }
    }
}
