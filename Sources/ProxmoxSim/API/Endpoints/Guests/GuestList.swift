import Text

extension Endpoint {
    /// The virtual machines or the containers of a node.
    static let guestLists = GuestKind.allCases.map { kind in
        Endpoint(
            method: .get, path: "/nodes/{node}/\(kind.rawValue)",
            parameters: kind == .qemu ? [.boolean("full")] : [], access: .everyone, isProtected: true,
            isProxied: true
        ) { world, call in
            let visible = world.guests(on: call.node).filter { guest in
                guest.kind == kind && call.principal.may("/vms/\(guest.vmid)", "VM.Audit")
            }
            let rows = visible.map { guest in
                var row = world.listRow(guest, at: world.now)
                // Without `full` QEMU is not asked, and the host's figure stands in for the guest's.
                if kind == .qemu, world.profile == .nine, !call.flag("full") {
                    row["mem"] = row["memhost"]
                }
                return row
            }
            return Reply(.rows(rows.shuffled(using: &world.random)))
        }
    }
}

extension World {
    /// A guest as its node lists it: looked at now, unlike the resource list.
    func listRow(_ guest: Guest, at time: Double) -> Row {
        let seen = guest.observed(at: time)
        var row: Row = [
            "vmid": .int(guest.vmid), "name": .text(guest.name), "cpus": .int(guest.cpus),
            "status": .text(guest.isAlive ? "running" : "stopped"), "uptime": .int(seen.uptime),
            "cpu": .number(seen.cpu), "mem": .int(seen.memory), "maxmem": .int(guest.memory),
            "disk": .int(guest.kind == .lxc && guest.isAlive ? guest.diskUsed : 0),
            "maxdisk": .int(guest.disk), "netin": .int(seen.netIn), "netout": .int(seen.netOut),
            "diskread": .int(seen.diskRead), "diskwrite": .int(seen.diskWrite),
            "pid": guest.isAlive ? .int(guest.pid) : nil, "lock": guest.lock.map(Datum.text),
            "tags": guest.tags.isEmpty ? nil : .text(guest.tags.joined(separator: ";")),
            "template": guest.isTemplate ? 1 : nil,
        ]
        if guest.kind == .lxc {
            row.append(["type": "lxc", "swap": 0, "maxswap": .int(512 << 20)])
        } else if profile == .nine {
            row["memhost"] = .int(seen.hostMemory)
        }
        if profile == .nine, guest.isAlive { row.append(pressure(of: guest, at: time)) }
        return row
    }

    /// How long processes had to wait, in percent: numbers for virtual machines, text for containers.
    private func pressure(of guest: Guest, at time: Double) -> Row {
        let cpu = guest.isRunning ? guest.cpu(at: time) * 4 : 0
        let figures = [("cpusome", cpu), ("cpufull", 0.0), ("iosome", cpu / 5), ("iofull", cpu / 9)]
        let cells = (figures + [("memorysome", 0), ("memoryfull", 0)]).map { name, value in
            let datum: Datum = guest.kind == .lxc ? .text(value.fixed(2)) : .number(value)
            return (key: "pressure" + name, value: datum)
        }
        return Row(cells)
    }
}

extension Endpoint {
    /// Everything about a guest at this moment.
    static let guestCurrent = guests(.get, "status/current", needs: ["VM.Audit"]) { world, _, guest in
        var row = world.listRow(guest, at: world.now)
        let resource = world.resources.first { $0.vmid == guest.vmid }
        row["ha"] = [
            "managed": .bit(resource != nil), "state": resource.map { .text($0.request) },
            "group": resource != nil && world.profile == .eight ? "prefer-home" : nil,
        ]
        guard guest.kind == .qemu else { return Reply(.row(row)) }
        row.append([
            "qmpstatus": .text(guest.state.word), "agent": guest.agent == .none ? nil : 1,
        ])
        if guest.isAlive { row.append(world.machineRow(guest)) }
        return Reply(.row(row))
    }
}

extension World {
    /// What a running QEMU says of itself.
    fileprivate func machineRow(_ guest: Guest) -> Row {
        let seen = guest.observed(at: now)
        let version = profile.release.qemu
        let balloon: Row = [
            "actual": .int(guest.memory), "max_mem": .int(guest.memory), "last_update": .int(Int(now)),
            "total_mem": guest.agent == .answering ? .int(guest.memory) : nil,
            "free_mem": guest.agent == .answering ? .int(guest.memory - seen.memory) : nil,
        ]
        return [
            "running-qemu": .text(version),
            "running-machine": .text("pc-i440fx-\(version.prefix { $0 != "." }).0+pve0"),
            "balloon": .int(guest.memory), "ballooninfo": .row(balloon),
            "freemem": guest.agent == .answering ? .int(guest.memory - seen.memory) : nil,
            "nics": .row([
                "tap\(guest.vmid)i0": ["netin": .int(seen.netIn), "netout": .int(seen.netOut)]
            ]),
            "blockstat": .row([
                "scsi0": ["rd_bytes": .int(seen.diskRead), "wr_bytes": .int(seen.diskWrite)]
            ]),
            "proxmox-support": [
                "pbs-dirty-bitmap": .flag(true), "query-bitmap-info": .flag(true),
                "pbs-library-version": "1.5.2 (6f0b4c5)",
            ],
        ]
    }
}

extension Endpoint {
    /// A guest's configuration file.
    static let guestConfig = guests(
        .get, "config", [.boolean("current"), .text("snapshot")], needs: ["VM.Audit"], isProtected: false
    ) { world, _, guest in
        var row: Row = [
            "cores": .int(guest.cpus), "digest": .text(guest.digest),
            "onboot": guest.startsOnBoot ? 1 : nil, "protection": guest.isProtected ? 1 : nil,
            "template": guest.isTemplate ? 1 : nil, "lock": guest.lock.map(Datum.text),
            "tags": guest.tags.isEmpty ? nil : .text(guest.tags.joined(separator: ";")),
            "ostype": .text(guest.system),
            "description": .text("\(world.strangersWords ?? "\(guest.name), a simulated guest")\n"),
            "parent": guest.snapshots.last.map { .text($0.name) },
        ]
        row.append(guest.kind == .qemu ? world.qemuConfig(guest) : world.lxcConfig(guest))
        return Reply(.row(row))
    }
}

extension World {
    fileprivate func qemuConfig(_ guest: Guest) -> Row {
        [
            "name": .text(guest.name), "memory": .text("\(guest.memory >> 20)"), "sockets": 1,
            "cpu": "x86-64-v2-AES", "scsihw": "virtio-scsi-single", "boot": "order=scsi0;net0",
            "agent": guest.agent == .none ? nil : "enabled=1", "numa": 0,
            "scsi0": .text("local-lvm:vm-\(guest.vmid)-disk-0,iothread=1,size=\(guest.disk >> 30)G"),
            "net0": .text("virtio=\(guest.hardwareAddress),bridge=vmbr0,firewall=1"),
            "smbios1": .text("uuid=\(guest.digest.prefix(8))-0000-4000-8000-0000000\(guest.vmid)"),
        ]
    }

    fileprivate func lxcConfig(_ guest: Guest) -> Row {
        [
            "hostname": .text(guest.name), "arch": "amd64", "memory": .int(guest.memory >> 20),
            "swap": 512, "unprivileged": 1, "features": "nesting=1",
            "rootfs": .text("local-lvm:vm-\(guest.vmid)-disk-0,size=\(guest.disk >> 30)G"),
            "net0": .text(
                "name=eth0,bridge=vmbr0,hwaddr=\(guest.hardwareAddress),ip=dhcp,type=veth"),
        ]
    }
}

extension Guest {
    /// Something as long as a SHA-1, equal for equal configurations.
    var digest: String {
        let word = "\(name)\(tags)\(lock ?? "")\(snapshots.count)".stableHash
        let parts = (0..<3).map { Hexadecimal.digits(SeededRandom.mix(word &+ $0), width: 16) }
        return String(parts.joined().prefix(40))
    }

    /// `BC:24:11` is Proxmox's own prefix.
    var hardwareAddress: String {
        "BC:24:11:"
            + [vmid >> 16, vmid >> 8, vmid].map { Hexadecimal.digits($0 & 255, width: 2, uppercase: true) }
            .joined(separator: ":")
    }

    /// An address of the home's network.
    var address: String { "10.0.\(20 + vmid / 250).\(vmid % 250 + 2)" }
}
