import JSON
import ProxmoxSim
import Testing

@testable import ProxmoxSim

@Suite struct ConsoleTests {
    @Test func `words of a terminal may be cut anywhere`() throws {
        let bytes = Array("0:3:äb1:80:24:20:2:ok".utf8)
        let whole: [TerminalStream.Message] = [
            .input(Array("äb".utf8)), .size(columns: 80, rows: 24), .ping, .input(Array("ok".utf8)),
        ]
        for cut in 0...bytes.count {
            var stream = TerminalStream()
            let messages = try stream.read(Array(bytes[..<cut])) + stream.read(Array(bytes[cut...]))
            #expect(messages == whole)
        }
    }

    @Test(arguments: ["x", "0:-1:", "0:99999999:", "1:a:24:", "0:131073:"])
    func `words outside the grammar are refused`(text: String) {
        var stream = TerminalStream()
        #expect(throws: TerminalStream.Malformed.self) { try stream.read(Array(text.utf8)) }
    }

    @Test func `a shell edits its line and runs it`() {
        var shell = ConsoleShell(host: "nas")
        let effects = shell.type(Array("hostnamx\u{7F}e\r".utf8))
        #expect(effects.last == .run("hostname"))
        #expect(shell.type(Array("exit\r".utf8)).last == .exit)
    }

    @Test(arguments: [("/nodes/home", "home"), ("/nodes/home/lxc/103", "jellyfin")])
    func `a console takes its ticket once more, answers OK and then commands`(path: String, host: String)
        async throws
    {
        try await withCluster { client in
            let opened = try await client.post(path + "/termproxy").data
            let port = opened["port"]?.string ?? ""
            let ticket = opened["ticket"]?.string ?? ""
            #expect(opened["user"] == "root@pam!jarvis")
            let authorization = client.simulator.credentials.token.authorization
            let number = client.simulator.port
            let text = try await blocking {
                let connection = try RawConnection(port: number)
                connection.send(opening(path, port: port, ticket: ticket, authorization: authorization))
                connection.read { $0.contains("\r\n\r\n") }
                connection.send(frame("root@pam!jarvis:\(ticket)\n"))
                connection.read { $0.contains(":~# ") }
                connection.send(frame("0:9:hostname\r"))
                connection.send(frame("1:80:24:"))
                connection.send(frame("20:5:exit\r"))
                return connection.read()
            }
            #expect(text.hasPrefix("HTTP/1.1 101 Switching Protocols\r\n"))
            #expect(text.contains("\r\nSec-WebSocket-Protocol: binary\r\n"))
            #expect(text.contains("OK"))
            #expect(text.contains("root@\(host):~# "))
            #expect(text.contains("\(host)\r\n"))
            #expect(text.contains("logout"))
        }
    }

    @Test func `a console's ticket opens no other console, and is over after 40 seconds`() async throws {
        try await withCluster { client in
            let opened = try await client.post("/nodes/home/termproxy").data
            let port = opened["port"]?.string ?? ""
            let ticket = (opened["ticket"]?.string ?? "").map { $0 == "+" ? "%2B" : String($0) }.joined()
            let query = "/vncwebsocket?port=\(port)&vncticket=\(ticket)"
            #expect(try await client.get("/nodes/pve" + query).status == 401)
            #expect(try await client.get("/nodes/home" + query).data == ["port": .string(port)])
            await client.simulator.advance(by: .seconds(41))
            #expect(try await client.get("/nodes/home" + query).status == 401)
        }
    }
}

private func opening(_ path: String, port: String, ticket: String, authorization: String) -> String {
    let encoded = ticket.map { $0 == "+" ? "%2B" : String($0) }.joined()
    return """
        GET /api2/json\(path)/vncwebsocket?port=\(port)&vncticket=\(encoded) HTTP/1.1\r
        Host: x\r
        Authorization: \(authorization)\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Protocol: binary\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        \r

        """
}

/// A masked binary frame (RFC 6455 §5.2); a mask of zeros leaves the bytes as they are.
private func frame(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let length: [UInt8] =
        bytes.count < 126
        ? [0x80 | UInt8(bytes.count)] : [0xFE, UInt8(bytes.count >> 8), UInt8(bytes.count & 255)]
    return [0x82] + length + [0, 0, 0, 0] + bytes
}
