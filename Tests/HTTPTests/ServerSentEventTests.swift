import Counterparts
import HTTP
import Testing

/// The event stream format, as https://html.spec.whatwg.org/multipage/server-sent-events.html has it.
@Suite(.timeLimit(.minutes(1)))
struct ServerSentEventTests {
    private func parse(_ text: String) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser(limit: 1 << 20)
        return try parser.read(Array(text.utf8))
    }

    @Test(arguments: [
        ("data: a\n\n", [ServerSentEvent(data: "a")]),
        ("data: a\r\rdata: b\r\r", [ServerSentEvent(data: "a"), ServerSentEvent(data: "b")]),
        ("data: a\r\n\r\ndata: b\n\r\n", [ServerSentEvent(data: "a"), ServerSentEvent(data: "b")]),
        ("\u{FEFF}data: a\n\n", [ServerSentEvent(data: "a")]),
        ("data: a\n\n\u{FEFF}data: b\n\n", [ServerSentEvent(data: "a")]),
        ("data: a\ndata:b\ndata:  c\n\n", [ServerSentEvent(data: "a\nb\n c")]),
        ("data\n\ndata\ndata\n\ndata:", [ServerSentEvent(data: ""), ServerSentEvent(data: "\n")]),
        (": keep-alive\n\n:\ndata: a\n: b\n\n", [ServerSentEvent(data: "a")]),
        ("event: ping\n\nretry: 5\n\ndata: a\n\n", [ServerSentEvent(data: "a", retry: .milliseconds(5))]),
        (
            "event: add\ndata: a\n\ndata: b\n\n",
            [
                ServerSentEvent(name: "add", data: "a"), ServerSentEvent(data: "b"),
            ]
        ),
        (
            "id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
            [
                ServerSentEvent(data: "a", id: "1"), ServerSentEvent(data: "b", id: "1"),
                ServerSentEvent(data: "c"),
            ]
        ),
        (
            "id: 1\u{0}\nretry: 1x\nretry: -1\nretry:\nfoo: bar\nData: x\ndata: a\n\n",
            [ServerSentEvent(data: "a")]
        ),
        ("data: a:b: c\n\n", [ServerSentEvent(data: "a:b: c")]),
        ("data: [DONE]", []),
        ("data: a\n", []),
        ("", []),
    ])
    func `events are those of the format`(text: String, events: [ServerSentEvent]) throws {
        #expect(try parse(text) == events)
    }

    private static let stream =
        "\u{FEFF}: hello\r\nretry: 3000\r\n\r\nid: 7\revent: delta\rdata: gr\u{FC}\u{DF} \u{1F600}\rdata\r\r"
        + "data: {\"a\":1}\n\ndata: x\r\ndata: y\r\n\r\n\r\n\ndata: tail"

    @Test func `a stream gives the same events wherever it is split`() throws {
        let whole = try parse(Self.stream)
        #expect(
            whole == [
                ServerSentEvent(
                    name: "delta", data: "gr\u{FC}\u{DF} \u{1F600}\n", id: "7", retry: .seconds(3)),
                ServerSentEvent(data: "{\"a\":1}", id: "7", retry: .seconds(3)),
                ServerSentEvent(data: "x\ny", id: "7", retry: .seconds(3)),
            ])
        let bytes = Array(Self.stream.utf8)
        for split in 0...bytes.count {
            var parser = ServerSentEventParser(limit: 1 << 20)
            let events = try parser.read(Array(bytes[..<split])) + parser.read(Array(bytes[split...]))
            #expect(events == whole, "split at \(split)")
        }
        var parser = ServerSentEventParser(limit: 1 << 20)
        #expect(try bytes.flatMap { try parser.read([$0]) } == whole)
    }

    @Test(arguments: ["data: 123456789\n\n", ":2345678901234567", "data: 12\ndata: 34\ndata: 567"])
    func `an event longer than the limit is refused`(text: String) throws {
        var parser = ServerSentEventParser(limit: 14)
        #expect(throws: HTTPError.eventTooLarge(limit: 14)) {
            for byte in text.utf8 { _ = try parser.read([byte]) }
        }
    }

    @Test func `the limit is that of one event and not of the stream`() throws {
        var parser = ServerSentEventParser(limit: 14)
        let events = try parser.read(Array(String(repeating: "data: 12345678\n\n", count: 100).utf8))
        #expect(events == Array(repeating: ServerSentEvent(data: "12345678"), count: 100))
    }

    @Test func `events arrive one by one over a connection`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\ndata: 2\n\nda")
            peer.waitForMark("go")
            peer.send("ta: 3\n\ndata: lost")
        }
        defer { server.stop() }
        let stream = try await HTTPClient().open(HTTPRequest(.get, server.origin + "/"))
        var events = ServerSentEvents(stream.body).makeAsyncIterator()
        #expect(try await events.next() == ServerSentEvent(data: "1"))
        #expect(try await events.next() == ServerSentEvent(data: "2"))
        server.note { $0.marks.append("go") }
        #expect(try await events.next() == ServerSentEvent(data: "3"))
        #expect(try await events.next() == nil)
    }

    @Test func `events end with the error of the connection`() async throws {
        let server = try ScriptedServer { peer in
            guard peer.readRequest() != nil else { return }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndata: 1\n\n")
        }
        defer { server.stop() }
        let stream = try await HTTPClient().open(HTTPRequest(.get, server.origin + "/"))
        var events: [ServerSentEvent] = []
        await #expect(throws: HTTPError.self) {
            for try await event in ServerSentEvents(stream.body) { events.append(event) }
        }
        #expect(events == [ServerSentEvent(data: "1")])
    }
}
