import ClusterKit
import FoundationEssentials

/// How fast a storage fills, by what the cluster remembers of the last week.
struct Trend: Equatable {
    /// Bytes a second; `nil` where it does not grow, or too little is known.
    let rate: Double?
    /// Bytes in use when it was looked at last.
    private let used: Double

    /// So many samples over so many seconds are needed at least.
    private static let least = (samples: 12, span: 86_400.0)
    /// What grows by less than this share of the whole in a week does not grow.
    private static let noise = 0.005
    /// This share of the whole more than at the last look, some hours ago at most, is another pace.
    private static let leap = 0.02

    /// The straight line through the samples that is nearest to all of them.
    init(_ series: RRDSeries) {
        let samples = zip(series.times, series[.used]).compactMap { time, used in
            used.map { (time: time.timeIntervalSince1970, used: $0) }
        }
        guard samples.count >= Self.least.samples, let first = samples.first, let last = samples.last,
            last.time - first.time >= Self.least.span
        else {
            (rate, used) = (nil, 0)
            return
        }
        let count = Double(samples.count)
        let middle = samples.reduce(0) { $0 + ($1.time - first.time) } / count
        let mean = samples.reduce(0) { $0 + $1.used } / count
        var (together, alone) = (0.0, 0.0)
        for sample in samples {
            let distance = sample.time - first.time - middle
            together += distance * (sample.used - mean)
            alone += distance * distance
        }
        let slope = alone > 0 ? together / alone : 0
        let total = series[.total].compactMap(\.self).last ?? 0
        let grown = slope * (last.time - first.time)
        used = last.used
        rate = slope > 0 && total > 0 && grown >= total * Self.noise ? slope : nil
    }

    /// In so many seconds it is full at this pace; `nil` where no end is in sight.
    func timeLeft(of storage: Storage) -> Double? {
        guard let rate, let now = storage.used, let total = storage.total, total > now else { return nil }
        // What fills up otherwise than all the week before has another pace, which nobody knows yet.
        guard Double(now) - used <= Self.leap * Double(total) else { return nil }
        return Double(total - now) / rate
    }
}
