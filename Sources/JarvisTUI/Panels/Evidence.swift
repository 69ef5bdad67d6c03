import ClusterKit
import FoundationEssentials
import Screen

/// The figures of an hour that say something about what went wrong, as shares of what there is.
struct Evidence {
    struct Line {
        let name: String
        fileprivate(set) var shares: [Double?]
        let threshold: Threshold

        /// The newest share that is known.
        var last: Double? { shares.last { $0 != nil } ?? nil }
    }

    let lines: [Line]
    /// The moment of the newest figure, in seconds since 1970.
    let end: Double

    /// `nil` where the series tells nothing.
    init?(_ series: RRDSeries) {
        let all = [
            Line(
                name: "RAM", shares: series.shares(of: .nodeMemory, in: .nodeMemoryTotal), threshold: .memory),
            Line(name: "RAM", shares: series.shares(of: .memory, in: .memoryLimit), threshold: .guestMemory),
            Line(name: "USED", shares: series.shares(of: .used, in: .total), threshold: .storage),
            Line(name: "CPU", shares: series[.cpu], threshold: .processor),
        ]
        let known = all.filter { $0.last != nil }
        // What came after the end, nothing of everything, says nothing of how it came to it.
        let newest = known.compactMap { line in line.shares.lastIndex { ($0 ?? 0) > 0 } }.max()
        guard let newest, series.times.indices.contains(newest) else { return nil }
        lines = known.map { line in
            var line = line
            line.shares = Array(line.shares.prefix(newest + 1))
            return line
        }
        end = series.times[newest].timeIntervalSince1970
    }
}
