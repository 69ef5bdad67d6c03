/// The cluster behind its wire: keeps the world, its time, and what a client has to wait for.
actor Cluster {
    /// A reply and the moment in the cluster's time.
    struct Answer: Sendable {
        let reply: WireReply
        let time: Double
    }

    private var world: World
    private var clock: ClusterClock
    private let delays: SimulatorDelays
    private let identities: TLSIdentities
    private let journal: RequestJournal
    /// The requests that are being answered now.
    private(set) var inFlight = 0
    private var isStopped = false
    private var drained: CheckedContinuation<Void, Never>?

    init(
        world: World, clock: ClusterClock, delays: SimulatorDelays, identities: TLSIdentities,
        journal: RequestJournal
    ) {
        self.world = world
        self.clock = clock
        self.delays = delays
        self.identities = identities
        self.journal = journal
        self.world.fingerprints = identities.fingerprints
    }

    /// Answers a request that reached a node; `nil` when the connection is cut instead.
    func answer(_ request: WireRequest, at contact: NodeName) async -> Answer? {
        guard !isStopped else { return nil }
        inFlight += 1
        defer { leave() }
        let reply = await reply(to: request, at: contact)
        guard let reply else { return nil }
        await pause(latency())
        keepCertificates()
        journal.add(
            RequestRecord(method: request.method, path: String(request.path), status: reply.status))
        if world.weather.losesAnswers, request.method != "GET", request.path.hasPrefix("/api2/") {
            return nil
        }
        return Answer(reply: reply, time: world.now)
    }

    /// Lets nobody wait any more; returns when the last request has its answer.
    func stop() async {
        isStopped = true
        guard inFlight > 0 else { return }
        await withCheckedContinuation { drained = $0 }
    }

    private func leave() {
        inFlight -= 1
        guard isStopped, inFlight == 0 else { return }
        drained?.resume()
        drained = nil
    }

    private func reply(to request: WireRequest, at contact: NodeName) async -> WireReply? {
        while true {
            world.advance(to: clock.now)
            guard world.node(contact)?.isOnline == true else { return nil }
            switch world.receive(request, at: contact) {
            case .reply(let reply, let wait):
                await pause(length(of: wait))
                return reply
            case .hang(let node):
                guard await isReleased(node) else { return WireReply(.proxyTimeout, format: .json, seed: 0) }
            }
        }
    }

    /// Looks at the world as it is now.
    func ask<Result: Sendable>(_ question: @Sendable (World) -> Result) -> Result {
        world.advance(to: clock.now)
        return question(world)
    }

    /// Lets a scenario begin.
    func run(_ scenario: Scenario) {
        world.advance(to: clock.now)
        scenario.act(&world)
        keepCertificates()
    }

    /// Lets the cluster's time jump ahead.
    func advance(by duration: Duration) {
        clock.jump(duration)
        world.advance(to: clock.now)
    }

    private func keepCertificates() {
        guard world.certificateGeneration > 0 else { return }
        world.certificateGeneration = 0
        do {
            try identities.rotate()
            world.fingerprints = identities.fingerprints
        } catch {
            world.log.add(
                time: world.now, priority: 3, tag: "pveupdate", pid: 1, node: world.nodes[0].name,
                user: "root@pam", message: "\(error)")
        }
    }

    private func length(of wait: Refusal.Wait) -> Duration {
        switch wait {
        case .none: .zero
        case .refusal: delays.refusal
        case .unreachable: delays.unreachable
        }
    }

    private func latency() -> Duration {
        guard world.weather.latency > .zero else { return .zero }
        return world.weather.latency + world.weather.jitter * world.random.unit()
    }

    /// Waits in short parts, so that stopping is not held up; false when it was.
    @discardableResult
    private func pause(_ duration: Duration) async -> Bool {
        let end = ContinuousClock.now + duration
        while ContinuousClock.now < end, !isStopped {
            // Only cancelling ends a sleep early, and nobody cancels these tasks.
            try? await Task.sleep(for: min(.milliseconds(100), end - .now))
        }
        return !isStopped
    }

    /// Waits while a node's calls hang, at most as long as the proxy does.
    private func isReleased(_ node: NodeName) async -> Bool {
        let end = ContinuousClock.now + delays.proxy
        while ContinuousClock.now < end {
            guard await pause(min(.milliseconds(100), end - .now)) else { return false }
            world.advance(to: clock.now)
            if !world.isHanging(node) { return true }
        }
        return false
    }
}
