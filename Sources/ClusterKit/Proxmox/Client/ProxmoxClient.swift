import HTTP
import JSON
import Text

/// One cluster's API: finds an entry node that answers, lets itself in, and turns answers into values.
///
/// A change is never sent twice: only what surely did not arrive goes to another entry node.
package actor ProxmoxClient {
    package nonisolated let configuration: ClusterConfiguration

    let http: HTTPClient
    private let now: @Sendable () -> ContinuousClock.Instant
    /// The entry nodes, for the rounds through them only.
    var entries: EndpointOrder
    private(set) var session: Session
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

    /// The entry node that answered last; `nil` while none has.
    package var entry: Endpoint? { entries.answered }

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
            guard case .unauthorized(let account, let call, _) = error else { throw error }
            throw .unauthorized(account: account, call: call, message: Session.wrongCode)
        }
    }

    /// An answer's body and who gave it.
    struct Received: Sendable {
        var body: [UInt8]
        var entry: Endpoint
    }

    /// Sends a call and returns the body of its answer.
    ///
    /// A 401 for a ticket is mended by one new login: the server says so before it does anything. A 401 that was
    /// forwarded speaks of the node and not of the account, which the entry node has let in.
    func answer(to call: APICall) async throws(ProxmoxError) -> Received {
        if call.method == .get, let node = call.reach.node,
            let retry = breaker.wait(for: call.reach, at: now())
        {
            throw .nodeAvoided(node, retry: retry)
        }
        let pass = try await pass(for: call.method)
        do throws(ProxmoxError) {
            return try await sent(call, with: pass)
        } catch {
            guard case .unauthorized = error, session.isConcerned(by: call),
                session.rejected(pass, error, at: now())
            else { throw error }
        }
        let next = try await self.pass(for: call.method)
        do throws(ProxmoxError) {
            return try await sent(call, with: next)
        } catch {
            if case .unauthorized = error, call.reach.node == nil { session.refused(error, at: now()) }
            throw error
        }
    }

    private func sent(_ call: APICall, with pass: Session.Pass) async throws(ProxmoxError) -> Received {
        do throws(ProxmoxError) {
            let answer = try await exchange(call, headers: pass.headers)
            breaker.succeeded(call.reach)
            session.accepted()
            return answer
        } catch {
            breaker.failed(call.reach, error, at: now())
            if let status = error.status, status != 401 { session.accepted() }
            throw error
        }
    }
}

extension ProxmoxClient {
    /// What lets a call in; logs in, or waits for a login that is under way.
    func pass(for method: HTTPRequest.Method) async throws(ProxmoxError) -> Session.Pass {
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
            let answer = try await exchange(Login.call, headers: [], form: login.body)
            let fields = try Self.decoded(answer.body, of: Login.call) { answer throws(WireFault) in
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
