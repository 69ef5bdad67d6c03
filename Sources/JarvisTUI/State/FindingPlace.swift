import ClusterKit
import Multiplexer

/// Where one gets to from something that is amiss, or from a line of the feed.
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

extension AppState {
    /// Puts the selection of the cluster's column on a thing, with its details; of a task, shows its log.
    mutating func look(at place: FindingPlace) -> [Effect] {
        focus(.cluster)
        switch place {
        case .row(let row):
            cluster.reveal(row)
            return row == .quorum || cluster.selection != row ? [] : openDetail()
        case .task(let upid):
            cluster.reveal(.task(upid))
            let request = DetailRequest(cluster: cluster.name, subject: .task(upid), timeframe: .hour)
            push(DetailLayer(request: request))
            return [.kit(.load(request))]
        }
    }

    /// Looks at what a line of the feed is about, in its cluster; `nil` where it leads nowhere.
    mutating func look(at entry: FeedEntry) -> [Effect]? {
        let name = entry.cluster ?? cluster.name
        guard let index = clusters.firstIndex(where: { $0.name == name }),
            let place = entry.place(in: clusters[index])
        else { return nil }
        house.show(cluster: index)
        return look(at: place)
    }
}
