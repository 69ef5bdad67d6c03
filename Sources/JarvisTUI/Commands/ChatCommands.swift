extension Commands {
    /// Talking to Jarvis.
    static let chat: [Command] = [
        Command(
            id: "chat.send", name: "Send", keys: ["Enter"],
            help: "Says what is typed; @screen and @last hand over what the shell shows.", scope: .chat,
            isProminent: true
        ) { state, _ in
            let text = state.chat.input.submit()
            return text.contains { !$0.isWhitespace } ? state.send(text) : []
        },
        Command(
            id: "chat.newline", name: "New line", keys: ["M-Enter", "C-j"], help: "Begins a new line.",
            scope: .chat
        ) { state, _ in
            state.chat.input.insert("\n")
            return []
        },
        Command(
            id: "chat.cancel", name: "Stop answer", keys: ["Esc"],
            help: "Stops Jarvis; without an answer under way, goes back to the cluster.", scope: .chat,
            isProminent: true
        ) { state, _ in
            if state.chat.isBusy { return [.kit(.cancelRun(cluster: state.cluster.name))] }
            state.focus(.cluster)
            return []
        },
        scroll("chat.pageup", "Scroll up", ["PageUp"], by: 10),
        scroll("chat.pagedown", "Scroll down", ["PageDown"], by: -10),
        Command(
            id: "chat.fold", name: "Unfold result", keys: ["C-o"],
            help: "Shows or hides what the newest tool call returned.", scope: .chat
        ) { state, _ in
            state.chat.toggleNewestCard()
            return []
        },
        Command(
            id: "chat.clear", name: "New conversation", keys: ["C-n"],
            help: "Begins a new conversation; the old one stays in the memory.", scope: .chat,
            availability: { $0.chat.isBusy ? .disabled("Jarvis is answering") : .enabled },
            run: { state, _ in
                state.chat.clear()
                return [.kit(.newConversation(cluster: state.cluster.name))]
            }),
    ]

    private static func scroll(_ id: String, _ name: String, _ keys: [String], by lines: Int) -> Command {
        Command(id: id, name: name, keys: keys, help: "Scrolls the conversation.", scope: .chat) { state, _ in
            state.chat.scroll(by: lines)
            return []
        }
    }

    /// Reading the activity feed.
    static let feed: [Command] = [
        scrollFeed("feed.up", "Older", ["Up", "k"], by: 1),
        scrollFeed("feed.down", "Newer", ["Down", "j"], by: -1),
        scrollFeed("feed.pageup", "Much older", ["PageUp"], by: 10),
        scrollFeed("feed.pagedown", "Much newer", ["PageDown"], by: -10),
        Command(
            id: "feed.read", name: "In full", keys: ["Enter"],
            help: "Shows the entries in full, with all that their lines have cut off.", scope: .feed,
            isProminent: true,
            availability: { $0.feed.shown.isEmpty ? .disabled("nothing happened yet") : .enabled },
            run: { state, _ in
                state.push(FeedLayer(state))
                return []
            }),
        Command(
            id: "feed.filter", name: "All, auto, alerts", keys: ["f"],
            help: "Shows everything, only what Jarvis did, or only what needs attention.", scope: .feed,
            isProminent: true
        ) { state, _ in
            state.feed.nextFilter()
            return []
        },
    ]

    private static func scrollFeed(_ id: String, _ name: String, _ keys: [String], by lines: Int) -> Command {
        Command(id: id, name: name, keys: keys, help: "Scrolls the feed.", scope: .feed) { state, _ in
            state.feed.scroll(by: lines)
            return []
        }
    }
}
