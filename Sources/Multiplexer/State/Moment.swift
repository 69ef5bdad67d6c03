import Glibc
import JSON
import Text

/// When something happened: on the clock that never jumps, and on the wall.
package struct Moment: Sendable, Equatable {
    package var instant: ContinuousClock.Instant
    /// Seconds since 1970, UTC.
    package var epoch: Double
}

extension ContinuousClock.Instant {
    /// The time until then for poll(2), rounded up; 0 when it is over.
    package var milliseconds: Int32 {
        (self - .now).pollTimeout
    }
}

/// Times of day as the machine's time zone has them.
///
/// A value that is made where the clock is read, so that drawing never asks for the zone itself.
package struct WallClock: Sendable, Equatable {
    /// Seconds east of UTC.
    package var offset: Int

    /// The zone's offset at that moment, daylight saving included.
    package init(at epoch: Double) {
        var time = time_t(saturating: epoch)
        var parts = tm()
        localtime_r(&time, &parts)
        offset = parts.tm_gmtoff
    }

    package init(offset: Int) {
        self.offset = offset
    }

    /// `14:32`.
    package func minutes(_ epoch: Double) -> String {
        let (hour, minute, _) = parts(epoch)
        return "\(Format.twoDigits(hour)):\(Format.twoDigits(minute))"
    }

    /// `14:32:07`.
    package func seconds(_ epoch: Double) -> String {
        let (_, _, second) = parts(epoch)
        return "\(minutes(epoch)):\(Format.twoDigits(second))"
    }

    /// `2026-07-11`; `nil` for a moment that no calendar has.
    package func day(_ epoch: Double) -> String? {
        var time = time_t(saturating: epoch.rounded(.down)).saturatingAdding(offset)
        var parts = tm()
        guard gmtime_r(&time, &parts) != nil else { return nil }
        let (month, day) = (Int(clamping: parts.tm_mon) + 1, Int(clamping: parts.tm_mday))
        return "\(1900 + Int(clamping: parts.tm_year))-\(Format.twoDigits(month))-\(Format.twoDigits(day))"
    }

    /// Days since the first of 1970, as they are counted here.
    package func dayNumber(_ epoch: Double) -> Int {
        Int(saturating: ((epoch + Double(offset)) / 86_400).rounded(.down))
    }

    /// `14:32` of today, `Sat 14:32` of the last days, `07-11 14:32` of any other.
    package func near(_ epoch: Double, seenAt now: Double) -> String {
        guard let day = day(epoch), day != self.day(now) else { return minutes(epoch) }
        let days = dayNumber(now).saturatingSubtracting(dayNumber(epoch))
        guard (1..<7).contains(days) else { return "\(day.dropFirst(5)) \(minutes(epoch))" }
        // The first day of 1970 was a Thursday.
        let weekday = (dayNumber(epoch) % 7 + 11) % 7
        return "\(Self.weekdays[weekday]) \(minutes(epoch))"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// `14:32`, and with its day before it where that is not the day of `now`.
    package func moment(_ epoch: Double, seenAt now: Double) -> String {
        guard let day = day(epoch), day != self.day(now) else { return minutes(epoch) }
        return "\(day) \(minutes(epoch))"
    }

    private func parts(_ epoch: Double) -> (hour: Int, minute: Int, second: Int) {
        let day = Int(saturating: epoch.rounded(.down)).saturatingAdding(offset) % 86_400
        let seconds = day < 0 ? day + 86_400 : day
        return (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}
