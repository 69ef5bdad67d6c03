/// A part that a guest plays.
struct GuestRole: Sendable {
    let vmid: VMID
    let kind: GuestKind
    let name: String
    /// The number of its node in the cast, from 0.
    let home: Int
    let cpus: Int
    /// MiB.
    let memory: Int
    /// GiB of the boot disk or root file system.
    let disk: Int
    var system = "l26"
    var tags: [String] = []
    var pool: String?
    var mood = Mood.running
    var isTemplate = false
    /// How busy it is, as a part of its processors.
    var busy = 0.12
    /// The part of its memory in use.
    var fill = 0.55
    /// Bytes a second over its network, on average.
    var traffic = 24_000.0
    var agent = Agent.none
    var shutdownSeconds: Double? = 6

    /// How it is found at the beginning.
    enum Mood: Sendable {
        case running
        case stopped
        case paused
    }
}

extension GuestRole {
    /// The guest that plays the part.
    func guest(node: NodeName, seed: UInt64, epoch: Double, _ random: inout SeededRandom) -> Guest {
        let own = seed &+ UInt64(vmid) &* 0x9E37_79B9
        let since = epoch - (0.3 + 9 * random.unit()) * 86_400
        let state: RunState =
            switch mood {
            case .running: .running(since: since)
            case .stopped: .stopped
            case .paused: .paused(since: since)
            }
        let size = disk << 30
        return Guest(
            vmid: vmid, kind: kind, name: name, node: node, tags: tags, pool: pool, isTemplate: isTemplate,
            cpus: cpus, memory: memory << 20, disk: size,
            diskUsed: Int(Double(size) * (0.2 + 0.5 * random.unit())), system: system,
            startsOnBoot: mood == .running, isProtected: isTemplate, agent: agent,
            shutdownSeconds: shutdownSeconds, state: state,
            pid: mood == .stopped ? 0 : 1_500 + Int(random.next() % 900_000),
            cpuLoad: LoadCurve(
                seed: own, floor: busy * 0.25, daily: busy * 0.8, peakHour: 18 + 5 * random.unit(),
                wander: busy * 1.6),
            memoryLoad: LoadCurve(
                seed: own ^ 7, floor: fill, daily: fill * 0.08, peakHour: 21, wander: fill * 0.12),
            network: (curve(traffic, &random), curve(traffic * 0.6, &random)),
            diskTraffic: (curve(traffic * 0.4, &random), curve(traffic * 0.9, &random)))
    }

    private func curve(_ mean: Double, _ random: inout SeededRandom) -> TrafficCurve {
        TrafficCurve(
            mean: mean * (0.5 + random.unit()), period: 300 + 5_400 * random.unit(),
            phase: 2 * .pi * random.unit())
    }
}
