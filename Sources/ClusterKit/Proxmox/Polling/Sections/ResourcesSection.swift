/// Nodes, guests, storages and pools: `/cluster/resources`.
///
/// Node daemons report every 10 s and the cluster keeps its answer for 2 s: faster shows nothing new.
extension PolledSection {
    package static let resources = PolledSection(
        "resources", every: .seconds(4),
        ask: .ofCluster { client async throws(ProxmoxError) in .resources(try await client.resources()) })
}

extension SnapshotSection {
    package static let resources = SnapshotSection(.resources)
}

extension SectionAnswer {
    package static func resources(_ list: ResourceList) -> SectionAnswer {
        SectionAnswer { assembly, _ in
            assembly.show(list)
            return list.unreadableRows
        }
    }
}

/// The account's rights, asked for only while there are no guests to see: `/access/permissions`.
extension PolledSection {
    package static let access = PolledSection(
        "access", every: .seconds(300), demand: .when { $0.looksForbidden },
        ask: .ofCluster { client async throws(ProxmoxError) in .access(try await client.permissions()) })
}

extension SnapshotSection {
    package static let access = SnapshotSection(.access)
}

extension SectionAnswer {
    package static func access(_ permissions: Permissions) -> SectionAnswer {
        SectionAnswer { assembly in
            guard assembly.looksForbidden else { return }
            assembly.snapshot.access =
                permissions.isEmpty ? .noPermission : permissions.showGuests ? .granted : .noGuests
        }
    }
}
