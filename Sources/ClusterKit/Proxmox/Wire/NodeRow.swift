extension Node: WireRow {
    /// A row of `/cluster/resources` or `/nodes`.
    init?(_ fields: borrowing Fields) {
        guard let name = fields.text("node").flatMap({ NodeName($0) }) else { return nil }
        self.init(
            name: name, state: fields.text("status").flatMap(NodeState.init(rawValue:)) ?? .unknown,
            uptime: fields.seconds("uptime"), cpu: fields.share("cpu"), cpuCount: fields.processors("maxcpu"),
            memory: fields.count("mem"), memoryLimit: fields.count("maxmem"),
            disk: fields.count("disk"), diskLimit: fields.count("maxdisk"),
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
            uptime: fields.seconds("uptime"), cpu: fields.share("cpu"), ioWait: fields.share("wait"),
            loadAverage: load.count == 3 ? load : [], cpuModel: processor?.word("model"),
            cpuCount: processor?.count("cpus"), cpuSockets: processor?.count("sockets"),
            memoryUsed: memory?.count("used"), memoryTotal: memory?.count("total"),
            memoryAvailable: memory?.count("available"), swapUsed: swap?.count("used"),
            swapTotal: swap?.count("total"), rootUsed: root?.count("used"),
            rootTotal: root?.count("total"), kernel: fields.word("kversion"),
            release: fields.word("pveversion"),
            temperatures: fields.word("sensorsOutput", longest: .max).map(SensorReading.all) ?? [])
    }
}
