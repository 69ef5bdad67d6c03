import ClusterKit

/// The last hour of one node, a value a minute; `nil` where nothing was known.
struct LoadHistory: Equatable {
    private(set) var cpu: [Double?] = []
    private(set) var memory: [Double?] = []
    /// Polls since the newest value was begun.
    private var polls = 0

    private static let limit = 60
    /// At four seconds a poll.
    private static let pollsPerValue = 15

    /// Takes a poll in: it makes the newest value current, or begins the next.
    mutating func append(_ node: Node) {
        if polls > 0, polls < Self.pollsPerValue, !cpu.isEmpty {
            cpu[cpu.count - 1] = node.cpu
            memory[memory.count - 1] = node.memoryFraction
        } else {
            cpu = (cpu + [node.cpu]).suffix(Self.limit)
            memory = (memory + [node.memoryFraction]).suffix(Self.limit)
            polls = 0
        }
        polls += 1
    }

    /// Puts what Proxmox remembers before what was seen.
    mutating func prepend(_ series: RRDSeries) {
        cpu = (series[.cpu] + cpu).suffix(Self.limit)
        memory = (series.shares(of: .nodeMemory, in: .nodeMemoryTotal) + memory).suffix(Self.limit)
    }
}
