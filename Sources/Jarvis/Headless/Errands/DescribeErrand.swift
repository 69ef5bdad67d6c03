import ClusterKit

extension Errand {
    /// All clusters in few words, for another mind: the text of `ClusterDigest`, one after the other.
    package static let describe = Errand("describe", need: .view) { estate, _, output in
        await estate.settle()
        var snapshots: [ClusterSnapshot] = []
        for site in estate.sites { snapshots.append(await site.snapshot) }
        output(snapshots.map { ClusterDigest.text(of: $0) }.joined(separator: "\n"))
        return Ending(StatusReport.status(snapshots))
    }
}
