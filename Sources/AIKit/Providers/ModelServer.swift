import HTTP
import JSON
import Text

/// A model server: where it is, who we are there, and how patient we are.
package struct ModelServer: Sendable {
    package var client: HTTPClient
    /// The address before the path of the API, such as `https://api.anthropic.com`.
    package var base: String
    package var key: Secret?
    package var trust: TLSTrust
    package var retry: RetryPolicy
    /// The longest silence in a stream; a small machine thinks long before its first word.
    package var patience: Duration
    /// The bounds of one answer.
    package var limits: AnswerLimits
    /// How its machine is woken; `nil` where it is not to be.
    package var waking: Waking?

    package init(
        client: HTTPClient, base: String, key: Secret? = nil, trust: TLSTrust = .system,
        retry: RetryPolicy = RetryPolicy(), patience: Duration = .seconds(180),
        limits: AnswerLimits = AnswerLimits()
    ) {
        self.client = client
        self.base = base
        self.key = key
        self.trust = trust
        self.retry = retry
        self.patience = patience
        self.limits = limits
    }

    /// Asks, and decodes the answer as it streams in, without the key wherever the answer quotes it.
    ///
    /// Dropping the stream closes the connection.
    func stream(
        _ path: String, headers: [HTTPHeader], body: JSONValue, decoder: some StreamDecoder
    ) -> AsyncThrowingStream<ProviderEvent, any Error> {
        let address = ServerAddress(base: base, path: path)
        let request = request(to: address, headers, body)
        return AsyncThrowingStream { continuation in
            let task = Task {
                var cover = AnswerCover(key)
                func tell(_ events: [ProviderEvent]) { for event in events { continuation.yield(event) } }
                do {
                    try await relay(request, address, decoder) { tell(cover.covered($0)) }
                    continuation.finish()
                } catch {
                    tell(cover.rest())
                    continuation.finish(throwing: ModelServer.named(error).hiding(key))
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func request(
        to address: ServerAddress, _ headers: [HTTPHeader], _ body: JSONValue
    ) -> HTTPRequest {
        var request = HTTPRequest(
            .post, address.url, headers: headers + [HTTPHeader("content-type", "application/json")],
            body: body.bytes,
            limits: HTTPLimits(connect: .seconds(10), total: nil, idle: patience), trust: trust)
        request.unpacksUnasked = true
        return request
    }

    private func relay(
        _ request: HTTPRequest, _ address: ServerAddress, _ decoder: some StreamDecoder,
        _ emit: (ProviderEvent) -> Void
    ) async throws {
        var decoder = decoder
        var body = AnswerBody(key: key, framing: type(of: decoder).framing)
        var watch = AnswerWatch(limits, at: .now)
        let stream = try await open(request, address, emit)
        decoder.begin(requestID: stream.head["request-id"] ?? stream.head["x-request-id"])
        for try await chunk in stream.body {
            for event in try body.read(chunk) {
                for decoded in try decoder.decode(event) {
                    watch.note(decoded, at: .now)
                    emit(decoded)
                }
                if decoder.isComplete { return }
                try watch.check(calls: decoder.callBytes, at: .now)
            }
            try watch.check(calls: decoder.callBytes, at: .now)
        }
        guard !Task.isCancelled else { throw ProviderError.cancelled }
        for decoded in try body.end(&decoder, address) { emit(decoded) }
    }

    /// Opens the stream of a good answer, trying again as the policy says.
    ///
    /// Nothing was answered until then.
    private func open(
        _ request: HTTPRequest, _ address: ServerAddress, _ emit: (ProviderEvent) -> Void
    ) async throws -> HTTPStream {
        var attempt = 0
        var loading = Duration.zero
        var asleep: ContinuousClock.Instant?
        while true {
            let failure: ProviderError
            switch try await knock(request, address) {
            case .answered(let stream): return stream
            case .final(let error): throw error
            case .failed(let error): failure = error
            }
            if case .loading = failure {
                guard loading < retry.longestLoading else { throw failure }
                emit(.loading(loading))
                try await retry.sleep(RetryPolicy.loadingPause)
                loading += RetryPolicy.loadingPause
                continue
            }
            if let waking, waking.mayHelp(failure) {
                let began = asleep ?? .now
                asleep = began
                if .now - began < waking.longest {
                    // Called again each time: the first packet may be lost.
                    await waking.call()
                    emit(.loading(.now - began))
                    try await retry.sleep(waking.pause)
                    continue
                }
            }
            guard let wait = retry.wait(before: attempt, after: failure) else { throw failure }
            emit(.retrying(after: wait, because: failure))
            try await retry.sleep(wait)
            attempt += 1
        }
    }

    /// What one attempt came to.
    private enum Attempt {
        case answered(HTTPStream)
        case failed(ProviderError)
        /// The server forbids a repetition.
        case final(ProviderError)
    }

    private func knock(_ request: HTTPRequest, _ address: ServerAddress) async throws -> Attempt {
        do {
            let stream = try await client.open(request)
            guard stream.head.status >= 300 else { return .answered(stream) }
            let fault = ServerFault(
                head: stream.head, body: try await errorBody(stream), key: key, address: address)
            return stream.head["x-should-retry"] == "false" ? .final(fault.error) : .failed(fault.error)
        } catch let error as HTTPError {
            return .failed(ProviderError(error))
        }
    }

    /// The first 64 KiB of an error's body.
    private func errorBody(_ stream: HTTPStream) async throws -> [UInt8] {
        var body: [UInt8] = []
        for try await chunk in stream.body {
            body += chunk
            if body.count >= 64 << 10 { break }
        }
        return body
    }

    /// Every error of a stream in the room's own terms.
    private static func named(_ error: any Error) -> ProviderError {
        switch error {
        case let error as ProviderError: error
        case let error as HTTPError: cut(error)
        case is CancellationError: .cancelled
        default: .cutOff(detail: "\(error)")
        }
    }

    /// A transport that fails after the answer began has cut it off.
    private static func cut(_ error: HTTPError) -> ProviderError {
        switch error {
        case .broken(let host, let detail, _): .cutOff(detail: "\(host): \(detail)")
        case .timedOut(let host, _, let after): .cutOff(detail: "\(host) fell silent for \(after)")
        case .unresolved, .unreachable, .proxyUnreachable, .fingerprintMismatch, .untrusted, .tooLarge,
            .eventTooLarge, .unusable, .cancelled:
            ProviderError(error)
        }
    }
}
