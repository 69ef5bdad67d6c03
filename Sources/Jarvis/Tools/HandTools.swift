import AIKit
import ClusterKit
import JSON

/// What the operator's own hand can do to a guest: the butler's machinery, with every action and its own tier.
enum HandTools {
    static func all(_ site: Site) -> ToolSet {
        ToolSet(GuestAction.allCases.map { tool($0, site) })
    }

    /// The name the audit log shows: `guest_start`.
    static func name(of action: GuestAction) -> String {
        "guest_\(action.rawValue)"
    }

    private static func tool(_ action: GuestAction, _ site: Site) -> Tool {
        @Sendable func power(_ arguments: JSONValue) throws(ToolRejection) -> GuestPower {
            guard let vmid = arguments["vmid"]?.integer.flatMap({ VMID($0) }) else {
                throw ToolRejection("The parameter \"vmid\" is no guest's number.")
            }
            return GuestPower(action: action, vmid: vmid, site: site)
        }
        guard let toolName = ToolName(name(of: action)) else { preconditionFailure("no tool name") }
        return Tool(
            ToolDefinition(
                name: toolName, description: action.card.consequence,
                parameters: [
                    ToolParameter("vmid", .integer(1...999_999_999), "The guest's number.", isRequired: true)
                ]),
            assess: { try await power($0).assess() }, run: { try await power($0).run() })
    }
}
