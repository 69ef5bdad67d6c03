import Counterparts
import Glibc
import HTTP
import Testing

/// What touches the whole process, each in a process of its own.
@Suite(.timeLimit(.minutes(1)))
struct ProcessTests {
    @Test func `a proxy of the environment is used, but not for loopback hosts`() async {
        await #expect(processExitsWith: .success) {
            let proxy = try ScriptedServer { peer in
                while peer.readRequest() != nil { peer.answer("proxy") }
            }
            let server = try ScriptedServer { $0.answerAll() }
            setenv("http_proxy", proxy.origin, 1)
            let client = HTTPClient()
            let port = server.origin.split(separator: ":").last ?? ""
            for host in ["127.0.0.1", "localhost"] {
                let answer = try await client.send(HTTPRequest(.get, "http://\(host):\(port)/"))
                #expect(answer.body == Array("ok".utf8))
            }
            let answer = try await client.send(HTTPRequest(.get, "http://pve.example:8006/x"))
            #expect(answer.body == Array("proxy".utf8))
            #expect(proxy.log.requests.map(\.head[0]) == ["GET http://pve.example:8006/x HTTP/1.1"])
        }
    }

    @Test func `a proxy that refuses connections is named, and how to leave it out`() async {
        await #expect(processExitsWith: .success) {
            // Nobody listens there: a port of its own that was closed again.
            let closed = try ScriptedServer { $0.answerAll() }
            let place = String(closed.origin.split(separator: "/").last ?? "")
            closed.stop()
            for (variable, address) in [
                ("https_proxy", "https://pve.example:8006/"), ("http_proxy", "http://pve.example/"),
            ] {
                setenv(variable, "http://somebody:password@\(place)", 1)
                defer { unsetenv(variable) }
                do {
                    _ = try await HTTPClient().send(HTTPRequest(.get, address))
                    Issue.record("an answer")
                } catch {
                    let host = address.contains("example") ? "pve.example" : "pve"
                    #expect(
                        "\(error)"
                            == "The proxy \(place), by which the variable \(variable) has \(host) asked, leads "
                            + "nowhere (Connection refused): see that it runs and lets \(host) through, or put \(host) into no_proxy to ask it "
                            + "directly.")
                }
            }
        }
    }

    @Test func `a peer that resets an upload raises no signal`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_DFL)
            let identity = try ServerIdentity()
            let server = try ScriptedServer(identity) { peer in
                _ = peer.readMore()
                peer.resetAtEnd()
            }
            let client = HTTPClient()
            for _ in 1...10 {
                await #expect(throws: HTTPError.self) {
                    try await client.send(
                        HTTPRequest(
                            .post, server.origin + "/", body: pattern(count: 8 << 20),
                            trust: .pinned(identity.fingerprint)))
                }
            }
        }
    }
}
