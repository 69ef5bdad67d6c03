import ProxmoxSim
import Testing

@Suite struct WireTests {
    @Test(arguments: [
        ("HEAD /api2/json/version HTTP/1.1\r\n", "501 method 'HEAD' not available"),
        ("PATCH /api2/json/version HTTP/1.1\r\n", "501 method 'PATCH' not available"),
        (
            "POST /api2/json/version HTTP/1.1\r\nTransfer-Encoding: chunked\r\n",
            "501 chunked transfer encoding not supported"
        ),
        (
            "GET /api2/json/version HTTP/1.1\r\nContent-Length: 3\r\n",
            "501 Unexpected content for method 'GET'"
        ),
        (
            "DELETE /api2/json/version HTTP/1.1\r\nContent-Length: 3\r\n",
            "501 Unexpected content for method 'DELETE'"
        ),
        (
            "POST /api2/json/version HTTP/1.1\r\nContent-Length: 600000\r\n", "501 for data too large"
        ),
        ("GET /api2/soap/version HTTP/1.1\r\n", "501 no such uri"),
    ])
    func `what the transport refuses has the message as its reason and as its bare body`(
        request: String, line: String
    ) async throws {
        let simulator = try await Simulator.start(.frozen())
        let text = try await talk(request + "Host: x\r\n\r\n", port: simulator.port)
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        #expect(text.hasPrefix("HTTP/1.1 \(line)\r\n"))
        #expect(parts.last == line.dropFirst(4))
        #expect(!text.contains("Content-Type"))
        await simulator.stop()
    }

    @Test(arguments: [("GET", "301 Moved Permanently"), ("POST", "308 Permanent Redirect")])
    func `plain HTTP is sent to HTTPS`(method: String, line: String) async throws {
        let simulator = try await Simulator.start(.frozen())
        let text = try await talk(
            "\(method) /a?b=c HTTP/1.1\r\nHost: box:8006\r\n\r\n", port: simulator.port, isPlain: true)
        #expect(text.hasPrefix("HTTP/1.1 \(line)\r\n"))
        #expect(text.contains("\r\nLocation: https://box:8006/a?b=c\r\n"))
        await simulator.stop()
    }

    @Test func `an answer has the headers that Proxmox gives`() async throws {
        let simulator = try await Simulator.start(.frozen())
        let token = simulator.credentials.token.authorization
        let text = try await talk(
            "GET /api2/json/version HTTP/1.1\r\nAuthorization: \(token)\r\nConnection: close\r\n\r\n",
            port: simulator.port)
        let lines = Set(text.split(separator: "\r\n").map(String.init))
        let date = "Mon, 21 Sep 2026 14:13:20 GMT"
        #expect(
            lines.isSuperset(of: [
                "HTTP/1.1 200 OK", "Cache-Control: max-age=0", "Pragma: no-cache", "Date: \(date)",
                "Expires: \(date)", "Server: pve-api-daemon/3.0", "Connection: close",
                "Content-Type: application/json;charset=UTF-8",
            ]))
        await simulator.stop()
    }

    @Test func `without a ticket the answer is 401 with no body at all, and the connection ends`()
        async throws
    {
        let simulator = try await Simulator.start(.frozen())
        let text = try await talk("GET /api2/json/version HTTP/1.1\r\nHost: x\r\n\r\n", port: simulator.port)
        #expect(text.hasPrefix("HTTP/1.1 401 No ticket\r\n"))
        #expect(text.contains("\r\nContent-Length: 0\r\n"))
        #expect(text.contains("\r\nConnection: close\r\n"))
        #expect(text.hasSuffix("\r\n\r\n"))
        await simulator.stop()
    }

    @Test func `a refused ticket is answered after the delay`() async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.delays.refusal = .milliseconds(300)
        let simulator = try await Simulator.start(configuration)
        let begun = ContinuousClock.now
        _ = try await talk("GET /api2/json/version HTTP/1.1\r\nHost: x\r\n\r\n", port: simulator.port)
        #expect(ContinuousClock.now - begun >= .milliseconds(300))
        await simulator.stop()
    }

    @Test func `the hundredth request on a connection is its last`() async throws {
        let simulator = try await Simulator.start(.frozen())
        let token = simulator.credentials.token.authorization
        let one = "GET /api2/json/version HTTP/1.1\r\nAuthorization: \(token)\r\n\r\n"
        let text = try await talk(String(repeating: one, count: 105), port: simulator.port)
        #expect(text.split(separator: "HTTP/1.1 200 OK").count == 100)
        #expect(text.split(separator: "Connection: Keep-Alive").count == 100)
        #expect(text.split(separator: "Connection: close").count == 2)
        await simulator.stop()
    }

    @Test func `a connection without requests is closed`() async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.delays.idle = .seconds(1)
        let simulator = try await Simulator.start(configuration)
        let token = simulator.credentials.token.authorization
        let text = try await talk(
            "GET /api2/json/version HTTP/1.1\r\nAuthorization: \(token)\r\n\r\n", port: simulator.port)
        #expect(text.contains("Connection: Keep-Alive"))
        await simulator.stop()
    }

    @Test func `stopping lets nobody wait for a delay`() async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.delays.refusal = .seconds(600)
        let simulator = try await Simulator.start(configuration)
        let port = simulator.port
        async let text = talk("GET /api2/json/version HTTP/1.1\r\nHost: x\r\n\r\n", port: port)
        while await simulator.waitingRequests == 0 { await Task.yield() }
        await simulator.stop()
        _ = try await text
    }

    @Test func `the certificate is the one that the fingerprint names`() async throws {
        let simulator = try await Simulator.start(.frozen())
        let port = simulator.port
        let shown = try await blocking { try RawConnection(port: port).fingerprint }
        #expect(shown == simulator.fingerprint)
        await simulator.stop()
    }

    @Test func `each node has a port and a certificate of its own when that is asked for`() async throws {
        var configuration = SimulatorConfiguration.frozen()
        configuration.portPerNode = true
        try await withCluster(configuration) { client in
            #expect(client.simulator.ports.count == 4)
            #expect(Set(client.simulator.fingerprints).count == 4)
            let answer = try await client.get("/cluster/status", port: client.simulator.ports[1])
            let local = answer.data.array?.filter { $0["local"]?.integer == 1 }.compactMap {
                $0["name"]?.string
            }
            #expect(local == ["pve"])
        }
    }
}
