import COpenSSL
import Glibc
import HTTP
import Testing

@testable import Counterparts

/// Whom the client believes, and that the others receive nothing.
@Suite(.timeLimit(.minutes(1)))
struct CertificateTests {
    let client = HTTPClient()
    let secret = [HTTPHeader("Authorization", "s3cret")]

    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func `the pinned certificate is believed whatever its name and date`(newest: Int32) async throws {
        let identity = try ServerIdentity(
            names: "DNS:elsewhere.example", from: -7200, until: -3600, newestProtocol: newest)
        let server = try ScriptedServer(identity) { $0.answerAll() }
        defer { server.stop() }
        let request = HTTPRequest(.get, server.origin + "/", trust: .pinned(identity.fingerprint))
        for _ in 1...2 { #expect(try await client.send(request).body == Array("ok".utf8)) }
        #expect(server.log.requests.map(\.connection) == [1, 1])
    }

    @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func `another certificate than the pinned one gets no byte of the request`(newest: Int32) async throws {
        let identity = try ServerIdentity(newestProtocol: newest)
        let expected = try ServerIdentity().fingerprint
        let server = try ScriptedServer(identity) { $0.answerAll() }
        defer { server.stop() }
        let mismatch = HTTPError.fingerprintMismatch(
            host: "127.0.0.1", expected: expected, presented: identity.fingerprint)
        await #expect(throws: mismatch) {
            try await client.send(
                HTTPRequest(.post, server.origin + "/", headers: secret, trust: .pinned(expected)))
        }
        await server.wait { $0.ended == 1 }
        #expect(server.log == ScriptedServer.Log(accepted: 1, ended: 1, handshakes: 1))
    }

    @Test func `a connection checked against one pin serves no other trust`() async throws {
        let identity = try ServerIdentity()
        let other = try ServerIdentity().fingerprint
        let server = try ScriptedServer(identity) { $0.answerAll() }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.origin + "/", trust: .pinned(identity.fingerprint))
        _ = try await client.send(request)
        let bytes = server.log.bytesReceived

        request.trust = .pinned(other)
        await #expect(throws: HTTPError.self) { try await client.send(request) }
        request.trust = .system
        await #expect(throws: HTTPError.self) { try await client.send(request) }
        #expect(server.log.bytesReceived == bytes)

        request.trust = .pinned(identity.fingerprint)
        _ = try await client.send(request)
        #expect(server.log.requests.map(\.connection) == [1, 1])
    }

    @Test func `a connection checked by an authority serves no other trust`() async throws {
        let authority = try ServerIdentity(isAuthority: true)
        let identity = try ServerIdentity(issuer: authority)
        let other = try ServerIdentity().fingerprint
        let server = try ScriptedServer(identity) { $0.answerAll() }
        defer { server.stop() }
        try await withFile(authority.pem) { file in
            var request = HTTPRequest(.get, server.origin + "/", trust: .authority(file: file))
            #expect(try await client.send(request).body == Array("ok".utf8))
            let bytes = server.log.bytesReceived

            request.trust = .pinned(other)
            await #expect(throws: HTTPError.self) { try await client.send(request) }
            request.trust = .system
            await #expect(throws: HTTPError.self) { try await client.send(request) }
            #expect(server.log.bytesReceived == bytes)

            request.trust = .pinned(identity.fingerprint)
            _ = try await client.send(request)
            #expect(server.log.requests.count == 2)
            #expect(server.log.requests.last?.connection != 1)
        }
    }

    /// A reason not to believe a certificate that the authority has issued or not.
    enum Fault: String, CaseIterable {
        case expired = "certificate has expired"
        case notYetValid = "certificate is not yet valid"
        case wrongName = "no alternative certificate subject name matches"
        case selfSigned = "self-signed certificate"
        case unknownIssuer = "unable to get local issuer certificate"
    }

    @Test(arguments: Fault.allCases)
    func `a certificate with a fault gets no byte and is shown by its fingerprint`(fault: Fault) async throws
    {
        let authority = try ServerIdentity(isAuthority: true)
        let identity =
            switch fault {
            case .expired: try ServerIdentity(from: -7200, until: -3600, issuer: authority)
            case .notYetValid: try ServerIdentity(from: 3600, until: 7200, issuer: authority)
            case .wrongName: try ServerIdentity(names: "DNS:elsewhere.example", issuer: authority)
            case .selfSigned: try ServerIdentity()
            case .unknownIssuer: try ServerIdentity(issuer: ServerIdentity(isAuthority: true))
            }
        let server = try ScriptedServer(identity) { $0.answerAll() }
        defer { server.stop() }
        try await withFile(authority.pem) { file in
            for trust in [TLSTrust.authority(file: file), .system] {
                let error = await #expect(throws: HTTPError.self) {
                    try await client.send(
                        HTTPRequest(.post, server.origin + "/", headers: secret, trust: trust))
                }
                guard case .untrusted("127.0.0.1", let detail, identity.fingerprint) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                if trust != .system, fault != .unknownIssuer { #expect(detail.contains(fault.rawValue)) }
            }
        }
        await server.wait { $0.ended == 2 }
        #expect(server.log.bytesReceived == 0)
    }

    @Test(arguments: [nil, "no certificate"])
    func `an authority file that cannot be read makes the request unusable`(text: String?) async throws {
        let server = try ScriptedServer(try ServerIdentity()) { $0.answerAll() }
        defer { server.stop() }
        let error = await #expect(throws: HTTPError.self) {
            try await withFile(text ?? "") { file in
                let trust = TLSTrust.authority(file: text == nil ? file + ".missing" : file)
                return try await client.send(HTTPRequest(.get, server.origin + "/", trust: trust))
            }
        }
        guard case .unusable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(server.log.bytesReceived == 0)
    }

    @Test func `a peer that speaks no TLS is told as such, and was sent nothing`() async throws {
        let server = try ScriptedServer { peer in
            _ = peer.readMore()
            peer.send("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
        }
        defer { server.stop() }
        let error = await #expect(throws: HTTPError.self) {
            try await client.send(HTTPRequest(.post, server.origin.replacing("http:", with: "https:") + "/"))
        }
        guard case .unreachable("127.0.0.1", let detail) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(detail.hasPrefix("what answers on that port speaks no TLS"))
    }

    @Test func `a peer that ends the handshake is broken and was sent nothing`() async throws {
        let server = try ScriptedServer { peer in _ = peer.readMore() }
        defer { server.stop() }
        let error = await #expect(throws: HTTPError.self) {
            try await client.send(HTTPRequest(.post, server.origin.replacing("http:", with: "https:") + "/"))
        }
        guard case .broken("127.0.0.1", _, sent: false) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a pinned GET on a reused connection that died is sent once more`() async throws {
        let identity = try ServerIdentity()
        let server = try ScriptedServer(identity) { peer in
            guard peer.readRequest() != nil else { return }
            peer.answer("ok")
            _ = peer.readRequest()
        }
        defer { server.stop() }
        let request = HTTPRequest(.get, server.origin + "/", trust: .pinned(identity.fingerprint))
        for _ in 1...2 { #expect(try await client.send(request).body == Array("ok".utf8)) }
        #expect(server.log.requests.map(\.connection) == [1, 1, 2])
    }
}
