extension World {
    /// A node is lost: its processes are gone, and the others notice at once.
    mutating func fall(_ name: NodeName) {
        guard let node = node(name), node.isOnline else { return }
        let time = now
        update(node: name) { $0.diedAt = time }
        revision += 1
        let witness = nodes.first(where: \.isOnline)?.name ?? name
        log.add(
            time: now, priority: 3, tag: "corosync", pid: 1_100, node: witness, user: "root@pam",
            message: "node \(name) left the membership")
        recover(from: name)
    }

    /// A node is back: its machine has booted, and guests that start on boot begin to.
    mutating func rise(_ name: NodeName) {
        guard let node = node(name), let death = node.diedAt else { return }
        let time = now
        update(node: name) { node in
            node.diedAt = nil
            node.lostBefore = death
            node.bootedAt = time
            node.report = nil
            node.hungCalls = 0
        }
        abandonTasks(on: name)
        let residents = guests(on: name)
        for guest in residents {
            update(guest: guest.vmid) { guest in
                if guest.isAlive { guest.end(at: death) }
                guest.report = nil
                guest.holder = nil
            }
        }
        for index in resources.indices where resources[index].state == "fence" {
            if guests[resources[index].vmid]?.node == name { resources[index].state = "started" }
        }
        startAll(residents.filter { $0.startsOnBoot && !$0.isTemplate }, on: name)
        log.add(
            time: now, tag: "corosync", pid: 1_100, node: name, user: "root@pam",
            message: "node \(name) joined the membership")
    }

    /// Brings back every node: those that lost power boot, those that were cut off never stopped.
    mutating func riseAll() {
        for node in nodes where !node.isOnline {
            if node.isCutOff {
                update(node: node.name) { node in
                    node.diedAt = nil
                    node.isCutOff = false
                }
                revision += 1
            } else {
                rise(node.name)
            }
        }
    }

    /// Starts the guests of a node that has booted, one after the other.
    private mutating func startAll(_ guests: [Guest], on name: NodeName) {
        let steps = guests.flatMap { guest -> [Step] in
            [
                .say(after: 2, "Starting \(guest.title)"),
                .act { world, _ in
                    guard world.guests[guest.vmid]?.isAlive == false else { return }
                    world.start(guest, by: "root@pam")
                },
            ]
        }
        after(8) { $0.launch("startall", on: name, by: "root@pam", steps: steps) }
    }

    /// The manager fences a lost node after a minute and has its services elsewhere after two.
    private mutating func recover(from name: NodeName) {
        after(60) { $0.mark("fence", on: name) }
        after(120) { world in
            guard world.node(name)?.isOnline == false, world.isQuorate else { return }
            for resource in world.resources where world.guests[resource.vmid]?.node == name {
                guard resource.request == "started", let target = world.refuge(from: name) else { continue }
                let time = world.now
                world.update(guest: resource.vmid) { guest in
                    guest.end(at: time)
                    guest.node = target
                    guest.report = nil
                }
                world.update(resource: resource.vmid) { $0.state = "started" }
                if let guest = world.guests[resource.vmid] { world.start(guest, by: "root@pam") }
            }
        }
    }

    private mutating func mark(_ state: String, on name: NodeName) {
        guard node(name)?.isOnline == false, isQuorate else { return }
        for index in resources.indices where guests[resources[index].vmid]?.node == name {
            resources[index].state = state
        }
        revision += 1
    }

    /// The living node with the most free memory.
    private func refuge(from name: NodeName) -> NodeName? {
        nodes.filter { $0.isOnline && $0.name != name }
            .max { $0.memory - ($0.report?.memory ?? 0) < $1.memory - ($1.report?.memory ?? 0) }?.name
    }
}

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
