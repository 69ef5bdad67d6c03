import Synchronization

/// What has arrived for one request and was not taken yet: the loop's thread puts in, the caller takes out.
final class Inbox: Sendable {
    /// What to do about a body that is larger than the room for it, in bytes.
    enum Bound: Sendable {
        /// The transfer waits once this much is here, until the reader has taken it.
        case pausing(at: Int)
        /// The request fails.
        case failing(beyond: Int)
    }

    /// What became of a piece of the body.
    enum Verdict: Sendable {
        case taken
        /// Offer it again after `TransferOrder.resume`.
        case paused
        case tooLarge(limit: Int)
        /// The request is over for its caller.
        case unwanted
    }

    /// What a caller can wait for; the end always counts too.
    enum Arrival: Sendable {
        case head
        case bytes
        case end
    }

    /// What `take` found.
    enum Taken: Sendable {
        case bytes([UInt8], wasPaused: Bool)
        case nothingYet
        case end
    }

    private struct State {
        var head: HTTPResponseHead?
        var bytes: [UInt8] = []
        var isPaused = false
        var outcome: Result<Void, HTTPError>?
        var waiters: [(arrival: Arrival, continuation: CheckedContinuation<Void, Never>)] = []

        func has(_ arrival: Arrival) -> Bool {
            guard outcome == nil else { return true }
            return switch arrival {
            case .head: head != nil
            case .bytes: !bytes.isEmpty
            case .end: false
            }
        }

        mutating func takeSatisfiedWaiters() -> [CheckedContinuation<Void, Never>] {
            let satisfied = waiters.filter { has($0.arrival) }
            waiters = waiters.filter { !has($0.arrival) }
            return satisfied.map(\.continuation)
        }
    }

    private let bound: Bound
    private let state = Mutex(State())

    init(bound: Bound) {
        self.bound = bound
    }

    // MARK: The loop's side

    func receive(_ head: HTTPResponseHead) {
        change { $0.head = head }
    }

    /// The limit that a body of the announced length would break.
    func limit(below length: Int) -> Int? {
        guard case .failing(let limit) = bound, length > limit else { return nil }
        return limit
    }

    func receive(_ bytes: UnsafeRawBufferPointer) -> Verdict {
        let copy = [UInt8](bytes)
        return change { state in
            guard state.outcome == nil else { return .unwanted }
            switch bound {
            case .pausing(let room) where state.bytes.count >= room:
                state.isPaused = true
                return .paused
            case .failing(let limit) where copy.count > limit - state.bytes.count:
                return .tooLarge(limit: limit)
            case .pausing, .failing:
                state.bytes.append(contentsOf: copy)
                return .taken
            }
        }
    }

    /// Sets how the request ended, once: true for the call that did.
    @discardableResult
    func finish(_ outcome: Result<Void, HTTPError>) -> Bool {
        change { state in
            guard state.outcome == nil else { return false }
            state.outcome = outcome
            return true
        }
    }

    private func change<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
        let (value, waiters) = state.withLock { state in
            let value = body(&state)
            return (value, state.takeSatisfiedWaiters())
        }
        for waiter in waiters { waiter.resume() }
        return value
    }

    // MARK: The caller's side

    /// Suspends until the arrival or the end of the request.
    func wait(for arrival: Arrival) async {
        await withCheckedContinuation { continuation in
            let isHere = state.withLock { state in
                guard !state.has(arrival) else { return true }
                state.waiters.append((arrival, continuation))
                return false
            }
            if isHere { continuation.resume() }
        }
    }

    /// The head; `wait(for: .head)` comes first.
    func head() throws(HTTPError) -> HTTPResponseHead {
        let (head, outcome) = state.withLock { ($0.head, $0.outcome) }
        if let head { return head }
        try outcome?.get()
        preconditionFailure("an answer without a head is finished as a failure")
    }

    /// The whole answer; `wait(for: .end)` comes first.
    func whole() throws(HTTPError) -> (head: HTTPResponseHead, body: [UInt8]) {
        let (body, outcome) = state.withLock { ($0.bytes, $0.outcome) }
        try outcome?.get()
        return (try head(), body)
    }

    /// The bytes that wait; those that came before a failure come before it.
    func next() throws(HTTPError) -> Taken {
        let (bytes, wasPaused, outcome) = state.withLock { state in
            defer {
                state.bytes = []
                state.isPaused = false
            }
            return (state.bytes, state.isPaused, state.outcome)
        }
        guard bytes.isEmpty else { return .bytes(bytes, wasPaused: wasPaused) }
        guard let outcome else { return .nothingYet }
        try outcome.get()
        return .end
    }
}
