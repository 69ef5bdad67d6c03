import Counterparts
import HTTP
import JSON
import Testing
import Text

@testable import AIKit

@Suite
struct ContractTests {
    @Test(arguments: ContractCase.all)
    func `a stream is understood the same wherever it is split`(_ expected: ContractCase) throws {
        let bytes = try Fixtures.bytes(expected.path)
        #expect(ContractCase.outcome([bytes], expected.kind) == expected.outcome)
        #expect(ContractCase.outcome(bytes.map { [$0] }, expected.kind) == expected.outcome)
        // The decoder sees whole events only, so it is enough that every split gives the same events.
        let events = try ContractCase.events([bytes], expected.kind)
        let wrong = try (0...bytes.count).first { offset in
            try ContractCase.events([Array(bytes[..<offset]), Array(bytes[offset...])], expected.kind)
                != events
        }
        #expect(wrong == nil, "split at byte \(wrong ?? -1)")
    }

    @Test(arguments: ContractCase.all.filter { if case .turn = $0.outcome { true } else { false } })
    func `a stream cut anywhere before its end gives no turn`(_ whole: ContractCase) throws {
        let bytes = try Fixtures.bytes(whole.path)
        let last = try #require(Self.lastEvent(of: bytes, whole.kind))
        #expect(last.lowerBound > 100)
        for length in Array(stride(from: 0, to: last.lowerBound, by: 37)) + [last.lowerBound] {
            guard case .failure(.cutOff) = ContractCase.outcome([Array(bytes[..<length])], whole.kind) else {
                Issue.record("\(length) bytes of \(whole.file) gave a turn")
                return
            }
        }
        // What was missing all along is that event, and nothing else.
        guard case .turn = ContractCase.outcome([Array(bytes[..<last.upperBound])], whole.kind) else {
            Issue.record("\(whole.file) gives no turn with the event that says why it ended")
            return
        }
    }

    /// Where the event stands that says why the answer ended, up to what ends it.
    private static func lastEvent(of bytes: [UInt8], _ kind: ContractCase.Kind) -> Range<Int>? {
        let text = String(decoding: bytes, as: UTF8.self)
        let reason =
            switch kind {
            case .anthropic: text.place(of: /event: message_stop/)
            case .ollama: text.place(of: /"done":true/)
            default: text.place(of: /"finish_reason":"[^"]/)
            }
        let gap = kind == .ollama ? "\n" : "\n\n"
        guard let reason else { return nil }
        let start = bytes[..<reason].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let end = text.utf8.dropFirst(reason).firstRange(of: Array(gap.utf8))
            .map { text.utf8.distance(from: text.startIndex, to: $0.upperBound) }
        return start..<(end ?? bytes.count)
    }

    @Test(arguments: ContractCase.all)
    func `a server's stream becomes the same turn over a real connection`(_ expected: ContractCase)
        async throws
    {
        let bytes = try Fixtures.bytes(expected.path)
        let loopback = try Loopback([Loopback.Answer(body: bytes, chunk: 100)])
        defer { loopback.stop() }
        let outcome = await ContractCase.respond(expected.kind, at: loopback.address)
        switch (outcome, expected.outcome) {
        case (.failure(.cutOff), .failure(.cutOff)): break
        default: #expect(outcome == expected.outcome)
        }
    }

    @Test
    func `every folder of streams is covered by the contract`() {
        let folders = Fixtures.names(in: Fixtures.tests + "/Fixtures")
        #expect(folders == Set(ContractCase.all.map(\.kind.name)).sorted())
        for folder in folders {
            let files = Fixtures.names(in: Fixtures.tests + "/Fixtures/" + folder)
            let covered = ContractCase.all.filter { $0.kind.name == folder }.map(\.path).sorted()
            #expect(files.map { "\(folder)/\($0)" } == covered)
        }
    }
}

extension ContractCase {
    /// Asks a server through the provider.
    static func respond(
        _ kind: Kind, at address: String, retry: RetryPolicy = RetryPolicy(repetitions: 0), key: Secret? = nil
    ) async -> Outcome {
        let client = HTTPClient()
        let server = ModelServer(client: client, base: address, key: key, retry: retry, patience: .seconds(5))
        guard let api = kind.api else { return .failure(.misconfigured(detail: "no server")) }
        let provider = api.make(ModelWish(model: "asked", server: server))
        let conversation = Conversation(system: "You are a test.", messages: [.user("Hello")])
        var assembly = TurnAssembly(author: Message.Author(provider: provider.id, model: provider.model))
        do {
            for try await event in provider.respond(to: ProviderRequest(conversation: conversation)) {
                assembly.append(event)
            }
            await client.shutdown()
            guard let turn = assembly.turn else { return .failure(.cutOff(detail: "no end")) }
            return .turn(turn.message.content, turn.stopReason, turn.usage, model: turn.model)
        } catch {
            await client.shutdown()
            return .failure(error as? ProviderError ?? .misconfigured(detail: "\(error)"))
        }
    }
}

extension String {
    /// How many bytes precede what matches.
    fileprivate func place(of part: some RegexComponent) -> Int? {
        firstRange(of: part).map { utf8.distance(from: startIndex, to: $0.lowerBound) }
    }
}
