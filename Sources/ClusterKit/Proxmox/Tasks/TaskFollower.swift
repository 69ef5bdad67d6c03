/// What following a task brings.
package enum TaskProgress: Sendable, Hashable {
    /// New lines of its log.
    case lines([TaskLogLine])
    /// It ended; the last element.
    case ended(TaskState)
}

/// A task followed to its end: its log as it grows, then how it ended.
///
/// Asks every second at first and every two seconds after ten, as the web interface does. An answer that fails
/// is asked for again; the sequence ends with the error when none was good for a minute.
package struct TaskFollower: AsyncSequence, Sendable {
    package typealias Element = TaskProgress
    package typealias Failure = ProxmoxError

    /// How often to ask and when to give up.
    package struct Patience: Sendable, Hashable {
        package var first: Duration
        package var later: Duration
        /// Without a good answer.
        package var silence: Duration

        package init(
            first: Duration = .seconds(1), later: Duration = .seconds(2), silence: Duration = .seconds(60)
        ) {
            self.first = first
            self.later = later
            self.silence = silence
        }
    }

    private let client: ProxmoxClient
    private let task: UPID
    private let patience: Patience

    package init(_ client: ProxmoxClient, _ task: UPID, patience: Patience = Patience()) {
        self.client = client
        self.task = task
        self.patience = patience
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(client: client, task: task, patience: patience)
    }

    package struct Iterator: AsyncIteratorProtocol {
        private static let page = 500
        private static let quickLooks = 10
        /// The most pages that are read of a task that has ended: nobody's log is that long.
        private static let lastPages = 200

        private let client: ProxmoxClient
        private let task: UPID
        private let patience: Patience
        private var seen = 0
        private var looks = 0
        private var pagesSinceEnd = 0
        private var lastGood = ContinuousClock.now
        private var ending: TaskState?
        private var isOver = false

        fileprivate init(client: ProxmoxClient, task: UPID, patience: Patience) {
            self.client = client
            self.task = task
            self.patience = patience
        }

        /// The next lines, or the end; cancelling the surrounding task ends it with `.cancelled`.
        package mutating func next() async throws(ProxmoxError) -> TaskProgress? {
            while !isOver {
                do throws(ProxmoxError) {
                    // The state first: lines read after the end are all there will be.
                    if ending == nil {
                        let state = try await client.status(of: task).state
                        ending = state == .running ? nil : state
                    }
                    // A server that takes no notice of `start` tells everything again.
                    let lines = try await client.log(of: task, after: seen, limit: Self.page)
                        .filter { $0.number > seen }
                    lastGood = .now
                    if ending != nil { pagesSinceEnd += 1 }
                    if let last = lines.last, pagesSinceEnd <= Self.lastPages {
                        seen = last.number
                        return .lines(lines)
                    }
                } catch {
                    guard error.mayPass, lastGood.duration(to: .now) < patience.silence else { throw error }
                    try await pause()
                    continue
                }
                if let ending {
                    isOver = true
                    return .ended(ending)
                }
                try await pause()
            }
            return nil
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ProxmoxError) -> TaskProgress? {
            try await next()
        }

        private mutating func pause() async throws(ProxmoxError) {
            looks += 1
            do {
                try await Task.sleep(for: looks > Self.quickLooks ? patience.later : patience.first)
            } catch {
                throw .cancelled(.status(of: task))
            }
        }
    }
}
