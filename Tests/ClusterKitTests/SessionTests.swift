import HTTP
import Testing
import Text

@testable import ClusterKit

struct SessionTests {
    private static func isLogin(_ request: LoopbackServer.Request) -> Bool {
        request.path == "/access/ticket"
    }

    @Test func `a password is exchanged for a ticket once`() async throws {
        let server = try LoopbackServer { Self.isLogin($0) ? .ticket("one") : .version }
        let client = ProxmoxClient(server, as: .password)
        _ = try await client.version()
        _ = try await client.version()
        #expect(server.lines == ["POST /access/ticket", "GET /version", "GET /version"])
        #expect(server.requests[0].form == ["username": "me%40pve", "password": "pass%20word%261"])
        #expect(
            server.requests[1].headers["cookie"] == "PVEAuthCookie=PVE%3Ame%40pve%3Aone%3A%3Asig%2B%2F%3D")
        #expect(server.requests[1].headers["csrfpreventiontoken"] == nil)
    }

    @Test func `what changes something carries the CSRF token`() async throws {
        let server = try LoopbackServer { Self.isLogin($0) ? .ticket("one") : .data("null") }
        _ = try await ProxmoxClient(server, as: .password).perform(.stop, on: GuestID(.qemu, 9), at: "pve")
        #expect(server.requests[1].headers["csrfpreventiontoken"] == "csrf-one")
    }

    @Test func `callers that come together share one login`() async throws {
        let server = try LoopbackServer { Self.isLogin($0) ? .ticket("one") : .version }
        let client = ProxmoxClient(server, as: .password)
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { _ = try await client.version() } }
            try await group.waitForAll()
        }
        #expect(server.lines.filter { $0 == "POST /access/ticket" }.count == 1)
    }

    @Test func `a ticket is renewed after fifteen minutes with itself as the password`() async throws {
        let count = Counter()
        let server = try LoopbackServer { request in
            guard Self.isLogin(request) else { return .version }
            return .ticket("\(count.next())")
        }
        let clock = HandClock()
        let client = ProxmoxClient(server, as: .password, clock: clock)
        _ = try await client.version()
        clock.advance(by: .seconds(14 * 60))
        _ = try await client.version()
        clock.advance(by: .seconds(61))
        _ = try await client.version()
        #expect(
            server.lines
                == [
                    "POST /access/ticket", "GET /version", "GET /version", "POST /access/ticket",
                    "GET /version",
                ])
        #expect(server.requests[3].form["password"] == "PVE%3Ame%40pve%3A1%3A%3Asig%2B%2F%3D")
        #expect(server.requests[4].headers["cookie"]?.contains("%3A2%3A") == true)
    }

    @Test func `a ticket that died overnight is replaced without a word`() async throws {
        let logins = Counter()
        let server = try LoopbackServer { request in
            guard Self.isLogin(request) else {
                return request.headers["cookie"]?.contains("%3A2%3A") == true
                    ? .version : .refusal(401, "Authentication failed!")
            }
            return .ticket("\(logins.next())")
        }
        #expect(try await ProxmoxClient(server, as: .password).version().major == 9)
        #expect(
            server.lines == ["POST /access/ticket", "GET /version", "POST /access/ticket", "GET /version"])
    }

    @Test func `a refused renewal falls back to the password`() async throws {
        let server = try LoopbackServer { request in
            guard Self.isLogin(request) else { return .version }
            return request.form["password"] == "pass%20word%261"
                ? .ticket("one") : .refusal(401, "Authentication failed!")
        }
        let clock = HandClock()
        let client = ProxmoxClient(server, as: .password, clock: clock)
        _ = try await client.version()
        clock.advance(by: .seconds(20 * 60))
        _ = try await client.version()
        #expect(server.lines.filter { $0 == "POST /access/ticket" }.count == 3)
    }

    @Test(
        arguments: [(.token, [5, 5]), (.password, [30, 60])] as [(ClusterConfiguration.Credential, [Int])])
    func `a refused account is left alone for a while, with a password longer and longer`(
        credential: ClusterConfiguration.Credential, rests: [Int]
    ) async throws {
        let server = try LoopbackServer { _ in .refusal(401, "Authentication failed!") }
        let clock = HandClock()
        let client = ProxmoxClient(server, as: credential, clock: clock)
        func ask() async {
            let error = await #expect(throws: ProxmoxError.self) { _ = try await client.version() }
            #expect(error?.status == 401)
        }
        for _ in 0..<5 { await ask() }
        #expect(server.requests.count == 1)
        for (index, rest) in rests.enumerated() {
            clock.advance(by: .seconds(rest - 1))
            await ask()
            #expect(server.requests.count == index + 1)
            clock.advance(by: .seconds(1))
            await ask()
            #expect(server.requests.count == index + 2)
        }
        await client.reconsider()
        await ask()
        #expect(server.requests.count == rests.count + 2)
    }

    @Test func `a wrong one-time code is told as that, and not as a wrong password`() async throws {
        let server = try LoopbackServer { request in
            request.form["tfa-challenge"] == nil
                ? .data(
                    #"{"username":"me@pve","NeedTFA":1,"ticket":"PVE:!tfa!%7B%22totp%22%3Atrue%7D:66AA::s"}"#)
                : .refusal(401, "authentication failure")
        }
        let client = ProxmoxClient(server, as: .password)
        await #expect(throws: ProxmoxError.self) { _ = try await client.version() }
        let error = await #expect(throws: ProxmoxError.self) {
            try await client.answerSecondFactor(Secret("123456"))
        }
        let words = "\(try #require(error))"
        #expect(
            words.contains("401 the one-time code was not taken (") && words.contains("give the next one"))
        #expect(!words.contains("password"))
    }

    @Test func `a second factor is asked for and answered`() async throws {
        let server = try LoopbackServer { request in
            guard Self.isLogin(request) else { return .version }
            return request.form["tfa-challenge"] == nil
                ? .data(
                    #"{"username":"me@pve","NeedTFA":1,"ticket":"PVE:!tfa!%7B%22totp%22%3Atrue%2C%22recovery%22%3A%22low%22%7D:66AA::s"}"#
                )
                : .ticket("full")
        }
        let client = ProxmoxClient(server, as: .password)
        for _ in 0..<2 {
            await #expect(
                throws: ProxmoxError.secondFactorNeeded(account: "me@pve", methods: ["recovery", "totp"])
            ) { _ = try await client.version() }
        }
        #expect(server.requests.count == 1)
        try await client.answerSecondFactor(Secret("123456"))
        #expect(server.requests[1].form["password"] == "totp%3A123456")
        #expect(server.requests[1].form["username"] == "me%40pve")
        #expect(try await client.version().major == 9)
    }

    @Test func `no secret is in any description, mirror or error`() async throws {
        let server = try LoopbackServer { request in
            Self.isLogin(request) ? .refusal(401, "authentication failure") : .refusal(401, "no")
        }
        var texts: [String] = []
        for credential in [ClusterConfiguration.Credential.token, .password] {
            let client = ProxmoxClient(server, as: credential)
            let error = await #expect(throws: ProxmoxError.self) { _ = try await client.version() }
            texts += ["\(client.configuration)", String(reflecting: client.configuration)]
            texts += [String(describing: error), String(reflecting: error)]
            var dumped = ""
            dump(client.configuration, to: &dumped)
            dump(error, to: &dumped)
            texts.append(dumped)
        }
        #expect(
            texts.filter { $0.contains("0000-secret") || $0.contains("pass") && $0.contains("word&1") } == [])
    }
}

struct TrustTests {
    private static func fingerprint(_ byte: UInt8) throws -> CertificateFingerprint {
        try #require(CertificateFingerprint(bytes: Array(repeating: byte, count: 32)))
    }

    @Test func `a changed fingerprint names both and the command that accepts the new one`() throws {
        let old = try Self.fingerprint(0xAA)
        let new = try Self.fingerprint(0xBB)
        let error = ProxmoxError.fingerprintChanged(
            cluster: "home", endpoint: Endpoint("pve"), expected: old, presented: new)
        #expect(error.description.contains("\(old)"))
        #expect(error.description.hasSuffix("jarvis trust home \(new) --node pve:8006"))
    }

    @Test func `an unknown certificate says how to accept it`() throws {
        let shown = try Self.fingerprint(0xCC)
        let error = ProxmoxError.untrusted(
            cluster: "home", endpoint: Endpoint("pve"), detail: "self-signed certificate", presented: shown)
        #expect(error.description.hasSuffix("jarvis trust home \(shown) --node pve:8006"))
    }

    @Test func `an accepted fingerprint replaces the configured one for that entry only`() throws {
        var order = EndpointOrder([
            Endpoint("a", fingerprint: try Self.fingerprint(1)),
            Endpoint("b", fingerprint: try Self.fingerprint(2)),
        ])
        order.pin(try Self.fingerprint(9), at: Endpoint("a"))
        #expect(order.candidates.map(\.fingerprint) == [try Self.fingerprint(9), try Self.fingerprint(2)])
        order.succeeded(Endpoint("b"))
        #expect(order.candidates.map(\.host) == ["b", "a"])
    }
}
