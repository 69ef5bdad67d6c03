/// The two kinds of guest.
enum GuestKind: String, Sendable, CaseIterable {
    case qemu
    case lxc

    /// How the guest is called in messages: `VM 100`, `CT 101`.
    var title: String { self == .qemu ? "VM" : "CT" }

    /// The beginning of its tasks' types: `qmstart`, `vzstart`.
    var taskPrefix: String { self == .qemu ? "qm" : "vz" }

    /// The kind in the names of HA resources: `vm:100`, `ct:101`.
    var highAvailabilityPrefix: String { self == .qemu ? "vm" : "ct" }

    /// The folder of its configuration files.
    var folder: String { self == .qemu ? "qemu-server" : "lxc" }
}

/// A virtual machine or a container.
struct Guest: Sendable {
    let vmid: VMID
    let kind: GuestKind
    var name: String
    var node: NodeName
    var tags: [String] = []
    var pool: String?
    var isTemplate = false
    let cpus: Int
    /// Bytes.
    let memory: Int
    /// Bytes of the boot disk or the root file system.
    let disk: Int
    /// Bytes of the root file system in use; only a container shows it.
    let diskUsed: Int
    let system: String
    var startsOnBoot = true
    var isProtected = false
    /// Whether QEMU's guest agent is configured, and whether it answers.
    var agent: Agent = .none
    /// How long the guest takes to shut down when it is asked to; `nil` when it does not listen.
    var shutdownSeconds: Double? = 6
    var state: RunState
    /// The lock in the configuration, such as `backup`.
    var lock: String?
    /// The task that holds the configuration file.
    var holder: UPID?
    var snapshots: [Snapshot] = []
    /// The snapshot that the present began from; `nil` for none.
    var snapshotParent: String?
    /// The last report of its node's status daemon; `nil` for one that was just made.
    var report: GuestReport?
    var pid = 0
    /// When it started and stopped, oldest first, at most 64: what graphs of the past need.
    var switches: [Switch] = []
    let cpuLoad: LoadCurve
    let memoryLoad: LoadCurve
    let network: (in: TrafficCurve, out: TrafficCurve)
    let diskTraffic: (read: TrafficCurve, write: TrafficCurve)
}

/// Whether QEMU's guest agent is there.
enum Agent: Sendable {
    case none
    case silent
    case answering
}

/// What a guest is doing; times are seconds since 1970.
enum RunState: Sendable, Hashable {
    case stopped
    case running(since: Double)
    case paused(since: Double)

    /// When its process began.
    var since: Double? {
        switch self {
        case .stopped: nil
        case .running(let since), .paused(let since): since
        }
    }

    /// QEMU's word for it.
    var word: String {
        switch self {
        case .stopped: "stopped"
        case .running: "running"
        case .paused: "paused"
        }
    }
}

/// A change between running and not running.
struct Switch: Sendable {
    /// Seconds since 1970.
    let time: Double
    let isOn: Bool
}

/// A remembered state of a guest.
struct Snapshot: Sendable {
    let name: String
    let description: String
    /// Seconds since 1970.
    let time: Int
    let hasMemory: Bool
    let parent: String?

    /// The same, as one that began from another.
    fileprivate func moved(to parent: String?) -> Snapshot {
        Snapshot(name: name, description: description, time: time, hasMemory: hasMemory, parent: parent)
    }
}

/// What the status daemon broadcasts of a guest every ten seconds.
struct GuestReport: Sendable {
    /// Seconds since 1970.
    let time: Double
    let status: String
    let uptime: Int
    /// A part of all the guest's processors.
    let cpu: Double
    /// Bytes, as the guest itself counts them.
    let memory: Int
    /// Bytes, as the host counts them.
    let hostMemory: Int
    /// Bytes since the guest's start.
    let netIn: Int
    let netOut: Int
    let diskRead: Int
    let diskWrite: Int
}

extension Guest {
    var isRunning: Bool {
        if case .running = state { true } else { false }
    }

    /// Has a process, be it paused.
    var isAlive: Bool { state.since != nil }

    /// `qemu/100`.
    var id: String { "\(kind.rawValue)/\(vmid)" }

    /// `vm:100`.
    var serviceID: String { "\(kind.highAvailabilityPrefix):\(vmid)" }

    /// `VM 100`.
    var title: String { "\(kind.title) \(vmid)" }

    /// Removes a snapshot; what began from it began from the one before it.
    mutating func forget(snapshot name: String) {
        guard let gone = snapshots.first(where: { $0.name == name }) else { return }
        snapshots = snapshots.filter { $0.name != name }.map {
            $0.parent == name ? $0.moved(to: gone.parent) : $0
        }
        if snapshotParent == name { snapshotParent = gone.parent }
    }

    mutating func begin(at time: Double, pid: Int) {
        state = .running(since: time)
        self.pid = pid
        note(Switch(time: time, isOn: true))
    }

    mutating func end(at time: Double) {
        state = .stopped
        pid = 0
        note(Switch(time: time, isOn: false))
    }

    private mutating func note(_ change: Switch) {
        switches.append(change)
        if switches.count > 64 { switches.removeFirst() }
    }

    /// Whether it ran at a time; before the first known switch it did the opposite of what that switch says.
    func wasRunning(at time: Double) -> Bool {
        guard let last = switches.last(where: { $0.time <= time }) else {
            return switches.first.map { !$0.isOn } ?? isRunning
        }
        return last.isOn
    }

    /// The load of its processors, 0 to 1, while it runs.
    func cpu(at time: Double) -> Double {
        min(1.02, cpuLoad.value(at: time))
    }

    /// Bytes in use while it runs.
    func memoryUsed(at time: Double) -> Int {
        Int(Double(memory) * min(0.99, memoryLoad.value(at: time)))
    }

    /// Bytes that its process takes from the host; more than it was given is nothing odd.
    func hostMemory(at time: Double) -> Int {
        let used = memoryUsed(at: time)
        return kind == .qemu ? min(used + memory / 10, memory) + 60 << 20 : used
    }

    /// What the status daemon would say of it now.
    func observed(at time: Double) -> GuestReport {
        guard let since = state.since else {
            return GuestReport(
                time: time, status: "stopped", uptime: 0, cpu: 0, memory: 0, hostMemory: 0, netIn: 0,
                netOut: 0, diskRead: 0, diskWrite: 0)
        }
        let used = memoryUsed(at: time)
        return GuestReport(
            time: time, status: state.word, uptime: Int(time - since),
            cpu: isRunning ? cpu(at: time) : 0, memory: used, hostMemory: hostMemory(at: time),
            netIn: network.in.total(from: since, to: time),
            netOut: network.out.total(from: since, to: time),
            diskRead: diskTraffic.read.total(from: since, to: time),
            diskWrite: diskTraffic.write.total(from: since, to: time))
    }
}
