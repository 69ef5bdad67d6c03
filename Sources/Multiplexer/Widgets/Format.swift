import FoundationEssentials
import Glibc
import JSON
import Text

/// Figures as the screen writes them: short, of steady width, and `–` for what is not known.
package enum Format {
    /// What stands for an unknown figure.
    package static let unknown = "–"

    /// A part of a whole as whole percent, three columns and the sign: ` 23%`.
    package static func percent(_ fraction: Double?) -> String {
        guard let fraction, fraction.isFinite else { return pad(unknown, to: 4) }
        return pad("\(Int(saturating: (fraction * 100).rounded()))%", to: 4)
    }

    /// A share right behind what it is called: with a blank before it always, four columns below a hundred.
    package static func labelled(_ fraction: Double?) -> String {
        let words = percent(fraction)
        return words.hasPrefix(" ") ? words : " \(words)"
    }

    /// Bytes with a binary unit and three digits at most: `17.1G`, `512M`, `0B`.
    package static func bytes(_ count: Int?) -> String {
        guard let count, count >= 0 else { return unknown }
        var value = Double(count)
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        return (value < 9.95 && unit > 0 ? tenths(value) : "\(Int(saturating: value.rounded()))")
            + units[unit]
    }

    /// The votes that a cluster needs; `nil` where it may decide with fewer than half.
    package static func majority(_ needed: Int?) -> String {
        needed.map { "needs \($0)" } ?? "enough without a majority"
    }

    /// Bytes a second.
    package static func rate(_ bytesPerSecond: Double?) -> String {
        guard let bytesPerSecond, bytesPerSecond.isFinite else { return unknown }
        return bytes(Int(saturating: bytesPerSecond)) + "/s"
    }

    /// A length of time in its two largest units: `12d 04h`, `3h 07m`, `2m 09s`, `8s`.
    package static func duration(_ duration: Duration?) -> String {
        guard let duration, duration >= .zero else { return unknown }
        return seconds(Int(clamping: duration.components.seconds))
    }

    /// A moment by the machine's clock: `2026-07-11 14:32`.
    package static func date(_ date: Date) -> String {
        let epoch = date.timeIntervalSince1970
        let clock = WallClock(at: epoch)
        return clock.day(epoch).map { "\($0) \(clock.minutes(epoch))" } ?? unknown
    }

    /// A length of time within a sentence: `4 s`, `2m 09s`.
    package static func spoken(_ duration: Duration) -> String {
        duration < .seconds(60) ? "\(duration.components.seconds) s" : Self.duration(duration)
    }

    /// The same, of seconds.
    package static func seconds(_ total: Int) -> String {
        LengthOfTime(seconds: total).aligned
    }

    /// A number with one digit after the point: `2.1`.
    package static func tenths(_ value: Double) -> String {
        let rounded = Int(saturating: (value * 10).rounded())
        let sign = rounded < 0 ? "-" : ""
        return "\(sign)\(rounded.magnitude / 10).\(rounded.magnitude % 10)"
    }

    /// Sets a text flush right in so many columns; longer ones stay as they are.
    ///
    /// ASCII figures only.
    package static func pad(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// Two digits with a leading zero.
    package static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static let units = ["B", "K", "M", "G", "T", "P"]
}

extension String {
    /// A padded figure without its padding.
    package var trimmed: String { String(drop { $0 == " " }) }
}
