/// Entry nodes that cannot be used while the cluster answers through another, and the one that is asked where it shows a
/// certificate that nobody accepted.
enum EntryRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        [snapshot.distrustedEntry].compactMap(\.self).map { fault in
            HealthFinding(
                .warning, .entry(fault.place), "has a certificate that is not accepted",
                detail: fault.error.description,
                remedy:
                    "compare its fingerprint with the node's own, and accept it only where they are the same")
        }
            + snapshot.bypassedEntries.map { fault in
                HealthFinding(
                    .warning, .entry(fault.place), "cannot be used", detail: fault.error.description,
                    remedy:
                        "the cluster is asked through another: look there at pveproxy, its time and the network"
                )
            }
    }
}
