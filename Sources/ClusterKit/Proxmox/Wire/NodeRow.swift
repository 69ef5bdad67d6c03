extension Node: WireRow {
    /// A row of `/cluster/resources` or `/nodes`.
    init?(_ fields: borrowing Fields) {
        guard let name = fields.text("node").flatMap({ NodeName($0) }) else { return nil }
        self.init(
            name: name, state: fields.text("status").flatMap(NodeState.init(rawValue:)) ?? .unknown,
            uptime: fields.seconds("uptime"), cpu: fields.double("cpu"), cpuCount: fields.double("maxcpu"),
            memory: fields.integer("mem"), memoryLimit: fields.integer("maxmem"),
            disk: fields.integer("disk"), diskLimit: fields.integer("maxdisk"),
            subscription: fields.word("level"), haState: fields.word("hastate"))
    }
}

extension NodeStatus {
    /// The object of `/nodes/N/status`.
    init(_ fields: borrowing Fields) {
        let processor = fields.fields("cpuinfo")
        let memory = fields.fields("memory")
        let swap = fields.fields("swap")
        let root = fields.fields("rootfs")
        let load = fields.doubles("loadavg")
        self.init(
            uptime: fields.seconds("uptime"), cpu: fields.double("cpu"), ioWait: fields.double("wait"),
            loadAverage: load.count == 3 ? load : [], cpuModel: processor?.word("model"),
            cpuCount: processor?.integer("cpus"), cpuSockets: processor?.integer("sockets"),
            memoryUsed: memory?.integer("used"), memoryTotal: memory?.integer("total"),
            memoryAvailable: memory?.integer("available"), swapUsed: swap?.integer("used"),
            swapTotal: swap?.integer("total"), rootUsed: root?.integer("used"),
            rootTotal: root?.integer("total"), kernel: fields.word("kversion"),
            release: fields.word("pveversion"),
            temperatures: fields.word("sensorsOutput").map(SensorReading.all) ?? [])
    }
}
