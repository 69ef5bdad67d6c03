import ClusterKit

extension Commands {
    /// What can be done to the selected guest.
    ///
    /// Each goes through the safety gate before anything is sent.
    static let guest: [Command] = [
        power(.start, "Start", "s", "Starts the guest.", when: [.stopped]),
        power(.shutdown, "Shut down", "d", "Asks the guest's system to shut down.", when: [.running]),
        power(.stop, "Stop", "x", "Pulls the plug; what is not written is lost.", when: [.running, .paused]),
        power(.reboot, "Reboot", "b", "Asks the guest's system to restart.", when: [.running]),
        power(.suspend, "Suspend", "p", "Freezes the guest in memory.", when: [.running]),
        power(.resume, "Resume", "u", "Lets a frozen guest go on.", when: [.paused, .suspended]),
        power(.reset, "Reset", "R", "Presses the reset button of a virtual machine.", when: [.running]),
    ]

    private static func power(
        _ action: GuestAction, _ name: String, _ key: String, _ help: String, when states: Set<GuestStatus>
    ) -> Command {
        Command(
            id: "guest.\(action.rawValue)", name: name, keys: [key], help: help, scope: .panel(.cluster),
            risk: action == .start || action == .resume ? .yellow : .red, isProminent: true,
            availability: { availability(of: action, in: $0, when: states) },
            run: { state, _ in
                guard let guest = state.selectedGuest else { return [] }
                return [.kit(.power(action, guest.id, cluster: state.cluster.name))]
            })
    }

    private static func availability(
        of action: GuestAction, in state: AppState, when states: Set<GuestStatus>
    ) -> Availability {
        guard let guest = state.selectedGuest else { return .disabled("select a guest first") }
        guard action.isAvailable(for: guest.kind) else { return .disabled("a container has none") }
        if guest.isTemplate == true { return .disabled("a template does not run") }
        if let lock = guest.lock { return .disabled("locked: \(lock)") }
        if state.cluster.snapshot.node(guest.node)?.state == .offline {
            return .disabled("its node \(guest.node) is offline")
        }
        return states.contains(guest.status) ? .enabled : .disabled("\(guest.vmid) is \(guest.status)")
    }
}
