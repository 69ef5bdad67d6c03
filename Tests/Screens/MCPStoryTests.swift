import FoundationEssentials
import JSON
import Onlooker
import Testing

/// Another program has the butler's tools: over a house, without one, and by the official SDK.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct MCPStoryTests {
    private func request(_ id: Int, _ method: String, _ params: JSONValue = [:]) -> String {
        JSONValue.object([
            "jsonrpc": "2.0", "id": .integer(id), "method": .string(method), "params": params,
        ]).text
    }

    private func open(_ served: ServedHome) throws -> PipedProgram {
        try #require(
            PipedProgram([BuiltProgram.path, "mcp"], environment: served.home.environment))
    }

    @Test func `what changes something is asked about on the house's screen, and done after a yes`() throws {
        let served = try ServedHome(isWatched: false)
        let program = try served.home.open()
        program.expect("a: ask Jarvis", "win11")
        let client = try open(served)
        client.send(request(1, "initialize", ["protocolVersion": "2025-11-25"]))
        #expect(client.receive()?["result"]?["serverInfo"]?["name"] == "jarvis")
        client.send(request(2, "tools/call", ["name": "get_guest_status", "arguments": ["vmid": 103]]))
        let read = client.receive()?["result"]
        #expect(read?["content"]?.array?.first?["text"]?.string?.contains("jellyfin") == true)
        let token: JSONValue = ["progressToken": 9]
        let start: JSONValue = ["name": "start_vm", "arguments": ["vmid": 105], "_meta": token]
        client.send(request(3, "tools/call", start))
        program.expect("CONFIRM", "105", "asked by an MCP client")
        let progress = client.receive()
        #expect(progress?["params"]?["message"]?.string?.contains("The operator is asked") == true)
        program.confirm()
        let done = client.receive()
        #expect(done?["id"] == 3 && done?["result"]?["isError"] == false, "\(done?.text ?? "nothing")")
        client.send(request(4, "tools/call", ["name": "stop_vm", "arguments": ["vmid": 105]]))
        program.expect("CONFIRM", "105", "then Enter: yes")
        program.type("n")
        let refused = client.receive()?["result"]
        #expect(refused?["isError"] == true)
        #expect(refused?["content"]?.array?.first?["text"]?.string?.hasPrefix("Not run") == true)
        #expect(client.end() == 0)
        #expect(served.text(["audit", "list"]).contains("mcp"))
        _ = served.text(["kill-house", "--force"])
        program.end()
        try served.end()
    }

    @Test func `a card whose client went away goes too`() throws {
        let served = try ServedHome(isWatched: false)
        let program = try served.home.open()
        program.expect("a: ask Jarvis", "win11")
        let client = try open(served)
        client.send(request(1, "tools/call", ["name": "start_vm", "arguments": ["vmid": 105]]))
        program.expect("CONFIRM", "105")
        client.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#)
        #expect(program.wait(within: .seconds(20)) { !$0.shows(["CONFIRM"]) } != nil)
        #expect(client.end() == 0)
        _ = served.text(["kill-house", "--force"])
        program.end()
        try served.end()
    }

    @Test func `over HTTP a client that hangs up takes its card with it`() throws {
        let served = try ServedHome(isWatched: false)
        let program = try served.home.open()
        program.expect("a: ask Jarvis", "win11")
        let server = try served.home.open(["mcp", "--http", "--port", "0"])
        server.expect("Interrupt to end.")
        let port = server.look { screen in
            (0..<screen.size.rows).map { screen.text(row: $0) }.first { $0.hasPrefix("address") } ?? ""
        }.split(separator: ":").last?.prefix { $0.isNumber }
        let token = try String(contentsOfFile: served.home.state + "/mcp.token", encoding: .utf8)
            .filter { !$0.isWhitespace }
        let body = request(1, "tools/call", ["name": "start_vm", "arguments": ["vmid": 105]])
        let head = [
            "POST /mcp HTTP/1.1", "Host: 127.0.0.1", "Authorization: Bearer \(token)",
            "Content-Type: application/json", "Accept: application/json, text/event-stream",
            "Content-Length: \(body.utf8.count)", "", "",
        ].joined(separator: "\r\n")
        try served.home.write("request", head + body)
        let script = "exec 3<>/dev/tcp/127.0.0.1/\(port ?? ""); cat \(served.home.path)/request >&3; sleep 4"
        let client = Errand(
            ["/bin/bash", "-c", script], environment: served.home.environment, in: served.home.path)
        program.expect("CONFIRM", "105", "asked by an MCP client")
        _ = client.wait()
        #expect(program.wait(within: .seconds(20)) { !$0.shows(["CONFIRM"]) } != nil)
        server.end()
        _ = served.text(["kill-house", "--force"])
        program.end()
        try served.end()
    }

    @Test func `without a house it looks itself, and changes nothing`() throws {
        let served = try ServedHome(isWatched: false)
        let client = try open(served)
        client.send(request(1, "tools/call", ["name": "get_cluster_status"]))
        let read = client.receive()?["result"]
        #expect(read?["isError"] == false && read?["structuredContent"]?["quorate"] == true)
        client.send(request(2, "tools/call", ["name": "start_vm", "arguments": ["vmid": 105]]))
        let refused = client.receive()?["result"]
        #expect(refused?["isError"] == true, "\(refused?.text ?? "nothing")")
        client.send(request(3, "resources/read", ["uri": "jarvis://cluster"]))
        #expect(
            client.receive()?["result"]?["contents"]?.array?.first?["text"]?.string?.contains("jellyfin")
                == true)
        let file = served.home.path + "/.config/jarvis/config.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try served.home.write(".config/jarvis/config.yaml", text + "ai: {private: [103]}\n")
        client.send(request(4, "resources/read", ["uri": "jarvis://status"]))
        let status = client.receive()?["result"]?["contents"]?.array?.first?["text"]?.string ?? ""
        #expect(status.contains("adguard") && !status.contains("jellyfin"))
        client.send("not JSON")
        #expect(client.receive()?["error"]?["code"] == -32700)
        #expect(client.end() == 0)
        try served.end()
    }

    /// A Python that has the SDK; see `make counterparts`.
    private static let python = [BuiltProgram.root + "/.build-mcp/bin/python"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(.enabled(if: python != nil, "the official SDK of MCP is not installed (make counterparts)"))
    func `a whole session by the official SDK, in both languages and over both ways`() throws {
        let served = try ServedHome()
        let script = BuiltProgram.root + "/Tests/Screens/Clients/mcp_session.py"
        for (mode, way) in [("legacy", "stdio"), ("auto", "stdio"), ("legacy", "http"), ("auto", "http")] {
            let errand = Errand(
                [Self.python ?? "", script, BuiltProgram.path, mode, way],
                environment: served.home.environment, in: served.home.path)
            let outcome = errand.wait()
            #expect(
                outcome.code == 0 && outcome.text.hasSuffix("well\n"), "\(mode) over \(way): \(outcome.text)")
        }
        try served.end()
    }
}
