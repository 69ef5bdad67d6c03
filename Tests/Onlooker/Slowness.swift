import FoundationEssentials
import Glibc
import Synchronization

/// Slows houses down as a loaded machine would: they are stopped and go on in pieces, by SIGSTOP and SIGCONT.
///
/// Races that a quick machine hides show then: whatever a test does not wait for is late.
package final class Slowness: Sendable {
    /// `JARVIS_SLOW=1`, which `Tests/run --slow` sets: stories are told slowed down.
    package static let isWanted = getenv("JARVIS_SLOW") != nil

    /// How long a program is stopped, and how long it then runs, in microseconds.
    private static let span = (stopped: UInt32(25_000), running: UInt32(10_000))
    /// The most bytes a terminal in a slowed story takes at once.
    package static let portion = 512

    private let isOver = Atomic(false)
    private let isDone = Atomic(false)
    private let home: String

    /// Slows the programs under test that have this home, until `end()`; `nil` when that is not wanted.
    package static func begin(home: String) -> Slowness? {
        isWanted ? Slowness(home: home) : nil
    }

    private init(home: String) {
        self.home = home
        let slowness = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Slowness>.fromOpaque(context).takeRetainedValue().goOn()
                return nil
            }, slowness.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            slowness.release()
            isDone.store(true, ordering: .releasing)
        }
    }

    /// Returns when everything runs again.
    package func end() {
        isOver.store(true, ordering: .releasing)
        while !isDone.load(ordering: .acquiring) { usleep(1000) }
    }

    private func goOn() {
        defer { isDone.store(true, ordering: .releasing) }
        while !isOver.load(ordering: .acquiring) {
            // In turns, so that the one is quick while the other is slow.
            for process in programs {
                kill(process, SIGSTOP)
                usleep(Self.span.stopped)
                kill(process, SIGCONT)
                usleep(Self.span.running)
            }
            usleep(Self.span.running)
        }
    }

    /// The houses of that home that run now.
    ///
    /// Not the fronts: one that goes on after SIGCONT hands its terminal over
    /// anew, as after a suspension, and the picture begins again.
    private var programs: [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            read(process, "cmdline").contains("house\0--socket\0")
                && read(process, "environ").contains("HOME=\(home)")
        }
    }

    private func read(_ process: pid_t, _ file: String) -> String {
        let bytes = FileManager.default.contents(atPath: "/proc/\(process)/\(file)") ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }
}
