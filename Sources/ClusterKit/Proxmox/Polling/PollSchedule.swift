/// When which section is asked for next: a state machine without a clock.
///
/// The pace is that of Proxmox's own web interface: a pause, and twice the time the last answer took, so that
/// a slow cluster is not asked faster than it can answer. Sections know nothing of each other; one that hangs
/// is simply not due.
package struct PollSchedule: Sendable {
    /// The pauses between answers.
    package struct Pace: Sendable, Hashable {
        package var resources: Duration
        package var status: Duration
        package var tasks: Duration
        package var highAvailability: Duration
        package var storage: Duration
        package var voting: Duration
        /// Between two looks at the account's rights while it sees no guests.
        package var access: Duration
        /// Between two tries of entry nodes that could not be used.
        package var entries: Duration

        /// Node daemons report every 10 s and the cluster keeps its answer for 2 s: faster shows nothing new.
        package init(
            resources: Duration = .seconds(4), status: Duration = .seconds(8), tasks: Duration = .seconds(4),
            highAvailability: Duration = .seconds(30), storage: Duration = .seconds(30),
            voting: Duration = .seconds(60), access: Duration = .seconds(300),
            entries: Duration = .seconds(30)
        ) {
            self.resources = resources
            self.status = status
            self.tasks = tasks
            self.highAvailability = highAvailability
            self.storage = storage
            self.voting = voting
            self.access = access
            self.entries = entries
        }

        func pause(of section: SnapshotSection) -> Duration {
            switch section {
            case .resources: resources
            case .status: status
            case .tasks: tasks
            case .highAvailability: highAvailability
            case .storage: storage
            case .voting: voting
            case .access: access
            case .entries: entries
            }
        }

        /// The age from which a section counts as stale.
        func staleness(of section: SnapshotSection) -> Duration {
            pause(of: section) * 3 + .seconds(3)
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
    /// The nodes that have turns.
    private var nodes: [NodeName] = []

    /// Everything about the cluster as a whole is due at once.
    package init(_ pace: Pace = Pace(), at now: ContinuousClock.Instant) {
        self.pace = pace
        for section in [SnapshotSection.resources, .status, .tasks, .highAvailability] {
            turns[section] = Turn(due: now)
        }
    }

    /// The nodes whose storages are asked for; new ones are spread over a pause, so that they do not all
    /// answer at once.
    package mutating func setNodes(_ nodes: [NodeName], at now: ContinuousClock.Instant) {
        guard nodes != self.nodes else { return }
        self.nodes = nodes
        let wanted = Set(nodes.map(SnapshotSection.storage))
        turns = turns.filter { section, turn in !section.isOfNode || wanted.contains(section) }
        for (index, node) in nodes.sorted().enumerated() where turns[.storage(node)] == nil {
            turns[.storage(node)] = Turn(due: now + pace.storage * Double(index) / Double(nodes.count))
        }
    }

    /// Whether a section is asked for that is not always: the rights, the votes, the entry nodes that failed.
    package mutating func want(
        _ section: SnapshotSection, _ isWanted: Bool, at now: ContinuousClock.Instant
    ) {
        if !isWanted {
            turns[section] = nil
        } else if turns[section] == nil {
            turns[section] = Turn(due: section == .entries ? now + pace.entries : now)
        }
    }

    /// Asks for a section as soon as possible: after an action, or because a user looks at it.
    package mutating func hurry(_ section: SnapshotSection, at now: ContinuousClock.Instant) {
        guard let turn = turns[section] else { return }
        if turn.isUnderWay {
            turns[section]?.isWantedAgain = true
        } else {
            turns[section]?.due = now
        }
    }

    /// The sections to ask for now, which are under way from here on.
    package mutating func start(at now: ContinuousClock.Instant) -> [SnapshotSection] {
        var free = Self.nodeCalls
        var due: [(instant: ContinuousClock.Instant, section: SnapshotSection)] = []
        for (section, turn) in turns {
            if turn.isUnderWay {
                if section.isOfNode { free -= 1 }
            } else if turn.due <= now {
                due.append((turn.due, section))
            }
        }
        var started: [SnapshotSection] = []
        for (_, section) in due.sorted(by: <) {
            if section.isOfNode {
                guard free > 0 else { continue }
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
            ? pace.pause(of: section) + duration * 2
            : max(pace.pause(of: section), pause(of: section, turn.failures) - duration)
        turn.due = turn.isWantedAgain ? now : now + rest
        turn.isUnderWay = false
        turn.isWantedAgain = false
        turns[section] = turn
    }

    /// When something is due next; `nil` while everything is under way.
    package var nextDue: ContinuousClock.Instant? {
        turns.values.lazy.filter { !$0.isUnderWay }.map(\.due).min()
    }

    /// Doubled with every failure, to 15 s at most or to the pause itself when that is longer.
    private func pause(of section: SnapshotSection, _ failures: Int) -> Duration {
        let pause = pace.pause(of: section)
        return max(pause, min(pause * (1 << min(failures, 4)), .seconds(15)))
    }
}

extension SnapshotSection {
    /// Whether it speaks of one node and not of the cluster.
    var isOfNode: Bool {
        switch self {
        case .storage: true
        case .resources, .status, .voting, .tasks, .highAvailability, .access, .entries: false
        }
    }
}
