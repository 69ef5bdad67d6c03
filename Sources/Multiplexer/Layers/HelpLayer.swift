import Screen
import Text

/// Every key of every pane, from the lists of commands, and what the signs mean; and a search in them.
package struct HelpLayer: ScrollingLayer {
    private var scroll = 0
    /// What is looked for; `nil` while nothing is.
    private var search: LineEditor?

    package init() {}

    package func hints(in state: AppState) -> [KeyHint] {
        guard search == nil else { return [KeyHint(.escape, "All of it"), KeyHint([.up, .down], "Scroll")] }
        let catalog = state.catalog
        return catalog.hint([HelpAction.search], "Search") + catalog.hint([ListAction.pagedown], "Further")
            + [KeyHint(.escape, "Close")] + catalog.hint([ListAction.pageup], "Back")
    }

    package mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let page = Self.page(state)
        switch search == nil ? state.catalog.action(for: input.key) : ListAction.whileTyping(input.key) {
        case .up: scroll(by: -1, state)
        case .down: scroll(by: 1, state)
        case .pageup: scroll(by: -page, state)
        case .pagedown: scroll(by: page, state)
        case .first: scroll = 0
        case .last: scroll(by: 1 << 20, state)
        case .choose, .close:
            guard search != nil else { return .close([]) }
            search = nil
            scroll = 0
        case nil: return search == nil ? act(input.key, in: state) : type(input)
        }
        return .stay([])
    }

    private mutating func act(_ key: Key?, in state: AppState) -> LayerOutcome {
        if state.catalog.action(for: key) == HelpAction.search {
            search = LineEditor()
            scroll = 0
        }
        let opening = state.catalog.keys(of: "help") + state.catalog.keys(of: "prefix.help")
        return key.map(opening.contains) == true ? .close([]) : .stay([])
    }

    package mutating func step(isBack: Bool, in state: AppState) {
        scroll(by: isBack ? -1 : 1, state)
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
        let columns = Self.columns(in: Self.room(scene.state.size).width)
        return switch line {
        case .blank: []
        case .title(let text): [Span(text, ink.title.on(ground).bold)]
        case .command(let keys, let name, let help):
            [
                Span(
                    keys.padded(toColumns: columns.keys - 1, ellipsis: ellipsis) + " ",
                    ink.accent.on(ground)),
                Span(name.padded(toColumns: columns.names - 1, ellipsis: ellipsis) + " ", ink.raised),
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
