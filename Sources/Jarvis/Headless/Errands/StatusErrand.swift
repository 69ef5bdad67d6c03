import ClusterKit

extension Errand {
    /// How all clusters are: the JSON of `StatusReport`.
    package static let status = Errand("status", need: .view) { estate, _, output in
        await estate.settle()
        var snapshots: [ClusterSnapshot] = []
        for site in estate.sites { snapshots.append(await site.snapshot) }
        output(StatusReport.json(snapshots, estate.keeper.kill, at: .now).text)
        return Ending(StatusReport.status(snapshots))
    }
}
