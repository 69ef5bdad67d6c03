/// The addresses that guests told, and whom to ask when: a state machine without a clock.
///
/// Each guest is a request of its own, which a node may wait three seconds for: so each is asked when it has started, and
/// then rarely; one that nobody may ask, or whose agent is off, more rarely still.
struct AddressBook: Sendable {
    /// A guest to ask, and where.
    struct Question: Sendable, Hashable {
        let guest: GuestID
        let node: NodeName
    }

    /// What came of a question, and when.
    struct Answer: Sendable, Hashable {
        enum Outcome: Sendable, Hashable {
            /// `nil` when it has none that others could use.
            case told(IPAddress?)
            /// Nobody tells: the agent is off, or the account may not ask.
            case refused
            /// The question did not get there.
            case lost
        }

        let guest: GuestID
        let outcome: Outcome
        let moment: ContinuousClock.Instant
    }

    private struct Turn {
        var node: NodeName
        var due: ContinuousClock.Instant
        var uptime: Duration?
        var address: IPAddress?
    }

    /// So many are asked at once; with the section's pause these are two requests a second.
    private static let most = 4
    /// Between an address and the next look whether it still is that.
    private static let known = Duration.seconds(1_800)
    private static let refused = Duration.seconds(6 * 3_600)
    private static let lost = Duration.seconds(300)
    /// Agents and leases come some time after the start: until this uptime it is asked again and again.
    private static let youth = Duration.seconds(300)
    private static let soon = Duration.seconds(30)
    /// From this age on what the guests told counts as stale: all of them were asked again long before.
    static let staleness = refused * 2

    private var turns: [GuestID: Turn] = [:]
    /// Whom to ask now, who waits longest first.
    private(set) var due: [Question] = []

    subscript(guest: GuestID) -> IPAddress? { turns[guest]?.address }

    /// Takes in which guests run: new ones are due at once, as is one that started again or moved.
    mutating func follow(_ guests: [Guest], at now: ContinuousClock.Instant) {
        var followed: [GuestID: Turn] = [:]
        for index in guests.indices where guests[index].status == .running {
            let (id, uptime) = (guests[index].id, guests[index].uptime)
            var turn = turns[id] ?? Turn(node: guests[index].node, due: now)
            if let before = turn.uptime, let uptime, uptime < before { turn.due = now }
            if turn.node != guests[index].node { turn.due = now }
            turn.node = guests[index].node
            turn.uptime = uptime
            followed[id] = turn
        }
        turns = followed
        choose(at: now)
    }

    /// Takes in what guests said.
    mutating func note(_ answers: [Answer]) {
        for answer in answers {
            guard var turn = turns[answer.guest] else { continue }
            let isYoung = turn.uptime.map { $0 < Self.youth } ?? false
            let pause: Duration
            switch answer.outcome {
            case .told(let address):
                turn.address = address
                pause = address == nil && isYoung ? Self.soon : Self.known
            case .refused:
                turn.address = nil
                pause = isYoung ? Self.soon : Self.refused
            case .lost: pause = Self.lost
            }
            turn.due = answer.moment + pause
            turns[answer.guest] = turn
        }
        if let last = answers.map(\.moment).max() { choose(at: last) }
    }

    /// Finds the few that are due for the longest time, without putting thousands in order.
    private mutating func choose(at now: ContinuousClock.Instant) {
        var first: [(due: ContinuousClock.Instant, guest: GuestID)] = []
        for (guest, turn) in turns where turn.due <= now {
            if first.count == Self.most, let last = first.last, last < (turn.due, guest) { continue }
            first.append((turn.due, guest))
            first.sort(by: <)
            if first.count > Self.most { first.removeLast() }
        }
        due = first.compactMap { _, guest in turns[guest].map { Question(guest: guest, node: $0.node) } }
    }
}
