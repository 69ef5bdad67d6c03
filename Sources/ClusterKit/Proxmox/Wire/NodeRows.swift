import JSON

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

extension PhysicalDisk: WireRow {
    /// A row of `/nodes/N/disks/list`; `wearout` is `N/A` for what does not tell.
    init?(_ fields: borrowing Fields) {
        guard let path = fields.word("devpath") else { return nil }
        self.init(
            path: path, model: fields.word("model"), type: fields.word("type"), size: fields.count("size"),
            health: fields.word("health"),
            wearout: fields.integer("wearout").flatMap { (0...100).contains($0) ? $0 : nil })
    }
}

extension SensorReading {
    /// The most readings that are kept of one node.
    private static let limit = 64

    /// Reads the output of `sensors -j` (sensors(1)), a text inside the answer: chips, their inputs, and of each
    /// input `tempN_input` in degrees Celsius; hottest first.
    ///
    /// It comes as `sensorsOutput` from nodes whose API was extended, as by
    /// https://github.com/Meliox/PVE-mods, which writes 0 for an input that could not be read.
    static func all(in text: String) -> [SensorReading] {
        guard let chips = json(text)?.object else { return [] }
        var readings: [SensorReading] = []
        for (chip, inputs) in chips {
            for (input, values) in inputs.object ?? [:] {
                guard let celsius = celsius(values), celsius != 0, (-60...200).contains(celsius) else {
                    continue
                }
                readings.append(SensorReading(sensor: "\(chip) \(input)", celsius: celsius))
            }
        }
        return Array(readings.sorted { ($1.celsius, $0.sensor) < ($0.celsius, $1.sensor) }.prefix(limit))
    }

    /// What is no JSON is no reading: the extension passes on whatever the program wrote.
    private static func json(_ text: String) -> JSONValue? {
        do {
            return try JSONValue(bytes: Array(text.utf8))
        } catch {
            return nil
        }
    }

    private static func celsius(_ values: JSONValue) -> Double? {
        values.object?.first { $0.key.hasPrefix("temp") && $0.key.hasSuffix("_input") }?.value.double
    }
}
