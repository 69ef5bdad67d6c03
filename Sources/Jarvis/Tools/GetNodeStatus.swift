import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func nodeStatus(_ site: Site) -> Tool {
        let parameter = ToolParameter("node", .text, "The node's name.", isRequired: true)
        return .reading(definition("get_node_status", PackageResources.get_node_status_md, [parameter])) {
            arguments in
            let snapshot = try await sight(of: site)
            guard let name = try node(arguments, in: snapshot), let node = snapshot.node(name) else {
                throw ToolRejection("The parameter \"node\" is missing.")
            }
            guard node.state == .online else { return outcome(["node": node.row], from: snapshot) }
            let status = try await site.client.status(of: name)
            return outcome(["node": status.row(of: node)], from: snapshot)
        }
    }
}
