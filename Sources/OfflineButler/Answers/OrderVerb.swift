import AIKit
import ClusterKit

/// The three orders.
enum OrderVerb {
    case start
    case stop
    case restart

    init?(_ concept: Concept?) {
        let verbs = [Concept.start: OrderVerb.start, .stop: .stop, .restart: .restart]
        guard let verb = concept.flatMap({ verbs[$0] }) else { return nil }
        self = verb
    }

    var name: String {
        switch self {
        case .start: "start"
        case .stop: "stop"
        case .restart: "restart"
        }
    }

    var done: String {
        switch self {
        case .start: "started"
        case .stop: "stopped"
        case .restart: "restarted"
        }
    }

    /// Whether a status is one that the guest should have afterwards.
    func isReached(by status: String) -> Bool { action.act.aim.contains(GuestStatus(status)) }

    /// What the order asks of the guest.
    var action: GuestAction {
        switch self {
        case .start: .start
        case .stop: .shutdown
        case .restart: .reboot
        }
    }

    func tool(_ isContainer: Bool) -> ToolName {
        switch self {
        case .start: isContainer ? .startContainer : .startVM
        case .stop: isContainer ? .stopContainer : .stopVM
        case .restart: isContainer ? .restartContainer : .restartVM
        }
    }
}
