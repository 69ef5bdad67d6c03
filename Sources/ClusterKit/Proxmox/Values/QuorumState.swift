import JSON

/// Whether the cluster may decide anything.
package enum QuorumState: Sendable, Hashable {
    /// Nobody answered, or the account lacks `Sys.Audit` on `/`.
    case unknown
    /// One node that was never joined to a cluster.
    case standalone
    /// Votes present and votes there should be, weighed as `Voting` says; one a member while that is not known.
    case cluster(isQuorate: Bool, votes: Int, expected: Int)

    /// The votes that make a majority; `nil` where nothing is voted on, and where fewer are enough: with `two_node`, or
    /// after `pvecm expected`, which the API does not show (votequorum(5)).
    package var needed: Int? {
        guard case .cluster(let isQuorate, let votes, let expected) = self else { return nil }
        let majority = expected / 2 + 1
        return isQuorate && votes < majority ? nil : majority
    }
}

/// Who has how many votes in a cluster: `/cluster/config/nodes` and `/cluster/config/qdevice`.
///
/// Source: PVE::API2::ClusterConfig, votequorum(5), corosync-qdevice(8).
package struct Voting: Sendable, Hashable {
    /// The daemon that lends a cluster the votes of a host outside it.
    package struct Device: Sendable, Hashable {
        /// It reaches its host; `nil` when it did not say.
        package var isConnected: Bool?
        /// `Fifty-Fifty split` gives one vote, `Last Man Standing` one less than all nodes together.
        package var algorithm: String?
        /// Where it gets its votes from.
        package var host: String?

        package init(isConnected: Bool? = nil, algorithm: String? = nil, host: String? = nil) {
            self.isConnected = isConnected
            self.algorithm = algorithm
            self.host = host
        }
    }

    package var nodes: [NodeName: Int]
    package var device: Device?

    package init(nodes: [NodeName: Int], device: Device? = nil) {
        self.nodes = nodes
        self.device = device
    }

    /// The votes of the device when it gives them; the configuration can name another number, which the API does
    /// not show.
    package var deviceVotes: Int {
        guard let device else { return 0 }
        let isLastMan = device.algorithm?.lowercased().contains("last") == true
        return isLastMan ? max(0, nodes.values.saturatingSum() - 1) : 1
    }
}
