import Jarvis
import Multiplexer
import Screen
import Text

/// What a message can hand over, above the chat's line, while the name of it is typed.
struct MentionList: Equatable {
    private var chooser = Chooser(.text)
    /// Where the mention begins whose list the operator left.
    private var aside: Int?
    /// The operator has moved in the list: Enter is for it then, also where the sentence may go on.
    private var isMoved = false
    /// What is known of the folder whose path is typed.
    private var folder: FolderContents?
    /// What is being found out about it; one thing at a time, as a folder may not answer.
    private var asked: FolderQuestion?

    /// The most rows.
    private static let most = 12

    /// What completes what is typed; `nil` while the list is not open.
    static func found(in state: AppState) -> [MentionChoice]? {
        guard let begun = begun(in: state.chat) else { return nil }
        let choices = begun.choices(in: state.cluster.snapshot, state.chat.mentions.folder)
        return choices.isEmpty ? nil : choices
    }

    private static func begun(in chat: ChatPane) -> BegunMention? {
        // A command of the line hands nothing over.
        guard chat.input.characters.contains("@"), chat.input.characters.first != "/",
            let begun = BegunMention(chat.input.characters, cursor: chat.input.cursor),
            begun.start != chat.mentions.aside
        else { return nil }
        return begun
    }

    /// Its rows above the line, of so many; none while it is not open.
    static func rows(in state: AppState, room: Int) -> Int {
        found(in: state).map { min($0.count, most, room) } ?? 0
    }

    /// Whatever is typed narrows it anew; another mention opens it again.
    mutating func follow(_ input: LineEditor) {
        chooser.begin()
        isMoved = false
        let start = BegunMention(input.characters, cursor: input.cursor)?.start
        if start != aside { aside = nil }
    }

    /// Has the folder looked into whose path is typed, where that is not known.
    static func look(in state: inout AppState) -> [Effect] {
        guard let question = begun(in: state.chat)?.folderQuestion else {
            state.chat.mentions.folder = nil
            return []
        }
        guard state.chat.mentions.asked == nil,
            state.chat.mentions.folder?.entries(for: question) == nil
        else { return [] }
        state.chat.mentions.asked = question
        return [.kit(.look(question, cluster: state.chat.cluster))]
    }

    /// Takes what is in a folder.
    mutating func receive(_ contents: FolderContents) {
        asked = nil
        folder = contents
    }
}

/// What becomes of a key or a click while the list is open.
extension MentionList {
    /// Takes a key; `nil` for one that is the line's.
    static func handle(_ key: Key, in state: inout AppState) -> [Effect]? {
        guard let found = found(in: state), let begun = begun(in: state.chat) else { return nil }
        if key == .tab {
            return complete(found, of: begun, in: &state)
        }
        // The next word of the sentence may be no name.
        if key == .enter, begun.mayBeOther, !state.chat.mentions.isMoved { return nil }
        switch state.chat.mentions.chooser.handle(key, count: found.count, state.catalog) {
        case .moved: state.chat.mentions.isMoved = true
        case .chosen: return complete(found, of: begun, in: &state)
        case .left: state.chat.mentions.aside = begun.start
        case .none: return nil
        }
        return []
    }

    /// Takes what the mouse does in its rows; `nil` for anything else.
    static func handle(_ mouse: Mouse, in list: Rect, of state: inout AppState) -> [Effect]? {
        guard let found = found(in: state), let begun = begun(in: state.chat),
            list.contains(mouse.position)
        else { return nil }
        if case .chosen = state.chat.mentions.chooser.handle(mouse, in: list, count: found.count) {
            return complete(found, of: begun, in: &state)
        }
        return []
    }

    /// Puts the selected one in the place of what was typed of it.
    private static func complete(
        _ found: [MentionChoice], of begun: BegunMention, in state: inout AppState
    ) -> [Effect] {
        let choice = found[min(state.chat.mentions.chooser.selected, found.count - 1)]
        for _ in 0..<begun.typed { state.chat.input.deleteBackward() }
        let isLast = state.chat.input.cursor == state.chat.input.characters.count
        let isOver = !choice.isFolder && (isLast || choice.goesOn)
        state.chat.input.insert(choice.text + (isOver ? " " : ""))
        let input = state.chat.input
        state.chat.mentions.follow(input)
        return look(in: &state)
    }
}

extension MentionList {
    private static let nameWidth = 24

    func draw(into frame: inout Frame, _ list: Rect, _ scene: Scene) {
        guard list.height > 0, let found = Self.found(in: scene.state) else { return }
        let ink = scene.ink
        frame.fill(list, style: ink.raised)
        chooser.draw(into: &frame, list, count: found.count, scene) { frame, index, row, ground in
            let (name, help) = row.inset(dx: 1, dy: 0).splitLeft(Self.nameWidth)
            frame.put(
                found[index].title, in: name.splitLeft(name.width - 1).left, style: ink.accent.on(ground),
                glyphs: scene.glyphs)
            frame.put(found[index].help, in: help, style: ink.dim.on(ground), glyphs: scene.glyphs)
        }
    }
}
