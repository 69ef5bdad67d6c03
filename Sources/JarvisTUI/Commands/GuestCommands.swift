import ClusterKit
import Jarvis
import Multiplexer

extension Commands {
    /// What can be done to the selected guest, each action with its key.
    ///
    /// Each goes through the safety gate before anything is sent.
    static let guest: [Command] = [
        power(.start, "s"), power(.shutdown, "d"), power(.stop, "x"), power(.reboot, "b"),
        power(.suspend, "p"), power(.resume, "u"), power(.reset, "R"),
    ]

    private static func power(_ action: GuestAction, _ key: String) -> Command {
        let (act, card) = (action.act, action.card)
        return Command(
            id: "guest.\(action.rawValue)", name: card.verb, keys: [key], help: card.help,
            scope: .panel(.cluster),
            isProminent: true, availability: { availability(of: act, in: $0) },
            run: { state in
                guard let guest = state.selectedGuest else { return [] }
                return [.kit(.power(action, guest.id, cluster: state.cluster.name))]
            })
    }

    private static func availability(of act: GuestAct, in state: AppState) -> Availability {
        guard let guest = state.selectedGuest else { return .disabled("select a guest first") }
        guard act.kinds.contains(guest.kind) else { return .disabled("a container has none") }
        if guest.isTemplate == true { return .disabled("a template does not run") }
        if let lock = guest.lock { return .disabled("locked: \(lock)") }
        if state.cluster.snapshot.node(guest.node)?.state == .offline {
            return .disabled("its node \(guest.node) is offline")
        }
        return act.states.contains(guest.status) ? .enabled : .disabled("\(guest.vmid) is \(guest.status)")
    }
}
