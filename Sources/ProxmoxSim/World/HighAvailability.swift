/// A guest that the cluster keeps in a wanted state.
struct HighAvailabilityResource: Sendable {
    /// `vm:100` or `ct:101`.
    let sid: String
    let vmid: VMID
    /// What is wanted: `started`, `stopped`, `disabled`, `ignored`.
    var request: String
    /// What the manager believes: `started`, `stopped`, `fence`, `recovery`, `migrate`, `error`.
    var state: String
    let maxRestart: Int
    let maxRelocate: Int
    let comment: String?
}

extension World {
    /// Whether the cluster itself looks after a guest.
    func manages(_ guest: Guest) -> Bool {
        resources.contains { $0.vmid == guest.vmid && $0.request != "ignored" }
    }

    /// Asks the high availability manager for a state of a guest.
    ///
    /// The task that does so ends at once; what was asked for happens seconds later, in a task of its own.
    mutating func request(
        _ state: String, for guest: Guest, by user: String,
        then act: @escaping @Sendable (inout World) -> Void
    ) -> UPID {
        let verb = state == "started" ? "start" : "stop"
        return launch(
            "ha\(verb)", id: "\(guest.vmid)", on: guest.node, by: user,
            steps: [
                .say("Requesting HA \(verb) for \(guest.title)"),
                .act(after: 0.5) { world, _ in
                    world.update(resource: guest.vmid) { $0.request = state }
                    world.after(6) { world in
                        world.update(resource: guest.vmid) { $0.state = state }
                        act(&world)
                    }
                },
            ])
    }

    mutating func update(resource vmid: VMID, _ change: (inout HighAvailabilityResource) -> Void) {
        guard let index = resources.firstIndex(where: { $0.vmid == vmid }) else { return }
        change(&resources[index])
        revision += 1
    }
}
