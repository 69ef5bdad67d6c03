import CCurl
import Synchronization

/// What the loop's thread is asked to do.
enum TransferOrder: Sendable {
    case start(HTTPRequest, Inbox)
    /// The reader of a paused transfer has made room.
    case resume(Inbox)
    /// Nobody waits for this answer any more.
    case cancel(Inbox)
    /// Cancel everything and end the thread; the stream finishes when that is done.
    case stop(AsyncStream<Never>.Continuation?)
}

/// Orders on their way to the loop's thread, from any thread.
final class OrderQueue: Sendable {
    private struct State {
        var waiting: [TransferOrder] = []
        /// Set while the loop can be woken.
        var multi: WakeableMulti?
        /// Set once no loop takes orders any more: the answer to every further request.
        var ending: HTTPError?
    }

    private let state = Mutex(State())

    /// Adds an order and wakes the loop; after the loop's end the order is answered at once.
    func post(_ order: TransferOrder) {
        let ending = state.withLock { state in
            guard state.ending == nil else { return state.ending }
            state.waiting.append(order)
            // Inside the lock, so that the loop cannot free the handle meanwhile.
            if state.waiting.count == 1 { state.multi?.wake() }
            return nil
        }
        if let ending { decline(order, ending) }
    }

    /// All waiting orders, oldest first.
    func drain() -> [TransferOrder] {
        state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    /// Lets `post` wake this multi handle until `close`.
    func attach(_ multi: WakeableMulti) {
        state.withLock { $0.multi = multi }
    }

    /// Ends the queue: every waiting and every later request is answered with `ending`.
    func close(_ ending: HTTPError) {
        let rest = state.withLock { state in
            state.multi = nil
            state.ending = ending
            defer { state.waiting = [] }
            return state.waiting
        }
        for order in rest { decline(order, ending) }
    }

    private func decline(_ order: TransferOrder, _ ending: HTTPError) {
        switch order {
        case .start(_, let inbox): inbox.finish(.failure(ending))
        case .stop(let continuation): continuation?.finish()
        case .resume, .cancel: return
        }
    }
}

/// A multi handle as other threads may see it.
///
/// `@unchecked Sendable` because the one thing to do with it is `curl_multi_wakeup`, which libcurl allows from
/// any thread until the handle is freed: https://curl.se/libcurl/c/curl_multi_wakeup.html. `OrderQueue.close`
/// comes before that.
struct WakeableMulti: @unchecked Sendable {
    private let multi: UnsafeMutableRawPointer

    /// `nil` when the handle has no descriptor to be woken by, so that waiting on it would hang.
    init?(_ multi: UnsafeMutableRawPointer) {
        self.multi = multi
        guard curl.multi_wakeup(multi) == CURLM_OK else { return nil }
    }

    /// Makes the present or the next `curl_multi_poll` return.
    func wake() {
        // It can fail only for want of the descriptor, which `init` has tried.
        _ = curl.multi_wakeup(multi)
    }
}
