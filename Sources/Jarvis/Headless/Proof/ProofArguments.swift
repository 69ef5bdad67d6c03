import AIKit
import ClusterKit
import JSON

/// What a tool is tried with, from what the cluster has.
struct ProofArguments {
    let snapshot: ClusterSnapshot
    /// The guest that was given for it.
    let guest: VMID?

    /// More guests than this are not tried for one that a tool is for.
    private static let mostTried = 40

    /// The sets to try one after the other, of which the first that makes sense counts.
    func candidates(for tool: Tool) -> [JSONValue] {
        let names = (tool.definition.inputSchema["required"]?.array ?? []).compactMap(\.string)
        var fixed: [String: JSONValue] = [:]
        for name in names where name != "vmid" {
            fixed[name] = value(of: name, tool.definition.name.rawValue)
        }
        if tool.definition.name == "get_history" {
            fixed = ["timeframe": "hour", "node": .string(node?.text ?? "")]
        }
        if tool.definition.name == "memory_search" { fixed = ["words": "status"] }
        guard names.contains("vmid") else { return [.object(fixed)] }
        return guests.map { vmid in .object(fixed.merging(["vmid": .integer(vmid.number)]) { old, _ in old })
        }
    }

    private func value(of name: String, _ tool: String) -> JSONValue? {
        switch name {
        case "node":
            let asleep = snapshot.nodes.first { $0.state == .offline }?.name
            return (tool == "wake_node" ? asleep ?? node : node).map { .string($0.text) }
        case "name": return tool == "find_guest" ? guests.first.map { .string("\($0)") } : "jarvis-proof"
        case "upid": return snapshot.tasks.first.map { .string($0.upid.text) }
        case "service": return "cron"
        case "command": return "uptime"
        case "text": return "Jarvis was proved on this cluster."
        case "timeframe": return "hour"
        default: return nil
        }
    }

    private var node: NodeName? { snapshot.nodes.first { $0.state == .online }?.name }

    /// The given one first.
    private var guests: [VMID] {
        let all = snapshot.guests.filter { $0.isTemplate != true }.map(\.vmid)
        return Array(((guest.map { [$0] } ?? []) + all).prefix(Self.mostTried))
    }
}
