import Screen
import Text

/// Every key of every pane, from the lists of commands, and what the signs mean; `/` looks for something in it.
package struct HelpLayer: Layer {
    private var scroll = 0
    /// What is looked for; `nil` while nothing is.
    private var search: LineEditor?

    package init() {}

    package func hints(in state: AppState) -> [KeyHint] {
        search == nil
            ? [
                KeyHint("/", "Search"), KeyHint(.pageDown, "Further"), KeyHint(.escape, "Close"),
                KeyHint(.pageUp, "Back"),
            ]
            : [KeyHint(.escape, "All of it"), KeyHint([.up, .down], "Scroll")]
    }

    package mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let page = Self.page(state)
        switch input.key {
        case .up: scroll(by: -1, state)
        case .down: scroll(by: 1, state)
        case .pageUp: scroll(by: -page, state)
        case .pageDown: scroll(by: page, state)
        case .home: scroll = 0
        case .end: scroll(by: 1 << 20, state)
        case .escape, .enter:
            guard search != nil else { return .close([]) }
            search = nil
            scroll = 0
        default: return search == nil ? handle(letter: input.key, in: state) : type(input)
        }
        return .stay([])
    }

    private mutating func handle(letter key: Key?, in state: AppState) -> LayerOutcome {
        switch key {
        case "k": scroll(by: -1, state)
        case "j": scroll(by: 1, state)
        case .space: scroll(by: Self.page(state), state)
        case "g": scroll = 0
        case "G": scroll(by: 1 << 20, state)
        case "/":
            search = LineEditor()
            scroll = 0
        case "q", .backspace: return .close([])
        case let key?:
            if state.catalog.keys(of: "help").contains(key)
                || state.catalog.keys(of: "prefix.help").contains(key)
            {
                return .close([])
            }
        case nil: break
        }
        return .stay([])
    }

    private mutating func type(_ input: Input) -> LayerOutcome {
        if search?.edit(input) == true { scroll = 0 }
        return .stay([])
    }

    private mutating func scroll(by lines: Int, _ state: AppState) {
        let last = max(0, Self.lines(state, like: search?.text ?? "").count - Self.room(state.size).height)
        scroll = max(0, min(scroll + lines, last))
    }
}

extension HelpLayer {
    package mutating func handle(_ mouse: Mouse, in state: AppState) -> LayerOutcome {
        turnWheel(mouse, in: state)
        return .stay([])
    }

    package func box(in state: AppState) -> Rect? {
        box(state.size, rows: Self.lines(state, like: search?.text ?? "").count)
    }

    private func box(_ size: Size, rows: Int) -> Rect {
        let room = Self.room(size)
        return Dialog.box(
            of: size, width: room.width, height: search == nil ? min(rows, room.height) : room.height)
    }

    package func draw(into frame: inout Frame, _ scene: Scene) {
        let lines = Self.lines(scene.state, like: search?.text ?? "")
        var inner = Dialog(scene: scene, title: "KEYS AND SIGNS").draw(
            into: &frame, box(frame.size, rows: lines.count))
        if let search {
            let parts = inner.splitTop(1)
            let (sign, line) = parts.top.splitLeft(2)
            frame.put("/ ", at: sign.origin, style: scene.ink.key.on(scene.ink.raised.background), in: sign)
            frame.cursor =
                search.draw(into: &frame, line, style: scene.ink.raised, glyphs: scene.glyphs).cursor
            inner = parts.rest
            if lines.isEmpty { frame.put("nothing of that name", in: inner.row(0), style: scene.ink.dim) }
        }
        let first = min(scroll, max(0, lines.count - inner.height))
        for (index, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
            frame.put(spans(of: line, scene), at: Point(x: inner.x, y: inner.y + index), in: inner)
        }
    }

    private func spans(of line: Line, _ scene: Scene) -> [Span] {
        let (ink, ellipsis) = (scene.ink, scene.glyphs.ellipsis)
        let ground = ink.raised.background
        return switch line {
        case .blank: []
        case .title(let text): [Span(text, ink.title.on(ground).bold)]
        case .command(let keys, let name, let help):
            [
                Span(keys.padded(toColumns: Self.columns.keys, ellipsis: ellipsis), ink.accent.on(ground)),
                Span(name.padded(toColumns: Self.columns.names, ellipsis: ellipsis), ink.raised),
                Span(help, ink.dim.on(ground)),
            ]
        case .entry(let keys, let name):
            [
                Span(keys, ink.accent.on(ground)),
                Span(keys.isEmpty || name.isEmpty ? name : "  \(name)", ink.raised),
            ]
        case .sentence(let help): [Span("  \(help)", ink.dim.on(ground))]
        case .sign(let symbol, let words):
            [Span("\(scene.glyphs[symbol])  ", ink.accent.on(ground)), Span(words, ink.raised)]
        }
    }
}
