import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func disks(_ site: Site) -> Tool {
        let parameter = ToolParameter("node", .text, "The node's name.", isRequired: true)
        return .reading(definition("get_disks", PackageResources.get_disks_md, [parameter])) { arguments in
            let snapshot = try await sight(of: site)
            guard let node = try node(arguments, in: snapshot) else {
                throw ToolRejection("The parameter \"node\" is missing.")
            }
            let disks = try await site.client.disks(of: node)
            return ToolOutcome(["disks": .array(disks.map(\.row))])
        }
    }
}
