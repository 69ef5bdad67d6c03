/// Name, quorum and addresses: `/cluster/status`.
extension PolledSection {
    package static let status = PolledSection(
        "status", every: .seconds(8),
        ask: .ofCluster { client async throws(ProxmoxError) in .status(try await client.clusterStatus()) },
        failure: { $0.forgetPresence() })
}

extension SnapshotSection {
    package static let status = SnapshotSection(.status)
}

extension SectionAnswer {
    package static func status(_ status: ClusterStatus) -> SectionAnswer {
        SectionAnswer { assembly, _ in
            assembly.show(status)
            return status.unreadableRows
        }
    }
}

/// Who has how many votes: `/cluster/config/nodes`, `/cluster/config/qdevice`; asked for in clusters only.
extension PolledSection {
    package static let voting = PolledSection(
        "voting", every: .seconds(60), demand: .when { $0.isCluster },
        ask: .ofCluster { client async throws(ProxmoxError) in .voting(try await client.voting()) })
}

extension SnapshotSection {
    package static let voting = SnapshotSection(.voting)
}

extension SectionAnswer {
    package static func voting(_ voting: Voting) -> SectionAnswer {
        SectionAnswer { $0.show(voting.nodes.isEmpty ? nil : voting) }
    }
}

/// Entry nodes that could not be used, tried again; asked for only while there are any.
extension PolledSection {
    package static let entries = PolledSection(
        "entries", every: .seconds(30), demand: .when({ $0.hasFailedEntries }, waits: true),
        ask: .ofCluster { client async throws(ProxmoxError) in
            try await client.retryEntries()
            return SectionAnswer { _ in }
        })
}

extension SnapshotSection {
    package static let entries = SnapshotSection(.entries)
}
