/// Entry nodes that cannot be used while the cluster answers through another.
enum EntryRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        snapshot.bypassedEntries.map { fault in
            HealthFinding(
                .warning, .entry(fault.place), "cannot be used", detail: fault.error.description,
                remedy:
                    "the cluster is asked through another: look there at pveproxy, its time and the network")
        }
    }
}
