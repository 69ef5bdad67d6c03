/// The recent tasks of all nodes: `/cluster/tasks`.
extension PolledSection {
    package static let tasks = PolledSection(
        "tasks", every: .seconds(4),
        ask: .ofCluster { client async throws(ProxmoxError) in .tasks(try await client.tasks()) })
}

extension SnapshotSection {
    package static let tasks = SnapshotSection(.tasks)
}

extension SectionAnswer {
    package static func tasks(_ tasks: [ClusterTask]) -> SectionAnswer {
        SectionAnswer { $0.snapshot.tasks = tasks }
    }
}

/// What high availability says of itself and its services: `/cluster/ha/status/current`.
extension PolledSection {
    package static let highAvailability = PolledSection(
        "high availability", every: .seconds(30),
        ask: .ofCluster { client async throws(ProxmoxError) in
            .highAvailability(try await client.highAvailability())
        })
}

extension SnapshotSection {
    package static let highAvailability = SnapshotSection(.highAvailability)
}

extension SectionAnswer {
    package static func highAvailability(_ entries: [HAEntry]) -> SectionAnswer {
        SectionAnswer { $0.snapshot.highAvailability = entries }
    }
}
