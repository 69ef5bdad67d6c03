/// Who plays: the machines, guests and storages that a cluster begins with.
struct Cast: Sendable {
    let nodes: [Node]
    let guests: [Guest]
    let storages: [Storage]
    let pools: [String]
    /// What strangers wrote in notes and logs.
    let strangersWords: String?
}

extension Cast {
    /// The cast that a configuration asks for: the homelab, and behind it a crowd.
    init(_ configuration: SimulatorConfiguration, epoch: Double) {
        var random = SeededRandom(seed: configuration.seed)
        let count = configuration.nodes
        var machines = Array(Machine.homelab.prefix(count))
        for number in machines.count..<max(count, machines.count) {
            machines.append(Machine.crowd(number: number + 1, &random))
        }
        nodes = machines.enumerated().map { index, machine in
            machine.node(number: index + 1, seed: configuration.seed, epoch: epoch, &random)
        }
        let wanted = configuration.guests ?? GuestRole.homelab.count + max(0, count - 4) * 20
        var roles = Array(GuestRole.homelab.prefix(wanted))
        let taken = Set(roles.map(\.vmid))
        var vmid = 200
        while roles.count < wanted {
            if !taken.contains(vmid) {
                roles.append(GuestRole.crowd(vmid: vmid, home: roles.count % count, &random))
            }
            vmid += 1
        }
        let names = nodes.map(\.name)
        let given = configuration.guestNames
        let labels = configuration.labels
        guests = roles.enumerated().map { index, role in
            var guest = role.guest(
                node: names[role.home % count], seed: configuration.seed, epoch: epoch, &random)
            for place in labels.isEmpty ? [] : [2 * index, 2 * index + 1] {
                guest.tags.append(labels[place % labels.count])
            }
            guard !given.isEmpty else { return guest }
            guest.name = given[index % given.count]
            guest.tags.append(given[(index + 1) % given.count])
            return guest
        }
        storages = Storage.homelab
        pools = ["infra", "lab", "media"]
        strangersWords = configuration.strangersWords
    }
}

extension Storage {
    /// The storages of the homelab: two on each node, two shared.
    fileprivate static let homelab = [
        Storage(
            name: "local", type: "dir", content: ["backup", "iso", "vztmpl"], isShared: false,
            total: 100_861_726_720, fill: 0.28, growth: 0.002),
        Storage(
            name: "local-lvm", type: "lvmthin", content: ["images", "rootdir"], isShared: false,
            total: 852_651_769_856, fill: 0.36, growth: 0.001),
        Storage(
            name: "nas-nfs", type: "nfs", content: ["backup", "images", "iso"], isShared: true,
            total: 7_937_099_563_008, fill: 0.71, growth: 0.0008),
        Storage(
            name: "pbs", type: "pbs", content: ["backup"], isShared: true, total: 3_936_818_806_784,
            fill: 0.58, growth: 0.0015),
    ]
}

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
