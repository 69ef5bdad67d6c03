/// Who plays: the machines, guests and storages that a cluster begins with.
struct Cast: Sendable {
    let nodes: [Node]
    let guests: [Guest]
    let storages: [Storage]
    let pools: [String]
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
        guests = roles.enumerated().map { index, role in
            var guest = role.guest(
                node: names[role.home % count], seed: configuration.seed, epoch: epoch, &random)
            guard !given.isEmpty else { return guest }
            guest.name = given[index % given.count]
            guest.tags.append(given[(index + 1) % given.count])
            return guest
        }
        storages = Storage.homelab
        pools = ["infra", "lab", "media"]
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
