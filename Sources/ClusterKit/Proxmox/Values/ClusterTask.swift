import FoundationEssentials

/// How a task stands.
package enum TaskState: Sendable, Hashable {
    case running
    case ok
    /// It did its work and has something to say, so many times.
    case warnings(Int)
    /// Proxmox's own words.
    case failed(String)
    /// The worker was killed or its log cut off, so Proxmox itself does not know.
    case interrupted(String)
    /// Finished, and nothing more is known.
    case unknown

    /// Reads an exit status as Proxmox writes it.
    package init(exitStatus text: String) {
        if text == "OK" {
            self = .ok
        } else if text.hasPrefix("WARNINGS:") {
            self = .warnings(Int(text.dropFirst(9).filter { $0 != " " }, radix: 10) ?? 1)
        } else if text.hasPrefix("unexpected status") || text.hasPrefix("interrupted by signal") {
            self = .interrupted(text)
        } else if text.isEmpty {
            self = .unknown
        } else {
            self = .failed(text)
        }
    }

    package var isRunning: Bool { self == .running }

    /// Done, with or without warnings.
    package var isSuccess: Bool {
        switch self {
        case .ok, .warnings: true
        case .running, .failed, .interrupted, .unknown: false
        }
    }

    /// Not done, or cut off before anybody knew.
    package var isFailure: Bool {
        switch self {
        case .failed, .interrupted: true
        case .running, .ok, .warnings, .unknown: false
        }
    }

    package var isWarning: Bool {
        if case .warnings = self { true } else { false }
    }
}

/// A task of the cluster's recent list or of a node's archive.
package struct ClusterTask: Sendable, Hashable, Identifiable {
    package var upid: UPID
    package var state: TaskState
    /// `nil` while it runs.
    package var ended: Date?
    /// The name of the API token that asked for it.
    package var token: String?

    package var id: UPID { upid }

    package init(upid: UPID, state: TaskState, ended: Date? = nil, token: String? = nil) {
        self.upid = upid
        self.state = state
        self.ended = ended
        self.token = token
    }
}

/// One line of a task's log.
package struct TaskLogLine: Sendable, Hashable {
    /// Counted from 1.
    package var number: Int
    package var text: String

    package init(number: Int, text: String) {
        self.number = number
        self.text = text
    }
}
