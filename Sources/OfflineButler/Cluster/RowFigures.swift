import JSON

/// The figures of a tool's row, which may come from anywhere: what nobody can mean is unknown.
extension JSONValue {
    /// Bytes, processors, seconds that passed: never below zero.
    func count(_ key: String) -> Int? {
        self[key]?.integer.flatMap { $0 < 0 ? nil : $0 }
    }

    /// Votes, of which no cluster has a million.
    func votes(_ key: String) -> Int? {
        self[key]?.integer.flatMap { (0..<1_000_000).contains($0) ? $0 : nil }
    }

    /// A time in Unix seconds, before the year 5138.
    func moment(_ key: String) -> Int? {
        self[key]?.integer.flatMap { (0..<100_000_000_000).contains($0) ? $0 : nil }
    }

    /// A part of all processors, or degrees: nothing is beyond ten thousand.
    func measure(_ key: String) -> Double? {
        self[key]?.double.flatMap { (-300..<10_000).contains($0) ? $0 : nil }
    }
}
