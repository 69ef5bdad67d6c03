import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    /// Proxmox's API knows no temperature, so as long as nothing reads the sensors the answer is that none is known.
    static func nodeTemperature(_ site: Site) -> Tool {
        let definition = definition(
            .nodeTemperature, PackageResources.get_node_temperature_md, [nodeParameter])
        return .reading(definition) { arguments in
            _ = try node(arguments, in: try await sight(of: site))
            return ToolOutcome(
                text: "No temperature is known: Proxmox's API has none, and no sensors are configured.",
                structured: ["temperatures": []])
        }
    }
}
