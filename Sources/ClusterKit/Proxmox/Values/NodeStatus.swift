/// A node in detail, as `/nodes/N/status` shows it.
///
/// There is no temperature, fan or power in the API of Proxmox VE itself.
package struct NodeStatus: Sendable, Hashable {
    package var uptime: Duration?
    /// The part of all processors in use, 0 to 1.
    package var cpu: Double?
    /// The part of time spent waiting for disks, 0 to 1.
    package var ioWait: Double?
    /// Over one, five and fifteen minutes; three or none.
    package var loadAverage: [Double]
    package var cpuModel: String?
    /// Hardware threads.
    package var cpuCount: Int?
    package var cpuSockets: Int?
    /// Bytes, as are all that follow.
    package var memoryUsed: Int?
    package var memoryTotal: Int?
    package var memoryAvailable: Int?
    package var swapUsed: Int?
    package var swapTotal: Int?
    package var rootUsed: Int?
    package var rootTotal: Int?
    package var kernel: String?
    /// The release, such as `pve-manager/9.2.2/b9984c6d90a4bd80`.
    package var release: String?
    /// What sensors measured, hottest first; empty unless the node's API was extended to tell.
    package var temperatures: [SensorReading]

    package init(
        uptime: Duration? = nil, cpu: Double? = nil, ioWait: Double? = nil, loadAverage: [Double] = [],
        cpuModel: String? = nil, cpuCount: Int? = nil, cpuSockets: Int? = nil, memoryUsed: Int? = nil,
        memoryTotal: Int? = nil, memoryAvailable: Int? = nil, swapUsed: Int? = nil, swapTotal: Int? = nil,
        rootUsed: Int? = nil, rootTotal: Int? = nil, kernel: String? = nil, release: String? = nil,
        temperatures: [SensorReading] = []
    ) {
        self.uptime = uptime
        self.cpu = cpu
        self.ioWait = ioWait
        self.loadAverage = loadAverage
        self.cpuModel = cpuModel
        self.cpuCount = cpuCount
        self.cpuSockets = cpuSockets
        self.memoryUsed = memoryUsed
        self.memoryTotal = memoryTotal
        self.memoryAvailable = memoryAvailable
        self.swapUsed = swapUsed
        self.swapTotal = swapTotal
        self.rootUsed = rootUsed
        self.rootTotal = rootTotal
        self.kernel = kernel
        self.release = release
        self.temperatures = temperatures
    }
}

/// A temperature that a node's sensor measured.
package struct SensorReading: Sendable, Hashable {
    /// The chip and its input: `coretemp-isa-0000 Package id 0`.
    package var sensor: String
    /// Degrees Celsius.
    package var celsius: Double

    package init(sensor: String, celsius: Double) {
        self.sensor = sensor
        self.celsius = celsius
    }

    /// From where on a temperature deserves a look.
    package static let warm = 65.0
    /// From where on it does harm.
    package static let hot = 80.0

    /// What makes temperatures known, for people.
    package static let remedy =
        "install lm-sensors on the node and the extension of its API that adds sensorsOutput to "
        + "/nodes/NODE/status (pve-mod-gui-sensors)"
}
