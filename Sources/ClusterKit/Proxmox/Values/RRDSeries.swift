import FoundationEssentials

/// How far back a series reaches.
package enum RRDTimeframe: String, Sendable, Hashable, CaseIterable {
    case hour
    case day
    case week
    case month
    case year
    /// Since Proxmox VE 9 only.
    case decade
}

/// Whose figures.
package enum RRDSubject: Sendable, Hashable {
    case node(NodeName)
    case guest(GuestID, NodeName)
    case storage(Storage.ID)
}

/// A column of a series, in Proxmox's spelling.
///
/// Which exist depends on the subject and the version.
package struct RRDMetric: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The part of all processors in use, 0 to 1.
    package static let cpu = RRDMetric(rawValue: "cpu")
    /// The part of time spent waiting for disks, 0 to 1; nodes.
    package static let ioWait = RRDMetric(rawValue: "iowait")
    /// The load of one minute; nodes.
    package static let loadAverage = RRDMetric(rawValue: "loadavg")
    /// Bytes; guests.
    package static let memory = RRDMetric(rawValue: "mem")
    /// Bytes; guests.
    package static let memoryLimit = RRDMetric(rawValue: "maxmem")
    /// Bytes; nodes.
    package static let nodeMemory = RRDMetric(rawValue: "memused")
    /// Bytes; nodes.
    package static let nodeMemoryTotal = RRDMetric(rawValue: "memtotal")
    /// Bytes; nodes.
    package static let rootUsed = RRDMetric(rawValue: "rootused")
    /// Bytes; nodes.
    package static let rootTotal = RRDMetric(rawValue: "roottotal")
    /// Bytes a second.
    package static let networkIn = RRDMetric(rawValue: "netin")
    /// Bytes a second.
    package static let networkOut = RRDMetric(rawValue: "netout")
    /// Bytes a second; guests.
    package static let diskRead = RRDMetric(rawValue: "diskread")
    /// Bytes a second; guests.
    package static let diskWrite = RRDMetric(rawValue: "diskwrite")
    /// Bytes; storages.
    package static let used = RRDMetric(rawValue: "used")
    /// Bytes; storages.
    package static let total = RRDMetric(rawValue: "total")
}

/// Figures over time, averaged by Proxmox.
package struct RRDSeries: Sendable, Hashable {
    package var timeframe: RRDTimeframe
    /// One a row, oldest first.
    package var times: [Date]
    /// As many values as times in each column; a sample that is missing is `nil`.
    package var columns: [RRDMetric: [Double?]]

    package init(timeframe: RRDTimeframe, times: [Date] = [], columns: [RRDMetric: [Double?]] = [:]) {
        self.timeframe = timeframe
        self.times = times
        self.columns = columns
    }

    /// The column, or as many unknowns as there are times.
    package subscript(metric: RRDMetric) -> [Double?] {
        columns[metric] ?? Array(repeating: nil, count: times.count)
    }

    /// The parts of the whole in use, 0 to 1; `nil` where either figure is unknown.
    package func shares(of used: RRDMetric, in whole: RRDMetric) -> [Double?] {
        zip(self[used], self[whole]).map { used, whole in
            guard let used, let whole, whole > 0 else { return nil }
            return used / whole
        }
    }
}
