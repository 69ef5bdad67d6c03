/// What one node itself says of its storages: `/nodes/N/storage`.
extension PolledSection {
    package static let storage = PolledSection(
        "storage", every: .seconds(30),
        ask: .ofNode { client, node async throws(ProxmoxError) in
            .storage(try await client.storages(of: node))
        })
}

extension SnapshotSection {
    package static func storage(_ node: NodeName) -> SnapshotSection { SnapshotSection(.storage, of: node) }
}

extension SectionAnswer {
    package static func storage(_ storages: [Storage]) -> SectionAnswer {
        SectionAnswer { assembly, node in
            if let node { assembly.show(storages, of: node) }
            return 0
        }
    }
}
