extension Scenario {
    /// A backup job begins.
    package static let backupRuns = Scenario(
        name: "backup-runs", help: "All guests of the first node are backed up, one after the other."
    ) { world in
        guard let node = world.nodes.first(where: \.isOnline), world.storage("pbs") != nil else { return }
        let guests = world.guests(on: node.name).filter { !$0.isTemplate }.prefix(12)
        world.backUp(Array(guests), to: "pbs", mode: "snapshot", on: node.name, by: "root@pam")
    }
}
