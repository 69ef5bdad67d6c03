import AIKit
import ClusterKit
import FoundationEssentials
import Text

/// How a change of what is kept of a guest is put to the operator, and how much care it needs.
struct KeepingCard: Sendable {
    var tier: SafetyTier
    /// The imperative: `Snapshot`, `Roll back`.
    var verb: String
    /// What stands behind the guest: ` to before-upgrade`.
    var object: String
    var impact: [String]
    /// The word to type where something is lost for good.
    var keyword: String?

    /// From so much on a place counts as full.
    static let full = 0.95

    /// About a snapshot.
    init(_ order: KeepingOrder, _ guest: Guest, _ kept: GuestSnapshots, in snapshot: ClusterSnapshot) {
        switch order {
        case .snapshot(let name, _, let hasMemory): self.init(name, hasMemory, guest, kept, in: snapshot)
        case .deleteSnapshot(let name):
            self.init(
                tier: .red, verb: "Delete a snapshot of", object: ": \(Untrusted(name).name)",
                impact: [
                    "There is no way back to it any more, to how the guest was\(Self.age(of: kept[name]))."
                ], keyword: name)
        case .rollBack(let name, let starts):
            self.init(
                tier: .red, verb: "Roll back", object: " to the snapshot \(Untrusted(name).name)",
                impact: [
                    "Everything it has written since is lost, as the snapshot is\(Self.age(of: kept[name]))."
                ] + (starts ? ["It runs: it is stopped for this, and started again."] : []),
                keyword: guest.vmid.description)
        case .backUp(let storage, let mode):
            self.init(tier: .yellow, verb: "Back up", object: " to \(storage) (\(mode.rawValue))", impact: [])
        }
    }

    private init(
        _ name: SnapshotName, _ hasMemory: Bool, _ guest: Guest, _ kept: GuestSnapshots,
        in snapshot: ClusterSnapshot
    ) {
        let standsStill = hasMemory && guest.status == .running
        var impact = [
            standsStill
                ? "Its disks and its memory are kept; it stands still until its memory is written."
                : "Its disks are kept as they are now; what is in its memory is not."
        ]
        if let oldest = kept.all.first {
            impact.append("It has \(kept.all.count) already, the oldest\(Self.age(of: oldest)).")
        }
        let places = snapshot.storages(of: guest.node).filter { place in
            place.content.contains("images") || place.content.contains("rootdir")
        }
        let full = places.filter { ($0.usedFraction ?? 0) >= Self.full }
        impact += full.map { place in
            "The storage \(Untrusted(place.name.text).name) is nearly full: a snapshot grows there as the guest "
                + "writes, and a pool without room stops all guests on it."
        }
        self.init(
            tier: standsStill || !full.isEmpty ? .orange : .yellow, verb: "Snapshot",
            object: " as \(name)", impact: impact)
    }

    init(tier: SafetyTier, verb: String, object: String, impact: [String], keyword: String? = nil) {
        self.tier = tier
        self.verb = verb
        self.object = object
        self.impact = impact
        self.keyword = keyword
    }

    /// ` 3 days old`; of unknown age.
    private static func age(of snapshot: GuestSnapshot?) -> String {
        guard let made = snapshot?.made else { return " of unknown age" }
        return " \(LengthOfTime(.seconds(max(0, Date.now.timeIntervalSince(made)))).roughWords) old"
    }
}
