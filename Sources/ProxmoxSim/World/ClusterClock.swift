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

/// A time as people and headers write it, in UTC.
struct CivilTime {
    let year: Int
    let month: Int
    let day: Int
    let weekday: Int
    let hour: Int
    let minute: Int
    let second: Int

    /// From seconds since 1970, with the proleptic Gregorian calendar.
    init(_ time: Double) {
        let seconds = Int(time.rounded(.down))
        let days = (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400
        let rest = seconds - days * 86_400
        weekday = ((days + 4) % 7 + 7) % 7
        hour = rest / 3_600
        minute = rest / 60 % 60
        second = rest % 60
        // Years begin in March here, so that the leap day is the last.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private var clock: String { "\(two(hour)):\(two(minute)):\(two(second))" }

    /// `Sat, 21 Nov 2026 02:10:38 GMT` (RFC 9110 §5.6.7).
    var header: String {
        "\(Self.weekdays[weekday]), \(two(day)) \(Self.months[month - 1]) \(year) \(clock) GMT"
    }

    /// `Sat Nov 21 02:10:38 2026`, as `ctime` writes it.
    var ctime: String {
        let padded = day < 10 ? " \(day)" : "\(day)"
        return "\(Self.weekdays[weekday]) \(Self.months[month - 1]) \(padded) \(clock) \(year)"
    }

    /// `2026-11-21T02:10:38Z`, the name of a backup on a Proxmox Backup Server.
    var stamp: String { "\(year)-\(two(month))-\(two(day))T\(clock)Z" }

    /// `2026_11_21-02_10_38`, part of a backup's file name.
    var fileStamp: String {
        "\(year)_\(two(month))_\(two(day))-\(two(hour))_\(two(minute))_\(two(second))"
    }

    /// `2026-11-21 02:10:38`.
    var plain: String { "\(year)-\(two(month))-\(two(day)) \(clock)" }

    private func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
