import Server

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
    private let register: FaultRegister
    /// The requests that are being answered now.
    private(set) var inFlight = 0
    private var isStopped = false
    private var drained: CheckedContinuation<Void, Never>?

    init(
        world: World, clock: ClusterClock, delays: SimulatorDelays, identities: TLSIdentities,
        journal: RequestJournal, register: FaultRegister
    ) {
        self.world = world
        self.clock = clock
        self.delays = delays
        self.identities = identities
        self.journal = journal
        self.register = register
        self.world.fingerprints = identities.fingerprints
    }

    /// Answers a request that reached a node; `nil` when the connection is cut instead.
    func answer(_ request: WireRequest, at contact: NodeName) async -> Answer? {
        guard !isStopped else { return nil }
        inFlight += 1
        defer { leave() }
        let reply = await faultyReply(to: request, at: contact)
        guard let reply else { return nil }
        await pause(latency())
        keepCertificates()
        keepFaults()
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
        keepFaults()
    }

    /// Lets a node's API daemon fall ill, or get well with `nil`.
    func afflict(_ node: NodeName, with fault: NodeFault?) {
        world.faults[node] = fault
        keepFaults()
    }

    /// The answer that an ill node, or a well one in its place, gives; `nil` when the connection is cut.
    private func faultyReply(to request: WireRequest, at contact: NodeName) async -> WireReply? {
        guard request.path.hasPrefix("/api2/") else { return await reply(to: request, at: contact) }
        if let fault = world.faults[contact] { return await ownReply(to: request, at: contact, fault) }
        let parts = request.path.split(separator: "/")
        let target = parts.count > 3 && parts[2] == "nodes" ? String(parts[3]) : contact
        guard let fault = world.faults[target], world.node(target)?.isOnline == true else {
            return await reply(to: request, at: contact)
        }
        if let (refusal, waitsForProxy) = fault.proxyRefusal {
            await pause(waitsForProxy ? delays.proxy : length(of: refusal.wait))
            return WireReply(refusal, format: .json, seed: 0)
        }
        return await reply(to: request, at: contact).map(fault.spoil)
    }

    private func ownReply(
        to request: WireRequest, at contact: NodeName, _ fault: NodeFault
    ) async -> WireReply? {
        switch fault {
        case .silent, .unreachable, .stalling:
            while world.faults[contact] == fault, await pause(.milliseconds(100)) {}
            return nil
        // A daemon that shows another certificate was restarted, and ended its connections.
        case .refusing, .expired: return nil
        case .slow: await pause(delays.proxy)
        case .unauthorized: await pause(delays.refusal)
        case .forbidden, .failing, .truncating, .webPage, .flooding: break
        }
        return await reply(to: request, at: contact).map(fault.spoil)
    }

    private func keepFaults() {
        register.replace(by: world.faults)
        do {
            try identities.expire(Set(world.faults.filter { $0.value == .expired }.keys))
        } catch {
            noteCertificateFault(error)
        }
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
            noteCertificateFault(error)
        }
    }

    private func noteCertificateFault(_ error: ServerError) {
        world.log.add(
            time: world.now, priority: 3, tag: "pveupdate", pid: 1, node: world.nodes[0].name,
            user: "root@pam", message: "\(SimulatorError(error))")
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
