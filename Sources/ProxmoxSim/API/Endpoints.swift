import Text

extension Endpoint {
    /// Everything the API answers.
    static let all: [Endpoint] = [
        [.ticket, .permissions],
        [
            .version, .nodeVersion, .clusterStatus, .corosyncNodes, .quorumDevice, .clusterResources,
            .clusterTasks, .clusterLog, .nextID,
        ],
        [.highAvailabilityStatus, .highAvailabilityResources, .notBackedUp, .pools, .storageList],
        [.nodeList, .nodeStatus, .nodeCommand, .nodeHistory, .backup],
        [.nodeStorages, .storageStatus, .storageContent, .storageHistory],
        [.nodeTasks, .taskStatus, .taskLog, .taskStop],
        [.nodeDisks, .diskHealth, .nodeNetwork, .nodeUpdates, .nodeRefresh, .nodeJournal, .wakeOnLAN],
        [.nodeServices, .serviceState, .serviceRestart],
        consoles, guestLists, guestCurrent, guestConfig, guestHistory, guestSnapshots,
        guestStart, guestStop, guestShutdown, guestReboot, guestReset, guestSuspend, guestResume,
        guestAgent, containerInterfaces, guestMigrate, guestClone,
    ].flatMap { $0 }

    /// The endpoints by method and number of parts in the path.
    private static let index = Dictionary(grouping: all) { endpoint in
        Shape(method: endpoint.method.rawValue, parts: endpoint.path.split(separator: "/").count)
    }

    private struct Shape: Hashable {
        let method: String
        let parts: Int
    }

    /// The endpoint for a path, with the variables that it has there.
    static func find(_ method: String, _ path: String) -> (endpoint: Endpoint, path: [String: String])? {
        let shape = Shape(method: method, parts: path.split(separator: "/").count)
        for endpoint in index[shape] ?? [] {
            if let variables = endpoint.variables(in: path) { return (endpoint, variables) }
        }
        return nil
    }

    /// The variables of the path; `nil` when it is another's.
    func variables(in path: String) -> [String: String]? {
        var variables: [String: String] = [:]
        for (pattern, part) in zip(self.path.split(separator: "/"), path.split(separator: "/")) {
            if pattern.hasPrefix("{") {
                variables[String(pattern.dropFirst().dropLast())] = PercentCoding.decoded(part)
            } else if pattern != part {
                return nil
            }
        }
        return variables
    }
}
