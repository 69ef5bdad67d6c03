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
        world.advance(to: clock.now)
        guard world.node(contact)?.isOnline == true else { return nil }
        var reply: WireReply
        switch world.receive(request, at: contact) {
        case .reply(let ready, let wait):
            reply = ready
            await pause(for: wait)
        case .hang(let node):
            guard await !isReleased(node) else { return await answer(request, at: contact) }
            reply = WireReply(.proxyTimeout, format: .json, seed: 0)
        }
        await pause(weather: world.weather)
        keepCertificates()
        journal.add(
            RequestRecord(method: request.method, path: String(request.path), status: reply.status))
        if world.weather.losesAnswers, request.method != "GET", request.path.hasPrefix("/api2/") {
            return nil
        }
        return Answer(reply: reply, time: world.now)
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
        // Without new certificates the old ones stay in force, which a client sees at once.
        try? identities.rotate()
        world.fingerprints = identities.fingerprints
    }

    private func pause(for wait: Refusal.Wait) async {
        switch wait {
        case .none: break
        case .refusal: await pause(delays.refusal)
        case .unreachable: await pause(delays.unreachable)
        }
    }

    private func pause(weather: Weather) async {
        guard weather.latency > .zero else { return }
        await pause(weather.latency + weather.jitter * world.random.unit())
    }

    private func pause(_ duration: Duration) async {
        // Cancelled means that the simulator stops: nobody waits any more.
        try? await Task.sleep(for: duration)
    }

    /// Waits while a node's calls hang, at most as long as the proxy does.
    private func isReleased(_ node: NodeName) async -> Bool {
        let end = ContinuousClock.now + delays.proxy
        while ContinuousClock.now < end {
            await pause(min(.milliseconds(100), delays.proxy))
            world.advance(to: clock.now)
            if !world.isHanging(node) { return true }
            if Task.isCancelled { return false }
        }
        return false
    }
}
