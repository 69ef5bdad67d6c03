import Testing

@testable import AIKit

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

    @Test func `it is no answer, nothing is done, and the next question begins clean`() async {
        let bench = AgentBench(
            .says("<tool_call>{\"name\":\"stop_vm\",\"arguments\":{\"vmid\":103}}</tool_call>"))
        let conversation = await bench.run()
        #expect(bench.failure == .spokenCall && bench.runs.all == [] && conversation.messages == [])
        let warned = AgentBench(.says("At once. <tool_call>{}</tool_call>"))
        _ = await warned.run()
        #expect(warned.failure == nil)
        #expect(warned.events.all.contains(.warning(RunFailure.spokenCall.description)))
    }
}
