import AIKit
import ClusterKit
import JSON
import Text

/// What the operator can do to a guest by a key: the butler's machinery, with every action and its own tier.
enum OperatorTools {
    static func all(_ site: Site, _ keeper: GateKeeper = GateKeeper()) -> ToolSet {
        ToolSet(
            GuestAction.allCases.flatMap { [tool($0, site), tool($0, site, isUndo: true)] }
                + [snapshotUndo(site), GuestProof.tool(site, keeper)])
    }

    /// The name the audit log shows: `guest_start`.
    static func name(of action: GuestAction, isUndo: Bool = false) -> String {
        "\(isUndo ? "undo_with_" : "")guest_\(action.rawValue)"
    }

    /// One that takes something back is always asked about.
    private static func tool(_ action: GuestAction, _ site: Site, isUndo: Bool = false) -> Tool {
        @Sendable func power(_ arguments: JSONValue) throws(ToolRejection) -> GuestPower {
            GuestPower(action: action, vmid: try ClusterTools.vmid(arguments), site: site)
        }
        guard let toolName = ToolName(name(of: action, isUndo: isUndo)) else {
            preconditionFailure("no tool name")
        }
        return Tool(
            ToolDefinition(
                name: toolName, description: action.card.consequence,
                parameters: [ClusterTools.guestParameter]),
            assess: { arguments in
                var assessment = try await power(arguments).assess()
                guard isUndo else { return assessment }
                assessment.tier = max(.orange, assessment.tier)
                assessment.summary = "Undo: " + assessment.summary
                return assessment
            }, run: { try await power($0).run() })
    }

    static let snapshotUndoName: ToolName = "undo_with_delete_snapshot"

    /// Takes a snapshot away that was taken just now.
    private static func snapshotUndo(_ site: Site) -> Tool {
        @Sendable func keeping(_ arguments: JSONValue) throws(ToolRejection) -> GuestKeeping {
            GuestKeeping(
                wish: .deleteSnapshot(arguments["name"]?.string ?? ""),
                vmid: try ClusterTools.vmid(arguments),
                site: site, isUndo: true)
        }
        return Tool(
            ToolDefinition(
                name: snapshotUndoName, description: "Deletes a snapshot that was taken just now.",
                parameters: [
                    ClusterTools.guestParameter,
                    ToolParameter("name", .text, "The snapshot's name.", isRequired: true),
                ]),
            assess: { try await keeping($0).assess() }, run: { try await keeping($0).run() })
    }
}

/// Something the operator's own hand wants done, as the tool that does it.
struct OperatorCall: Sendable, Hashable {
    let tool: String
    let input: JSONValue
    /// `Start 103 (jellyfin)`.
    let title: String

    static func acting(
        _ action: GuestAction, on guest: GuestID, named name: String?, isUndo: Bool = false
    ) -> OperatorCall {
        OperatorCall(
            tool: OperatorTools.name(of: action, isUndo: isUndo),
            input: ["vmid": .integer(guest.vmid.number)],
            title: "\(action.card.verb) \(guest.vmid)" + (name.map { " (\(Untrusted($0).name))" } ?? ""))
    }

    static func deleting(_ snapshot: SnapshotName, of guest: Guest) -> OperatorCall {
        OperatorCall(
            tool: OperatorTools.snapshotUndoName.rawValue,
            input: ["vmid": .integer(guest.vmid.number), "name": .string(snapshot.text)],
            title: "Delete the snapshot \(snapshot) of \(guest.vmid)")
    }

    static func proving(_ guest: VMID) -> OperatorCall {
        OperatorCall(
            tool: GuestProof.name.rawValue, input: ["vmid": .integer(guest.number)],
            title: "Prove Jarvis on \(guest)")
    }
}
