/// The make of a node.
struct Machine: Sendable {
    let name: NodeName
    let cpus: Int
    /// GiB.
    let memory: Int
    let cpuModel: String
    /// GiB of the root file system.
    let rootDisk: Int
    /// Days since the last boot.
    let uptime: Double
}

extension Machine {
    /// The four machines of the homelab.
    static let homelab = [
        Machine(
            name: "home", cpus: 20, memory: 24, cpuModel: "12th Gen Intel(R) Core(TM) i7-12700K",
            rootDisk: 94, uptime: 41.3),
        Machine(
            name: "pve", cpus: 6, memory: 31, cpuModel: "Intel(R) Core(TM) i5-9500T CPU @ 2.20GHz",
            rootDisk: 68, uptime: 88.6),
        Machine(
            name: "agent1", cpus: 14, memory: 31, cpuModel: "Intel(R) Core(TM) Ultra 5 225H",
            rootDisk: 94, uptime: 12.2),
        Machine(
            name: "agent", cpus: 2, memory: 4, cpuModel: "Intel(R) Celeron(R) N4000 CPU @ 1.10GHz",
            rootDisk: 28, uptime: 203.9),
    ]

    /// One of the many.
    static func crowd(number: Int, _ random: inout SeededRandom) -> Machine {
        let digits = "\(number)"
        let name = "pve" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return Machine(
            name: name, cpus: random.pick([16, 32, 64, 128]), memory: random.pick([64, 128, 256, 512]),
            cpuModel: "AMD EPYC 7443P 24-Core Processor", rootDisk: 94, uptime: 1 + random.unit() * 300)
    }

    /// The node that the machine becomes.
    func node(number: Int, seed: UInt64, epoch: Double, _ random: inout SeededRandom) -> Node {
        let disk = rootDisk << 30
        let load = LoadCurve(
            seed: seed ^ name.stableHash, floor: 0.01, daily: 0.02, peakHour: 20, wander: 0.12)
        return Node(
            name: name, number: number, address: "10.0.\(number / 200).\(10 + number % 200)", cpus: cpus,
            cpuModel: cpuModel, memory: memory << 30 - 380 << 20, rootDisk: disk,
            rootUsed: Int(Double(disk) * (0.11 + 0.3 * random.unit())), load: load,
            bootedAt: epoch - uptime * 86_400, lastPID: 2_000 + Int(random.next() % 900_000))
    }
}
