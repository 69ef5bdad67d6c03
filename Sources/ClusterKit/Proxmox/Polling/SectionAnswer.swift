/// What one poll of a section brought.
package enum SectionAnswer: Sendable, Hashable {
    case resources(ResourceList)
    case status(ClusterStatus)
    case voting(Voting)
    case tasks([ClusterTask])
    case highAvailability([HAEntry])
    case storage([Storage])
    case access(Permissions)
    /// Every entry node that could not be used was tried.
    case entries
}

extension ProxmoxClient {
    /// Asks for one section.
    nonisolated func poll(_ section: SnapshotSection) async throws(ProxmoxError) -> SectionAnswer {
        switch section {
        case .resources: .resources(try await resources())
        case .status: .status(try await clusterStatus())
        case .voting: .voting(try await voting())
        case .tasks: .tasks(try await tasks())
        case .highAvailability: .highAvailability(try await highAvailability())
        case .storage(let node): .storage(try await storages(of: node))
        case .access: .access(try await permissions())
        case .entries: try await retried()
        }
    }

    private nonisolated func retried() async throws(ProxmoxError) -> SectionAnswer {
        try await retryEntries()
        return .entries
    }
}
