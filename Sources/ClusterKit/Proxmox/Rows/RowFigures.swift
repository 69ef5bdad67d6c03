import FoundationEssentials
import JSON

/// The figures of a row, which may come from anywhere: what nobody can mean is unknown.
extension JSONValue {
    /// Bytes, processors, seconds that passed: never below zero.
    package func count(_ key: String) -> Int? {
        self[key]?.integer.flatMap { $0 < 0 ? nil : $0 }
    }

    /// A time in Unix seconds, before the year 5138.
    package func moment(_ key: String) -> Int? {
        self[key]?.integer.flatMap { (0..<100_000_000_000).contains($0) ? $0 : nil }
    }

    /// A part of all processors, or degrees: nothing is beyond ten thousand.
    package func measure(_ key: String) -> Double? {
        self[key]?.double.flatMap { (-300..<10_000).contains($0) ? $0 : nil }
    }
}

extension JSONValue {
    /// A part of a whole or a number of processors, never below zero.
    package func amount(_ key: String) -> Double? {
        measure(key).flatMap { $0 < 0 ? nil : $0 }
    }

    func seconds(_ key: String) -> Duration? {
        count(key).map { .seconds($0) }
    }

    func date(_ key: String) -> Date? {
        moment(key).map { Date(timeIntervalSince1970: Double($0)) }
    }

    func address(_ key: String) -> IPAddress? { self[key]?.string.flatMap { IPAddress($0) } }

    /// A text that says something.
    func word(_ key: String) -> String? {
        self[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A name of the kind of thing that is wanted.
    func name<Thing>(_ key: String) -> Name<Thing>? {
        self[key]?.string.flatMap { Name($0) }
    }

    /// An object of what is known.
    package static func known(_ members: [String: JSONValue?]) -> JSONValue {
        .object(members.compactMapValues { $0 })
    }

    package static func seconds(_ time: Duration) -> JSONValue {
        .integer(Int(clamping: time.components.seconds))
    }

    package static func moment(_ time: Date) -> JSONValue {
        .integer(Int(saturating: time.timeIntervalSince1970))
    }
}
