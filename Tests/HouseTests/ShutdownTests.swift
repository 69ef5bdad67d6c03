import Glibc
import Synchronization
import Testing

@testable import House

@Suite struct ShutdownTests {
    /// Runs what blocks on a thread of its own: blocked test threads would starve the tasks it waits for.
    private static func onOwnThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let work = Work { continuation.resume(with: Result(catching: body)) }
            var thread = pthread_t()
            pthread_create(&thread, nil, { Work.run($0) }, Unmanaged.passRetained(work).toOpaque())
            pthread_detach(thread)
        }
    }

    private final class Work {
        private let body: () -> Void

        init(_ body: @escaping () -> Void) {
            self.body = body
        }

        static func run(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let pointer else { return nil }
            Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
            return nil
        }
    }

    private final class Log: Sendable {
        private let kept = Mutex<[String]>([])

        var lines: [String] { kept.withLock { $0 } }

        func add(_ line: String) {
            kept.withLock { $0.append(line) }
        }
    }

    @Test func `steps run in order, a slow one is left behind, the last always comes`() async throws {
        let log = Log()
        let (forever, end) = AsyncStream.makeStream(of: Void.self)
        defer { end.finish() }
        let shutdown = Shutdown([
            .init("first", within: .seconds(30)) { log.add("first") },
            .init("stuck", within: .milliseconds(20)) { for await _ in forever {} },
            .init("third", within: .seconds(30)) { log.add("third") },
        ])
        let outcomes = try await Self.onOwnThread { try shutdown.run { log.add("last") } }
        #expect(outcomes.map(\.name) == ["first", "stuck", "third"])
        #expect(outcomes.map(\.isFinished) == [true, false, true])
        #expect(log.lines == ["first", "third", "last"])
    }

    @Test func `a wake from another thread ends the wait, however often it comes`() async throws {
        let pipe = try WakePipe()
        #expect(try !pipe.wait(until: Deadline(after: .zero)))
        async let isWoken = Self.onOwnThread { try pipe.wait(until: Deadline(after: .seconds(30))) }
        async let wakes: Void = Self.onOwnThread { for _ in 0..<100_000 { pipe.wake() } }
        #expect(try await isWoken)
        try await wakes
        pipe.drain()
        #expect(try !pipe.wait(until: Deadline(after: .zero)))
    }

    @Test func `signals come out in the order they came, and an ignored one stays ignored`() throws {
        signal(SIGUSR2, SIG_IGN)
        defer { signal(SIGUSR2, SIG_DFL) }
        let pipe = try SignalPipe([SIGUSR1, SIGUSR2, SIGWINCH])
        for number in [SIGWINCH, SIGUSR2, SIGUSR1] { kill(getpid(), number) }
        var signals: [Int32] = []
        let deadline = Deadline(after: .seconds(10))
        while signals.count < 2, !deadline.isOver {
            var polled = pollfd(fd: pipe.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&polled, 1, deadline.milliseconds)
            signals += pipe.drain()
        }
        #expect(Set(signals) == [SIGWINCH, SIGUSR1])
    }

    @Test(arguments: [
        ("plain", "plain"), ("two\nlines", "two\nlines"), ("\u{1B}]0;title\u{7}", "\\u{1B}]0;title\\u{7}"),
        ("a\u{202E}b\u{200B}c", "a\\u{202E}b\\u{200B}c"), ("\u{9B}31m", "\\u{9B}31m"),
        ("Gr\u{FC}\u{DF}e", "Gr\u{FC}\u{DF}e"),
    ])
    func `what could command the terminal is shown instead`(_ text: String, _ shown: String) {
        #expect(text.visible == shown)
    }

    @Test(arguments: ["1000", "1002", "1003", "1006", "1015", "1004", "2004", "2026", "1049", "1"])
    func `leaving a terminal ends every mode`(_ mode: String) {
        #expect(String(decoding: TerminalState.leaving, as: UTF8.self).contains("\u{1B}[?\(mode)l"))
    }

    @Test func `a terminal that takes nothing holds nobody up`() throws {
        let terminal = try Pseudoterminal()
        let device = try Descriptor.opening(terminal.path, O_RDWR | O_NONBLOCK)
        let filler = [UInt8](repeating: 120, count: 65_536)
        while write(device.number, filler, filler.count) > 0 {}
        let deadline = Deadline(after: .seconds(5))
        TerminalState.leave(device.number, within: .milliseconds(20))
        #expect(!deadline.isOver)
    }
}
