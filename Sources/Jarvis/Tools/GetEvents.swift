import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Memory

extension ClusterTools {
    /// The activity feed of this cluster, as the memory keeps it.
    static func events(_ site: Site, _ log: EventLog?) -> Tool {
        let parameters = [
            ToolParameter("minutes", .integer(1...525_600), "How far back; a day when left out."),
            ToolParameter("limit", .integer(1...200), "How many at most; 50 when left out."),
            ToolParameter("subject", .text, "A node's name or a guest's number; everything when left out."),
        ]
        return .reading(definition("get_events", PackageResources.get_events_md, parameters)) { arguments in
            guard let log else { return .failure("There is no memory that would keep the feed.") }
            let minutes = arguments["minutes"]?.integer ?? 1440
            let filter = EventFilter(
                cluster: site.name, subject: arguments["subject"]?.string,
                since: Date.now.addingTimeInterval(-60 * Double(minutes)))
            let lines = try await log.list(filter, limit: arguments["limit"]?.integer ?? 50)
            var members: [String: JSONValue] = ["events": .array(lines.map(\.row))]
            members["watched_since"] = try await beginning(of: site, in: log).map {
                .moment($0)
            }
            return ToolOutcome(.object(members))
        }
    }

    /// When the present watch of the cluster began: what happened before it may have been seen by nobody.
    private static func beginning(of site: Site, in log: EventLog) async throws(MemoryError) -> Date? {
        let lines = try await log.list(EventFilter(cluster: site.name, text: "watch began"), limit: 20)
        return lines.first { $0.kind == "watch.began" }?.time
    }
}

extension EventRecord {
    /// The line as a row, which has no key for what is not told.
    fileprivate var row: JSONValue {
        .known([
            "time": .moment(time), "severity": .string(String(describing: severity)),
            "kind": .string(kind), "subject": subject.map { .string($0) }, "title": .string(title),
            "detail": detail.map { .string($0) },
        ])
    }
}
