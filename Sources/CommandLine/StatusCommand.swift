import ArgumentParser
import ClusterKit
import FoundationEssentials
import JSON
import Jarvis
import Multiplexer
import Text

/// `jarvis status`: how the clusters are.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Print how the clusters are.",
        discussion: """
            With --json: {"version": 1, "kill"?: {"since", "until"?, "reason"?} or {"fault"}, "clusters": [{"name", "answers", "age"?, "error"?, "cluster"?, "quorum": \
            "quorate"|"lost"|"standalone"|"unknown", "votes"?, "expected"?, "access": \
            "granted"|"none"|"no guests"|"unknown", "nominal", "concerns"?, "findings"?, "unknown"?, "nodes", "guests", \
            "storage", "tasks"}]}. The rows have Proxmox's own key names and units; what is unknown is left out; age is \
            in seconds. "kill" is there while the kill switch is on. "concerns" are what the top line tells, {"severity", "text"}; "findings" the same one by one, \
            {"severity", "about", "name"?, "what", "node"?, "detail"?, "remedy", "time"?, "event"?}, where "time" \
            is when it began, or happened for an event; "nominal" says that everything is known, fresh and well.
            """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        try Errand.Ending.leave {
            let messenger = Messenger(asksDemo: true)
            let (text, ending) = try messenger.collect(.status)
            try messenger.close()
            guard !text.isEmpty else { return ending }
            StandardOutput.write(json ? text.asJSONLine : StatusText.text(of: try JSONValue(parsing: text)))
            return ending
        }
    }
}

/// The report of `jarvis status` for people.
enum StatusText {
    /// The whole report, by a clock on the wall; every name in it has been made safe to print.
    static func text(
        of report: JSONValue, at now: Date = .now,
        by clock: (_ epoch: Double) -> WallClock = WallClock.init(at:)
    ) -> String {
        let clusters = report["clusters"]?.array ?? []
        func time(_ date: Date) -> String {
            let epoch = date.timeIntervalSince1970
            return clock(epoch).moment(epoch, seenAt: now.timeIntervalSince1970)
        }
        return kill(report, time)
            + clusters.map { block($0, time).joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    /// The first line while nothing may be changed.
    private static func kill(_ report: JSONValue, _ time: (Date) -> String) -> String {
        guard let kill = report["kill"] else { return "" }
        func moment(_ key: String) -> String? {
            kill[key]?.string.flatMap { try? Date($0, strategy: .iso8601) }.map(time)
        }
        let parts = [
            "KILL SWITCH ON", moment("since").map { "since \($0)" }, moment("until").map { "until \($0)" },
            word(kill, "reason") ?? word(kill, "fault"),
        ]
        return parts.compactMap(\.self).joined(separator: ", ") + "; `jarvis unkill` releases it\n"
    }

    private static func block(_ cluster: JSONValue, _ time: (Date) -> String) -> [String] {
        var lines = [head(cluster)]
        if let error = word(cluster, "error") { lines.append("  " + error) }
        if cluster["access"]?.string == "none" {
            lines.append("  The account has no rights, so nothing can be seen; `jarvis doctor` tells more.")
        }
        if cluster["access"]?.string == "no guests" {
            lines.append("  The account may not see guests: it lacks VM.Audit; `jarvis doctor` tells more.")
        }
        lines += judgement(cluster, time)
        lines += TextTable.lines(short(nodes(cluster))) + TextTable.lines(short(storages(cluster)))
        lines += troubled(cluster) + running(cluster) + unreadable(cluster)
        return lines
    }

    /// What the top line would tell, each concern on a line of its own with when it began, and what is not known.
    private static func judgement(_ cluster: JSONValue, _ time: (Date) -> String) -> [String] {
        let findings = (cluster["findings"]?.array ?? []).compactMap(HealthFinding.init(row:))
        let onsets = Dictionary(
            findings.concerns.map { ($0.text, $0.onset(time) ?? "") }, uniquingKeysWith: { first, _ in first }
        )
        let concerns = (cluster["concerns"]?.array ?? []).compactMap { concern -> String? in
            guard let severity = word(concern, "severity"), let text = word(concern, "text") else {
                return nil
            }
            return "  \(severity): \(text)\(onsets[text] ?? "")"
        }
        let unknown = (cluster["unknown"]?.array ?? []).compactMap(\.string).map { Untrusted($0).line }
        return concerns + (unknown.isEmpty ? [] : ["  not known: \(unknown.joined(separator: ", "))"])
    }

    /// No word wider than 40 columns: one long name would push everything else off the screen.
    private static func short(_ rows: [[String]]) -> [[String]] {
        rows.map { $0.map { $0.clipped(toColumns: 40) } }
    }

    private static func head(_ cluster: JSONValue) -> String {
        let votes = cluster["votes"]?.integer.flatMap { votes in
            cluster["expected"]?.integer.map { expected in
                let noun = cluster["counted"]?.string == "members" ? "members" : "votes"
                return " \(votes)/\(expected) \(noun), \(Format.majority(cluster["needed"]?.integer))"
            }
        }
        let quorum =
            switch cluster["quorum"]?.string {
            case "quorate": "quorate" + (votes ?? "")
            case "lost": "QUORUM LOST" + (votes ?? "")
            case "standalone": "standalone"
            default: "quorum unknown"
            }
        let age = cluster["age"]?.integer.map { ", \(Format.seconds($0)) ago" } ?? ""
        let answers = cluster["answers"]?.bool == true ? "" : ", DOES NOT ANSWER"
        return "\(word(cluster, "name") ?? "")  \(quorum)\(age)\(answers)"
    }

    private static func nodes(_ cluster: JSONValue) -> [[String]] {
        let rows = cluster["nodes"]?.array ?? []
        guard !rows.isEmpty else { return [] }
        let guests = cluster["guests"]?.array ?? []
        return [["NODE", "STATE", "CPU", "MEMORY", "DISK", "UPTIME", "GUESTS UP"]]
            + rows.map { node in
                let own = guests.filter { $0["node"] == node["node"] && $0["template"]?.bool != true }
                let up = own.count { $0["status"]?.string == "running" }
                let unknown = own.count { $0["status"]?.string == "unknown" }
                return [
                    word(node, "node") ?? "", state(of: node),
                    Format.percent(node["cpu"]?.double), pair(node, "mem", "maxmem"),
                    pair(node, "disk", "maxdisk"),
                    node["uptime"]?.integer.map { Format.seconds($0) } ?? Format.unknown,
                    "\(up)/\(own.count)" + (unknown > 0 ? " +\(unknown)?" : ""),
                ]
            }
    }

    /// The node's state, and what high availability makes of it where that is not the same.
    private static func state(of node: JSONValue) -> String {
        let state = word(node, "status") ?? ""
        guard let managed = word(node, "hastate"), managed != "online", managed != state else { return state }
        return managed == HAEntry.maintenance ? "\(state), in maintenance" : "\(state), HA \(managed)"
    }

    /// One line a storage; of a shared one the first row counts, and says which nodes lack it.
    private static func storages(_ cluster: JSONValue) -> [[String]] {
        var seen: Set<String> = []
        let rows = (cluster["storage"]?.array ?? []).filter { row in
            row["shared"]?.bool != true || seen.insert(row["storage"]?.string ?? "").inserted
        }
        guard !rows.isEmpty else { return [] }
        return [["STORAGE", "NODE", "STATE", "USED"]]
            + rows.map { row in
                [
                    word(row, "storage") ?? "", place(of: row),
                    word(row, "status") ?? "", pair(row, "disk", "maxdisk"),
                ]
            }
    }

    private static func place(of row: JSONValue) -> String {
        guard row["shared"]?.bool == true else { return word(row, "node") ?? "" }
        let lacking = (row["lacking"]?.array ?? []).compactMap(\.string).map { Untrusted($0).line }
        return lacking.isEmpty ? "all" : "not on \(lacking.joined(separator: ", "))"
    }

    /// Guests that are neither running nor at rest, by name.
    private static func troubled(_ cluster: JSONValue) -> [String] {
        let calm = ["running", "stopped"]
        let guests = (cluster["guests"]?.array ?? []).filter { guest in
            guest["template"]?.bool != true
                && (guest["lock"] != nil || fault(of: guest) != nil
                    || !calm.contains(guest["status"]?.string ?? ""))
        }
        let lines = guests.prefix(mostGuests).map { guest in
            let title = [guest["vmid"]?.integer.map { "\($0)" }, word(guest, "name")].compactMap { $0 }
            let lock = word(guest, "lock").map { ", locked (\($0))" } ?? ""
            let past = word(guest, "last_known_status").map { ", was \($0)" } ?? ""
            return "  guest \(title.joined(separator: " ")) on \(word(guest, "node") ?? Format.unknown): "
                + "\(word(guest, "status") ?? "unknown")\(past)\(fault(of: guest).map { ", HA \($0)" } ?? "")\(lock)"
        }
        let rest = guests.count - lines.count
        return lines + (rest > 0 ? ["  and \(rest) more guests that are not as they should be"] : [])
    }

    /// What high availability says of a guest where that is not fine.
    private static func fault(of guest: JSONValue) -> String? {
        word(guest, "hastate").flatMap { HAEntry.isAmiss($0) ? $0 : nil }
    }

    /// How many guests are told one by one.
    private static let mostGuests = 20

    private static func unreadable(_ cluster: JSONValue) -> [String] {
        guard let count = cluster["unreadable"]?.integer, count > 0 else { return [] }
        return [
            "  \(count == 1 ? "One row" : "\(count) rows") of the answers could not be read and "
                + "\(count == 1 ? "is" : "are") missing here."
        ]
    }

    private static func running(_ cluster: JSONValue) -> [String] {
        let tasks = (cluster["tasks"]?.array ?? []).filter { $0["endtime"] == nil && $0["status"] == nil }
        return tasks.map { task in
            let parts = ["type", "id", "node", "user"].compactMap { word(task, $0) }.filter { !$0.isEmpty }
            return "  running: " + parts.joined(separator: " ")
        }
    }

    private static func pair(_ row: JSONValue, _ used: String, _ limit: String) -> String {
        guard let total = row[limit]?.integer else { return Format.unknown }
        return "\(Format.bytes(row[used]?.integer)) of \(Format.bytes(total))"
    }

    private static func word(_ row: JSONValue, _ key: String) -> String? {
        row[key]?.string.map { Untrusted($0).line }
    }
}

/// Rows of words as aligned columns.
enum TextTable {
    /// The lines, indented by two; columns are as wide as their widest word.
    ///
    /// On a terminal of so many `columns` the words of the last one go on below each other.
    static func lines(_ rows: [[String]], columns: Int? = nil) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0
        }
        let lead = widths.dropLast().reduce(2 * count, +)
        return rows.flatMap { wrapped($0, within: columns.map { $0 - lead }, count) }.map { row in
            var line = ""
            for (column, word) in row.enumerated() {
                line += "  " + word
                guard column < row.count - 1 else { break }
                line += String(repeating: " ", count: widths[column] - word.columns)
            }
            return line
        }
    }

    /// Below that, words are easier to read across the whole width.
    private static let leastRoom = 24

    private static func wrapped(_ row: [String], within room: Int?, _ count: Int) -> [[String]] {
        guard let room, room >= leastRoom, row.count == count, let words = row.last else { return [row] }
        return words.wrapped(toColumns: room).enumerated().map { index, line in
            row.dropLast().map { index == 0 ? $0 : "" } + [line]
        }
    }
}
