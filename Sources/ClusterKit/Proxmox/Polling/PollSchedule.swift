/// When which section is asked for next: a state machine without a clock.
///
/// The pace is that of Proxmox's own web interface: a pause, and twice the time the last answer took, so that
/// a slow cluster is not asked faster than it can answer. Sections know nothing of each other; one that hangs
/// is simply not due.
package struct PollSchedule: Sendable {
    /// The pauses between answers: the sections' own, but for those that are given.
    package struct Pace: Sendable, Hashable {
        private var pauses: [PolledSection: Duration]

        package init(_ pauses: [PolledSection: Duration] = [:]) {
            self.pauses = pauses
        }

        func pause(of kind: PolledSection) -> Duration { pauses[kind] ?? kind.pause }

        /// The age from which a section counts as stale.
        func staleness(of section: SnapshotSection) -> Duration {
            section.kind.staleness ?? pause(of: section.kind) * 3 + .seconds(3)
        }
    }

    private struct Turn {
        var due: ContinuousClock.Instant
        var failures = 0
        var isUnderWay = false
        /// Asked for again while it was under way.
        var isWantedAgain = false
    }

    /// Node by node questions that may be under way together; a hung one takes a place until its deadline.
    private static let nodeCalls = 32

    private let pace: Pace
    private var turns: [SnapshotSection: Turn] = [:]
    /// When something can be asked for next, or before: kept, because with a thousand nodes a look at all turns costs
    /// more than most answers; `nil` while everything is under way, or waits for an answer that makes room.
    package private(set) var nextDue: ContinuousClock.Instant?
    /// What is due waits until a node has answered.
    private var isFull = false
    /// The nodes that have turns.
    private var nodes: [NodeName] = []

    /// Everything about the cluster as a whole that is always wanted is due at once.
    package init(_ pace: Pace = Pace(), at now: ContinuousClock.Instant) {
        self.pace = pace
        for kind in PolledSection.all where !kind.isOfNode {
            if case .always = kind.demand { put(Turn(due: now), for: SnapshotSection(kind)) }
        }
    }

    /// The nodes that are asked one by one; new ones are spread over a pause, so that they do not all answer at once.
    package mutating func setNodes(_ nodes: [NodeName], at now: ContinuousClock.Instant) {
        guard nodes != self.nodes else { return }
        self.nodes = nodes
        let wanted = Set(nodes)
        turns = turns.filter { section, turn in section.node.map(wanted.contains) ?? true }
        if isFull { nextDue = now }
        for kind in PolledSection.all where kind.isOfNode {
            let pause = pace.pause(of: kind)
            for (index, node) in nodes.sorted().enumerated() {
                let section = SnapshotSection(kind, of: node)
                guard turns[section] == nil else { continue }
                put(Turn(due: now + pause * Double(index) / Double(nodes.count)), for: section)
            }
        }
    }

    private mutating func put(_ turn: Turn, for section: SnapshotSection) {
        turns[section] = turn
        if !turn.isUnderWay { nextDue = min(nextDue ?? turn.due, turn.due) }
    }

    /// Whether a section is asked for that is not always.
    package mutating func want(
        _ section: SnapshotSection, _ isWanted: Bool, at now: ContinuousClock.Instant
    ) {
        guard isWanted else {
            turns[section] = nil
            return
        }
        guard turns[section] == nil, case .when(_, let waits) = section.kind.demand else { return }
        put(Turn(due: waits ? now + pace.pause(of: section.kind) : now), for: section)
    }

    /// Asks for the sections that what is known since an answer gives cause to, and for no others of that kind.
    mutating func want(
        by assembly: SnapshotAssembly, after answered: SnapshotSection, at now: ContinuousClock.Instant
    ) {
        // Which nodes are there no node tells of itself.
        if !answered.kind.isOfNode { setNodes(assembly.onlineNodes, at: now) }
        for kind in PolledSection.all where !kind.isOfNode {
            guard case .when(let isWanted, _) = kind.demand else { continue }
            want(SnapshotSection(kind), isWanted(assembly), at: now)
        }
    }

    /// Asks for a section as soon as possible: after an action, or because a user looks at it.
    package mutating func hurry(_ section: SnapshotSection, at now: ContinuousClock.Instant) {
        guard var turn = turns[section] else { return }
        if turn.isUnderWay { turn.isWantedAgain = true } else { turn.due = now }
        put(turn, for: section)
    }

    /// The sections to ask for now, which are under way from here on.
    package mutating func start(at now: ContinuousClock.Instant) -> [SnapshotSection] {
        guard let soonest = nextDue, soonest <= now else { return [] }
        var free = Self.nodeCalls
        nextDue = nil
        var due: [(instant: ContinuousClock.Instant, section: SnapshotSection)] = []
        for (section, turn) in turns {
            if turn.isUnderWay {
                if section.kind.isOfNode { free -= 1 }
            } else if turn.due <= now {
                due.append((turn.due, section))
            } else {
                nextDue = min(nextDue ?? turn.due, turn.due)
            }
        }
        isFull = false
        var started: [SnapshotSection] = []
        for (_, section) in due.sorted(by: <) {
            if section.kind.isOfNode {
                guard free > 0 else {
                    isFull = true
                    continue
                }
                free -= 1
            }
            turns[section]?.isUnderWay = true
            started.append(section)
        }
        return started
    }

    /// A section's answer came, good or bad, after `duration`.
    package mutating func finish(
        _ section: SnapshotSection, succeeded: Bool, after duration: Duration,
        at now: ContinuousClock.Instant
    ) {
        guard var turn = turns[section] else { return }
        turn.failures = succeeded ? 0 : turn.failures + 1
        // What hung was waited for already: that time counts towards the stretched pause, so that who answers again is
        // found within the pause and a quarter of a minute.
        let rest =
            succeeded
            ? pace.pause(of: section.kind) + duration * 2
            : max(pace.pause(of: section.kind), pause(of: section, turn.failures) - duration)
        turn.due = turn.isWantedAgain ? now : now + rest
        turn.isUnderWay = false
        turn.isWantedAgain = false
        put(turn, for: section)
        if isFull, section.kind.isOfNode { nextDue = min(nextDue ?? now, now) }
    }

    /// Doubled with every failure, to 15 s at most or to the pause itself when that is longer.
    private func pause(of section: SnapshotSection, _ failures: Int) -> Duration {
        let pause = pace.pause(of: section.kind)
        return max(pause, min(pause * (1 << min(failures, 4)), .seconds(15)))
    }
}
