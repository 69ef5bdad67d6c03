import ClusterKit
import Multiplexer
import Text

/// A row of the cluster's column as text, for the clipboard.
struct RowText {
    let row: ClusterRow
    let snapshot: ClusterSnapshot

    /// What it is, where, and how it is: `103 jellyfin on home: running`.
    var line: String? {
        switch row {
        case .quorum: return "\(snapshot.clusterName ?? snapshot.name): \(quorum)"
        case .node(let name): return snapshot.node(name).map { "node \(name): \($0.state)" }
        case .guest(let id):
            return snapshot.guest(id.vmid).map { guest in
                let name = guest.name.map { " \($0)" } ?? ""
                return "\(guest.vmid)\(name) on \(guest.node): \(guest.status)"
            }
        case .group(let name): return name
        case .heading(let heading): return heading.rawValue
        case .storage(let id):
            return storage(id).map { storage in
                let place = storage.isShared == true ? "" : " on \(id.node)"
                let use = storage.usedFraction.map { ", \(Format.percent($0).drop { $0 == " " }) used" } ?? ""
                return "storage \(id.name)\(place): \(storage.state)\(use)"
            }
        case .task(let upid):
            let subject = upid.subject.isEmpty ? "" : " \(upid.subject)"
            let task = snapshot.tasks.first { $0.upid == upid }
            return "\(upid.type)\(subject) on \(upid.node): \(task?.state.words ?? "not known")"
        }
    }

    /// What Proxmox knows it by: a number, an address, a name or a UPID.
    var identifier: String? {
        switch row {
        case .quorum: snapshot.clusterName ?? snapshot.name
        case .node(let name): snapshot.node(name)?.address ?? name.text
        case .guest(let id): "\(id.vmid)"
        case .storage(let id): id.name.text
        case .task(let upid): upid.text
        case .group(let name): name
        case .heading: nil
        }
    }

    private var quorum: String {
        switch snapshot.quorum {
        case .unknown: "quorum not known"
        case .standalone: "a node alone"
        case .cluster(let isQuorate, let votes, let expected):
            "\(votes) of \(expected) votes, \(isQuorate ? "quorate" : "no quorum")"
        }
    }

    private func storage(_ id: Storage.ID) -> Storage? {
        snapshot.storageSights.first { $0.id == id }?.storage
    }
}

extension FeedEntry {
    /// As text: when, who, what, and why.
    func text(_ state: AppState) -> String {
        let moment = state.wallClock.moment(time, seenAt: state.now.epoch)
        return (["\(moment) \(source.rawValue) \(title)", detail].filter { !$0.isEmpty }).joined(
            separator: ": ")
    }
}
