import AIKit
import ArgumentParser
import JSON
import Jarvis
import Text

/// `jarvis audit …`: the log of everything that was done or refused.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Look after the audit log.",
        subcommands: [AuditListCommand.self, AuditVerifyCommand.self, AuditExportCommand.self])
}

/// `jarvis audit verify`: whether the log is what was written.
struct AuditVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that no entry was changed, removed or moved.",
        discussion: """
            With --json: {"version": 1, "intact", "entries"?, "last"?: {"id", "digest"}, "broken"?: {"id", \
            "fault"}, "unfinished"}. Keep the anchor elsewhere, as ID:DIGEST: with --anchor it proves later that nothing \
            was cut off the end or written anew. The house writes it into its log every day and when it ends.
            """)

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: "What an earlier verify printed, as ID:DIGEST: it must still stand in the log.")
    var anchor: String?

    func run() throws {
        try Errand.Ending.leave {
            let messenger = Messenger()
            let (text, ending) = try messenger.collect(.verifyAudit, anchor.map { [$0] } ?? [])
            try messenger.close()
            guard !text.isEmpty else { return ending }
            StandardOutput.write(json ? text.asJSONLine : Self.words(try JSONValue(parsing: text)) + "\n")
            return ending
        }
    }

    static func words(_ verdict: JSONValue) -> String {
        var sentences: [String] = []
        if let broken = verdict["broken"] {
            sentences.append(
                "The audit log is broken at entry \(broken["id"]?.integer ?? 0): \(broken["fault"]?.string ?? "")."
            )
        } else if let last = verdict["last"] {
            sentences.append(
                "The audit log is intact: \(verdict["entries"]?.integer ?? 0) entries. Its anchor is "
                    + "\(last["id"]?.integer ?? 0):\(last["digest"]?.string ?? "")")
        } else {
            sentences.append("The audit log is empty.")
        }
        if let count = verdict["unfinished"]?.integer, count > 0 {
            sentences.append("\(count) acts were announced and their end never written.")
        }
        return sentences.joined(separator: " ")
    }
}

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
            StandardOutput.write(
                json
                    ? text.asJSONLine
                    : Self.table(try JSONValue(parsing: text), namesClusters: Self.hasSeveralClusters))
            return ending
        }
    }

    /// Whether more than one is configured; a file with mistakes tells of none.
    private static var hasSeveralClusters: Bool {
        let file = Folders(environment: ProcessEnvironment.current).configurationFile
        return (ConfigurationReading(file: file)?.configuration.clusters.count ?? 0) > 1
    }

    /// A row an act, with its cluster where there are several.
    static func table(_ list: JSONValue, namesClusters: Bool = false) -> String {
        let acts = list["acts"]?.array ?? []
        let areSeveral = namesClusters || Set(acts.compactMap { $0["cluster"]?.string }).count > 1
        let rows = acts.map { act in
            let cluster = areSeveral ? [act["cluster"]?.string ?? ""] : []
            let words =
                ["\(act["id"]?.integer ?? 0)", act["time"]?.string ?? ""] + cluster
                + [
                    asker(act["asker"]?.string ?? ""), act["tier"]?.string ?? "",
                    act["call"]?.string ?? act["action"]?.string ?? "", end(of: act),
                ]
            return words.map { Untrusted($0).line }
        }
        return rows.isEmpty
            ? "Nothing was done or refused yet.\n" : TextTable.lines(rows).joined(separator: "\n") + "\n"
    }

    /// Who wanted it, as he is called elsewhere.
    private static func asker(_ word: String) -> String {
        Asker(rawValue: word).map { "\($0)" } ?? word
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
