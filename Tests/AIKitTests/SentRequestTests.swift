import Testing

@testable import AIKit

/// What left last for a model, as it is kept for the operator.
@Suite struct SentRequestTests {
    private static func sent(
        _ bench: AgentBench, _ text: String = "Hi", _ change: (inout Agent) -> Void = { _ in }
    ) async throws -> SentRequest {
        let last = LastRequest()
        #expect(last.request == nil)
        var agent = bench.agent
        agent.last = last
        change(&agent)
        _ = await agent.run(text, in: Conversation(system: "s")) { [events = bench.events] in events.add($0) }
        return try #require(last.request)
    }

    @Test func `the last request is kept as it left, with what the server counted`() async throws {
        let bench = AgentBench(.calls(use("1", "get_vms")), .says("None."))
        let sent = try await Self.sent(bench)
        let heard = try #require(bench.provider.requests.last)
        #expect(bench.provider.requests.count == 2)
        #expect(sent.conversation == heard.conversation && sent.maxTokens == heard.maxTokens)
        #expect(
            sent.tools == ["get_vms", "stop_vm"] && sent.model == "scripted-1" && sent.isLocal
                && sent.isTrusted)
        #expect(sent.counted == 10 && sent.estimate > 0 && sent.window == nil)
        #expect(sent.omission == Omission() && sent.kept.isEmpty && sent.count == RedactionCount())
    }

    @Test func `what was kept back is told with what it stands for, and stands in no message`() async throws {
        let bench = AgentBench(paid: "scripted-1", .says("At ip-1-1."))
        let scope = RedactionScope(
            [.addresses, .names, .paths], names: [(.node, "pve1"), (.guest, "jellyfin")], withheld: ["vault"])
        let text = "is jellyfin on pve1 at 10.0.0.7, in /etc/pve/x, and node-9\nvault is private"
        let sent = try await Self.sent(bench, text) { agent in
            agent.redaction = Redaction(Redactor()) { scope }
        }
        #expect(
            sent.kept == [
                KeptWord(.addresses, "ip-1-1", "10.0.0.7"), KeptWord(.names, "guest-1", "jellyfin"),
                KeptWord(.names, "node-1", "pve1"), KeptWord(.paths, "path-1", "/etc/pve/x"),
            ])
        #expect(sent.count == RedactionCount(addresses: 1, names: 2, paths: 1, withheld: 1))
        let words = try #require(sent.conversation.messages.first?.text)
        #expect(words.hasPrefix("is guest-1 on node-1 at ip-1-1, in path-1, and word-1\n["))
        #expect(!sent.isLocal && !sent.isTrusted)
    }

    @Test func `what the window left out is counted`() async throws {
        var conversation = Conversation(system: "s")
        for number in 0..<12 {
            conversation.append(.user("Question \(number)?"))
            conversation.append(
                Message(
                    role: .assistant,
                    content: [
                        .thinking(.signed(text: "Hm", signature: "x")),
                        .toolUse(use("c\(number)", "get_vms")),
                    ]))
            let text = ResultFence.framed(String(repeating: "x\n", count: 1500), tool: "get_vms", limit: 9000)
            conversation.append(
                Message(
                    role: .user,
                    content: [.toolResult(ToolResult(id: "c\(number)", content: text, structured: [:]))]))
            conversation.append(Message(role: .assistant, content: [.text("Answer \(number).")]))
        }
        let bench = AgentBench(.says("Well."))
        let last = LastRequest()
        var agent = bench.agent
        agent.last = last
        agent.offered = ["get_vms"]
        var window = SentWindow(tokens: 4096)
        _ = await agent.run("And now?", in: conversation, within: &window) { _ in }
        let sent = try #require(last.request)
        let omission = sent.omission
        #expect(omission.messages > 0 && omission.questions > 0 && omission.questions < omission.messages)
        #expect(omission.messages + sent.conversation.messages.count == conversation.messages.count + 1)
        #expect(omission.shortened > 0 && omission.thoughts > 0 && omission.tools == 1)
        #expect(sent.window == 4096 && sent.tools == ["get_vms"])
    }

    @Test func `what could not be paid for never left`() async {
        var bench = AgentBench(paid: "scripted-1", .says("Well."))
        bench.payment = Payment { (_, _) throws(RunFailure) in throw .overBudget("No money.") }
        let last = LastRequest()
        var agent = bench.agent
        agent.last = last
        _ = await agent.run("Hi", in: Conversation(system: "s")) { _ in }
        #expect(last.request == nil && bench.provider.requests.isEmpty)
    }
}
