import Text

extension Endpoint {
    /// The nodes, as the contacted one knows them.
    static let nodeList = Endpoint(method: .get, path: "/nodes", access: .everyone) { world, call in
        let rows = world.nodes.map { node in
            let isAudited = call.principal.may("/nodes/\(node.name)", "Sys.Audit")
            var row = world.nodeRow(node, isAudited: isAudited)
            if isAudited { row["ssl_fingerprint"] = .text(world.fingerprint(of: node)) }
            return row
        }
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }

    /// A node looked at closely; numbers and texts mixed as Proxmox mixes them.
    static let nodeStatus = Endpoint(
        method: .get, path: "/nodes/{node}/status", access: .privilege("/nodes/{node}", ["Sys.Audit"]),
        isProxied: true
    ) { world, call throws(Refusal) in
        guard let node = world.node(call.node) else { throw .unreachable }
        let running = world.guests(on: node.name).filter(\.isRunning)
        let cpus = running.reduce(0.0) { $0 + $1.cpu(at: world.now) * Double($1.cpus) }
        let memory = running.reduce(0) { $0 + $1.hostMemory(at: world.now) }
        let busy = world.busy(node, guests: cpus, at: world.now)
        let used = world.occupied(node, guests: memory)
        let load = busy * Double(node.cpus) * 1.1
        let release = world.profile.release
        let kernel = "Linux \(release.kernel) #1 SMP PREEMPT_DYNAMIC PMX \(release.kernel)"
        var row: Row = [
            "uptime": .int(Int(world.now - node.bootedAt)), "idle": 0, "cpu": .number(busy),
            "wait": .number(node.load.value(at: world.now) * 0.3 + node.strain(at: world.now).wait),
            "loadavg": .list([load, load * 0.94, load * 0.87].map { .text($0.fixed(2)) }),
            "kversion": .text(kernel),
            "current-kernel": [
                "sysname": "Linux", "release": .text(release.kernel), "machine": "x86_64",
                "version": "#1 SMP PREEMPT_DYNAMIC",
            ],
            "pveversion": .text("pve-manager/\(release.version)/\(release.repository)"),
            "cpuinfo": world.processor(of: node),
            "memory": [
                "total": .int(node.memory), "used": .int(used), "free": .int((node.memory - used) * 6 / 10),
                "available": world.profile == .nine ? .int(node.memory - used) : nil,
            ],
            "swap": ["total": .int(8 << 30), "used": .int(used >> 8), "free": .int(8 << 30 - used >> 8)],
            "rootfs": [
                "total": .int(node.rootDisk), "used": .int(node.rootUsed),
                "free": .int(node.rootDisk - node.rootUsed),
                "avail": .int((node.rootDisk - node.rootUsed) * 19 / 20),
            ],
            "ksm": ["shared": 0], "boot-info": ["mode": "efi", "secureboot": 0],
        ]
        if world.hasSensors { row["sensorsOutput"] = .text(sensors(heat: 38 + busy * 50)) }
        return Reply(.row(row))
    }

    /// What `sensors -j` prints, as a node tells it whose API was extended: a text inside the document.
    private static func sensors(heat: Double) -> String {
        let core = heat.fixed(3)
        return """
            {"coretemp-isa-0000":{"Adapter":"ISA adapter","Package id 0":{"temp1_input":\(core),\
            "temp1_max":100.000}},"nvme-pci-0100":{"Adapter":"PCI adapter","Composite":\
            {"temp1_input":41.850,"temp1_crit":84.850},"Sensor 2":{"temp3_input":0.000}}}
            """
    }

    /// Restarts or ends a node, two seconds after the answer.
    static let nodeCommand = Endpoint(
        method: .post, path: "/nodes/{node}/status",
        parameters: [.choice("command", ["reboot", "shutdown"]).required],
        access: .privilege("/nodes/{node}", ["Sys.PowerMgmt"]), isProtected: true, isProxied: true
    ) { world, call in
        let name = call.node
        let returns = call["command"] == "reboot"
        world.after(2) { world in
            world.fall(name)
            if returns { world.after(75) { $0.rise(name) } }
        }
        return .nothing
    }
}

extension World {
    fileprivate func processor(of node: Node) -> Datum {
        let mhz = (1_400 + 1_800 * node.load.value(at: now + 55)).fixed(3)
        return [
            "model": .text(node.cpuModel), "cpus": .int(node.cpus), "cores": .int(max(1, node.cpus / 2)),
            "sockets": 1, "mhz": .text(mhz), "hvm": "1", "user_hz": 100,
            "flags": "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat sse2 vmx aes",
        ]
    }

    /// The SHA-256 of a node's certificate, `AA:BB:…`; one that does not listen has one all the same.
    fileprivate func fingerprint(of node: Node) -> String {
        if let known = fingerprints[node.name] { return known }
        var random = SeededRandom(seed: seed ^ node.name.stableHash)
        return (0..<32).map { _ in Hexadecimal.digits(random.next() & 255, width: 2, uppercase: true) }
            .joined(separator: ":")
    }
}
