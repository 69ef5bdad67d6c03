/// Something that befalls the cluster, by name.
package struct Scenario: Sendable, Identifiable {
    /// What a person types, such as `node-dies`.
    package let name: String
    /// What happens, in a sentence.
    package let help: String
    /// Begins it; what follows goes on the agenda.
    let act: @Sendable (inout World) -> Void

    package var id: String { name }
}

extension Scenario {
    /// Everything that can befall the cluster.
    package static let all: [Scenario] = [
        .nodeDies, .nodeReturns, .guestCrashes, .backupRuns, .storageFills, .storageHangs, .quorumLost,
        .quorumReturns, .certificateRotates, .slowNetwork, .answersLost, .serviceBreaks, .calm,
    ]

    /// The scenario of this name.
    package static func named(_ name: String) -> Scenario? {
        all.first { $0.name == name }
    }
}

extension Scenario {
    /// Everything is well again.
    package static let calm = Scenario(
        name: "calm", help: "Ends every scenario: nodes return, storages answer, crashed guests start."
    ) { world in
        world.weather = Weather()
        world.faults = [:]
        world.brokenServices = []
        for index in world.storages.indices {
            world.storages[index].flood = nil
            world.storages[index].hangsSince = nil
        }
        for index in world.nodes.indices { world.nodes[index].hungCalls = 0 }
        world.riseAll()
        world.revision += 1
        for guest in world.guests.values where guest.startsOnBoot && !guest.isTemplate && !guest.isAlive {
            guard guest.lock == nil, world.node(guest.node)?.isOnline == true, !world.isStarting(guest) else {
                continue
            }
            world.start(guest, by: "root@pam")
        }
    }
}

extension World {
    /// Whether a task is about to start the guest, alone or with all others of its node.
    fileprivate func isStarting(_ guest: Guest) -> Bool {
        guard let node = node(guest.node) else { return false }
        return now - node.bootedAt < 300
    }
}
