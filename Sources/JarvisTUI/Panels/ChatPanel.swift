import AIKit
import JSON
import Jarvis
import Multiplexer
import Screen
import Text

extension PanelID {
    static let chat = PanelID("chat")
}

/// The conversation with Jarvis, and the line where one talks to him.
struct ChatPanel: Panel {
    static let id = PanelID.chat
    let title = "JARVIS"
    let column = Column.jarvis
    var commands: [Command] { Commands.chat }
    var words: [PanelWord] {
        SlashCommand.all.map { PanelWord(usage: $0.usage, help: $0.help) }
            + Mention.Kind.allCases.map { PanelWord(usage: $0.usage, help: $0.help) }
    }

    func isFree(in state: AppState) -> Bool { state.chat.input.isEmpty }

    func nextTick(in state: AppState, isShown: Bool) -> Duration? {
        state.chat.isBusy ? state.busyTick : nil
    }

    /// Letters are text here, so the commands for everywhere are not named.
    func hints(in state: AppState) -> [KeyHint] {
        if state.chat.slash.found(for: state.chat.input) != nil {
            return [KeyHint(.enter, "Run"), KeyHint(.tab, "Complete"), KeyHint(.escape, "Leave the list")]
        }
        if MentionList.found(in: state) != nil {
            return [KeyHint([.tab, .enter], "Complete"), KeyHint(.escape, "Leave the list")]
        }
        let leave = state.chat.isBusy ? nil : state.catalog.keys(of: "chat.cancel").first
        let own = state.catalog.hints(.panel(id), in: state).saying("To the cluster", of: leave)
        return [wayBack(in: state)].compactMap(\.self) + own + [wayOn(in: state)].compactMap(\.self)
    }

    /// The keys that give the other columns their room again.
    private func wayBack(in state: AppState) -> KeyHint? {
        guard state.isZoomed, let key = state.catalog.keys(of: "pane.zoom").first else { return nil }
        return KeyHint([state.prefixKey, key], "Unzoom")
    }

    func wayOn(in state: AppState) -> KeyHint? { state.catalog.command(id: "focus.next")?.hint() }

    func handle(_ input: Input, in state: inout AppState) -> [Effect] {
        guard let key = input.key else {
            _ = Self.edit(input, in: &state)
            return MentionList.look(in: &state)
        }
        if let effects = handlePrefixed(key, in: &state) { return effects }
        if let effects = SlashList.handle(key, in: &state) { return effects }
        if let effects = MentionList.handle(key, in: &state) { return effects }
        let isOwn = state.catalog.hasOwn(key, in: .panel(id)) && !state.isForLine(key)
        if isOwn { return state.run(key, in: .panel(id)) }
        if state.chat.input.isEmpty, let opening = Self.opening(key, in: state) { return state.run(opening) }
        if Self.edit(input, in: &state) { return MentionList.look(in: &state) }
        return state.run(key, in: .everywhere)
    }

    private static func edit(_ input: Input, in state: inout AppState) -> Bool {
        let before = state.chat.input.characters
        guard state.chat.input.edit(input) else { return false }
        if state.chat.input.characters != before { state.chat.slash.follow(from: before) }
        state.chat.mentions.follow(state.chat.input)
        if state.chat.input.isEmpty { state.chat.leaveBranch() }
        return true
    }

    /// As letters are text here, the prefix and the key that zooms a pane zoom the column, on an empty line; `nil` where
    /// the key is neither.
    private func handlePrefixed(_ key: Key, in state: inout AppState) -> [Effect]? {
        let isPrefixed = state.chat.isPrefixed
        state.chat.isPrefixed = key == state.prefixKey && !isPrefixed && state.chat.input.isEmpty
        if state.chat.isPrefixed { return [] }
        guard isPrefixed, state.catalog.command(for: key, in: .prefix)?.id == "pane.zoom",
            let zoom = state.catalog.command(id: "zoom")
        else { return nil }
        return state.run(zoom)
    }

    /// The layer that a sign such as `:` opens also here, on an empty line; a letter would be missed in what is said.
    private static func opening(_ key: Key, in state: AppState) -> Command? {
        guard let command = state.catalog.command(for: key, in: .everywhere),
            ["palette", "help"].contains(command.id),
            let character = key.typed?.first, !character.isLetter, !character.isNumber, character != " "
        else { return nil }
        return command
    }

    func handle(_ mouse: Mouse, in rect: Rect, of state: inout AppState, hadKeys: Bool) -> [Effect] {
        let list = ChatRooms(Scene(measuring: state), in: rect.inset()).list
        if let effects = SlashList.handle(mouse, in: list, of: &state) { return effects }
        if let effects = MentionList.handle(mouse, in: list, of: &state) { return effects }
        if let lines = mouse.linesBack { state.scrollChat(by: lines) }
        guard mouse.action == .press(.left), let (citations, index) = state.citations(at: mouse.position)
        else { return [] }
        return state.open(citations, at: index)
    }

    func draw(into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let chat = scene.state.chat
        let isFocused = scene.state.focus == .chat
        let title = scene.state.clusters.count > 1 ? "JARVIS in \(chat.cluster)" : "JARVIS"
        let inner = scene.panel(
            &frame, rect, title, isFocused: isFocused,
            note: note(scene, rect.width - title.columns - 9))
        let rooms = ChatRooms(scene, in: inner)
        frame.divider(
            across: Rect(x: rect.x, y: rooms.divider.y, width: rect.width, height: 1), row: rooms.divider.y,
            style: isFocused ? scene.ink.borderFocused : scene.ink.border, glyphs: scene.glyphs)
        if rooms.figures.height > 0 { HudLine(scene: scene).draw(into: &frame, rooms.figures) }
        drawTranscript(into: &frame, rooms, scene)
        for (index, line) in rooms.refusal.lines.enumerated() {
            frame.put(
                line, in: rooms.refusal.rect.row(index), style: scene.ink.warning, glyphs: scene.glyphs)
        }
        for (index, line) in rooms.queue.lines.enumerated() {
            let row = rooms.queue.rect.row(index)
            frame.put(scene.glyphs[.arrowRight], at: row.origin, style: scene.ink.faint, in: row)
            frame.put(
                line, in: row.splitLeft(2).rest, style: scene.ink.dim, glyphs: scene.glyphs)
        }
        chat.slash.draw(chat.input, into: &frame, rooms.list, scene)
        chat.mentions.draw(into: &frame, rooms.list, scene)
        drawInput(rooms.inputLines, into: &frame, rooms.input, scene)
    }

    /// What he is doing, or what the last answer took; `room` is the columns there are.
    private func note(_ scene: Scene, _ room: Int) -> [Span] {
        guard scene.state.chat.isPlanning else { return work(scene, room) }
        let plan = "plan mode"
        let rest = work(scene, room - plan.columns - 3)
        return [Span(plan, scene.ink.warning)]
            + (rest.isEmpty ? [] : [Span(" \(scene.glyphs[.separator]) ", scene.ink.dim)] + rest)
    }

    private func work(_ scene: Scene, _ room: Int) -> [Span] {
        let chat = scene.state.chat
        if chat.isBusy {
            let waiting = chat.queue.isEmpty ? "" : " +\(chat.queue.count)"
            if chat.waitsForWord {
                return [Span("\(scene.glyphs[.unknown]) waits for your word\(waiting)", scene.ink.warning)]
            }
            let work = chat.loading.map { "the model is loading, \($0.components.seconds) s" } ?? "thinking"
            return [Span("\(scene.spinner) \(work)\(waiting)", scene.ink.accent)]
        }
        guard let run = chat.lastRun else { return [] }
        let note = RunNote(run: run, talk: chat.cost, glyphs: scene.glyphs).text(within: room)
        return note.isEmpty ? [] : [Span(note, scene.ink.dim)]
    }

    private func drawTranscript(into frame: inout Frame, _ rooms: ChatRooms, _ scene: Scene) {
        let (chat, rect) = (scene.state.chat, rooms.transcript)
        guard !chat.entries.isEmpty else { return greet(&frame, rect, scene) }
        let window = TranscriptWindow(
            chat: chat, drawing: TranscriptDrawing(scene: scene, width: rect.width), height: rect.height,
            cache: chat.layouts)
        let (lines, below) = window.shown()
        for (index, line) in lines.enumerated() {
            frame.put(line, at: Point(x: rect.x, y: rect.y + index), in: rect)
        }
        guard below > 0 else { return }
        let more = " \(scene.glyphs[.arrowDown]) \(below) more "
        frame.put(
            more, at: Point(x: max(rect.x, rect.endX - more.columns - 1), y: rooms.divider.y),
            style: scene.ink.accent, in: rooms.divider)
    }

    private func greet(_ frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let hour = Int(saturating: scene.now.epoch + Double(scene.state.wallClock.offset)) % 86_400 / 3600
        let greeting =
            hour < 5
            ? "Still up, I see."
            : hour < 12 ? "Good morning." : hour < 18 ? "Good afternoon." : "Good evening."
        let lines = [
            "\(greeting) Jarvis, at your service.", "",
            "Try:  status · which guests are down",
            "      how full is storage · what happened today",
            "      restart jellyfin · help",
        ]
        for (index, line) in lines.enumerated() where index + 1 < rect.height {
            let text = scene.glyphs == .rich ? line : line.replacing("·", with: scene.glyphs[.separator])
            frame.put(
                text, in: rect.row(index + 1).inset(dx: 1, dy: 0),
                style: index == 0 ? scene.ink.text : scene.ink.dim, glyphs: scene.glyphs)
        }
    }

    /// The input as it is wrapped, and where the cursor stands in it.
    struct InputLines {
        var lines: [String]
        var cursor: Point
    }

    static func inputLines(_ input: LineEditor, width: Int) -> InputLines {
        var lines = [""]
        var used = 0
        var cursor = Point(x: 0, y: 0)
        for (index, character) in input.characters.enumerated() {
            let isPlain =
                character.isASCII && !character.isNewline && character >= " " && character != "\u{7F}"
            let text = isPlain || character.isNewline ? String(character) : Untrusted(String(character)).line
            let columns = character.isNewline ? 0 : isPlain ? 1 : max(1, text.columns)
            if used + columns > max(1, width) {
                lines.append("")
                used = 0
            }
            if index == input.cursor { cursor = Point(x: used, y: lines.count - 1) }
            if character.isNewline {
                lines.append("")
                used = 0
            } else {
                lines[lines.count - 1].append(text)
                used += columns
            }
        }
        if input.cursor == input.characters.count { cursor = Point(x: used, y: lines.count - 1) }
        return InputLines(lines: lines, cursor: cursor)
    }

    private func drawInput(_ input: InputLines, into frame: inout Frame, _ rect: Rect, _ scene: Scene) {
        let isFocused = scene.state.focus == .chat
        let first = max(0, input.cursor.y - rect.height + 1)
        let prompt = scene.glyphs[.pointer]
        frame.put(
            "\(prompt) ", at: rect.origin, style: isFocused ? scene.ink.accent.bold : scene.ink.dim, in: rect)
        if scene.state.chat.input.isEmpty {
            let key = scene.state.catalog.label(of: "ask").map { "\($0): " } ?? ""
            let words = isFocused ? "Ask, or give an order; / lists commands" : "\(key)ask Jarvis"
            frame.put(words, at: Point(x: rect.x + 2, y: rect.y), style: scene.ink.faint, in: rect)
        }
        for (index, line) in input.lines.dropFirst(first).prefix(rect.height).enumerated() {
            frame.put(line, at: Point(x: rect.x + 2, y: rect.y + index), style: scene.ink.text, in: rect)
        }
        if isFocused {
            frame.cursor = Cursor(
                at: Point(x: rect.x + 2 + input.cursor.x, y: rect.y + input.cursor.y - first))
        }
    }
}
