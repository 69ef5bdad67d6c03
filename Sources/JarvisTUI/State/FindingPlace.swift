import ClusterKit

/// Where one gets to from something that is amiss.
enum FindingPlace: Equatable {
    case row(ClusterRow)
    /// The task that ended badly, with its log.
    case task(UPID)
}

extension ClusterPane {
    /// The thing that a finding is about; what is about the cluster as a whole leads to its quorum.
    func place(of finding: HealthFinding) -> FindingPlace {
        if let task = snapshot.hindsight.troubles.first(where: { HealthFinding($0, in: snapshot) == finding })
        {
            return .task(task.upid)
        }
        return switch finding.subject {
        case .cluster, .entry: .row(.quorum)
        case .node(let name), .storages(let name): .row(.node(name))
        case .guest: snapshot.guest(of: finding).map { .row(.guest($0.id)) } ?? .row(.quorum)
        case .storage: snapshot.storage(of: finding).map { .row(.storage($0.id)) } ?? .row(.quorum)
        }
    }
}

extension FindingPlace {
    /// Whose figures over time say something about it; `nil` where nobody's do.
    func subject(in snapshot: ClusterSnapshot) -> RRDSubject? {
        switch self {
        case .row(.node(let name)): .node(name)
        case .row(.guest(let id)): snapshot.guest(id.vmid).map { .guest(id, $0.node) }
        case .row(.storage(let id)): .storage(id)
        case .row, .task: nil
        }
    }
}
