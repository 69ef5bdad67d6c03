/// Entry nodes that cannot be used while the cluster answers through another.
enum EntryRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        // When none answers, it is the cluster that does not.
        guard snapshot.freshness[.resources]?.lastError == nil else { return [] }
        return snapshot.entryFaults.map { (place: $0.key.description, error: $0.value) }
            .sorted { $0.place < $1.place }.map { fault in
                HealthFinding(
                    .warning, .entry(fault.place), "cannot be used", detail: fault.error.description,
                    remedy:
                        "the cluster is asked through another: look there at pveproxy, its time and the network"
                )
            }
    }
}
