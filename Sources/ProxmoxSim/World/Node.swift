/// One machine of the cluster.
struct Node: Sendable {
    let name: NodeName
    /// What it counts when the cluster votes.
    var votes = 1
    /// Its number in corosync, from 1.
    let number: Int
    let address: String
    /// Logical processors.
    let cpus: Int
    /// The processor's name as `/proc/cpuinfo` gives it.
    let cpuModel: String
    /// Bytes of memory.
    let memory: Int
    /// Bytes of the root file system.
    let rootDisk: Int
    /// Bytes of the root file system in use.
    let rootUsed: Int
    /// What the machine does for itself, as a part of all its processors.
    let load: LoadCurve
    /// Seconds since 1970.
    var bootedAt: Double
    /// When the others lost sight of it; `nil` while it is a member.
    var diedAt: Double?
    /// When it was lost the last time before it booted; `nil` where it never was.
    var lostBefore: Double?
    /// Lives on where the others cannot see it.
    var isCutOff = false
    /// What its status daemon told the cluster last.
    var report: NodeReport?
    /// Work beside the curves, such as a backup's.
    var strains: [Strain] = []
    /// Calls that hang in its API daemon, which has three workers.
    var hungCalls = 0
    /// The number given to the last process.
    var lastPID: Int
    /// Services that are meant to run and do not.
    var deadServices: Set<String> = []

    var isOnline: Bool { diedAt == nil }

    /// Of the second machine nobody wrote down how to wake it.
    var hasNoWakeAddress: Bool { number == 2 }

    /// Whether it was lost then; what it was before is remembered.
    func wasAway(at time: Double) -> Bool { lostBefore.map { time >= $0 && time < bootedAt } ?? false }
}

/// A passing load on a node.
struct Strain: Sendable {
    let from: Double
    let to: Double
    /// A part of all processors.
    let cpu: Double
    /// The part of the time that waits for disks.
    let wait: Double
}

/// What the status daemon broadcasts of its node every ten seconds.
struct NodeReport: Sendable {
    /// Seconds since 1970.
    let time: Double
    let uptime: Int
    /// A part of all processors, 0 to 1.
    let cpu: Double
    /// Bytes.
    let memory: Int
}

extension Node {
    /// The passing load at a time.
    func strain(at time: Double) -> (cpu: Double, wait: Double) {
        strains.reduce((0, 0)) { sum, strain in
            strain.from <= time && time < strain.to ? (sum.0 + strain.cpu, sum.1 + strain.wait) : sum
        }
    }

    /// Gives the next process its number.
    mutating func fork() -> Int {
        lastPID += 1 + lastPID % 7
        if lastPID > 4_000_000 { lastPID = 1_200 }
        return lastPID
    }
}
