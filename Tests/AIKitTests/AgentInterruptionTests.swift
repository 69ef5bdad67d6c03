import JSON
import Testing

@testable import AIKit

@Suite
struct AgentInterruptionTests {
    @Test
    func `cancelling while the model speaks keeps what was said`() async {
        let bench = AgentBench([.event(.textDelta("I was about")), .hang])
        let (shown, seen) = AsyncStream.makeStream(of: Void.self)
        let agent = bench.agent
        let run = Task {
            await agent.run("Hi", in: Conversation(system: "s")) { event in
                bench.events.add(event)
                if case .textDelta = event { seen.finish() }
            }
        }
        for await _ in shown {}
        run.cancel()
        #expect(await run.value.messages.map(\.text) == ["Hi", "I was about […]"])
        #expect(bench.failure == .cancelled)
    }

    @Test
    func `cancelling while a tool runs leaves a conversation without open calls`() async {
        var bench = AgentBench(
            .calls(use("a", "get_vms"), use("b", "stop_vm", ["vmid": 103])), .says("never"))
        let (started, seen) = AsyncStream.makeStream(of: Void.self)
        bench.work = {
            seen.finish()
            try await Task.sleep(for: .seconds(60))
        }
        let held = bench
        let run = Task { await held.run() }
        for await _ in started {}
        run.cancel()
        let conversation = await run.value
        #expect(conversation.openToolUses == [])
        #expect(conversation.results.map(\.id) == ["a", "b"])
        #expect(conversation.results.map(\.isError) == [true, true])
        #expect(bench.failure == .cancelled && bench.runs.all == ["get_vms"])
        #expect(bench.endings == [.failed])
    }

    @Test
    func `a change that is interrupted has an end that nobody knows`() async {
        var bench = AgentBench(.calls(use("b", "stop_vm", ["vmid": 103])), .says("never"))
        let (started, seen) = AsyncStream.makeStream(of: Void.self)
        bench.work = {
            seen.finish()
            try await Task.sleep(for: .seconds(60))
        }
        let held = bench
        let run = Task { await held.run() }
        for await _ in started {}
        run.cancel()
        let results = await run.value.results
        #expect(results.first?.content.contains("Whether it took effect is not known.") == true)
        #expect(bench.endings == [.unknown])
    }

    @Test(arguments: [("get_vms", Ending.failed), ("stop_vm", .unknown)])
    func `a look that takes too long has failed, and of a change nobody knows`(
        name: String, ending: Ending
    ) async {
        var bench = AgentBench(.calls(use("a", name, name == "stop_vm" ? ["vmid": 103] : [:])), .says("Ah."))
        bench.limits.toolTime = .milliseconds(20)
        bench.work = { try await Task.sleep(for: .seconds(60)) }
        let results = await bench.run().results
        #expect(results.map(\.isError) == [true])
        #expect(results.first?.content.contains("took longer than 0.02 seconds") == true)
        #expect(bench.endings == [ending])
    }
}
