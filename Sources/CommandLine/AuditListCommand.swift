import ArgumentParser
import JSON
import Jarvis
import Text

/// `jarvis audit list`: what was done or refused, and how it ended.
struct AuditListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print the latest acts, the newest last.",
        discussion: """
            With --json: {"version": 1, "acts": [{"id", "time", "asker", "action", "arguments", "call"?, "target"?, \
            "cluster"?, "tier", "ruling": "allowed"|"confirmed"|"refused", "reason"?, "result"?: \
            "succeeded"|"failed"|"cancelled"|"unknown", "detail"?, "duration"?}]}. Without a result its end was \
            never written; the duration is in milliseconds.
            """)

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: "How many.")
    var limit = 50

    func run() throws {
        try Errand.Ending.leave {
            let messenger = Messenger()
            let (text, ending) = try messenger.collect(.listActs, ["\(limit)"])
            try messenger.close()
            guard !text.isEmpty else { return ending }
            StandardOutput.write(json ? text.asJSONLine : Self.table(try JSONValue(parsing: text)))
            return ending
        }
    }

    static func table(_ acts: JSONValue) -> String {
        let rows = (acts["acts"]?.array ?? []).map { act in
            [
                "\(act["id"]?.integer ?? 0)", act["time"]?.string ?? "", act["asker"]?.string ?? "",
                act["tier"]?.string ?? "", act["call"]?.string ?? act["action"]?.string ?? "", end(of: act),
            ].map { Untrusted($0).line }
        }
        return rows.isEmpty
            ? "Nothing was done or refused yet.\n" : TextTable.lines(rows).joined(separator: "\n") + "\n"
    }

    private static func end(of act: JSONValue) -> String {
        let reason = act["reason"]?.string
        if act["ruling"] == "refused" { return "refused: \(reason ?? "")" }
        return result(of: act) + (reason.map { "; \($0)" } ?? "")
    }

    private static func result(of act: JSONValue) -> String {
        switch act["result"]?.string {
        case "succeeded"?: return "done"
        case "unknown"?: return "outcome not known: \(act["detail"]?.string ?? "")"
        case let result?: return "\(result): \(act["detail"]?.string ?? "")"
        case nil: return "announced, its end never written"
        }
    }
}
