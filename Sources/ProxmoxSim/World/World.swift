/// The whole state of the simulated cluster: one value, changed only by what happens in its time.
struct World: Sendable {
    let profile: Profile
    let seed: UInt64
    let clusterName = "homelab"
    /// When the simulation began, in seconds since 1970.
    let epoch: Double
    private(set) var now: Double
    var nodes: [Node]
    private(set) var nodeIndex: [NodeName: Int]
    var guests: [VMID: Guest]
    var storages: [Storage]
    var backups: [Backup] = []
    var pools: [String] = []
    /// What strangers wrote in notes and logs.
    let strangersWords: String?
    var resources: [HighAvailabilityResource] = []
    var tasks = TaskBook()
    var log = ClusterLog()
    var agenda = Agenda()
    var random: SeededRandom
    var gate: Gate
    var weather = Weather()
    /// The API daemons that are ill.
    var faults: [NodeName: NodeFault] = [:]
    /// A host outside lends the cluster a vote.
    var hasQuorumDevice = false
    var hasSensors = false
    /// Services that do not come up again once they are restarted.
    var brokenServices: Set<String> = []
    var cache = ResourceCache()
    /// Counts what changes the resource list between two ticks.
    var revision = 0
    /// Counts the certificates that the nodes have had.
    var certificateGeneration = 0
    /// The certificate fingerprints of the nodes that listen.
    var fingerprints: [NodeName: String] = [:]
    /// The last time that the status daemons reported, in seconds since 1970.
    private(set) var lastTick: Double

    /// Seconds between two reports of a status daemon.
    static let tick = 10.0
    /// Seconds for which a report is believed.
    static let reportLifetime = 300.0

    init(profile: Profile, seed: UInt64, epoch: Double, cast: Cast, gate: Gate) {
        self.profile = profile
        self.seed = seed
        self.epoch = epoch
        self.gate = gate
        now = epoch
        lastTick = epoch
        nodes = cast.nodes
        nodeIndex = Dictionary(uniqueKeysWithValues: cast.nodes.enumerated().map { ($1.name, $0) })
        guests = Dictionary(uniqueKeysWithValues: cast.guests.map { ($0.vmid, $0) })
        storages = cast.storages
        pools = cast.pools
        strangersWords = cast.strangersWords
        random = SeededRandom(seed: seed ^ 0xA5A5)
        writeHistory()
        report()
    }

    /// Lets time pass, with everything on the agenda.
    mutating func advance(to time: Double) {
        while let entry = agenda.next(upTo: time) {
            reportIfDue(at: entry.time)
            now = max(now, entry.time)
            entry.act(&self)
        }
        reportIfDue(at: time)
        now = max(now, time)
    }

    /// Puts something on the agenda.
    mutating func after(_ seconds: Double, _ act: @escaping @Sendable (inout World) -> Void) {
        agenda.add(at: now + seconds, act)
    }

    /// Ticks in between that nobody saw are skipped: a report depends on its time alone.
    private mutating func reportIfDue(at time: Double) {
        let due = epoch + ((time - epoch) / Self.tick).rounded(.down) * Self.tick
        guard due > lastTick else { return }
        now = max(now, due)
        lastTick = due
        report()
    }

    /// Every living node's status daemon tells the cluster how things stand.
    private mutating func report() {
        // Billionths of a processor: whole numbers add up to the same in every order.
        var cpu = [Int](repeating: 0, count: nodes.count)
        var memory = [Int](repeating: 0, count: nodes.count)
        for index in guests.values.indices {
            guard let node = nodeIndex[guests.values[index].node], nodes[node].isOnline else { continue }
            let report = guests.values[index].observed(at: now)
            guests.values[index].report = report
            cpu[node] += Int(report.cpu * Double(guests.values[index].cpus) * 1e9)
            memory[node] += report.hostMemory
        }
        for index in nodes.indices where nodes[index].isOnline {
            let node = nodes[index]
            nodes[index].report = NodeReport(
                time: now, uptime: Int(now - node.bootedAt),
                cpu: busy(node, guests: Double(cpu[index]) / 1e9, at: now),
                memory: occupied(node, guests: memory[index]))
            nodes[index].strains.removeAll { $0.to < now - 3_600 }
        }
    }

    /// The load of all a node's processors, 0 to 1, from that of its guests in processors.
    func busy(_ node: Node, guests: Double, at time: Double) -> Double {
        let own = node.load.value(at: time) + node.strain(at: time).cpu
        return min(0.998, own + guests / Double(node.cpus) * 1.04)
    }

    /// Bytes of a node's memory in use, from what its guests take.
    func occupied(_ node: Node, guests: Int) -> Int {
        min(node.memory * 97 / 100, min(1_400 << 20, node.memory / 5) + guests)
    }
}

extension World {
    /// The node of this name.
    func node(_ name: NodeName) -> Node? {
        nodeIndex[name].map { nodes[$0] }
    }

    /// Changes a node of this name, if there is one.
    mutating func update(node name: NodeName, _ change: (inout Node) -> Void) {
        guard let index = nodeIndex[name] else { return }
        change(&nodes[index])
    }

    /// Changes a guest, if it is there.
    mutating func update(guest vmid: VMID, _ change: (inout Guest) -> Void) {
        guard let index = guests.index(forKey: vmid) else { return }
        change(&guests.values[index])
        revision += 1
    }

    /// The storage of this name.
    func storage(_ name: String) -> Storage? {
        storages.first { $0.name == name }
    }

    /// Changes a storage of this name, if there is one.
    mutating func update(storage name: String, _ change: (inout Storage) -> Void) {
        guard let index = storages.firstIndex(where: { $0.name == name }) else { return }
        change(&storages[index])
        revision += 1
    }

    /// More than half of the votes are together.
    var isQuorate: Bool {
        let lent = hasQuorumDevice ? 1 : 0
        let present = nodes.lazy.filter(\.isOnline).reduce(lent) { $0 + $1.votes }
        return present * 2 > nodes.reduce(lent) { $0 + $1.votes }
    }

    /// Whether a report is young enough to be believed.
    func isFresh(_ time: Double) -> Bool {
        now - time <= Self.reportLifetime
    }

    /// The guests of a node, by VMID.
    func guests(on node: NodeName) -> [Guest] {
        guests.values.filter { $0.node == node }.sorted { $0.vmid < $1.vmid }
    }
}

/// The state of the network between the cluster and its clients.
struct Weather: Sendable {
    /// Added to every answer: a fixed part and what chance adds.
    var latency: Duration = .zero
    var jitter: Duration = .zero
    /// Requests are acted on, and then the connection is cut in place of an answer.
    var losesAnswers = false
}
