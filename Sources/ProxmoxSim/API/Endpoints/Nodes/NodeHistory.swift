extension Endpoint {
    /// The recorded load of a node.
    ///
    /// It is read on the contacted node, which keeps a copy of everybody's, so that it outlives the node.
    static let nodeHistory = Endpoint(
        method: .get, path: "/nodes/{node}/rrddata",
        parameters: [
            .choice("timeframe", Timeframe.allCases.map(\.rawValue)).required,
            .choice("cf", ["AVERAGE", "MAX"]),
        ], access: .privilege("/nodes/{node}", ["Sys.Audit"]), isProtected: true
    ) { world, call throws(Refusal) in
        let frame = try world.timeframe(call, withDecade: true)
        guard let node = world.node(call.node) else { return Reply(.list([])) }
        let guests = world.guests(on: node.name)
        let end = node.diedAt ?? .infinity
        let rows = frame.times(world.profile, upTo: world.now).map { time -> Row in
            guard Double(time) < end, !node.wasAway(at: Double(time)) else { return ["time": .int(time)] }
            return world.historyRow(node, guests: guests, at: time)
        }
        return Reply(.rows(rows.withoutEmptyEnd))
    }

    /// The recorded load of a guest: rates where the resource list has counters.
    static let guestHistory = guests(
        .get, "rrddata",
        [
            .choice("timeframe", Timeframe.allCases.map(\.rawValue)).required,
            .choice("cf", ["AVERAGE", "MAX"]),
        ], needs: ["VM.Audit"], isProxied: false
    ) { world, call, guest throws(Refusal) in
        let frame = try world.timeframe(call, withDecade: false)
        let end = world.node(guest.node)?.diedAt ?? .infinity
        let rows = frame.times(world.profile, upTo: world.now).map { time in
            Double(time) < end ? world.historyRow(guest, at: time) : ["time": .int(time)]
        }
        return Reply(.rows(rows.withoutEmptyEnd))
    }

    /// The recorded filling of a storage.
    static let storageHistory = Endpoint(
        method: .get, path: "/nodes/{node}/storage/{storage}/rrddata",
        parameters: [
            .choice("timeframe", Timeframe.allCases.map(\.rawValue)).required,
            .choice("cf", ["AVERAGE", "MAX"]),
        ], access: .storage, isProtected: true
    ) { world, call throws(Refusal) in
        let frame = try world.timeframe(call, withDecade: false)
        let storage = try world.storage(call)
        let rows: [Row] = frame.times(world.profile, upTo: world.now).map { time in
            [
                "time": .int(time), "total": .int(storage.total),
                "used": .int(storage.used(on: call.node, at: Double(time), epoch: world.epoch)),
            ]
        }
        return Reply(.rows(rows))
    }
}

extension [Row] {
    /// The rows without a last one that has nothing but its time.
    fileprivate var withoutEmptyEnd: [Row] {
        last?.cells.count == 1 ? dropLast() : self
    }
}

extension World {
    /// The timeframe that a call asks for, if this release has it.
    fileprivate func timeframe(_ call: Call, withDecade: Bool) throws(Refusal) -> Timeframe {
        let known = Timeframe.names(profile, withDecade: withDecade)
        let name = call["timeframe"] ?? ""
        if let fault = Parameter.choice("timeframe", known).fault(in: name) {
            throw .wrong(["timeframe": fault])
        }
        return Timeframe(rawValue: name) ?? .hour
    }

    fileprivate func historyRow(_ node: Node, guests: [Guest], at time: Int) -> Row {
        let moment = Double(time)
        let running = guests.filter { $0.wasRunning(at: moment) }
        let cpus = running.reduce(0.0) { $0 + $1.cpu(at: moment) * Double($1.cpus) }
        let memory = running.reduce(0) { $0 + $1.hostMemory(at: moment) }
        let busy = busy(node, guests: cpus, at: moment)
        let used = occupied(node, guests: memory)
        let wait = node.load.value(at: moment + 977) * 0.3 + node.strain(at: moment).wait
        var row: Row = [
            "time": .int(time), "maxcpu": .int(node.cpus), "cpu": .number(busy), "iowait": .number(wait),
            "loadavg": .number(busy * Double(node.cpus) * 1.1 + wait), "memtotal": .int(node.memory),
            "memused": .int(used), "swaptotal": .int(8 << 30), "swapused": .int(used >> 8),
            "roottotal": .int(node.rootDisk), "rootused": .int(node.rootUsed),
            "netin": .number(running.reduce(0.0) { $0 + $1.network.in.rate(at: moment) }),
            "netout": .number(running.reduce(0.0) { $0 + $1.network.out.rate(at: moment) }),
        ]
        if profile == .nine {
            row.append([
                "memavailable": .int(node.memory - used), "arcsize": 0, "pressurecpusome": .number(busy * 2),
                "pressureiosome": .number(wait * 8), "pressureiofull": .number(wait * 4),
                "pressurememorysome": 0, "pressurememoryfull": 0,
            ])
        }
        return row
    }

    fileprivate func historyRow(_ guest: Guest, at time: Int) -> Row {
        let moment = Double(time)
        let isOn = guest.wasRunning(at: moment)
        func rate(_ curve: TrafficCurve) -> Datum { .number(isOn ? curve.rate(at: moment) : 0) }
        var row: Row = [
            "time": .int(time), "maxcpu": .int(guest.cpus), "cpu": .number(isOn ? guest.cpu(at: moment) : 0),
            "maxmem": .int(guest.memory), "mem": .int(isOn ? guest.memoryUsed(at: moment) : 0),
            "maxdisk": .int(guest.disk), "disk": .int(guest.kind == .lxc && isOn ? guest.diskUsed : 0),
            "netin": rate(guest.network.in), "netout": rate(guest.network.out),
            "diskread": rate(guest.diskTraffic.read), "diskwrite": rate(guest.diskTraffic.write),
        ]
        if profile == .nine {
            let pressure = isOn ? guest.cpu(at: moment) * 3 : 0
            row.append([
                "memhost": .int(isOn ? guest.hostMemory(at: moment) : 0),
                "pressurecpusome": .number(pressure), "pressurecpufull": 0,
                "pressureiosome": .number(pressure / 6), "pressureiofull": .number(pressure / 11),
                "pressurememorysome": 0, "pressurememoryfull": 0,
            ])
        }
        return row
    }
}
