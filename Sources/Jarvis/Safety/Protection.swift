import AIKit
import ClusterKit
import Text

/// Why things of a cluster are protected: derived from what is known of it, and from the configuration.
struct Protection {
    let settings: [MarkedThing]
    let snapshot: ClusterSnapshot
    /// What Jarvis runs on, each with the reason.
    var own: [ActionTarget: String] = [:]
    /// The tags of things as they were told after the snapshot.
    var tags: [ActionTarget: [String]] = [:]

    /// Tags that say so without any configuration.
    static let protectingTags: Set<String> = ["infra", "protected"]

    /// The protected ones, each with the reason as a part of a sentence.
    func reasons(for targets: Set<ActionTarget>) -> [ActionTarget: String] {
        var reasons: [ActionTarget: String] = [:]
        for target in targets { reasons[target] = reason(for: target) }
        return reasons
    }

    private func reason(for target: ActionTarget) -> String? {
        if let reason = own[target] { return reason }
        if settings.contains(.thing(target)) { return "the configuration names it" }
        return switch target {
        case .guest(let number): VMID(number).flatMap { snapshot.guest($0) }.flatMap(reason(for:))
        case .node(let name): snapshot.nodes.first { $0.name.text == name }.flatMap(reason(for:))
        case .storage, .service: nil
        }
    }

    private func reason(for guest: Guest) -> String? {
        let told = tags[.guest(guest.vmid.number)] ?? []
        let tag = (guest.tags + told).first { tag in
            let tag = tag.lowercased()
            return Self.protectingTags.contains(tag) || settings.contains(.tag(tag))
        }
        if let tag { return "it has the tag \(Untrusted(tag).name)" }
        let isManaged = snapshot.highAvailability.contains { $0.kind == .service && $0.vmid == guest.vmid }
        return guest.haState != nil || isManaged ? "high availability manages it" : nil
    }

    /// A node that is wanted for the majority.
    private func reason(for node: Node) -> String? {
        switch snapshot.quorum {
        case .standalone: return nil
        case .unknown: return "whether the cluster can do without its vote is not known"
        case .cluster(_, let votes, let expected):
            guard node.state == .online else { return nil }
            let own = snapshot.voting.map { $0.nodes[node.name] ?? 0 } ?? 1
            guard own > 0, votes - own < expected / 2 + 1 else { return nil }
            return "without its vote the cluster loses its quorum"
        }
    }
}
