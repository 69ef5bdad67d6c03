import CPOSIX
import Glibc
import Text

/// Threads that serve, that nobody joins, and that leave all signals to the others.
enum BackgroundThread {
    /// Starts one with a stack of 1 MB.
    ///
    /// - Returns: 0, or the error number of pthread_create(3).
    static func start(_ work: @escaping @Sendable () -> Void) -> Int32 {
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, 1 << 20)
        let held = Unmanaged.passRetained(Work(work))
        let code = pthread_create(
            &thread, &attributes,
            { work in
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_BLOCK, &all, nil)
                guard let work else { return nil }
                Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
                return nil
            }, held.toOpaque())
        pthread_attr_destroy(&attributes)
        if code != 0 { held.release() }
        return code
    }

    /// What a thread does, on its way to it.
    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}

/// Something that happens once or again and wakes a thread that waits in poll(2) (eventfd(2)).
final class Signal: Sendable {
    /// Readable once raised, until it is lowered.
    let descriptor: Int32

    init() throws(TerminalError) {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        if descriptor < 0 { throw .noPseudoTerminal(code: errno) }
    }

    deinit {
        close(descriptor)
    }

    func raise() {
        eventfd_write(descriptor, 1)
    }

    func lower() {
        var count: eventfd_t = 0
        eventfd_read(descriptor, &count)
    }

    /// Waits until it is raised; `false` when the time is over first.
    func wait(within time: Duration) -> Bool {
        let deadline = ContinuousClock.now + time
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let left = ContinuousClock.now.duration(to: deadline)
            if poll(&watched, 1, left.pollTimeout) > 0 { return true }
            if left <= .zero { return false }
        }
    }
}

/// The monotonic clock.
enum Clock {
    /// Nanoseconds since the machine started.
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
