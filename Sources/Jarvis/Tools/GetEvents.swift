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
        ]
        return .reading(definition(.events, PackageResources.get_events_md, parameters)) { arguments in
            guard let log else { return .failure("There is no memory that would keep the feed.") }
            let minutes = arguments["minutes"]?.integer ?? 1440
            let filter = EventFilter(
                cluster: site.name, since: Date.now.addingTimeInterval(-60 * Double(minutes)))
            let lines = try await log.list(filter, limit: arguments["limit"]?.integer ?? 50)
            return ToolOutcome(["events": .array(lines.map(ResourceRow.event))])
        }
    }
}
