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
            guard case .object(var row) = ResourceRow.node(node) else { return .failure("no such node") }
            guard node.state == .online else { return outcome(["node": .object(row)], from: snapshot) }
            let status = try await site.client.status(of: name)
            row["loadavg"] =
                status.loadAverage.isEmpty ? nil : .array(status.loadAverage.map { .number($0) })
            row["pveversion"] = status.release.map { .string($0) }
            row["kversion"] = status.kernel.map { .string($0) }
            row["cpumodel"] = status.cpuModel.map { .string($0) }
            row["wait"] = status.ioWait.map { .number($0) }
            row["swap"] = status.swapUsed.map { .integer($0) }
            row["maxswap"] = status.swapTotal.map { .integer($0) }
            return outcome(["node": .object(row)], from: snapshot)
        }
    }
}
