import FoundationEssentials
import HTTP
import JSON

/// When and how often a request that was not answered is sent again.
package struct RetryPolicy: Sendable {
    /// Repetitions after the first attempt.
    package var repetitions: Int
    /// A server that asks for a longer wait than this is not waited for.
    package var longestWait: Duration
    /// How long a server that says it is loading its model is waited for.
    package var longestLoading: Duration
    /// Waits; a test does not.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// The part of the wait that is left out, from 0 to 0.25, so that clients do not return all at once.
    package var jitter: @Sendable () -> Double

    package init(
        repetitions: Int = 2, longestWait: Duration = .seconds(60),
        longestLoading: Duration = .seconds(120),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        jitter: @escaping @Sendable () -> Double = { .random(in: 0...0.25) }
    ) {
        self.repetitions = repetitions
        self.longestWait = longestWait
        self.longestLoading = longestLoading
        self.sleep = sleep
        self.jitter = jitter
    }

    /// Between two questions to a server that loads its model.
    static let loadingPause = Duration.seconds(1)

    /// The wait before repetition `number` (from 0), or `nil` when the error is final.
    func wait(before number: Int, after error: ProviderError) -> Duration? {
        guard number < repetitions, error.isTransient else { return nil }
        if let asked = error.retryAfter { return asked <= longestWait ? asked : nil }
        let doubled = min(0.5 * Double(1 << min(number, 10)), 8)
        return .seconds(doubled * (1 - jitter()))
    }

    /// The wait an error's headers ask for: `retry-after-ms`, else `retry-after` in seconds or as a date
    /// (RFC 9110 §10.2.3).
    static func asked(in head: HTTPResponseHead, now: Date = Date()) -> Duration? {
        if let milliseconds = head["retry-after-ms"].flatMap(Double.init), (0..<1e9).contains(milliseconds) {
            return .milliseconds(Int64(saturating: milliseconds))
        }
        guard let text = head["retry-after"] else { return nil }
        if let seconds = Double(text) { return (0..<1e6).contains(seconds) ? .seconds(seconds) : nil }
        return unixTime(httpDate: text).map { .seconds(max(0, Double($0) - now.timeIntervalSince1970)) }
    }

    /// The Unix time of `Sun, 06 Nov 1994 08:49:37 GMT`; `nil` for any other form (RFC 9110 §5.6.7).
    static func unixTime(httpDate text: String) -> Int? {
        let words = text.split { $0 == " " || $0 == ":" || $0 == "," }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard words.count == 8, words[7] == "GMT", let day = Int(words[1], radix: 10), (1...31).contains(day),
            let month = months.firstIndex(of: String(words[2])), let year = Int(words[3], radix: 10),
            (1970...9999).contains(year), let hour = Int(words[4], radix: 10),
            let minute = Int(words[5], radix: 10),
            let second = Int(words[6], radix: 10), (0...23).contains(hour), (0...59).contains(minute),
            // A leap second is the 60th.
            (0...60).contains(second)
        else { return nil }
        // Days since the epoch in a calendar whose year begins in March, so that leap days come last.
        let shifted = month < 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 10) % 12) + 2) / 5 + day - 1
        let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        return days * 86_400 + hour * 3600 + minute * 60 + second
    }
}
