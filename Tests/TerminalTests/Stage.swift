import Glibc
import Synchronization

@testable import Terminal

/// A program on a real pseudo-terminal, watched by a test.
final class Stage: Sendable {
    let session: TerminalSession
    /// How often the session announced a change.
    let announcements: Announcements

    init(
        _ program: String, _ arguments: [String] = [],
        size: TerminalSize = TerminalSize(columns: 80, rows: 24),
        directory: String? = nil, policy: TerminalPolicy = TerminalPolicy()
    ) throws {
        let announcements = try Announcements()
        let name = program.split(separator: "/").last.map(String.init) ?? program
        let environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "HOME": "/nonexistent",
            "PS1": "ready> ",
        ]
        let command = TerminalCommand(
            program: program, arguments: [name] + arguments, environment: environment, directory: directory)
        session = try TerminalSession(command, size: size, policy: policy) { announcements.announce() }
        self.announcements = announcements
    }

    /// Runs a line of shell.
    convenience init(shell line: String) throws {
        try self.init("/bin/sh", ["-c", line])
    }

    deinit {
        session.end()
        _ = session.waitForEnd(within: .seconds(10))
    }

    /// The rows that are not blank.
    var text: [String] {
        session.withScreen { screen in
            var rows: [String] = []
            for row in 0..<screen.size.rows { rows.append(screen.text(row: row)) }
            return rows.filter { !$0.isEmpty }
        }
    }

    /// Waits until the screen shows a text; `false` after 10 s.
    func shows(_ wanted: String) -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while !text.contains(where: { $0.contains(wanted) }) {
            guard announcements.wait(until: deadline) else { return false }
        }
        return true
    }

    func type(_ text: String) throws {
        try session.send(Array(text.utf8))
    }

    /// How the program ended, or `nil` when it did not within 10 s.
    var ending: ProcessExit? {
        session.waitForEnd(within: .seconds(10)) ? session.exit : nil
    }
}

/// Counts announcements and waits for them.
final class Announcements: Sendable {
    private let count = Atomic(0)
    private let signal: Signal

    init() throws {
        signal = try Signal()
    }

    var total: Int { count.load(ordering: .acquiring) }

    func announce() {
        count.add(1, ordering: .acquiringAndReleasing)
        signal.raise()
    }

    /// Waits for the next announcement.
    func wait(until deadline: ContinuousClock.Instant) -> Bool {
        defer { signal.lower() }
        return signal.wait(within: ContinuousClock.now.duration(to: deadline))
    }
}

/// What this process holds of the system.
struct Holdings: Equatable {
    /// How many descriptors are open.
    let descriptors: Int
    /// How many processes this one has started and not yet reaped.
    let children: Int

    static var current: Holdings {
        let children = entries(of: "/proc/self/task").reduce(0) { sum, thread in
            sum + words(of: "/proc/self/task/\(thread)/children").count
        }
        return Holdings(descriptors: entries(of: "/proc/self/fd").count, children: children)
    }

    /// Whether no more is held again than this: a session's thread lets go of its last descriptors as it leaves.
    func returns(within time: Duration) -> Bool {
        let deadline = ContinuousClock.now + time
        while true {
            let now = Holdings.current
            if now.descriptors <= descriptors, now.children <= children { return true }
            if ContinuousClock.now > deadline { return false }
            sched_yield()
        }
    }

    private static func entries(of folder: String) -> [String] {
        guard let open = opendir(folder) else { return [] }
        defer { closedir(open) }
        var names: [String] = []
        while let entry = readdir(open) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { place in
                place.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    private static func words(of path: String) -> [Substring] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = max(read(file, &bytes, bytes.count), 0)
        return String(decoding: bytes.prefix(count), as: UTF8.self).split(separator: " ")
    }
}
