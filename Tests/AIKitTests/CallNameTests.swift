import Counterparts
import HTTP
import JSON
import Testing

@testable import AIKit

/// Calls are told apart by their answer and their place in it, whatever ids a server gives.
@Suite
struct CallNameTests {
    @Test func `two calls under one id are two calls, on the screen and in the log`() async {
        let bench = AgentBench(
            .calls(use("x", "stop_vm", ["vmid": 999]), use("x", "get_vms")),
            .calls(use("x", "stop_vm", ["vmid": 103])), .says("Done."))
        let conversation = await bench.run()
        let names = ["x", "x_2", "x_3"]
        #expect(conversation.messages.flatMap { $0.toolUses.map(\.id) } == names)
        #expect(conversation.results.map(\.id) == names)
        #expect(conversation.results.map(\.isError) == [true, false, false])
        #expect(Set(bench.audit.all.map(\.callID)) == Set(names))
        let cards = bench.events.all.compactMap { event in
            if case .tool(let card) = event { card } else { nil }
        }
        for name in names {
            #expect(Set(cards.filter { $0.id == name }.map(\.name)).count == 1)
            guard case .announced? = cards.first(where: { $0.id == name })?.state else {
                Issue.record("\(name) was not announced under its own id")
                continue
            }
        }
        #expect(cards.last { $0.id == "x" }?.state == .refused(.invalid("There is no guest 999.")))
    }

    @Test func `an id of an earlier question is not given again`() async {
        let bench = AgentBench(.calls(use("a", "get_vms")), .says("Well."))
        let before = await bench.run()
        let again = AgentBench(.calls(use("a", "get_vms")), .says("Well."))
        let conversation = await again.run("And now?", in: before)
        #expect(conversation.messages.flatMap { $0.toolUses.map(\.id) } == ["a", "a_2"])
    }

    @Test(arguments: ["", String(repeating: "é", count: 33)])
    func `an id that no server would take back is replaced`(_ id: String) async {
        let bench = AgentBench(.calls(use(id, "get_vms")), .says("Well."))
        #expect(await bench.run().results.map(\.id) == ["call"])
    }

    @Test func `what could not be read of a call's arguments stands in the log, and its tier with it`() async
    {
        let torn = ToolUse(id: "a", name: "stop_vm", argumentsText: "{\"vmid\": 10")
        let bench = AgentBench(.calls(torn), .says("Pity."))
        _ = await bench.run()
        #expect(bench.audit.all.map(\.action.arguments) == [["malformed": "{\"vmid\": 10"]])
        #expect(bench.audit.all.map(\.action.assessment.tier) == [.black])
        let tiers = bench.events.all.compactMap { event -> SafetyTier?? in
            if case .tool(let card) = event, case .refused = card.state { card.tier } else { nil }
        }
        #expect(tiers == [.black])
    }

    @Test func `an answer of unknown blocks alone is an empty one`() async {
        let odd = [
            ScriptedProvider.Line.event(.completed(.opaque(["type": "odd"]))), .event(.finished(.endTurn)),
        ]
        let bench = AgentBench(odd, odd)
        #expect(await bench.run().messages == [] && bench.failure == .empty)
    }

    @Test func `a window too small for the first question is told with the number that would do`() async {
        let overflow = ScriptedProvider.Line.fail(.contextOverflow(prompt: 5021, limit: 4096))
        let bench = AgentBench([overflow])
        _ = await bench.run()
        #expect(bench.failure == .windowTooSmall(limit: 4096, wanted: 16_384))
    }

    @Test func `a conversation that is refused as too long is sent once more with less of it`() async {
        let before = Conversation(
            system: "s",
            messages: [.user("Earlier"), Message(role: .assistant, content: [.text("Yes.")])])
        let overflow = ScriptedProvider.Line.fail(.contextOverflow(prompt: 5021, limit: 4096))
        let bench = AgentBench([overflow], .says("Well."))
        let conversation = await bench.run("Hi", in: before)
        #expect(
            bench.failure == nil && conversation.messages.map(\.text) == ["Earlier", "Yes.", "Hi", "Well."])
        #expect(bench.provider.requests.map(\.conversation.messages.count) == [3, 1])
        let again = AgentBench([overflow], [overflow])
        _ = await again.run("Hi", in: before)
        #expect(again.failure == .windowTooSmall(limit: 4096, wanted: 16_384))
    }

    @Test func `what was shown as the answer and was thinking is not kept of a stopped one`() async {
        let bench = AgentBench([
            .event(.textDelta("Let me see.")), .event(.reconsidered), .event(.textDelta("Two")), .hang,
        ])
        let (shown, seen) = AsyncStream.makeStream(of: Void.self)
        let agent = bench.agent
        let run = Task {
            await agent.run("Hi", in: Conversation(system: "s")) { event in
                if event == .textDelta("Two") { seen.finish() }
            }
        }
        for await _ in shown {}
        run.cancel()
        #expect(await run.value.messages.map(\.text) == ["Hi", "Two […]"])
    }
}

@Suite
struct SpokenCallTests {
    private let tools = ToolSet([
        .reading(ToolDefinition(name: "get_vms", description: "Lists.")) { _ in ToolOutcome([:]) }
    ])

    @Test(arguments: [
        "<tool_call>\n{\"name\": \"get_vms\", \"arguments\": {}}\n</tool_call>",
        "  <function=get_vms>{}</function>", "[TOOL_CALLS] [{\"name\":\"get_vms\",\"arguments\":{}}]",
        "<|python_tag|>get_vms()", "```json\n{\"name\": \"get_vms\", \"parameters\": {}}\n```",
        "{\"name\":\"get_vms\",\"arguments\":{\"node\":\"pve\"}}",
    ])
    func `an answer that is a call in words is found`(_ text: String) {
        #expect(SpokenCall.place(in: text, tools: tools) == .alone)
    }

    @Test func `a call among words is found`() {
        #expect(SpokenCall.place(in: "I look. <tool_call>{}", tools: tools) == .amongWords)
    }

    @Test(arguments: [
        "", "All is well.", "{\"name\":\"pve\",\"arguments\":{}}", "{\"name\":\"get_vms\"}", "{ not JSON }",
        "The tool get_vms lists them: {\"name\":\"get_vms\",\"arguments\":{}}",
    ])
    func `other words are none`(_ text: String) {
        #expect(SpokenCall.place(in: text, tools: tools) == nil)
    }

    @Test func `the model is asked once to make it, and nothing of that is kept`() async {
        let call = "<tool_call>{\"name\":\"stop_vm\",\"arguments\":{\"vmid\":\"103\"}}</tool_call>"
        let bench = AgentBench(
            .says(call), .calls(use("a", "stop_vm", ["vmid": 103])), .says("It is stopped."))
        let conversation = await bench.run("Stop 103")
        #expect(bench.failure == nil && bench.runs.all == [["vmid": 103]] && bench.cards.all.count == 1)
        let requests = bench.provider.requests.map(\.conversation.messages)
        #expect(requests.map(\.count) == [1, 3, 3])
        #expect(requests[1][1].text == call && requests[1][1].role == .assistant)
        #expect(
            requests[1][2].text
                == "That was a tool call written as text: nothing was done, and nobody has read it. stop_vm takes vmid "
                + "(integer, 100 to 999, needed). Make the call again, as a tool call of this interface and not as "
                + "text, or answer in words.")
        // What goes on from there knows of the call alone.
        #expect(
            !requests[2].contains { $0.text.contains("tool_call") || $0.text.contains("written as text") })
        #expect(conversation.messages.map(\.role) == [.user, .assistant, .user, .assistant])
        #expect(conversation.messages.map(\.text) == ["Stop 103", "", "", "It is stopped."])
        let told = bench.events.all
        #expect(told.contains(.reconsidered) && told.contains(.warning(SpokenCall.notice)))
    }

    @Test func `a call that was mended in its arguments leaves none to be made of words`() async {
        let bench = AgentBench(
            .calls(use("a", "stop_vm")), .says("<tool_call>{\"name\":\"stop_vm\"}</tool_call>"), .says("No."))
        let conversation = await bench.run()
        #expect(bench.failure == .spokenCall && bench.provider.requests.count == 2)
        #expect(conversation.results.map(\.isError) == [true])
    }

    @Test func `a word on a tool that nobody named leaves out what it takes`() {
        let long = "<tool_call>" + String(repeating: "é", count: 5_000)
        let messages = SpokenCall.correction(of: long, tools: tools)
        #expect(messages.map(\.role) == [.assistant, .user])
        #expect(messages[0].text.utf8.count <= 2_000 && !messages[1].text.contains("takes"))
    }

    /// What llama-server sends of a model whose template it does not use, and then one whose it does.
    @Test func `llama-server's words for a call become a call, over a real connection`() async throws {
        let answers = try ["spoken-call", "whole-call", "text"].map { file in
            Loopback.Answer(body: try Fixtures.bytes("openai/\(file).sse"), chunk: 100)
        }
        let loopback = try Loopback(answers)
        defer { loopback.stop() }
        let client = HTTPClient()
        let runs = Collected<JSONValue>()
        let definition = ToolDefinition(
            name: "get_vms", description: "Lists.", parameters: [ToolParameter("node", .text, "Where.")])
        let agent = Agent(
            provider: OpenAIProvider(
                model: "asked", server: ModelServer(client: client, base: loopback.address + "/v1"),
                dialect: .local, contextTokens: 8192),
            tools: ToolSet([
                .reading(definition) { arguments in
                    runs.add(arguments)
                    return ToolOutcome(["guests": []])
                }
            ]), gate: { _ in SafetyGate() }, audit: { _ in }, confirm: { _ in .no })
        let conversation = await agent.run("How is pve?", in: Conversation(system: "s")) { _ in }
        await client.shutdown()
        #expect(runs.all == [["node": "pve"]])
        #expect(conversation.messages.last?.text == "Good évening — 🫖")
        let bodies = try loopback.requests.map { request in
            try JSONValue(
                parsing: request.split(separator: "\r\n\r\n", maxSplits: 1).last.map(String.init) ?? "")
        }
        #expect(bodies.map { $0["messages"]?.array?.count } == [2, 4, 4])
        #expect(bodies[1]["messages"]?.array?.last?["content"]?.text.contains("written as text") == true)
    }

    @Test func `it is no answer, nothing is done, and the next question begins clean`() async {
        let call = "<tool_call>{\"name\":\"stop_vm\",\"arguments\":{\"vmid\":103}}</tool_call>"
        let bench = AgentBench(.says(call), .says(call), .says("Never asked."))
        let conversation = await bench.run()
        #expect(bench.failure == .spokenCall && bench.runs.all == [] && conversation.messages == [])
        #expect(bench.provider.requests.count == 2 && bench.bills.count == 2)
        let warned = AgentBench(.says("At once. <tool_call>{}</tool_call>"))
        _ = await warned.run()
        #expect(warned.failure == nil)
        #expect(warned.events.all.contains(.warning(RunFailure.spokenCall.description)))
    }
}
