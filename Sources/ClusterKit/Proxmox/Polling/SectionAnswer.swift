/// What one poll of a section brought.
package enum SectionAnswer: Sendable, Hashable {
    case resources(ResourceList)
    case status(ClusterStatus)
    case tasks([ClusterTask])
    case highAvailability([HAEntry])
    case storage([Storage])
    case access(Permissions)
}

extension ProxmoxClient {
    /// Asks for one section.
    nonisolated func poll(_ section: SnapshotSection) async throws(ProxmoxError) -> SectionAnswer {
        switch section {
        case .resources: .resources(try await resources())
        case .status: .status(try await clusterStatus())
        case .tasks: .tasks(try await tasks())
        case .highAvailability: .highAvailability(try await highAvailability())
        case .storage(let node): .storage(try await storages(of: node))
        case .access: .access(try await permissions())
        }
    }
}
