/// Who wants an action.
package enum Asker: String, Sendable, Hashable, CaseIterable {
    /// The operator, with a key or a command; the audit log has called him so from the first entry on.
    case `operator` = "finger"
    /// The model, in a conversation.
    case model
    /// A runbook, by itself.
    case runbook
    /// A client of the MCP server.
    case mcp
}

/// How much the house does by itself.
///
/// Changed by the operator's configuration only.
package enum AutonomyLevel: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// Watches.
    case observe
    /// Watches and raises alarms.
    case alert
    /// Proposes what to do.
    case recommend
    /// Does what is YELLOW and reports it.
    case act
    /// Does what is YELLOW or ORANGE.
    case actQuietly

    /// What the configuration calls it.
    package var name: String {
        switch self {
        case .observe: "observe"
        case .alert: "alert"
        case .recommend: "recommend"
        case .act: "act"
        case .actQuietly: "act-quietly"
        }
    }

    package static func < (left: AutonomyLevel, right: AutonomyLevel) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A thing an action touches.
package enum ActionTarget: Sendable, Hashable, CustomStringConvertible {
    case node(String)
    case guest(Int)
    case storage(String)
    /// A service of the systems themselves, such as `pveproxy`.
    case service(String)

    package var description: String {
        switch self {
        case .node(let name): "node \(name)"
        case .guest(let vmid): "guest \(vmid)"
        case .storage(let name): "storage \(name)"
        case .service(let name): "service \(name)"
        }
    }
}
