extension Endpoint {
    /// Makes a new guest from another one.
    static let guestClone = guests(
        .post, "clone",
        [
            .integer("newid", 100...999_999_999).required, .text("name"), .text("hostname"),
            .text("description"), .boolean("full"), .text("pool"), .text("snapname"), .text("storage"),
            .text("target"), .integer("bwlimit"), .choice("format", ["raw", "qcow2", "vmdk"]),
        ], needs: ["VM.Clone"]
    ) { world, call, guest throws(Refusal) in
        try world.requireQuorum()
        let vmid = call.int("newid") ?? 0
        if let other = world.guests[vmid] {
            let verb = guest.kind == .qemu ? "unable to create VM \(vmid): config file already exists" : nil
            throw .failed(verb ?? "CT \(vmid) already exists on node '\(other.node)'")
        }
        let name = call["name"] ?? call["hostname"] ?? "Copy-of-\(guest.kind.title)-\(guest.name)"
        let copy = guest.copy(vmid: vmid, name: name, pool: call["pool"])
        world.guests[vmid] = copy
        world.revision += 1
        let steps: [Step] = [
            .act { world, upid in world.lock(vmid, "clone", for: upid) },
            .say("create full clone of drive scsi0 (local-lvm:vm-\(guest.vmid)-disk-0)"),
            .say(after: 3 + Double(guest.disk >> 30) * 0.2, "transferred \(guest.disk >> 30) GiB (100.00%)"),
        ]
        return Reply(
            world.launch(
                guest.kind.taskPrefix + "clone", id: "\(guest.vmid)", on: guest.node,
                by: call.principal.id, steps: steps))
    }
}

extension Guest {
    /// A stopped twin, which no status daemon has seen yet.
    fileprivate func copy(vmid: VMID, name: String, pool: String?) -> Guest {
        Guest(
            vmid: vmid, kind: kind, name: name, node: node, tags: tags.filter { $0 != "template" },
            pool: pool, cpus: cpus, memory: memory, disk: disk, diskUsed: diskUsed, system: system,
            startsOnBoot: false, agent: agent, shutdownSeconds: shutdownSeconds, state: .stopped,
            cpuLoad: cpuLoad, memoryLoad: memoryLoad, network: network, diskTraffic: diskTraffic)
    }
}
