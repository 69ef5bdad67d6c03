/// What a guest is doing, in Proxmox's words; QEMU has more states than these and keeps adding some.
package enum GuestStatus: Sendable, Hashable, CustomStringConvertible {
    case running
    case stopped
    case paused
    case suspended
    case prelaunch
    /// QEMU paused the guest because its storage failed.
    case ioError
    /// Nobody knows: the node is gone, or its status daemon has not reported yet.
    case unknown
    /// Any other state of QEMU's run-state list, as it came.
    case other(String)

    package init(_ text: String) {
        self = Self.words[text] ?? .other(text)
    }

    private static let words: [String: GuestStatus] = [
        "running": .running, "stopped": .stopped, "paused": .paused, "suspended": .suspended,
        "prelaunch": .prelaunch, "io-error": .ioError, "unknown": .unknown,
    ]

    /// QEMU holds the guest because of an error of its own, of its storage or of the guest's system, or because the
    /// guest's watchdog was not fed.
    package var isFault: Bool {
        switch self {
        case .ioError, .other("internal-error"), .other("guest-panicked"), .other("watchdog"): true
        case .running, .stopped, .paused, .suspended, .prelaunch, .unknown, .other: false
        }
    }

    /// Proxmox's word.
    package var description: String {
        switch self {
        case .running: "running"
        case .stopped: "stopped"
        case .paused: "paused"
        case .suspended: "suspended"
        case .prelaunch: "prelaunch"
        case .ioError: "io-error"
        case .unknown: "unknown"
        case .other(let text): text
        }
    }
}
