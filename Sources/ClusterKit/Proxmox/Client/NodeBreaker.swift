/// Keeps calls away from nodes that just failed: the entry node's proxy would hold each for 3 to 30 s.
///
/// A refused connection speaks for the whole node; a call that ran into its deadline only for its kind,
/// because a hung storage or guest does not stop the node from answering other things.
struct NodeBreaker {
    private struct Trip {
        var error: ProxmoxError
        var failures: Int
        var opens: ContinuousClock.Instant
    }

    private static let first = Duration.seconds(5)
    private static let longest = Duration.seconds(60)

    private var trips: [APICall.Reach: Trip] = [:]

    /// Nodes that are avoided at all, with the reason.
    var unreachable: [NodeName: ProxmoxError] {
        var errors: [NodeName: ProxmoxError] = [:]
        for case (.node(let node), let trip) in trips { errors[node] = trip.error }
        return errors
    }

    /// How long calls of that reach are still held back; `nil` lets them pass.
    ///
    /// When the time is over one call passes, and the next ones wait for what it finds.
    mutating func wait(for reach: APICall.Reach, at now: ContinuousClock.Instant) -> Duration? {
        guard let key = keys(of: reach).first(where: { trips[$0] != nil }), let trip = trips[key] else {
            return nil
        }
        guard now >= trip.opens else { return now.duration(to: trip.opens) }
        trips[key]?.opens = now + Self.pause(after: trip.failures)
        return nil
    }

    /// A call of that reach came back with any answer of the node's.
    mutating func succeeded(_ reach: APICall.Reach) {
        for key in keys(of: reach) { trips[key] = nil }
    }

    /// A call of that reach failed: forwarding that failed closes the way, a refusal is an answer and opens it.
    mutating func failed(_ reach: APICall.Reach, _ error: ProxmoxError, at now: ContinuousClock.Instant) {
        guard let node = reach.node else { return }
        let key: APICall.Reach
        switch error {
        case .nodeUnreachable(_, _, 595, _): key = .node(node)
        case .nodeUnreachable, .transport(.timedOut, _, _): key = reach
        default:
            if error.isRefusalByNode { succeeded(reach) }
            return
        }
        let failures = (trips[key]?.failures ?? 0) + 1
        trips[key] = Trip(error: error, failures: failures, opens: now + Self.pause(after: failures))
    }

    private func keys(of reach: APICall.Reach) -> [APICall.Reach] {
        switch reach {
        case .cluster: []
        case .node(let node): [.node(node)]
        case .storage(let node): [.node(node), .storage(node)]
        case .guest(let node): [.node(node), .guest(node)]
        }
    }

    /// 5 s, doubled with every failure, 60 s at most.
    private static func pause(after failures: Int) -> Duration {
        min(first * (1 << min(failures - 1, 6)), longest)
    }
}
