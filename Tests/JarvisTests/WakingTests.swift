import AIKit
import Counterparts
import Glibc
import HTTP
import Synchronization
import Testing

@testable import Jarvis

/// A model server whose machine sleeps until it is needed.
@Suite(.timeLimit(.minutes(1)))
struct WakingTests {
    @Test(arguments: [
        ("bc:24:11:00:00:0a", "bc:24:11:00:00:0a"), ("BC-24-11-00-00-0A", "bc:24:11:00:00:0a"),
        ("bc:24:11:00:00", nil), ("bc:24:11:00:00:0g", nil), ("bc:24:11:00:00:0a:0b", nil), ("", nil),
        ("+c:24:11:00:00:0a", nil),
    ])
    func `a card's address is six pairs of digits`(text: String, read: String?) {
        #expect(HardwareAddress(text)?.description == read)
    }

    @Test func `the packet arrives whole`() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                #expect(bind(descriptor, address, length) == 0)
                #expect(getsockname(descriptor, address, &length) == 0)
            }
        }
        let address = try #require(HardwareAddress("bc:24:11:00:00:0a"))
        MagicPacket(address: address).send(to: "127.0.0.1", port: UInt16(bigEndian: place.sin_port))
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        #expect(count == 102)
        #expect(Array(bytes.prefix(6)) == [255, 255, 255, 255, 255, 255])
        #expect(Array(bytes[96..<102]) == [0xBC, 0x24, 0x11, 0, 0, 0x0A])
    }

    @Test func `a server that cannot be reached is woken, and answers the same question then`() async throws {
        // A port that nobody listens on until the call.
        let placeholder = try Loopback([])
        let port = placeholder.port
        placeholder.stop()
        let woken = Mutex<ScriptedServer?>(nil)
        let calls = Mutex(0)
        var server = ModelServer(client: HTTPClient(), base: "http://127.0.0.1:\(port)/v1")
        server.waking = Waking(longest: .seconds(20), pause: .milliseconds(50)) {
            guard
                calls.withLock({
                    $0 += 1
                    return $0
                }) == 2
            else { return }
            let started = try? ScriptedServer(port: port) { peer in
                guard peer.readRequest() != nil else { return }
                let body =
                    #"{"choices":[{"message":{"content":"Awake."},"finish_reason":"stop"}],"model":"m"}"#
                peer.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
            }
            woken.withLock { $0 = started }
        }
        defer { woken.withLock { $0?.stop() } }
        let provider = OpenAIProvider(model: "m", server: server, dialect: .local)
        var words = ""
        var waits = 0
        let conversation = Conversation(system: "s", messages: [.user("hello")])
        for try await event in provider.respond(to: ProviderRequest(conversation: conversation)) {
            if case .textDelta(let text) = event { words += text }
            if case .loading = event { waits += 1 }
        }
        #expect(words == "Awake." && waits >= 2)
    }

    @Test func `one that stays asleep is given up`() async throws {
        let placeholder = try Loopback([])
        let port = placeholder.port
        placeholder.stop()
        var server = ModelServer(client: HTTPClient(), base: "http://127.0.0.1:\(port)/v1")
        server.retry.repetitions = 0
        let calls = Mutex(0)
        server.waking = Waking(longest: .seconds(3), pause: .milliseconds(50)) {
            calls.withLock { $0 += 1 }
        }
        let provider = OpenAIProvider(model: "m", server: server, dialect: .local)
        let conversation = Conversation(system: "s", messages: [.user("hello")])
        let error = await #expect(throws: ProviderError.self) {
            for try await _ in provider.respond(to: ProviderRequest(conversation: conversation)) {}
        }
        guard case .offline? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(calls.withLock { $0 } >= 1)
    }
}
