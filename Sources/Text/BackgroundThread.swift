import Glibc

/// Threads that serve, that nobody joins, and that leave all signals to the others.
package enum BackgroundThread {
    /// Starts one with a stack of 1 MB.
    ///
    /// - Returns: 0, or the error number of pthread_create(3).
    package static func start(_ work: @escaping @Sendable () -> Void) -> Int32 {
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
