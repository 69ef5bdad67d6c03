import AIKit
import FoundationEssentials
import JSON
import Text

/// The kill switch as somebody set it: while it is on nobody changes a cluster, and looking goes on.
package struct KillSwitch: Sendable, Hashable {
    package var since: Date
    /// When it ends by itself; `nil` where somebody has to release it.
    package var until: Date?
    /// Why, in the words of whoever set it; not to be trusted.
    package var reason: String?

    package init(since: Date, until: Date? = nil, reason: String? = nil) {
        self.since = since
        self.until = until
        self.reason = reason.map { String($0.prefix(Self.longestReason)) }
    }

    /// In characters.
    private static let longestReason = 200

    /// Both of two that were set: as long as either of them holds.
    func joined(with other: KillSwitch) -> KillSwitch {
        var end: Date?
        if let until, let last = other.until { end = max(until, last) }
        return KillSwitch(since: min(since, other.since), until: end, reason: reason ?? other.reason)
    }
}

/// How the kill switch stands.
package enum KillState: Sendable, Hashable {
    case off
    case on(KillSwitch)
    /// Whether it is on cannot be found out, so it counts as on; the sentence that says why.
    case unreadable(String)

    package var isOn: Bool { self != .off }

    /// Since when, until when and why; `off` where it is off.
    package func words(_ time: LocalTime = .machine) -> String {
        switch self {
        case .off: "off"
        case .on(let kill):
            "on since \(time.stamp(kill.since.seconds))"
                + (kill.until.map { ", until \(time.stamp($0.seconds))" } ?? "")
                + (kill.reason.map { ": \(Untrusted($0).line)" } ?? "")
        case .unreadable(let fault): "taken as on: \(fault)"
        }
    }

    /// Why nothing is changed, for whoever wanted to; `nil` where it is off.
    var halt: String? {
        guard isOn else { return nil }
        return
            "The kill switch is \(words()). Nothing is changed until it is released, by jarvis unkill or by its key"
    }

    /// The same for programs; `nil` where it is off.
    package var json: JSONValue? {
        switch self {
        case .off: return nil
        case .unreadable(let fault): return ["fault": .string(fault)]
        case .on(let kill):
            var members: [String: JSONValue] = ["since": .string(kill.since.formatted(.iso8601))]
            members["until"] = kill.until.map { .string($0.formatted(.iso8601)) }
            members["reason"] = kill.reason.map { .string($0) }
            return .object(members)
        }
    }

    /// For `jarvis doctor`; `nil` where it is off.
    package var finding: Finding? {
        switch self {
        case .off: nil
        case .on: Finding("kill switch", .warning, "\(words()); `jarvis unkill` releases it")
        case .unreadable: Finding("kill switch", .fault, "\(words()); `jarvis unkill` takes it away")
        }
    }
}

extension Date {
    /// Whole seconds since 1970.
    var seconds: Int { Int(saturating: timeIntervalSince1970) }
}
