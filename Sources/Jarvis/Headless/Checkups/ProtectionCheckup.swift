import ClusterKit
import Text

/// Looks whether what the configuration protects is there: a number with a slip in it protects nothing.
struct ProtectionCheckup {
    let protected: [MarkedThing]
    /// Of all clusters, as the configuration is about each.
    let snapshots: [ClusterSnapshot]

    /// A warning for each that no cluster has; nothing where one of them cannot be seen whole.
    var findings: [Finding] {
        guard !snapshots.isEmpty, snapshots.allSatisfy(\.isSeenWhole) else { return [] }
        return protected.filter { thing in !snapshots.contains { $0.has(thing) } }.map { thing in
            Finding(
                "house: safety.protected", .warning,
                "no \(snapshots.count == 1 ? "" : "watched ")cluster has \(Untrusted(thing.text).line), "
                    + "so that it protects nothing: look for a slip in it, or take it out")
        }
    }
}

extension ClusterSnapshot {
    /// All that it has is there to be looked at.
    fileprivate var isSeenWhole: Bool { answers && access == .granted && unreadableRows == 0 }

    fileprivate func has(_ thing: MarkedThing) -> Bool {
        switch thing {
        case .thing(.guest(let number)): VMID(number).flatMap { guest($0) } != nil
        case .thing(.node(let name)): nodes.contains { $0.name.text == name }
        case .thing(.storage(let name)): storages.contains { $0.name.text == name }
        case .tag(let tag): guests.contains { $0.tags.contains { $0.lowercased() == tag } }
        // Nothing in the file names one.
        case .thing(.service): true
        }
    }
}
