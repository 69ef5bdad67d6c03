/// Entry nodes that cannot be used while the cluster answers through another, and any that shows a certificate that
/// nobody accepted, whether it is asked still or not.
enum EntryRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        ([snapshot.distrustedEntry].compactMap(\.self) + snapshot.bypassedEntries).map { fault in
            fault.error.isAboutTrust
                ? HealthFinding(
                    .warning, .entry(fault.place), "has a certificate that is not accepted",
                    detail: fault.error.description,
                    remedy:
                        "compare its fingerprint with the node's own, and accept it only where they are the same"
                )
                : HealthFinding(
                    .warning, .entry(fault.place), "cannot be used", detail: fault.error.description,
                    remedy:
                        "the cluster is asked through another: look there at pveproxy, its time and the network"
                )
        }
    }
}
