import ClusterKit

extension Errand {
    /// How all clusters are: the JSON of `StatusReport`.
    package static let status = Errand("status", need: .view) { household, _, output in
        await household.settle()
        var snapshots: [ClusterSnapshot] = []
        for site in household.sites { snapshots.append(await site.snapshot) }
        output(StatusReport.json(snapshots, at: .now).text)
        return Ending(StatusReport.status(snapshots))
    }
}
