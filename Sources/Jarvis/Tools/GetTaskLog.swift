import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    /// The most pages of a log that are read, 500 lines each: its end is what tells.
    private static let mostPages = 20

    static func taskLog(_ site: Site) -> Tool {
        let parameters = [
            ToolParameter("upid", .text, "The task's UPID, as get_recent_tasks has it.", isRequired: true),
            ToolParameter("limit", .integer(1...200), "How many lines of its end; 50 when left out."),
        ]
        return .reading(definition("get_task_log", PackageResources.get_task_log_md, parameters)) {
            arguments in
            guard let upid = arguments["upid"]?.string.flatMap({ UPID($0) }) else {
                throw ToolRejection("The parameter \"upid\" is no UPID; get_recent_tasks has them.")
            }
            let snapshot = try await sight(of: site)
            guard snapshot.node(upid.node) != nil else {
                throw ToolRejection("There is no node \(upid.node) in \(snapshot.name).")
            }
            let limit = arguments["limit"]?.integer ?? 50
            var count = 0
            var end: [String] = []
            for _ in 0..<mostPages {
                let page = try await site.client.log(of: upid, after: count, limit: 500)
                count += page.count
                end = (end + page.map(\.text)).suffix(limit)
                if page.count < 500 { break }
            }
            return ToolOutcome([
                "upid": .string(upid.text), "omitted": .integer(count - end.count),
                "lines": .array(end.map { .string($0) }),
            ])
        }
    }
}
