import JSON

/// Whether the account may see anything at all.
package enum AccessState: Sendable, Hashable {
    /// Nothing gave cause to ask.
    case unknown
    case granted
    /// Nodes and storages may be seen and guests may not: there may be many.
    case noGuests
    /// The lists are empty because the account has no rights, not because the cluster is.
    case noPermission
}

/// All that is known of one cluster at one moment.
///
/// Lists are sorted: nodes and pools by name, guests by VMID, storages by node and name, tasks newest first.
package struct ClusterSnapshot: Sendable, Hashable {
    /// The name in the configuration.
    package var name: String
    /// The name the cluster gives itself; `nil` for a standalone node or while unknown.
    package var clusterName: String?
    package var quorum: QuorumState
    /// Who has how many votes; `nil` while it is not known, and then `quorum` counts members, one vote each.
    package var voting: Voting?
    package var nodes: [Node]
    package var guests: [Guest]
    package var storages: [Storage]
    package var pools: [Pool]
    package var tasks: [ClusterTask]
    package var highAvailability: [HAEntry]
    /// When guests were backed up; `nil` while nobody told.
    package var backups: BackupRecord?
    package var access: AccessState
    /// Guests that were seen to stop without a task that says why, and that did not run since.
    package var unaskedStops: Set<GuestID>
    /// Guests that ran when their node went away, and that it did not start again although it had the time to.
    package var leftDown: Set<GuestID> = []
    /// Guests that ran when their node went away, and that it may be about to start, as it came back a moment ago.
    package var awaited: Set<GuestID> = []
    /// What the watch knows beyond the answers.
    package var hindsight = Hindsight()
    /// Nodes that the entry node cannot reach just now, with the reason.
    package var unreachable: [NodeName: ProxmoxError]
    /// Entry nodes that could not be used when they were last tried, with the reason.
    package var entryFaults: [Endpoint: ProxmoxError]
    /// The entry node that answered last; `nil` where that is not known.
    package var entry: Endpoint?
    package var freshness: [SnapshotSection: Freshness]

    package init(
        name: String, clusterName: String? = nil, quorum: QuorumState = .unknown, voting: Voting? = nil,
        nodes: [Node] = [], guests: [Guest] = [], storages: [Storage] = [], pools: [Pool] = [],
        tasks: [ClusterTask] = [],
        highAvailability: [HAEntry] = [], access: AccessState = .unknown,
        unaskedStops: Set<GuestID> = [], unreachable: [NodeName: ProxmoxError] = [:],
        entryFaults: [Endpoint: ProxmoxError] = [:],
        freshness: [SnapshotSection: Freshness] = [:]
    ) {
        self.name = name
        self.clusterName = clusterName
        self.quorum = quorum
        self.voting = voting
        self.nodes = nodes
        self.guests = guests
        self.storages = storages
        self.pools = pools
        self.tasks = tasks
        self.highAvailability = highAvailability
        self.access = access
        self.unaskedStops = unaskedStops
        self.unreachable = unreachable
        self.entryFaults = entryFaults
        self.freshness = freshness
    }

    /// The guest with that number; looks it up by halving.
    package func guest(_ vmid: VMID) -> Guest? {
        var low = 0
        var high = guests.count
        while low < high {
            let middle = (low + high) / 2
            if guests[middle].vmid < vmid { low = middle + 1 } else { high = middle }
        }
        guard low < guests.count, guests[low].vmid == vmid else { return nil }
        return guests[low]
    }

    /// Rows of all answers that made no sense and are missing here.
    package var unreadableRows: Int { freshness.values.map(\.unreadableRows).saturatingSum() }

    package func node(_ name: NodeName) -> Node? {
        nodes.first { $0.name == name }
    }

    package func storages(of node: NodeName) -> [Storage] {
        storages.filter { $0.node == node }
    }

    package func guests(on node: NodeName) -> [Guest] {
        guests.filter { $0.node == node }
    }

    /// The few guests of thousands of which something holds: only those are copied.
    func guests(where holds: (borrowing Guest) -> Bool) -> [Guest] {
        guests.indices.filter { holds(guests[$0]) }.map { guests[$0] }
    }

    /// Those that are there, in the order of the list.
    func guests(_ ids: Set<GuestID>) -> [Guest] {
        ids.compactMap { id in guest(id.vmid).flatMap { $0.id == id ? $0 : nil } }
            .sorted { $0.vmid < $1.vmid }
    }
}

extension ClusterSnapshot {
    /// The nodes that are there, but do not answer about their storages: what is known of these was true once.
    package func nodesSilentAboutStorage(at now: ContinuousClock.Instant) -> [NodeName] {
        nodes.indices.filter { index in
            let node = nodes[index].name
            guard nodes[index].state == .online, let storage = freshness[.storage(node)] else { return false }
            return storage.isSilent(at: now) && isStorageItsOwn(node, at: now)
        }.map { nodes[$0].name }
    }

    /// Whether a node's silence about its storages can be the node's: the cluster's list comes, and came when the node
    /// was asked.
    ///
    /// Else it is the way to the cluster that is at fault, or was.
    package func isStorageItsOwn(_ node: NodeName, at now: ContinuousClock.Instant) -> Bool {
        guard let list = freshness[.resources] else { return true }
        guard list.isAnswered(at: now) else { return false }
        guard let storage = freshness[.storage(node)], let since = list.answeredSince,
            let asked = storage.askedSince ?? storage.asked
        else { return true }
        return asked >= since
    }

    /// The entry nodes that could not be used while another one could, by their places.
    package var bypassedEntries: [(place: String, error: ProxmoxError)] {
        // When none answers, the cluster is lost, which is told as that.
        guard answers, entry.map({ entryFaults[$0] == nil }) ?? true else { return [] }
        return entryFaults.map { (place: $0.key.description, error: $0.value) }.sorted { $0.place < $1.place }
    }

    /// The entry node that is asked and has a certificate by now that nobody has accepted, while kept connections go on
    /// answering.
    package var distrustedEntry: (place: String, error: ProxmoxError)? {
        guard answers, let entry, let error = entryFaults[entry], error.isAboutTrust else { return nil }
        return (entry.description, error)
    }

    /// The latest look at it was good.
    package var answers: Bool {
        freshness[.resources].map { $0.lastGood != nil && $0.lastError == nil } ?? false
    }

    /// Whether the quorum was known, and may be another by now.
    package func isQuorumOld(at now: ContinuousClock.Instant) -> Bool {
        freshness[.status].map { $0.lastGood != nil && $0.isStale(at: now) } ?? false
    }

    /// The snapshot as it can be believed, for whoever tells of it in rows and sentences.
    ///
    /// A storage that its node does not answer about is unknown, as is a quorum that nobody told for long, and a guest has
    /// the fault that its service row in high availability tells, which its own row may lack.
    package func believed(at now: ContinuousClock.Instant) -> ClusterSnapshot {
        var snapshot = self
        snapshot.doubtStorages(of: Set(nodesSilentAboutStorage(at: now)))
        snapshot.doubtQuorum(at: now)
        let faults = Dictionary(
            highAvailability.compactMap { entry -> (VMID, String)? in
                guard entry.kind == .service, let vmid = entry.vmid, let state = entry.state,
                    HAEntry.isAmiss(state)
                else { return nil }
                return (vmid, state)
            }, uniquingKeysWith: { first, _ in first })
        guard !faults.isEmpty else { return snapshot }
        for index in snapshot.guests.indices {
            guard let fault = faults[snapshot.guests[index].vmid],
                !HAEntry.isAmiss(snapshot.guests[index].haState)
            else { continue }
            snapshot.guests[index].haState = fault
        }
        return snapshot
    }

    /// Takes a quorum for unknown that nobody told for long.
    package mutating func doubtQuorum(at now: ContinuousClock.Instant) {
        if isQuorumOld(at: now) { quorum = .unknown }
    }

    /// Takes the storages of these nodes for unknown, but for those that the node itself called lost or disabled.
    package mutating func doubtStorages(of nodes: Set<NodeName>) {
        guard !nodes.isEmpty else { return }
        for index in storages.indices
        where storages[index].state == .available && nodes.contains(storages[index].node) {
            storages[index].state = .unknown
        }
    }
}
