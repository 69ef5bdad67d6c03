import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    /// The most nodes that are asked when none is named.
    private static let mostThermometers = 16

    /// Proxmox's own API knows no temperature; nodes whose API was extended do.
    static func nodeTemperature(_ site: Site) -> Tool {
        let definition = definition(
            "get_node_temperature", PackageResources.get_node_temperature_md, [nodeParameter])
        return .reading(definition) { arguments in
            let snapshot = try await sight(of: site)
            let wanted = try node(arguments, in: snapshot)
            let nodes = snapshot.nodes.filter { node in
                node.state == .online && (wanted == nil || node.name == wanted)
            }.map(\.name).prefix(mostThermometers)
            let rows = await temperatures(of: Array(nodes), site)
            guard rows.isEmpty else { return outcome(["temperatures": .array(rows)], from: snapshot) }
            return ToolOutcome(
                text: "No temperature is known: the API of Proxmox VE has none. To make it known, "
                    + "\(SensorReading.remedy).",
                structured: ["temperatures": [], "remedy": .string(SensorReading.remedy)])
        }
    }

    /// A node that does not answer has no temperature to tell.
    private static func temperatures(of nodes: [NodeName], _ site: Site) async -> [JSONValue] {
        await withTaskGroup(of: NodeReadings.self) { group in
            for node in nodes {
                group.addTask {
                    let status = try? await site.client.status(of: node)
                    return NodeReadings(node: node, readings: status?.temperatures ?? [])
                }
            }
            var found: [NodeReadings] = []
            for await part in group { found.append(part) }
            return found.sorted { $0.node < $1.node }.flatMap { part in
                part.readings.prefix(8).map { reading in
                    [
                        "node": .string(part.node.text), "sensor": .string(reading.sensor),
                        "celsius": .number(reading.celsius),
                    ]
                }
            }
        }
    }
}

/// What one node's sensors said; decision 0015 tells why it is no tuple.
private struct NodeReadings: Sendable {
    let node: NodeName
    let readings: [SensorReading]
}
