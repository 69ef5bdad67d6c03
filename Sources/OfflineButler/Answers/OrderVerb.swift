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

/// Whether an order could be carried out now, without giving it.
enum Possibility {
    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let status = try inquiry.facts(.clusterStatus)
        if status["quorate"]?.bool == false {
            return "No: \(try HouseStatus.quorum(inquiry).lowercasedFirst)"
        }
        if !inquiry.subjects.nodes.isEmpty {
            return try Foresight.loss(inquiry) + "\nA node itself is not mine to stop or restart."
        }
        let guests = inquiry.subjects.guests
        guard !guests.isEmpty else {
            return status["quorate"]?.bool == true || status["standalone"]?.bool == true
                ? "I see nothing that forbids it: the cluster is in agreement with itself. Name the guest, and I can look closer."
                : "Whether the cluster has its quorum I cannot tell, and without it nothing can be started."
        }
        let verb = OrderVerb(inquiry.utterance.concepts.intersection(Concept.orders).first)?.name ?? "start"
        return guests.map { sentence($0, verb) }.joined(separator: "\n")
    }

    private static func sentence(_ guest: SeenGuest, _ verb: String) -> String {
        if guest.isTemplate { return "No: \(guest.title) is a template, which does not run." }
        if guest.isAdrift { return "No: \(guest.place) is out of reach, for its node is offline." }
        let lock = guest.lock.map { " It is locked for: \($0), which may refuse it." } ?? ""
        return
            "\(guest.place) is \(guest.state).\(lock) Nothing was done; say \"\(verb) \(guest.name ?? String(guest.vmid))\" "
            + "and you will see the exact call on a card first."
    }
}
