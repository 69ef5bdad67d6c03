import Multiplexer
import Screen
import Text

/// The slash commands above the chat's line, while a name is typed there.
struct SlashList: Equatable {
    private var chooser = Chooser(.text)
    /// The operator left it, and what is typed is still there.
    private var isAside = false

    /// The most rows.
    private static let most = 20

    /// Those that fit what is typed, best first; `nil` while the list is not open.
    func found(for input: LineEditor) -> [SlashCommand]? {
        guard !isAside, let name = SlashLine.begunName(input.characters) else { return nil }
        let fuzzy = FuzzyMatch(name)
        return SlashCommand.all.enumerated().compactMap { index, command in
            fuzzy.score(name: command.name).map { (score: $0, index: index, command: command) }
        }
        .sorted { ($1.score, $0.index) < ($0.score, $1.index) }.map(\.command)
    }

    /// Its rows above the line, of so many; none while it is not open.
    func rows(for input: LineEditor, in room: Int) -> Int {
        found(for: input).map { min(max(1, $0.count), Self.most, room) } ?? 0
    }

    /// Whatever is typed narrows it anew; a line that was begun anew opens it.
    mutating func follow(from before: [Character]) {
        chooser.begin()
        if before.first != "/" { isAside = false }
    }
}

/// What becomes of a key or a click while the list is open.
extension SlashList {
    /// Takes a key; `nil` for one that is the line's.
    static func handle(_ key: Key, in state: inout AppState) -> [Effect]? {
        guard let found = state.chat.slash.found(for: state.chat.input) else { return nil }
        switch key {
        case .tab:
            guard let command = state.chat.slash.selected(of: found) else { return [] }
            state.chat.input.replace(with: "/\(command.name)" + (command.words == .none ? "" : " "))
            state.chat.slash.chooser.begin()
            return []
        case .enter where found.isEmpty, .up where found.isEmpty, .down where found.isEmpty: return nil
        default: break
        }
        switch state.chat.slash.chooser.handle(key, count: found.count, state.catalog) {
        case .moved: return []
        case .chosen(let index): return state.run(found[index])
        case .left:
            state.chat.slash.isAside = true
            return []
        case .none: return nil
        }
    }

    /// Takes what the mouse does in its rows; `nil` for anything else.
    static func handle(_ mouse: Mouse, in list: Rect, of state: inout AppState) -> [Effect]? {
        guard let found = state.chat.slash.found(for: state.chat.input), list.contains(mouse.position) else {
            return nil
        }
        let outcome = state.chat.slash.chooser.handle(mouse, in: list, count: found.count)
        if case .chosen(let index) = outcome { return state.run(found[index]) }
        return []
    }

    private func selected(of found: [SlashCommand]) -> SlashCommand? {
        found.isEmpty ? nil : found[min(chooser.selected, found.count - 1)]
    }
}

extension SlashList {
    private static let nameWidth = 16

    func draw(_ input: LineEditor, into frame: inout Frame, _ list: Rect, _ scene: Scene) {
        guard list.height > 0, let found = found(for: input) else { return }
        let ink = scene.ink
        frame.fill(list, style: ink.raised)
        if found.isEmpty {
            frame.put(
                "no command of that name", in: list.row(0).inset(dx: 1, dy: 0),
                style: ink.dim.on(ink.raised.background), glyphs: scene.glyphs)
        }
        chooser.draw(into: &frame, list, count: found.count, scene) { frame, index, row, ground in
            let (name, help) = row.inset(dx: 1, dy: 0).splitLeft(Self.nameWidth)
            frame.put(found[index].usage, in: name, style: ink.accent.on(ground), glyphs: scene.glyphs)
            frame.put(found[index].help, in: help, style: ink.dim.on(ground), glyphs: scene.glyphs)
        }
    }
}

extension AppState {
    /// Runs a command that was chosen from the list; one that needs words is put into the line for them.
    fileprivate mutating func run(_ command: SlashCommand) -> [Effect] {
        if case .needed = command.words {
            chat.input.replace(with: "/\(command.name) ")
            return []
        }
        chat.input.replace(with: "/\(command.name)")
        return send(chat.input.submit())
    }
}
