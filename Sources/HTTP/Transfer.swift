import CCurl
import Glibc

/// One request inside libcurl.
///
/// Stays on the loop's thread.
final class Transfer {
    let easy: EasyHandle
    let inbox: Inbox
    let request: HTTPRequest
    let destination: Destination
    let certificate: CertificateCheck
    /// How often libcurl has had a connection ready for the request; 0 proves that nothing was sent.
    private(set) var attempts = 0
    /// Why a callback ended the transfer.
    private(set) var refusal: HTTPError?
    private var headReader = ResponseHeadReader()
    private var isPaused = false
    private let started = ContinuousClock.now
    /// When the last byte came, or went as far as that is known.
    private var lastActivity = ContinuousClock.now
    private var bytesSentBefore: Int64 = 0

    /// Prepares a handle, throwing `.unusable` when the request is none.
    init(_ request: HTTPRequest, _ inbox: Inbox) throws(HTTPError) {
        self.request = request
        self.inbox = inbox
        destination = try Destination(request)
        certificate = CertificateCheck(request.trust)
        easy = try EasyHandle()
        try easy.describe(request, to: destination)
        // Zero would mean for ever.
        try easy.set(CURLOPT_MAXLIFETIME_CONN, max(1, Int(clamping: request.limits.age.components.seconds)))
        try certificate.install(in: easy)
        try installCallbacks()
    }

    /// Whether the head of the answer was complete.
    var hasHead: Bool {
        headReader.isComplete
    }

    /// Goes on after a pause; the code is libcurl's when the transfer has failed with that.
    func resume() -> CURLcode {
        guard isPaused else { return CURLE_OK }
        isPaused = false
        lastActivity = .now
        return curl.easy_pause(easy.pointer, CURLPAUSE_CONT)
    }

    // MARK: Deadlines

    /// The limit that passes next.
    var nextDeadline: Deadline? {
        let limits = request.limits
        let total = limits.total.map { Deadline(instant: started + $0, phase: "total", limit: $0) }
        let phase: Deadline? =
            if attempts == 0 {
                Deadline(instant: started + limits.connect, phase: "connect", limit: limits.connect)
            } else if isPaused {
                // The silence is the reader's and not the peer's.
                nil
            } else {
                Deadline(instant: lastActivity + limits.idle, phase: "idle", limit: limits.idle)
            }
        guard let phase, let total else { return phase ?? total }
        return phase.instant < total.instant ? phase : total
    }

    /// The failure when a deadline has passed, unless the upload shows that there was life after all.
    func expire(_ now: ContinuousClock.Instant) -> HTTPError? {
        guard let deadline = nextDeadline, deadline.instant <= now else { return nil }
        let bytesSent = easy.bytesSent
        if deadline.phase == "idle", bytesSent != bytesSentBefore {
            bytesSentBefore = bytesSent
            lastActivity = now
            return nil
        }
        return .timedOut(host: destination.name, phase: deadline.phase, after: deadline.limit)
    }

    // MARK: Callbacks

    /// Lets libcurl call in with `self`, which the loop keeps alive as long as the handle is in use.
    private func installCallbacks() throws(HTTPError) {
        let me = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_HEADERDATA, CURLOPT_WRITEDATA, CURLOPT_PREREQDATA, CURLOPT_OPENSOCKETDATA] {
            try easy.set(option, me)
        }
        try easy.set(CURLOPT_HEADERFUNCTION) { bytes, _, count, me in
            Transfer.called(with: me).readHeader(UnsafeRawBufferPointer(start: bytes, count: count))
                ? count : 0
        }
        try easy.set(CURLOPT_WRITEFUNCTION) { bytes, _, count, me in
            Transfer.called(with: me).readBody(UnsafeRawBufferPointer(start: bytes, count: count))
        }
        try easy.setBeforeRequest { me, _, _, _, _ in
            Transfer.called(with: me).mayBeginAttempt() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
        try easy.setOpenSocket { me, _, address in
            guard let address, Transfer.called(with: me).mayGoOn() else { return CURL_SOCKET_BAD }
            // Children, such as a shell in a pane, must not inherit connections; libcurl sets no such flag.
            let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
            return socket(address.pointee.family, type, address.pointee.protocol)
        }
    }

    private static let silentEnd = "the reused connection ended without an answer"

    private static func called(with me: UnsafeMutableRawPointer?) -> Transfer {
        guard let me else { preconditionFailure("every callback is given its transfer") }
        return Unmanaged<Transfer>.fromOpaque(me).takeUnretainedValue()
    }

    /// Whether the request may still be sent: for the first time, or as a GET as often as libcurl does.
    ///
    /// libcurl sends a request again, of any method and up to five times, when a reused connection ends without
    /// having brought a byte of the answer (lib/transfer.c, `Curl_retry_request`, in 7.88.1), although the
    /// peer may have acted on it. There is no option against that, so the new connection is refused, or the
    /// sending where libcurl takes another idle one. A GET goes on: a pool may hold several dead connections.
    var mayBeSent: Bool {
        attempts == 0 || request.method == .get
    }

    private func mayGoOn() -> Bool {
        if !mayBeSent { refusal = .broken(host: destination.name, detail: Transfer.silentEnd, sent: true) }
        return mayBeSent
    }

    /// Called when a connection is ready and nothing of this attempt has been sent.
    private func mayBeginAttempt() -> Bool {
        guard mayGoOn() else { return false }
        attempts += 1
        lastActivity = .now
        return true
    }

    private func readHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        lastActivity = .now
        if let head = headReader.read(line) {
            inbox.receive(head)
            // Not a byte of a body that is announced to be too large is worth reading.
            if let limit = head["Content-Length"].flatMap({ Int($0, radix: 10) }).flatMap(inbox.limit(below:))
            {
                refusal = .tooLarge(host: destination.name, limit: limit)
                return false
            }
        }
        guard !headReader.isTooLarge else {
            let detail = "its headers are longer than \(ResponseHeadReader.limit) bytes"
            refusal = .broken(host: destination.name, detail: detail, sent: true)
            return false
        }
        return true
    }

    /// How many bytes were taken, in libcurl's terms: less than all ends the transfer.
    private func readBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        lastActivity = .now
        switch inbox.receive(bytes) {
        case .taken:
            return bytes.count
        case .paused:
            isPaused = true
            return Int(clamping: CURL_WRITEFUNC_PAUSE)
        case .tooLarge(let limit):
            refusal = .tooLarge(host: destination.name, limit: limit)
            return 0
        case .unwanted:
            refusal = .cancelled
            return 0
        }
    }
}

/// When one of the `HTTPLimits` passes.
struct Deadline {
    let instant: ContinuousClock.Instant
    /// The limit's name.
    let phase: String
    let limit: Duration
}
