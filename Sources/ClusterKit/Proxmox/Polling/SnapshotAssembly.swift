/// Puts answers that come at different times together into one snapshot.
///
/// Values only: no clock, no wire.
package struct SnapshotAssembly: Sendable {
    /// What is known now.
    package internal(set) var snapshot: ClusterSnapshot

    private var resources = ResourceList()
    private var status = ClusterStatus()
    /// The storages of each node as the cluster reports them.
    private var reported: [NodeName: [Storage]] = [:]
    /// The storages of each node as it sees them itself.
    private var details: [NodeName: [Storage]] = [:]
    /// The addresses that guests told, and whom to ask next.
    private(set) var addresses = AddressBook()
    private let pace: PollSchedule.Pace

    package init(name: String, pace: PollSchedule.Pace = PollSchedule.Pace()) {
        snapshot = ClusterSnapshot(name: name)
        self.pace = pace
    }

    /// Nodes that can be asked for details.
    package var onlineNodes: [NodeName] {
        snapshot.nodes.indices.filter { snapshot.nodes[$0].state == .online }.map { snapshot.nodes[$0].name }
    }

    /// No guest is to be seen: either the cluster is new, or the account may not see them.
    package var looksForbidden: Bool {
        snapshot.freshness[.resources]?.lastGood != nil && resources.guests.isEmpty
    }

    /// Votes are counted there.
    package var isCluster: Bool {
        if case .cluster = status.quorum { true } else { false }
    }

    /// Another entry node is in use than the one that was meant to be, or none.
    package var hasFailedEntries: Bool { !snapshot.entryFaults.isEmpty }

    /// Notes that a section is being asked for.
    package mutating func asked(_ section: SnapshotSection, at now: ContinuousClock.Instant) {
        snapshot.freshness[section, default: Freshness(staleAfter: pace.staleness(of: section))].askedSince =
            now
    }

    /// Takes what a poll brought.
    package mutating func apply(
        _ result: Result<SectionAnswer, ProxmoxError>, to section: SnapshotSection,
        after duration: Duration, at now: ContinuousClock.Instant
    ) {
        var freshness = snapshot.freshness[section] ?? Freshness(staleAfter: pace.staleness(of: section))
        freshness.duration = duration
        freshness.asked = now - duration
        freshness.askedSince = nil
        switch result {
        case .success(let answer):
            freshness.lastGood = now
            freshness.lastError = nil
            freshness.failures = 0
            freshness.answeredSince = freshness.answeredSince ?? now
            freshness.unreadableRows = answer.merge(&self, section.node)
            if section == .resources { addresses.follow(snapshot.guests, at: now) }
        case .failure(let error):
            if case .nodeAvoided = error {
                // Why the node failed says more than that it is avoided since.
                freshness.lastError = freshness.lastError ?? error
            } else {
                freshness.lastError = error
            }
            freshness.failures += 1
            freshness.answeredSince = nil
            section.kind.forget(&self)
        }
        snapshot.freshness[section] = freshness
        if let node = section.node, snapshot.node(node) != nil { return }
        forgetMissingNodes()
    }

    /// Notes which nodes and entry nodes cannot be used just now, and which entry node answered last.
    package mutating func note(
        unreachable: [NodeName: ProxmoxError], entryFaults: [Endpoint: ProxmoxError], entry: Endpoint? = nil
    ) {
        snapshot.unreachable = unreachable
        snapshot.entryFaults = entryFaults
        snapshot.entry = entry
    }

    /// Takes in what the cluster lists.
    mutating func show(_ list: ResourceList) {
        let known = resources
        resources = list
        reported = Dictionary(grouping: list.storages, by: \.node)
        if !list.guests.isEmpty {
            snapshot.access = .granted
        } else if snapshot.access == .granted, !known.guests.isEmpty {
            snapshot.access = .unknown
        }
        combine()
    }

    /// Takes in what the cluster says of itself and its members.
    mutating func show(_ status: ClusterStatus) {
        self.status = status
        combine()
    }

    /// Takes in who has how many votes; `nil` when nobody said.
    mutating func show(_ voting: Voting?) {
        snapshot.voting = voting
        snapshot.quorum = status.quorum(voting)
    }

    /// Takes in what a node says of its storages; it leaves those of all others as they are.
    mutating func show(_ storages: [Storage], of node: NodeName) {
        details[node] = storages
        let first = snapshot.storages.firstIndex { $0.node >= node } ?? snapshot.storages.endIndex
        let end = snapshot.storages[first...].firstIndex { $0.node > node } ?? snapshot.storages.endIndex
        let told = self.storages(of: node, state: snapshot.node(node)?.state)
        if !snapshot.storages[first..<end].elementsEqual(told) {
            snapshot.storages.replaceSubrange(first..<end, with: told)
        }
    }

    /// Takes in what guests told of their addresses.
    mutating func show(_ answers: [AddressBook.Answer]) {
        addresses.note(answers)
        for answer in answers {
            let guest = answer.guest
            guard let index = snapshot.guests.firstIndex(where: { $0.id == guest }),
                snapshot.guests[index].address != addresses[guest]
            else { continue }
            snapshot.guests[index].address = addresses[guest]
        }
    }

    /// The members did not answer: who is present is too old to be believed.
    mutating func forgetPresence() {
        status.forgetPresence()
    }

    /// Makes the lists anew from the two answers that speak of nodes.
    ///
    /// A list that comes out as it was stays where it is in memory, by which its readers tell at once that it is the same.
    private mutating func combine() {
        let known = snapshot
        snapshot.clusterName = status.clusterName
        snapshot.quorum = status.quorum(snapshot.voting)
        Self.renew(&snapshot.nodes, combinedNodes())
        let states = Dictionary(snapshot.nodes.map { ($0.name, $0.state) }) { first, _ in first }
        Self.renew(
            &snapshot.guests,
            resources.guests.map { guest in
                var guest = guest.believable(on: states[guest.node], after: known)
                if guest.status == .running { guest.address = addresses[guest.id] }
                return guest
            })
        snapshot.pools = resources.pools
        Self.renew(&snapshot.storages, combinedStorages())
    }

    private static func renew<Row: Equatable>(_ list: inout [Row], _ new: [Row]) {
        if list != new { list = new }
    }

    /// Figures from one answer, addresses from the other; whichever says a node is away is believed, and a node that
    /// only its guests name is one of which nothing is known.
    private func combinedNodes() -> [Node] {
        var nodes = Dictionary(resources.nodes.map { ($0.name, $0) }) { first, _ in first }
        for member in status.members {
            var node = nodes[member.name] ?? Node(name: member.name, state: .unknown)
            node.address = member.address
            node.isLocal = member.isLocal
            if member.isOnline == false { node.forgetFigures() }
            nodes[member.name] = node
        }
        // Left behind by a node that was taken out of the cluster, or on one the account may not see.
        for guest in resources.guests where nodes[guest.node] == nil {
            nodes[guest.node] = Node(name: guest.node, state: .unknown)
        }
        return nodes.values.sorted { $0.name < $1.name }
    }

    private func combinedStorages() -> [Storage] {
        let states = Dictionary(snapshot.nodes.map { ($0.name, $0.state) }) { first, _ in first }
        let nodes = Set(reported.keys).union(details.keys).sorted()
        return nodes.flatMap { storages(of: $0, state: states[$0]) }
    }

    /// What the cluster says of a node's storages, corrected by what the node says itself, which knows five
    /// minutes earlier that one went away.
    private func storages(of node: NodeName, state: NodeState?) -> [Storage] {
        var storages = Dictionary((reported[node] ?? []).map { ($0.id, $0) }) { first, _ in first }
        for detail in details[node] ?? [] where detail.state != .disabled || storages[detail.id] != nil {
            var storage = storages[detail.id] ?? detail
            storage.state = detail.state
            storages[detail.id] = storage
        }
        if state == .offline { for id in storages.keys { storages[id]?.state = .unknown } }
        return storages.values.sorted { $0.id < $1.id }
    }

    /// Drops what is remembered of nodes that left the cluster.
    private mutating func forgetMissingNodes() {
        let names = Set(snapshot.nodes.map(\.name))
        details = details.filter { names.contains($0.key) }
        snapshot.freshness = snapshot.freshness.filter { section, _ in
            section.node.map(names.contains) ?? true
        }
    }
}

extension Node {
    /// It is away: what it used is not what it uses.
    fileprivate mutating func forgetFigures() {
        state = .offline
        (uptime, cpu, memory, disk) = (nil, nil, nil, nil)
    }
}

extension Guest {
    /// The guest as it can be believed: on a node that is away its row still says `running` for five minutes,
    /// and then loses its name.
    fileprivate func believable(on state: NodeState?, after snapshot: ClusterSnapshot) -> Guest {
        var guest = self
        if state == .offline, status != .unknown {
            guest.lastKnownStatus = status
            guest.status = .unknown
            guest.cpu = nil
        }
        guard guest.status == .unknown, let known = snapshot.guest(vmid), known.id == id else { return guest }
        return guest.completed(from: known)
    }
}
