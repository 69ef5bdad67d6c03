import Screen
import Text

/// Something that the `:` palette finds besides the commands.
package struct PaletteItem: Sendable {
    /// What it is, in a word: `guest`, `theme`.
    package let kind: String
    /// From outside perhaps, and made visible.
    package let name: String
    /// What is known of it, in a few words.
    package let help: String
    package let run: @Sendable (inout AppState) -> [Effect]

    package init(
        kind: String, name: String, help: String, run: @escaping @Sendable (inout AppState) -> [Effect]
    ) {
        self.kind = kind
        self.name = name
        self.help = help
        self.run = run
    }
}

/// How often each command was chosen in the palette.
struct PaletteUse: Kept {
    private(set) var counts: [String: Int] = [:]

    mutating func note(_ id: String) { counts[id, default: 0] += 1 }

    func count(_ id: String) -> Int { min(10, counts[id] ?? 0) }
}

/// The `:` palette: every command there is, and whatever else the application knows by name.
package struct PaletteLayer: ChoosingLayer {
    private var editor = LineEditor()
    package var chooser = Chooser(.text)

    package init() {}

    package func hints(in state: AppState) -> [KeyHint] {
        [KeyHint(.enter, "Run"), KeyHint(.tab, "Next"), KeyHint(.escape, "Close")]
    }

    package mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let found = matches(in: state)
        switch chooser.handle(input.key, count: found.count, state.catalog) {
        case .chosen(let index): return Self.chosen(found[index])
        case .left: return .close([])
        case .none where editor.edit(input): chooser.begin()
        case .none, .moved: break
        }
        return .stay([])
    }

    package func count(in state: AppState) -> Int { matches(in: state).count }

    package func chosen(_ index: Int, in state: AppState) -> LayerOutcome {
        Self.chosen(matches(in: state)[index])
    }

    private static func chosen(_ match: Match) -> LayerOutcome {
        switch match {
        case .item(let item): .closeAndChange(item.run)
        case .command(let command):
            .closeAndChange { state in
                state.kept[PaletteUse.self].note(command.id)
                return state.run(command)
            }
        }
    }

    private enum Match {
        case command(Command)
        case item(PaletteItem)
    }

    /// What fits what is typed, best first; of those that fit alike what is chosen often, then by name.
    private func matches(in state: AppState) -> [Match] {
        let fuzzy = FuzzyMatch(editor.text)
        let commands = state.catalog.commands.filter { $0.availability(state) != .hidden }
        guard !fuzzy.isEmpty else { return commands.map { .command($0) } }
        let use = state.kept[PaletteUse.self]
        var scored: [(score: Int, name: String, match: Match)] = commands.compactMap { command in
            fuzzy.score(name: command.name, help: "\(command.help) \(command.id)").map {
                ($0 + 20 * use.count(command.id), command.name, .command(command))
            }
        }
        let others = state.catalog.application.items(for: editor.text, in: state)
        scored += others.found.compactMap { item in
            fuzzy.score(name: item.name, help: item.help).map { ($0, item.name, .item(item)) }
        }
        return scored.sorted { $0.score == $1.score ? $0.name < $1.name : $0.score > $1.score }.map(\.match)
            + others.last.map { .item($0) }
    }
}

extension PaletteLayer {
    package func draw(into frame: inout Frame, _ scene: Scene) {
        let ink = scene.ink
        let found = matches(in: scene.state)
        let inner = Dialog(scene: scene, title: "FIND OR DO").draw(into: &frame, Self.box(frame.size))
        let (sign, line) = inner.row(0).splitLeft(2)
        frame.put(": ", at: sign.origin, style: ink.key.on(ink.raised.background), in: sign)
        frame.cursor = editor.draw(into: &frame, line, style: ink.raised, glyphs: scene.glyphs).cursor
        let list = list(in: scene.state)
        chooser.draw(into: &frame, list, count: found.count, scene) { frame, index, row, ground in
            switch found[index] {
            case .command(let command): draw(command, into: &frame, row, on: ground, scene)
            case .item(let item): draw(item, into: &frame, row, on: ground, scene)
            }
        }
        if found.isEmpty { frame.put("nothing of that name", in: list.row(0), style: ink.dim) }
    }

    private static func box(_ size: Size) -> Rect {
        Dialog.box(of: size, width: 88, height: min(20, max(6, size.height - 6)))
    }

    package func box(in state: AppState) -> Rect? { Self.box(state.size) }

    package func list(in state: AppState) -> Rect {
        Dialog.room(in: Self.box(state.size)).splitTop(2).rest
    }

    private static let nameWidth = 24
    private static let keyWidth = 12

    private func draw(
        _ command: Command, into frame: inout Frame, _ row: Rect, on ground: Color, _ scene: Scene
    ) {
        let ink = scene.ink
        var help = command.help
        var isDim = false
        if case .disabled(let reason) = command.availability(scene.state) { (help, isDim) = (reason, true) }
        let keys =
            command.keys.first.map { (command.scope == .prefix ? "prefix " : "") + $0.label } ?? ""
        line(
            command.name, isDim ? ink.dim : ink.text, keys, ink.accent, help, into: &frame, row, on: ground,
            scene)
    }

    private func draw(
        _ item: PaletteItem, into frame: inout Frame, _ row: Rect, on ground: Color, _ scene: Scene
    ) {
        line(
            Untrusted(item.name).line, scene.ink.title, item.kind, scene.ink.dim, Untrusted(item.help).line,
            into: &frame, row, on: ground, scene)
    }

    private func line(
        _ name: String, _ nameStyle: Style, _ mark: String, _ markStyle: Style, _ help: String,
        into frame: inout Frame, _ row: Rect, on ground: Color, _ scene: Scene
    ) {
        let name = name.padded(toColumns: Self.nameWidth, ellipsis: scene.glyphs.ellipsis)
        let x = frame.put(
            [
                Span(name, nameStyle.on(ground)),
                Span(" " + mark.padded(toColumns: Self.keyWidth), markStyle.on(ground)),
            ],
            at: row.origin, in: row)
        let room = Rect(x: x, y: row.y, width: row.endX - x, height: 1)
        frame.put(help, in: room, style: scene.ink.dim.on(ground), glyphs: scene.glyphs)
    }
}
