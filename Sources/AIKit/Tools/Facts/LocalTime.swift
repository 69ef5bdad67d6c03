import Glibc
import JSON

/// Moments as a person reads them, by a time zone.
package struct LocalTime: Sendable {
    /// The present moment in Unix seconds.
    package let now: Int
    /// Seconds east of UTC at a moment, and the zone's name.
    private let zone: @Sendable (Int) -> (east: Int, name: String)

    /// By a fixed zone.
    package init(now: Int, east: Int, name: String) {
        self.now = now
        zone = { _ in (east, name) }
    }

    private init(now: Int, zone: @escaping @Sendable (Int) -> (east: Int, name: String)) {
        self.now = now
        self.zone = zone
    }

    /// By this machine's clock and zone, daylight saving included.
    package static var machine: LocalTime {
        LocalTime(now: Int(clamping: time(nil))) { moment in
            var seconds = time_t(clamping: moment)
            var parts = tm()
            guard localtime_r(&seconds, &parts) != nil else { return (0, "UTC") }
            return (parts.tm_gmtoff, parts.tm_zone.map { String(cString: $0) } ?? "")
        }
    }

    /// The present day: its first moment, and that of the next one, in Unix seconds.
    ///
    /// A day with a change of the clocks has 23 or 25 hours.
    package var today: Range<Int> {
        let start = midnight(before: now)
        return start..<max(start + 1, midnight(before: start + 36 * 3600))
    }

    /// The first moment of the present month, in Unix seconds.
    package var monthBegan: Int {
        let day = CivilTime(now.saturatingAdding(zone(now).east)).day
        // From the middle of a day: those with a change of the clocks are an hour longer or shorter.
        return midnight(before: today.lowerBound + 43_200 - (day - 1) * 86_400)
    }

    /// The first moment of the day of a moment.
    private func midnight(before moment: Int) -> Int {
        let east = zone(moment).east
        let shifted = moment.saturatingAdding(east)
        let start = shifted - ((shifted % 86_400) + 86_400) % 86_400
        return start - zone(start - east).east
    }

    /// `Saturday, 28 November 2026, 17:34, UTC+01:00 (CET)`.
    package var inFull: String {
        let (east, name) = zone(now)
        let civil = CivilTime(now.saturatingAdding(east))
        let minutes = abs(east) / 60
        let utc = "UTC\(east < 0 ? "-" : "+")\(CivilTime.clock(minutes / 60, minutes % 60))"
        // A zone without letters of its own is named by its figures.
        let letters = name.isEmpty || name == "UTC" || name.contains(where: \.isNumber) ? "" : " (\(name))"
        return "\(civil.weekday), \(civil.day) \(civil.month) \(civil.year), \(civil.clock), \(utc)\(letters)"
    }

    /// `13:34, 1 h 2 min ago`, with its day when that is not today.
    package func past(_ moment: Int) -> String {
        "\(stamp(moment)), \(Figures.ago(moment, now: now))"
    }

    /// `13:34`, or `27 Nov 13:34`, or `27 Nov 2025 13:34`.
    package func stamp(_ moment: Int) -> String {
        guard (0...CivilTime.end).contains(moment) else { return "at an unknown time" }
        let civil = CivilTime(moment + zone(moment).east)
        let today = CivilTime(now.saturatingAdding(zone(now).east))
        if civil.year != today.year {
            return "\(civil.day) \(civil.month.prefix(3)) \(civil.year) \(civil.clock)"
        }
        let isToday = civil.month == today.month && civil.day == today.day
        return isToday ? civil.clock : "\(civil.day) \(civil.month.prefix(3)) \(civil.clock)"
    }
}

/// The calendar's words for a moment that was shifted into its zone.
private struct CivilTime {
    /// The first second of the year 10000: nothing that is told of is later.
    static let end = 253_402_300_800
    private static let weekdays = [
        "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday",
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    let year: Int
    let month: String
    let day: Int
    let weekday: String
    let clock: String

    /// Days to a date as in https://howardhinnant.github.io/date_algorithms.html, "civil_from_days".
    init(_ seconds: Int) {
        let seconds = min(max(0, seconds), Self.end)
        let days = seconds / 86_400
        weekday = Self.weekdays[days % 7]
        clock = Self.clock(seconds / 3600 % 24, seconds / 60 % 60)
        // Years that begin in March, so that the leap day is the last; 400 of them are an era of 146,097 days.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * fromMarch + 2) / 5 + 1
        month = Self.months[(fromMarch + 2) % 12]
        year = yearOfEra + era * 400 + (fromMarch < 10 ? 0 : 1)
    }

    static func clock(_ hour: Int, _ minute: Int) -> String {
        "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
