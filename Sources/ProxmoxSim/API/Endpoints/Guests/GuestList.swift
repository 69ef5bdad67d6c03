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
