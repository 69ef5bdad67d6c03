import ClusterKit
import Multiplexer

extension AppState {
    /// The guest the cluster column points at.
    var selectedGuest: Guest? {
        guard case .guest(let id) = cluster.selection else { return nil }
        return cluster.snapshot.guest(id.vmid)
    }

    /// The selected thing as a question calls it: `guest 103 (jellyfin)`.
    var selectionPhrase: String? {
        switch cluster.selection {
        case .quorum: "the quorum"
        case .node(let name): "node \(name)"
        case .guest(let id): "guest \(id.vmid)"
        case .storage(let id): "storage \(id.name) on \(id.node)"
        case .task(let upid): "the task \(upid.type) \(upid.subject) on \(upid.node)"
        case .heading: nil
        }
    }

    /// Opens the detail layer on the selected thing and asks for what it shows.
    mutating func openDetail() -> [Effect] {
        guard let subject = detailSubject else {
            cluster.toggleFold()
            return []
        }
        let request = DetailRequest(cluster: cluster.name, subject: subject, timeframe: .hour)
        push(DetailLayer(request: request))
        return [.kit(.load(request))]
    }

    private var detailSubject: DetailRequest.Subject? {
        switch cluster.selection {
        case .quorum, .heading: nil
        case .node(let name): .node(name)
        case .guest(let id): cluster.snapshot.guest(id.vmid).map { .guest($0.id, $0.node) }
        case .storage(let id): .storage(id)
        case .task(let upid): .task(upid)
        }
    }
}
