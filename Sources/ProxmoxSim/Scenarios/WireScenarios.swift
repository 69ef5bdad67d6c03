extension Scenario {
    /// The certificates are replaced.
    package static let certificateRotates = Scenario(
        name: "certificate-rotates", help: "Every node gets a new certificate: its fingerprint changes."
    ) { world in
        world.certificateGeneration += 1
    }

    /// Answers take long.
    package static let slowNetwork = Scenario(
        name: "slow-network", help: "Every answer takes 0.4 to 1.6 seconds longer."
    ) { world in
        world.weather.latency = .milliseconds(400)
        world.weather.jitter = .milliseconds(1_200)
    }

    /// Actions are carried out, and their answers are lost.
    package static let answersLost = Scenario(
        name: "answers-lost",
        help: "Whatever changes something is carried out, but the connection is cut before the answer."
    ) { world in
        world.weather.losesAnswers = true
    }

    /// Everything is well again.
    package static let calm = Scenario(
        name: "calm", help: "Ends every scenario: nodes return, storages answer, crashed guests start."
    ) { world in
        world.weather = Weather()
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
