import CCurl
import Glibc
import Text

/// The thread that owns every libcurl handle: takes orders, moves bytes, keeps deadlines, sleeps in between.
final class TransferLoop {
    private let orders: OrderQueue
    private let multi: UnsafeMutableRawPointer
    private let pools = PinnedPools()
    /// The transfers under way by their easy handle.
    private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
    /// Those who wait for the thread's end.
    private var endWaiters: [AsyncStream<Never>.Continuation] = []
    private var isStopping = false

    /// Starts a thread that serves `orders` until told to stop; without one, `orders` answers with the reason.
    static func spawn(serving orders: OrderQueue) {
        // Signals are for the main thread; a SIGPIPE that TLS causes here stays pending and harmless.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

        var thread = pthread_t()
        let passed = Unmanaged.passRetained(orders)
        let code = pthread_create(&thread, nil, TransferLoop.main, passed.toOpaque())
        guard code == 0 else {
            passed.release()
            return orders.close(
                .unusable(detail: "no thread for the network: \(String(cString: strerror(code)))"))
        }
        pthread_detach(thread)
    }

    /// The thread's body.
    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { raw in
        guard let raw else { return nil }
        let orders = Unmanaged<OrderQueue>.fromOpaque(raw).takeRetainedValue()
        // At exit this thread may be in the middle of TLS: OpenSSL must not free itself then.
        OPENSSL_init_crypto(UInt64(clamping: OPENSSL_INIT_NO_ATEXIT), nil)
        do throws(HTTPError) {
            try LibCurl.load()
        } catch {
            orders.close(error)
            return nil
        }
        // Initialising again is allowed, counted and, since 7.84, thread-safe.
        guard curl.global_init(Int(clamping: CURL_GLOBAL_SSL)) == CURLE_OK, let multi = curl.multi_init()
        else {
            orders.close(.unusable(detail: "libcurl does not start"))
            return nil
        }
        var endWaiters: [AsyncStream<Never>.Continuation] = []
        if let wakeable = WakeableMulti(multi) {
            orders.attach(wakeable)
            endWaiters = TransferLoop(orders, multi).run()
        } else {
            orders.close(.unusable(detail: "no descriptor is left to wake the network thread by"))
        }
        // This closes the connections.
        _ = curl.multi_cleanup(multi)
        for waiter in endWaiters { waiter.finish() }
        return nil
    }

    private init(_ orders: OrderQueue, _ multi: UnsafeMutableRawPointer) {
        self.orders = orders
        self.multi = multi
        // Idle connections kept, over all hosts.
        ccurl_multi_set_long(curl.multi_setopt, multi, CURLMOPT_MAXCONNECTS, 64)
    }

    /// Serves until it is stopped or libcurl fails; returns those who wait for the thread's end.
    private func run() -> [AsyncStream<Never>.Continuation] {
        var fault = CURLM_OK
        while fault == CURLM_OK {
            for order in orders.drain() { obey(order) }
            if isStopping { break }
            var running: Int32 = 0
            fault = curl.multi_perform(multi, &running)
            finishCompleted()
            finishExpired()
            if fault == CURLM_OK { fault = curl.multi_poll(multi, nil, 0, millisecondsToSleep(), nil) }
        }
        end(
            isStopping
                ? .cancelled
                : .unusable(detail: "the network loop failed: \(String(curl: curl.multi_strerror(fault)))")
        )
        return endWaiters
    }

    private func obey(_ order: TransferOrder) {
        switch order {
        case .start(let request, let inbox):
            start(request, inbox)
        case .resume(let inbox):
            guard let transfer = transfer(filling: inbox) else { return }
            let code = transfer.resume()
            if code != CURLE_OK { finish(transfer, code) }
        case .cancel(let inbox):
            if let transfer = transfer(filling: inbox) { remove(transfer) }
        case .stop(let continuation):
            isStopping = true
            if let continuation { endWaiters.append(continuation) }
        }
    }

    private func start(_ request: HTTPRequest, _ inbox: Inbox) {
        do throws(HTTPError) {
            let transfer = try Transfer(request, inbox)
            if let pool = try pools.pool(for: request.trust) { try transfer.easy.use(pool) }
            transfers[transfer.easy.pointer] = transfer
            let code = curl.multi_add_handle(multi, transfer.easy.pointer)
            guard code == CURLM_OK else {
                transfers[transfer.easy.pointer] = nil
                throw .unusable(
                    detail: "libcurl takes no request: \(String(curl: curl.multi_strerror(code)))")
            }
        } catch {
            inbox.finish(.failure(error))
        }
    }

    private func transfer(filling inbox: Inbox) -> Transfer? {
        transfers.values.first { $0.inbox === inbox }
    }

    private func finishCompleted() {
        var left: Int32 = 0
        while let message = curl.multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
                let transfer = transfers[easy]
            else { continue }
            finish(transfer, message.pointee.data.result)
        }
    }

    private func finish(_ transfer: Transfer, _ code: CURLcode) {
        let outcome = transfer.outcome(code)
        // First the connection goes back to the pool, then the caller may ask for the next thing.
        remove(transfer)
        transfer.inbox.finish(outcome)
    }

    private func finishExpired() {
        let now = ContinuousClock.now
        for transfer in transfers.values {
            guard let failure = transfer.expire(now) else { continue }
            remove(transfer)
            transfer.inbox.finish(.failure(failure))
        }
    }

    /// Takes a transfer out of libcurl, which closes its connection unless it is complete.
    private func remove(_ transfer: Transfer) {
        _ = curl.multi_remove_handle(multi, transfer.easy.pointer)
        transfers[transfer.easy.pointer] = nil
    }

    /// Until the next deadline, or as good as for ever; libcurl itself wakes earlier for its own timers.
    private func millisecondsToSleep() -> Int32 {
        guard let next = transfers.values.compactMap({ $0.nextDeadline?.instant }).min() else { return .max }
        return Int32(
            clamping: min(max(.zero, ContinuousClock.now.duration(to: next)), .seconds(86_400))
                .wholeMilliseconds + 1)
    }

    private func end(_ reason: HTTPError) {
        for transfer in transfers.values {
            remove(transfer)
            transfer.inbox.finish(.failure(reason))
        }
        orders.close(reason)
    }
}
