import ArgumentParser
import JSON
import Jarvis

/// `jarvis status`: how the clusters are.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Print how the clusters are.",
        discussion: """
            With --json: {"version": 1, "clusters": [{"name", "answers", "age"?, "error"?, "cluster"?, "quorum": \
            "quorate"|"lost"|"standalone"|"unknown", "votes"?, "expected"?, "access": \
            "granted"|"none"|"no guests"|"unknown", "nominal", "concerns"?, "findings"?, "unknown"?, "nodes", "guests", \
            "storage", "tasks"}]}. The rows have Proxmox's own key names and units; what is unknown is left out; age is \
            in seconds. "concerns" are what the top line tells, {"severity", "text"}; "findings" the same one by one, \
            {"severity", "about", "name"?, "what", "node"?, "detail"?, "remedy", "time"?}; "nominal" says that \
            everything is known, fresh and well.
            """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        try Errand.Ending.leave {
            let messenger = Messenger()
            let (text, ending) = try messenger.collect(.status)
            try messenger.close()
            guard !text.isEmpty else { return ending }
            StandardOutput.write(json ? text.asJSONLine : StatusText.text(of: try JSONValue(parsing: text)))
            return ending
        }
    }
}
