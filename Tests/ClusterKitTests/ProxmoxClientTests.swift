import HTTP
import Synchronization
import Testing

@testable import ClusterKit

struct ProxmoxClientTests {
    @Test func `a token goes along as a header and needs no ticket`() async throws {
        let server = try LoopbackServer { _ in .version }
        let version = try await ProxmoxClient(server).version()
        #expect(version.text == "9.2.2")
        #expect(server.lines == ["GET /version"])
        #expect(server.requests[0].headers["authorization"] == "PVEAPIToken=me@pve!test=0000-secret-1111")
        #expect(server.requests[0].headers["cookie"] == nil)
    }

    @Test func `an action is a POST without a body whose task comes back`() async throws {
        let server = try LoopbackServer { _ in
            .data("\"UPID:pve:000586D2:0078E219:6A4BB5CA:qmstart:101:me@pve!test:\"")
        }
        let task = try await ProxmoxClient(server).perform(.start, on: GuestID(.qemu, 101), at: "pve")
        #expect(task?.type == "qmstart")
        #expect(server.lines == ["POST /nodes/pve/qemu/101/status/start"])
        #expect(server.requests[0].body.isEmpty)
    }

    @Test(arguments: ["\"OK\"", "null", "\"\"", "{\"sid\":\"vm:101\"}"])
    func `an order without a task has nothing to follow`(data: String) async throws {
        let server = try LoopbackServer { _ in .data(data) }
        #expect(try await ProxmoxClient(server).perform(.stop, on: GuestID(.lxc, 102), at: "pve") == nil)
    }

    @Test func `a dead entry node is passed over and the living one remembered`() async throws {
        let gone = try LoopbackServer { _ in .version }.port
        let alive = try LoopbackServer { _ in .version }
        let client = ProxmoxClient(
            ClusterConfiguration(
                name: "home",
                endpoints: [
                    Endpoint("127.0.0.1", port: gone, isPlain: true),
                    Endpoint("127.0.0.1", port: alive.port, isPlain: true),
                ], credential: .token))
        _ = try await client.version()
        let faults = await client.entryFaults
        #expect(faults.keys.map(\.port) == [gone])
        _ = try await client.version()
        #expect(alive.lines == ["GET /version", "GET /version"])
    }

    @Test func `an order whose answer was lost is not sent to another entry node`() async throws {
        let deaf = try LoopbackServer { _ in .cut }
        let other = try LoopbackServer { _ in .data("null") }
        await #expect(throws: ProxmoxError.self) {
            _ = try await ProxmoxClient(deaf, other).perform(.stop, on: GuestID(.qemu, 101), at: "pve")
        }
        #expect(deaf.requests.count == 1)
        #expect(other.requests.isEmpty)
    }

    @Test func `a question whose answer was lost is put to another entry node`() async throws {
        let deaf = try LoopbackServer { _ in .cut }
        let other = try LoopbackServer { _ in .version }
        #expect(try await ProxmoxClient(deaf, other).version().major == 9)
        #expect(other.requests.count == 1)
    }

    @Test func `an entry node that hangs costs one deadline and is asked last from then on`() async throws {
        let stuck = try LoopbackServer { _ in .hang }
        let other = try LoopbackServer { _ in .version }
        let client = ProxmoxClient(
            stuck, other, deadlines: Deadlines(connect: .seconds(1), cluster: .milliseconds(200)))
        _ = try await client.version()
        _ = try await client.version()
        #expect(stuck.requests.count == 1)
        #expect(other.requests.count == 2)
    }

    @Test func `plain HTTP to another machine is refused before a byte is sent`() async throws {
        let client = ProxmoxClient(
            ClusterConfiguration(
                name: "home", endpoints: [Endpoint("192.0.2.1", isPlain: true)], credential: .token))
        let error = await #expect(throws: ProxmoxError.self) { _ = try await client.version() }
        guard case .misconfigured("home", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a configuration without an entry node says so`() async throws {
        await #expect(
            throws: ProxmoxError.misconfigured(cluster: "home", detail: "it names no entry node")
        ) { _ = try await ProxmoxClient(as: .token).version() }
    }

    @Test func `a node that refused a moment ago is not asked again at once`() async throws {
        let server = try LoopbackServer { request in
            request.path.hasPrefix("/nodes/agent/") ? .refusal(595, "No route to host") : .version
        }
        let clock = HandClock()
        let client = ProxmoxClient(server, clock: clock)
        for _ in 0..<3 {
            await #expect(throws: ProxmoxError.self) { _ = try await client.status(of: "agent") }
        }
        #expect(server.lines == ["GET /nodes/agent/status"])
        #expect(await client.unreachable.keys.map(\.text) == ["agent"])
        #expect(try await client.version().major == 9)
        clock.advance(by: .seconds(6))
        await #expect(throws: ProxmoxError.self) { _ = try await client.status(of: "agent") }
        #expect(server.requests.count == 3)
    }

    @Test func `an order is sent to a node that is avoided`() async throws {
        let server = try LoopbackServer { _ in .refusal(595, "No route to host") }
        let client = ProxmoxClient(server)
        await #expect(throws: ProxmoxError.self) { _ = try await client.status(of: "agent") }
        await #expect(throws: ProxmoxError.self) {
            _ = try await client.perform(.start, on: GuestID(.qemu, 101), at: "agent")
        }
        #expect(server.requests.count == 2)
    }

    @Test(arguments: [
        LoopbackServer.Reply.raw(
            "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>"),
        .raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{\"data\":["),
    ])
    func `an answer that is not the API's is an error and not an empty cluster`(
        reply: LoopbackServer.Reply
    ) async throws {
        let server = try LoopbackServer { _ in reply }
        let error = await #expect(throws: ProxmoxError.self) {
            _ = try await ProxmoxClient(server).resources()
        }
        guard case .unreadable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a body cut short is a broken connection`() async throws {
        let server = try LoopbackServer { _ in
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\n{\"data\":[")
        }
        let error = await #expect(throws: ProxmoxError.self) {
            _ = try await ProxmoxClient(server).resources()
        }
        guard case .transport = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
