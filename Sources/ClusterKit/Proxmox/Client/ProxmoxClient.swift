import HTTP
import JSON

/// One cluster's API: finds an entry node that answers, lets itself in, and turns answers into values.
///
/// A change is never sent twice: only what surely did not arrive goes to another entry node.
package actor ProxmoxClient {
    package nonisolated let configuration: ClusterConfiguration

    private let http: HTTPClient
    private let now: @Sendable () -> ContinuousClock.Instant
    private var entries: EndpointOrder
    private var session: Session
    private var breaker = NodeBreaker()
    private var loginWaiters: [CheckedContinuation<ProxmoxError?, Never>]?

    /// `now` is the clock that ages tickets and opens breakers.
    package init(
        _ configuration: ClusterConfiguration, http: HTTPClient = HTTPClient(),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.configuration = configuration
        self.http = http
        self.now = now
        entries = EndpointOrder(configuration.endpoints)
        session = Session(configuration.credential)
    }

    /// Nodes that failed a moment ago and are avoided, with the reason.
    package var unreachable: [NodeName: ProxmoxError] { breaker.unreachable }

    /// What is wrong with entry nodes that could not be used, a changed certificate for instance.
    package var entryFaults: [Endpoint: ProxmoxError] { entries.faults }

    /// Accepts a certificate for an entry node from now on, after the user was asked.
    package func trust(_ fingerprint: CertificateFingerprint, at endpoint: Endpoint) {
        entries.pin(fingerprint, at: endpoint)
    }

    /// Forgets that the account was refused, so that the next call is sent at once.
    package func reconsider() {
        session.reconsider()
    }

    /// Answers `.secondFactorNeeded` with a one-time code of six digits, or `recovery:…` and the like.
    package func answerSecondFactor(_ code: Secret) async throws(ProxmoxError) {
        let factor = code.exposed.contains(":") ? code : Secret("totp:\(code.exposed)")
        if session.answer(factor, at: now()) == nil {
            session.reconsider()
            do throws(ProxmoxError) {
                _ = try await pass(for: .get)
            } catch {
                guard case .secondFactorNeeded = error else { throw error }
            }
        }
        guard let login = session.answer(factor, at: now()) else { return }
        do throws(ProxmoxError) {
            try await logIn(login)
        } catch {
            session.reconsider()
            throw error
        }
    }

    /// Sends a call and returns the body of its answer.
    ///
    /// A 401 for a ticket is mended by one new login: the server says so before it does anything.
    func body(of call: APICall) async throws(ProxmoxError) -> [UInt8] {
        if call.method == .get, let node = call.reach.node,
            let retry = breaker.wait(for: call.reach, at: now())
        {
            throw .nodeAvoided(node, retry: retry)
        }
        let pass = try await pass(for: call.method)
        do throws(ProxmoxError) {
            return try await sent(call, with: pass)
        } catch {
            guard case .unauthorized = error, session.rejected(pass, error, at: now()) else { throw error }
        }
        let next = try await self.pass(for: call.method)
        do throws(ProxmoxError) {
            return try await sent(call, with: next)
        } catch {
            if case .unauthorized = error { session.refused(error, at: now()) }
            throw error
        }
    }

    private func sent(_ call: APICall, with pass: Session.Pass) async throws(ProxmoxError) -> [UInt8] {
        do throws(ProxmoxError) {
            let body = try await exchange(call, headers: pass.headers)
            breaker.succeeded(call.reach)
            session.accepted()
            return body
        } catch {
            breaker.failed(call.reach, error, at: now())
            if let status = error.status, status != 401 { session.accepted() }
            throw error
        }
    }
}

extension ProxmoxClient {
    /// What lets a call in; logs in, or waits for a login that is under way.
    private func pass(for method: HTTPRequest.Method) async throws(ProxmoxError) -> Session.Pass {
        while true {
            switch session.need(for: method, at: now()) {
            case .send(let pass): return pass
            case .refuse(let error): throw error
            case .renew(let login, let meanwhile):
                guard loginWaiters == nil else { return meanwhile }
                do throws(ProxmoxError) {
                    try await logIn(login)
                } catch {
                    guard case .unauthorized = error else { return meanwhile }
                    session.dropTicket()
                }
            case .login(let login):
                try await logInOnce(login)
            }
        }
    }

    /// Logs in, or waits for whoever does already and shares what came of it.
    private func logInOnce(_ login: Login) async throws(ProxmoxError) {
        guard loginWaiters == nil else {
            let error = await withCheckedContinuation { loginWaiters?.append($0) }
            // Whoever was cancelled says nothing about the others: they try for themselves.
            if let error, error != .cancelled(Login.call) { throw error }
            return
        }
        do throws(ProxmoxError) {
            try await logIn(login)
        } catch {
            if case .unauthorized = error { session.refused(error, at: now()) }
            throw error
        }
    }

    private func logIn(_ login: Login) async throws(ProxmoxError) {
        loginWaiters = loginWaiters ?? []
        var outcome: ProxmoxError?
        do throws(ProxmoxError) {
            let body = try await exchange(Login.call, headers: [], form: login.body)
            let fields = try Self.decoded(body, of: Login.call) { answer throws(WireFault) in
                try answer.fields()
            }
            try session.loggedIn(fields, at: now())
        } catch {
            outcome = error
        }
        let waiters = loginWaiters ?? []
        loginWaiters = nil
        for waiter in waiters { waiter.resume(returning: outcome) }
        if let outcome { throw outcome }
    }
}

extension ProxmoxClient {
    /// Sends a call to the entry nodes in turn until one answers; `form` replaces the call's parameters.
    private func exchange(
        _ call: APICall, headers: [HTTPHeader], form: [UInt8]? = nil
    ) async throws(ProxmoxError) -> [UInt8] {
        var failures: [ProxmoxError] = []
        for endpoint in entries.candidates {
            var request = try request(for: call, to: endpoint, headers: headers)
            if let form { request.body = form }
            switch await attempt(request) {
            case .success(let response):
                entries.succeeded(endpoint)
                guard (200..<300).contains(response.head.status) else {
                    let refusal = Refusal(
                        status: response.head.status, reason: response.head.reason, body: response.body)
                    throw refusal.error(for: call, account: session.account)
                }
                return response.body
            case .failure(let error):
                let failure = self.failure(error, at: endpoint, call)
                guard error.allowsAnotherEntry(for: call) else { throw failure }
                entries.failed(endpoint, failure)
                failures.append(failure)
            }
        }
        throw failures.first(where: \.isAboutTrust) ?? failures.first
            ?? .misconfigured(cluster: configuration.name, detail: "it names no entry node")
    }

    private nonisolated func attempt(_ request: HTTPRequest) async -> Result<HTTPResponse, HTTPError> {
        do throws(HTTPError) {
            return .success(try await http.send(request))
        } catch {
            return .failure(error)
        }
    }

    private func request(
        for call: APICall, to endpoint: Endpoint, headers: [HTTPHeader]
    ) throws(ProxmoxError) -> HTTPRequest {
        guard !endpoint.isPlain || endpoint.isLoopback else {
            throw .misconfigured(
                cluster: configuration.name,
                detail: "\(endpoint) would be asked without TLS, which only this machine itself may be")
        }
        let deadlines = configuration.deadlines
        let total =
            switch call.reach {
            case .cluster: deadlines.cluster
            case .node: deadlines.node
            case .storage: deadlines.storage
            }
        let trust: TLSTrust =
            switch (endpoint.fingerprint, configuration.trust) {
            case (let fingerprint?, _): .pinned(fingerprint)
            case (nil, .system): .system
            case (nil, .authority(let file)): .authority(file: file)
            }
        return call.request(
            to: endpoint, headers: headers,
            limits: HTTPLimits(connect: deadlines.connect, total: total, idle: total), trust: trust)
    }

    private func failure(_ error: HTTPError, at endpoint: Endpoint, _ call: APICall) -> ProxmoxError {
        let cluster = configuration.name
        return switch error {
        case .cancelled: .cancelled(call)
        case .fingerprintMismatch(_, let expected, let presented):
            .fingerprintChanged(
                cluster: cluster, endpoint: endpoint, expected: expected, presented: presented)
        case .untrusted(_, let detail, let presented):
            .untrusted(cluster: cluster, endpoint: endpoint, detail: detail, presented: presented)
        case .unresolved, .unreachable, .timedOut, .broken, .tooLarge, .eventTooLarge, .unusable:
            .transport(error, endpoint: endpoint, call: call)
        }
    }

    /// Reads a body; not on the actor, because a large cluster's takes a tenth of a second.
    static func decoded<Value>(
        _ body: [UInt8], of call: APICall, _ decode: (Answer) throws(WireFault) -> Value
    ) throws(ProxmoxError) -> Value {
        do throws(WireFault) {
            return try decode(Answer(body))
        } catch {
            throw .unreadable(call: call, detail: error.description)
        }
    }
}
