/// Something that operators do, with the keys for it and what shows that it is done.
struct OperatorTask: Sendable, CustomStringConvertible {
    let name: String
    /// What is typed before, and waited for: it belongs to the situation and not to the task.
    var situation: [(keys: String, shows: String)] = []
    /// Each as it is typed.
    let keys: [String]
    /// What has to be seen after a key before the next is typed, as by a hand that reads a card.
    var awaits: [String: String] = [:]
    /// All of it stands on the screen at the end.
    let shows: [String]
    /// None of it does.
    var hides: [String] = []
    var size = (columns: 160, rows: 45)

    var description: String { name }

    private static let escape = "\u{1B}"
    private static let prefix = "\u{01}"

    static let all = [
        OperatorTask(
            name: "who eats most memory", keys: ["o", "m", "o", "A"],
            shows: ["by memory, in one list", "120 ollama"]),
        OperatorTask(
            name: "why is it red", situation: [("!", "node-dies"), ("\r", "agent1 down")], keys: ["w"],
            shows: ["WHAT IS AMISS", "Check its power"]),
        OperatorTask(
            name: "restart a container that is selected",
            situation: [("/jellyfin\r", "/jellyfin"), ("G", "")],
            keys: ["b", "y"], awaits: ["b": "CONFIRM"],
            shows: ["vzreboot 103"]),
        OperatorTask(
            name: "log of the last failed backup", keys: ["B"], shows: ["TASK vzdump", "INFO: "]),
        OperatorTask(
            name: "guests without a backup", keys: ["o", "b", "o", "A"],
            shows: ["by last backup, in one list", "105 win11"]),
        OperatorTask(name: "guests by tag", keys: ["o", "T"], shows: ["per tag", "tag infra"]),
        OperatorTask(
            name: "compare a week of two nodes", keys: ["F", "j", " ", " ", "\r", "l"],
            shows: ["2 COMPARED", "1 week ago", "NODE agent", "NODE agent1"]),
        OperatorTask(
            name: "two shells, one zoomed", keys: ["3", prefix, "%", prefix, "z"], shows: ["zoomed"]),
        OperatorTask(
            name: "refuse a stop", situation: [("/jellyfin\r", "/jellyfin"), ("G", ""), ("x", "CONFIRM")],
            keys: [escape], shows: ["103 jellyfin"], hides: ["CONFIRM"]),
        OperatorTask(
            name: "copy an answer", situation: [("2", ""), ("status\r", "quorum present")],
            keys: [escape + "y"],
            shows: ["Copied"]),
        OperatorTask(
            name: "rename a tab", keys: ["3", prefix, ",", "l", "\r"], shows: ["SHELL l"]),
        OperatorTask(
            name: "find a guest by half its name", keys: [":", "j", "e", "l", "\r"],
            shows: ["103 jellyfin", "x Stop"]),
        OperatorTask(
            name: "why is it red, on 45 columns", situation: [("!", "node-dies"), ("\r", "agent1 down")],
            keys: ["w"], shows: ["agent1 down", "Check its power"], size: (45, 30)),
    ]

    /// How the keys are written in a table.
    var writtenKeys: String {
        keys.map { key in
            switch key {
            case Self.escape: "Esc"
            case Self.prefix: "^A"
            case "\r": "Enter"
            case " ": "Space"
            case let key where key.hasPrefix(Self.escape): "M-\(key.dropFirst())"
            default: key
            }
        }.joined(separator: " ")
    }
}
