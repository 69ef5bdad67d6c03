import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Jarvis
import Memory
import ProxmoxSim
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ButlerTests {
    private static let start = "/nodes/home/qemu/105/status/start"

    @Test(arguments: [
        ("status", ["4 of 4 nodes online", "quorum present"]),
        ("which guests are down", ["win11", "ubuntu-old"]),
    ])
    func `a question is answered from what the cluster says`(question: String, facts: [String]) async throws {
        try await Homestead.live { home in
            let answer = try await home.ask(question)
            for fact in facts { #expect(answer.contains(fact)) }
        }
    }

    @Test func `an order that is confirmed is carried out once and remembered whole`() async throws {
        try await Homestead.live { home in
            let butler = try home.butler
            await butler.ask("start 105")
            let card = try await home.card()
            #expect(card.action.assessment.call == "POST \(Self.start)")
            #expect(home.orders(Self.start) == 0)
            await butler.settle(card.id, .yes)
            await butler.rest()
            #expect(try await home.status(105) == "running")
            #expect(home.orders(Self.start) == 1)
            let line = try await home.witness.line("act.done")
            #expect(line.origin == .model && line.severity == .info && line.subject == "105")
            #expect(line.title == "Start the virtual machine 105 (win11) on home: done")
            let talk = try #require(try await home.store.conversations.list().first)
            #expect(talk.title == "start 105")
            let messages = try await home.store.conversations.messages(of: talk.id)
            let calls = try await home.store.toolCalls.list(of: talk.id)
            let call = try #require(calls.last)
            #expect(call.name == "start_vm" && call.tier == "RED" && call.state == .finished)
            #expect(call.result == .succeeded && call.arguments == #"{"vmid":105}"#)
            #expect(messages.first { $0.id == call.message }?.role == .assistant)
        }
    }

    @Test func `another mind answers from the next question on, and the one before what was asked of it`()
        async throws
    {
        try await Homestead.live(provider: NamedMind(name: "first")) { home in
            let butler = try home.butler
            await butler.ask("who are you")
            await home.estate.use(Mind(NamedMind(name: "second")), of: MindSettings())
            await butler.ask("and now")
            await butler.rest()
            let talk = try #require(try await home.store.conversations.list().first)
            let messages = try await home.store.conversations.messages(of: talk.id)
            #expect(messages.filter { $0.role == .assistant }.map(\.text) == ["I am first.", "I am second."])
        }
    }

    @Test func `every act of a card that stands for several has the yes in the audit log`() async throws {
        try await Homestead.live(provider: OrderingMind(calls: [("start_vm", 105), ("start_vm", 115)])) {
            home in
            let butler = try home.butler
            await butler.ask("start both")
            let card = try await home.card()
            try #require(card.steps.count == 2)
            await butler.settle(card.id, .yes, by: "jarvis (process 7) on /dev/pts/1")
            await butler.rest()
            let intents = try await home.store.audit.list().compactMap { record in
                if case .intent(let intent) = record.content { intent } else { nil }
            }
            #expect(intents.count == 2)
            #expect(
                intents.allSatisfy {
                    $0.ruling == .confirmed && $0.reason == "yes by jarvis (process 7) on /dev/pts/1"
                })
        }
    }

    @Test func `an order that is declined is not carried out`() async throws {
        try await Homestead.live { home in
            let butler = try home.butler
            await butler.ask("start 105")
            await butler.settle(try await home.card().id, .no)
            await butler.rest()
            #expect(home.orders(Self.start) == 0)
            #expect(try await home.status(105) == "stopped")
            let line = try await home.witness.line("act.refused")
            #expect(line.origin == .model && line.severity == .notice)
            #expect(line.detail == "The operator declined.")
            #expect(try await home.store.toolCalls.list(limit: 1).first?.state == .refused)
        }
    }

    @Test func `what a model's answer cost stands with the message`() async throws {
        let usage = Usage(input: 11, output: 7, cacheRead: 5, cacheWrite: 3)
        let mind = ScriptedMind([
            .completed(.text("Quite so.")), .usage(usage), .finished(.endTurn),
        ])
        try await Homestead.live(provider: mind) { home in
            #expect(try await home.ask("well?") == "Quite so.")
            let talk = try #require(try await home.store.conversations.list().first)
            let messages = try await home.store.conversations.messages(of: talk.id)
            #expect(messages.map(\.role) == [.user, .assistant])
            #expect(
                messages.map(\.tokens) == [
                    TokenCounts(), TokenCounts(input: 11, output: 7, cacheRead: 5, cacheWrite: 3),
                ])
        }
    }

    @Test func `an exchange that the model's server refused does not come back to spoil the next`()
        async throws
    {
        let mind = ScriptedMind([.completed(.text("No.")), .finished(.refusal(category: nil))])
        try await Homestead.live(provider: mind) { home in
            let resumed = try await home.ask("something")
            #expect(resumed.isEmpty)
            let talk = try #require(try await home.store.conversations.list().first)
            #expect(try await home.store.conversations.messages(of: talk.id).first?.text == "something")
        }
    }

    @Test func `what is unreadable in the memory is told and left out`() async throws {
        try await Homestead.live { home in
            _ = try await home.ask("status")
            let talk = try #require(try await home.store.conversations.list().first)
            let before = try await home.butler.resume().count
            try await home.store.conversations.append(
                MessageRecord(conversation: talk.id, time: .now, role: .user, content: "{half", text: "half"))
            #expect(try await home.butler.resume().count == before)
            _ = try await home.witness.first { event in
                if case .butler(.agent(.warning(let words)), _) = event, words.hasPrefix("1 messages") {
                    words
                } else {
                    nil
                }
            }
        }
    }
}

/// A mind that says the same whatever it is asked.
struct ScriptedMind: Provider {
    let id = "script"
    let model = ModelID(rawValue: "script-1")
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)
    private let events: [ProviderEvent]

    init(_ events: [ProviderEvent]) {
        self.events = events
    }

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        AsyncThrowingStream { stream in
            for event in events { stream.yield(event) }
            stream.finish()
        }
    }
}

/// A mind that asks for calls about guests, each in one answer, and says no more once they were answered.
struct OrderingMind: Provider {
    let id = "script"
    let model = ModelID(rawValue: "script-1")
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)
    let calls: [(name: String, vmid: Int)]

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        AsyncThrowingStream { stream in
            let isAnswered = request.conversation.messages.last?.content.contains { block in
                if case .toolResult = block { true } else { false }
            }
            if isAnswered == true {
                stream.yield(.completed(.text("So it is.")))
                stream.yield(.finished(.endTurn))
            } else {
                for (index, call) in calls.enumerated() {
                    let input: JSONValue = ["vmid": .integer(call.vmid)]
                    stream.yield(
                        .completed(.toolUse(ToolUse(id: "call\(index)", name: call.name, input: input))))
                }
                stream.yield(.finished(.toolUse))
            }
            stream.finish()
        }
    }
}

/// A mind that says its name.
struct NamedMind: Provider {
    let id = "script"
    let name: String
    var model: ModelID { ModelID(rawValue: name) }
    let capabilities = ProviderCapabilities(callsTools: true, isLocal: true)

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        AsyncThrowingStream { stream in
            stream.yield(.completed(.text("I am \(name).")))
            stream.yield(.finished(.endTurn))
            stream.finish()
        }
    }
}
