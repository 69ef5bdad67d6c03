import Multiplexer
import Screen

extension Commands {
    /// Walking in the feed, and from it to its things.
    static let feed: [Command] = [
        select("feed.up", "Older", [.up, "k"], by: 1),
        select("feed.down", "Newer", [.down, "j"], by: -1),
        select("feed.pageup", "Much older", [.pageUp], by: 10),
        select("feed.pagedown", "Much newer", [.pageDown], by: -10),
        select("feed.first", "Oldest", [.home, "g"], by: 1_000_000),
        select("feed.last", "Newest", [.end, "G"], by: -1_000_000),
        Command(
            id: "feed.look", name: "Look at it", keys: [.enter],
            help: "Leads to what the selected line is about; where that is nothing, shows the line in full.",
            scope: .panel(.feed), isProminent: true, availability: isAny,
            run: { state in
                if let entry = state.feed.selected, let effects = state.look(at: entry) { return effects }
                state.push(FeedLayer(state))
                return []
            }),
        Command(
            id: "feed.read", name: "In full", keys: [.space],
            help: "Shows the entries in full, with all that their lines have cut off.", scope: .panel(.feed),
            isProminent: true, availability: isAny,
            run: { state in
                state.push(FeedLayer(state))
                return []
            }),
        Command(
            id: "feed.copy", name: "Copy", keys: ["y"], help: "Copies the selected line.",
            scope: .panel(.feed), isProminent: true, availability: isAny,
            run: { state in state.copy(state.feed.selected?.text(state) ?? "") }),
        Command(
            id: "feed.filter", name: "All, auto, alerts", keys: ["f"],
            help: "Shows everything, only what Jarvis did, or only what needs attention.",
            scope: .panel(.feed),
            isProminent: true
        ) { state in
            state.feed.nextFilter()
            return []
        },
    ]

    private static func isAny(_ state: AppState) -> Availability {
        state.feed.isEmpty ? .disabled("nothing happened yet") : .enabled
    }

    private static func select(_ id: String, _ name: String, _ keys: [Key], by entries: Int) -> Command {
        Command(id: id, name: name, keys: keys, help: "Selects another line.", scope: .panel(.feed)) {
            state in
            state.feed.select(by: entries)
            return []
        }
    }
}
