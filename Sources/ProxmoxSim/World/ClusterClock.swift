import Glibc

/// Turns the machine's time into the cluster's.
struct ClusterClock: Sendable {
    private let start: Double
    private let pace: Double
    private let begun: ContinuousClock.Instant
    private var jumped = 0.0

    init(_ time: SimulatedTime) {
        start = time.start ?? Self.machineTime
        pace = time.pace
        begun = .now
    }

    /// The cluster's time in seconds since 1970.
    var now: Double {
        start + (ContinuousClock.now - begun).seconds * pace + jumped
    }

    mutating func jump(_ duration: Duration) {
        jumped += duration.seconds
    }

    private static var machineTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

extension Duration {
    /// The length in seconds.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
