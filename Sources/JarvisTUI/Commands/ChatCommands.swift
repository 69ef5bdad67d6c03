import Multiplexer
import Screen

extension Commands {
    /// Talking to Jarvis.
    static let chat: [Command] = [
        Command(
            id: "chat.send", name: "Send", keys: [.enter],
            help: """
                Says what is typed; @screen and @last hand over what the shell shows. On an empty line, what Jarvis told of \
                himself.
                """,
            scope: .panel(.chat),
            isProminent: true
        ) { state in
            let text = state.chat.input.submit()
            if text.contains(where: { !$0.isWhitespace }) { return state.send(text) }
            if text.isEmpty, state.chat.hasIncident { state.push(AmissLayer(state)) }
            return []
        },
        Command(
            id: "chat.newline", name: "New line", keys: [.alt(.enter), .control("j")],
            help: "Begins a new line.",
            scope: .panel(.chat)
        ) { state in
            state.chat.input.insert("\n")
            return []
        },
        Command(
            id: "chat.cancel", name: "Stop answer", keys: [.escape],
            help: "Stops Jarvis; without an answer under way, goes back to the cluster.",
            scope: .panel(.chat),
            isProminent: true
        ) { state in
            if state.chat.isBusy { return [.kit(.cancelRun(cluster: state.cluster.name))] }
            state.focus(.cluster)
            return []
        },
        scroll("chat.pageup", "Scroll up", [.pageUp], by: 10),
        scroll("chat.pagedown", "Scroll down", [.pageDown], by: -10),
        Command(
            id: "chat.fold", name: "Unfold result", keys: [.control("o")],
            help: "Shows or hides what the newest tool call returned.", scope: .panel(.chat)
        ) { state in
            state.chat.toggleNewestCard()
            return []
        },
        Command(
            id: "chat.clear", name: "New conversation", keys: [.control("n")],
            help: "Begins a new conversation; the old one stays in the memory.", scope: .panel(.chat),
            availability: { $0.chat.isBusy ? .disabled("Jarvis is answering") : .enabled },
            run: { state in
                state.chat.clear()
                return [.kit(.newConversation(cluster: state.cluster.name))]
            }),
    ]

    private static func scroll(_ id: String, _ name: String, _ keys: [Key], by lines: Int) -> Command {
        Command(id: id, name: name, keys: keys, help: "Scrolls the conversation.", scope: .panel(.chat)) {
            state in
            state.chat.scroll(by: lines)
            return []
        }
    }
}
