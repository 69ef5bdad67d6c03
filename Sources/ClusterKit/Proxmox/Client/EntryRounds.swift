import HTTP

extension ProxmoxClient {
    /// Sends a call to the entry nodes in turn until one answers; `form` replaces the call's parameters.
    ///
    /// A refusal that another entry node may not share is believed when all of them say it, and else held against
    /// the one that did.
    func exchange(
        _ call: APICall, headers: [HTTPHeader], form: [UInt8]? = nil
    ) async throws(ProxmoxError) -> Received {
        var failures: [ProxmoxError] = []
        var refusals: [(endpoint: Endpoint, error: ProxmoxError)] = []
        let candidates = entries.candidates
        for (index, endpoint) in candidates.enumerated() {
            let hasOthers = index < candidates.count - 1
            var request = try request(for: call, to: endpoint, headers: headers)
            if let form { request.body = form }
            if hasOthers { request.hurry(call, configuration.deadlines) }
            switch await hasOthers ? watchedAttempt(request, at: endpoint, call) : attempt(request) {
            case nil:
                failures += [entries.faults[endpoint]].compactMap(\.self)
            case .success(let response)?:
                if let refusal = refusal(of: call, in: response) {
                    guard refusal.allowsAnotherEntry(for: call) else {
                        entries.succeeded(endpoint)
                        throw refusal
                    }
                    refusals.append((endpoint, refusal))
                    failures.append(refusal)
                    continue
                }
                for (endpoint, error) in refusals { entries.failed(endpoint, error) }
                entries.succeeded(endpoint)
                return Received(body: session.covered(response.body, of: call), entry: endpoint)
            case .failure(let error)?:
                let failure = self.failure(error, at: endpoint, call)
                guard error.allowsAnotherEntry(for: call) else { throw failure }
                entries.failed(endpoint, failure)
                failures.append(failure)
            }
        }
        for (endpoint, _) in refusals { entries.recovered(endpoint) }
        throw failures.first(where: \.isAboutTrust) ?? refusals.first?.error ?? failures.first
            ?? .misconfigured(cluster: configuration.name, detail: "it names no entry node")
    }

    private func refusal(of call: APICall, in response: HTTPResponse) -> ProxmoxError? {
        guard !(200..<300).contains(response.head.status) else { return nil }
        return Refusal(
            status: response.head.status, reason: response.head.reason, body: response.body,
            location: response.head["location"],
            secrets: session.secrets
        )
        .error(for: call, account: session.account)
    }

    /// An entry node's answer made no sense: whether another one is to be asked.
    func passOver(_ entry: Endpoint, _ error: ProxmoxError, for call: APICall) -> Bool {
        guard configuration.endpoints.count > 1, error.allowsAnotherEntry(for: call) else { return false }
        entries.failed(entry, error)
        return true
    }

    /// Tries the entry nodes that could not be used, so that what is held against them stays true.
    func retryEntries() async throws(ProxmoxError) {
        let pass = try await pass(for: .get)
        let failed = Set(entries.faults.keys.map(\.description))
        for endpoint in entries.candidates where failed.contains(endpoint.description) {
            do throws(ProxmoxError) {
                try await greet(endpoint, pass)
                entries.recovered(endpoint)
            } catch {
                if case .cancelled = error { throw error }
                entries.failed(endpoint, error)
            }
        }
    }

    private func greet(_ endpoint: Endpoint, _ pass: Session.Pass) async throws(ProxmoxError) {
        var request = try request(for: .version, to: endpoint, headers: pass.headers)
        request.hurry(.version, configuration.deadlines)
        switch await attempt(request) {
        case .success(let response):
            if let refusal = refusal(of: .version, in: response) { throw refusal }
            _ = try Self.decoded(response.body, of: .version) { answer throws(WireFault) in
                try answer.fields()
            }
        case .failure(let error): throw failure(error, at: endpoint, .version)
        }
    }

    /// As `attempt`, but a question that is passed on to a node is taken back when the entry node falls silent for
    /// others meanwhile, and `nil` comes instead: its silence would be held against the node.
    private nonisolated func watchedAttempt(
        _ request: HTTPRequest, at endpoint: Endpoint, _ call: APICall
    ) async -> Result<HTTPResponse, HTTPError>? {
        guard call.method == .get, call.reach.node != nil, await !isSilent(endpoint) else {
            return await attempt(request)
        }
        return await withTaskGroup(of: Result<HTTPResponse, HTTPError>?.self) { group in
            group.addTask { await self.attempt(request) }
            group.addTask {
                await self.waitForSilence(of: endpoint)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// Returns when the entry node is found silent, or when nobody wants to know any more.
    private nonisolated func waitForSilence(of endpoint: Endpoint) async {
        while await !isSilent(endpoint) {
            do {
                try await Task.sleep(for: .milliseconds(500))
            } catch {
                // Only cancellation ends a sleep early: the answer came first.
                return
            }
        }
    }

    /// The last thing that was heard of an entry node is that nothing was.
    private func isSilent(_ endpoint: Endpoint) -> Bool {
        if case .transport = entries.faults[endpoint] { true } else { false }
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
            case .node, .guest: deadlines.node
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
            limits: HTTPLimits(
                connect: deadlines.connect, total: total, idle: total, bodyBytes: call.mostBytes),
            trust: trust)
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
        case .unresolved, .unreachable, .proxyUnreachable, .timedOut, .broken, .tooLarge, .eventTooLarge,
            .unusable:
            .transport(error, endpoint: endpoint, call: call)
        }
    }
}

extension HTTPRequest {
    /// Another entry node waits to be asked: silence ends sooner.
    fileprivate mutating func hurry(_ call: APICall, _ deadlines: Deadlines) {
        if call.isAnsweredByAnyEntry { limits.idle = min(limits.idle, deadlines.patience) }
    }
}
