import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func recentTasks(_ site: Site) -> Tool {
        let parameters = [
            nodeParameter,
            ToolParameter("vmid", .integer(1...999_999_999), "Only tasks of this guest."),
            ToolParameter("limit", .integer(1...100), "How many at most; 20 when left out."),
        ]
        let definition = definition("get_recent_tasks", PackageResources.get_recent_tasks_md, parameters)
        return .reading(definition) { arguments in
            let snapshot = try await sight(of: site)
            let node = try node(arguments, in: snapshot)
            let vmid = arguments["vmid"]?.integer.flatMap { VMID($0) }
            let limit = arguments["limit"]?.integer ?? 20
            let tasks = snapshot.tasks.filter { task in
                (node == nil || task.upid.node == node) && (vmid == nil || task.upid.vmid == vmid)
            }
            return outcome(["tasks": .array(tasks.prefix(limit).map(\.row))], from: snapshot)
        }
    }
}
