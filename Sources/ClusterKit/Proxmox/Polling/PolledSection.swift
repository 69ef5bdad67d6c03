/// A part of the snapshot that is asked for on its own: what to ask, how often, when it is wanted, what to do with answers.
///
/// A new one is a file in `Sections/` and a line of ``all``.
package final class PolledSection: Sendable {
    enum Question: Sendable {
        case ofCluster(@Sendable (ProxmoxClient) async throws(ProxmoxError) -> SectionAnswer)
        /// Asked where what is known says that there is something to ask for.
        case ofPlaces(@Sendable (ProxmoxClient, SnapshotAssembly) async throws(ProxmoxError) -> SectionAnswer)
        /// Asked of every node that is online.
        case ofNode(@Sendable (ProxmoxClient, NodeName) async throws(ProxmoxError) -> SectionAnswer)
    }

    /// When there is something to ask for.
    enum Demand: Sendable {
        case always
        /// From the moment on that the snapshot gives cause to; after a pause when it `waits`.
        case when(@Sendable (SnapshotAssembly) -> Bool, waits: Bool = false)
    }

    /// All of them, in the order in which those are asked for that are due together.
    package static let all: [PolledSection] = [
        .resources, .status, .voting, .tasks, .highAvailability, .storage, .backups, .addresses, .entries,
        .access,
    ]

    fileprivate let name: String
    /// Between an answer and the next question.
    let pause: Duration
    /// The age from which it counts as stale; `nil` for one that is asked for again and again.
    let staleness: Duration?
    let demand: Demand
    fileprivate let question: Question
    /// What an attempt that failed takes from what is known.
    let forget: @Sendable (inout SnapshotAssembly) -> Void

    init(
        _ name: String, every pause: Duration, staleAfter staleness: Duration? = nil,
        demand: Demand = .always, ask question: Question,
        failure forget: @escaping @Sendable (inout SnapshotAssembly) -> Void = { _ in }
    ) {
        self.name = name
        self.pause = pause
        self.staleness = staleness
        self.demand = demand
        self.forget = forget
        self.question = question
    }

    /// Whether it speaks of one node and not of the cluster.
    var isOfNode: Bool {
        if case .ofNode = question { true } else { false }
    }

    fileprivate var rank: Int { Self.all.firstIndex { $0 === self } ?? Self.all.count }
}

extension PolledSection: Hashable {
    package static func == (left: PolledSection, right: PolledSection) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A section, and the node when it is asked for node by node: what has an age of its own.
package struct SnapshotSection: Sendable, Hashable, Comparable, CustomStringConvertible {
    let kind: PolledSection
    package let node: NodeName?

    init(_ kind: PolledSection, of node: NodeName? = nil) {
        self.kind = kind
        self.node = node
    }

    package var description: String { node.map { "\(kind.name) of \($0)" } ?? kind.name }

    package static func < (left: SnapshotSection, right: SnapshotSection) -> Bool {
        guard left.kind == right.kind, let one = left.node, let other = right.node else {
            return left.kind.rank < right.kind.rank
        }
        return one < other
    }
}

/// What one poll of a section brought, as it goes into the snapshot.
package struct SectionAnswer: Sendable {
    /// Takes it in, from that node, and returns how many of its rows made no sense.
    let merge: @Sendable (inout SnapshotAssembly, NodeName?) -> Int

    init(_ merge: @escaping @Sendable (inout SnapshotAssembly, NodeName?) -> Int) {
        self.merge = merge
    }

    /// One in which every row made sense.
    init(_ merge: @escaping @Sendable (inout SnapshotAssembly) -> Void) {
        self.init { assembly, _ in
            merge(&assembly)
            return 0
        }
    }
}

extension ProxmoxClient {
    /// Asks for one section, of a cluster of which so much is known.
    nonisolated func poll(
        _ section: SnapshotSection, knowing assembly: SnapshotAssembly
    ) async throws(ProxmoxError) -> SectionAnswer {
        switch section.kind.question {
        case .ofCluster(let ask): return try await ask(self)
        case .ofPlaces(let ask): return try await ask(self, assembly)
        case .ofNode(let ask):
            guard let node = section.node else { preconditionFailure("\(section) names no node") }
            return try await ask(self, node)
        }
    }
}
