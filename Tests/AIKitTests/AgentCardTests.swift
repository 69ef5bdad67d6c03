import Counterparts
import JSON
import Testing

@testable import AIKit

/// What one run may ask the operator, and what his answers come to.
@Suite
struct AgentCardTests {
    private static func stops(_ vmids: Int...) -> [ScriptedProvider.Line] {
        let uses = vmids.map { use("stop \($0)", "stop_vm", ["vmid": .integer($0)]) }
        return uses.map { .event(.completed(.toolUse($0))) } + [.event(.finished(.toolUse))]
    }

    private func refusals(_ bench: AgentBench) -> [RefusalReason] {
        bench.audit.all.compactMap { if case .refusal(let reason) = $0.stage { reason } else { nil } }
    }

    @Test
    func `like calls of one answer share one card and are run one after the other`() async {
        let bench = AgentBench(Self.stops(101, 102, 103), .says("Done."))
        _ = await bench.run()
        #expect(
            bench.cards.all.map { $0.steps.map(\.arguments) } == [
                [["vmid": 101], ["vmid": 102], ["vmid": 103]]
            ])
        #expect(bench.runs.all == [["vmid": 101], ["vmid": 102], ["vmid": 103]])
    }

    @Test
    func `what was struck from the list is not run, and the model is told`() async {
        var bench = AgentBench(Self.stops(101, 102, 103), .says("Done."))
        bench.answer = { _ in .yesTo([0, 2]) }
        let conversation = await bench.run()
        #expect(bench.runs.all == [["vmid": 101], ["vmid": 103]])
        #expect(conversation.results.map(\.isError) == [false, true, false])
        #expect(conversation.results[1].content == "Not run: The operator struck it from the list.")
    }

    @Test
    func `the first step that does not end well ends the list`() async {
        var bench = AgentBench(Self.stops(101, 102, 103), .says("Pity."))
        bench.ending = { $0["vmid"] == 102 ? .failed : .done }
        _ = await bench.run()
        #expect(bench.runs.all == [["vmid": 101], ["vmid": 102]])
        #expect(refusals(bench) == [.stoppedShort])
    }

    @Test
    func `a no to a list is a no to each step`() async {
        var bench = AgentBench(Self.stops(101, 102), .says("As you wish."))
        bench.answer = { _ in .no }
        _ = await bench.run()
        #expect(bench.runs.all == [] && refusals(bench) == [.declined, .declined])
    }

    @Test
    func `calls that make no sense or repeat another are answered beside the card`() async {
        let bench = AgentBench(Self.stops(101, 999, 101, 102), .says("Done."))
        let conversation = await bench.run()
        #expect(bench.cards.all.map { $0.steps.map(\.arguments) } == [[["vmid": 101], ["vmid": 102]]])
        #expect(conversation.results.map(\.isError) == [false, true, true, false])
        #expect(refusals(bench) == [.invalid("There is no guest 999."), .repeated])
    }

    @Test(arguments: [
        ([CardAnswer.no, .no], 2), ([.noBecause("I use it"), .no], 2), ([.noToAll], 1),
        ([.yes, .no, .no], 3),
        ([.yesTo([]), .no], 2),
    ])
    func `two noes, or one to all, end the run's right to ask`(_ answers: [CardAnswer], _ asked: Int) async {
        var bench = AgentBench(
            Self.stops(101), Self.stops(102), Self.stops(103), Self.stops(104), .says("I see."))
        let given = Collected<Int>()
        bench.answer = { _ in
            given.add(0)
            return answers.indices.contains(given.all.count - 1) ? answers[given.all.count - 1] : .yes
        }
        let conversation = await bench.run()
        #expect(bench.cards.all.count == asked)
        #expect(refusals(bench).last == .silenced)
        #expect(conversation.results.last?.content == "Not run: \(RefusalReason.silenced)")
    }

    @Test
    func `why not goes to the model as the call's result`() async {
        var bench = AgentBench(Self.stops(101), .says("I see."))
        bench.answer = { _ in .noBecause("a film is running") }
        let conversation = await bench.run()
        #expect(conversation.results.map(\.content) == ["Not run: The operator declined: a film is running"])
    }

    @Test
    func `an answer before the card could be read is too early, and no refusal of the operator's`() async {
        let bench = AgentBench(Self.stops(101), .says("I see."))
        var agent = bench.agent
        agent.confirm = { _ in .yes }
        let conversation = await agent.run("Hi", in: Conversation(system: "s")) { _ in }
        #expect(conversation.results.map(\.content) == ["Not run: \(RefusalReason.early)"])
        #expect(refusals(bench) == [.early] && bench.runs.all == [])
    }

    @Test
    func `a target that is in another state by the time of the yes is changed, not done`() async {
        var bench = AgentBench(Self.stops(101), .says("I see."))
        let looks = Collected<Int>()
        bench.state = {
            looks.add(0)
            return looks.all.count > 1 ? "stopped" : "running"
        }
        _ = await bench.run()
        #expect(bench.runs.all == [] && refusals(bench) == [.changed])
    }

    @Test
    func `of hundreds of calls in one answer the first sixteen are taken, and all are told`() async {
        let uses = (100..<999).map { use("\($0)", "stop_vm", ["vmid": .integer($0)]) }
        let script: [ScriptedProvider.Line] =
            uses.map { .event(.toolUseStarted(id: $0.id, name: $0.name)) }
            + uses.map { .event(.completed(.toolUse($0))) } + [.event(.finished(.toolUse))]
        let bench = AgentBench(script, .says("Done."))
        let conversation = await bench.run()
        #expect(bench.runs.all.count == 16 && conversation.results.count == 16)
        #expect(conversation.messages[1].toolUses.count == 16)
        let words =
            "899 calls were asked for at once, but an answer may ask for 16: those after the first 16 were left out."
        #expect(conversation.results.last?.content.hasSuffix(words) == true)
        #expect(bench.events.all.contains(.warning(words)))
        #expect(refusals(bench) == [.tooMany(words)])
        #expect(bench.states.count { $0 == .announced } == 16)
    }

    @Test
    func `a run makes forty calls at most`() async {
        let rounds = (0..<5).map { round -> [ScriptedProvider.Line] in
            (0..<10).map {
                .event(
                    .completed(
                        .toolUse(use("\(round).\($0)", "stop_vm", ["vmid": .integer(100 + round * 10 + $0)])))
                )
            }
                + [.event(.finished(.toolUse))]
        }
        var bench = AgentBench(rounds[0], rounds[1], rounds[2], rounds[3], rounds[4], .says("Done."))
        bench.limits.iterations = 10
        let conversation = await bench.run()
        #expect(bench.runs.all.count == 40)
        #expect(
            conversation.results.last?.content.hasPrefix("Not run: 10 calls were asked for at once") == true)
        #expect(conversation.openToolUses == [])
    }

    @Test
    func `arguments of five megabytes are not kept, and the model is told their bound`() async {
        let big = use("a", "stop_vm", ["vmid": 101, "note": .string(String(repeating: "x", count: 5 << 20))])
        let bench = AgentBench(
            [.event(.completed(.toolUse(big))), .event(.finished(.toolUse))], .says("I see."))
        let conversation = await bench.run()
        #expect(bench.runs.all == [] && bench.cards.all == [])
        #expect(conversation.results.first?.content.contains("at most 16384 are taken") == true)
        #expect(conversation.messages[1].toolUses.first?.malformed?.count == 2000)
        #expect(bench.audit.all.allSatisfy { $0.action.arguments.text.utf8.count < 4000 })
    }
}

@Suite
struct CarryOutTests {
    private func carryOut(_ bench: AgentBench, _ asker: Asker) async -> ToolResult {
        await bench.agent.carryOut(use("h1", "stop_vm", ["vmid": 103]), asker: asker) { bench.events.add($0) }
    }

    @Test
    func `the operator's own YELLOW action runs at once and is audited as his`() async {
        var bench = AgentBench([])
        bench.tier = { .yellow }
        let result = await carryOut(bench, .operator)
        #expect(result.structured == ["status": "stopped"])
        #expect(bench.cards.all == [])
        #expect(bench.audit.all.map(\.action.asker) == [.operator, .operator])
        #expect(bench.audit.all.first?.stage == .intent(confirmed: false))
    }

    @Test
    func `a protected target is touched by the operator's hand only when its word is typed`() async {
        var bench = AgentBench([])
        bench.gate = SafetyGate(protected: [.guest(103): "it is the router"])
        bench.answer = { card in card.kind == .type("103") ? .typed("103") : .no }
        #expect(await carryOut(bench, .operator).isError == false)
        let reason = RefusalReason.protected(.guest(103), "it is the router")
        #expect(await carryOut(bench, .mcp).content == "Not run: \(reason)")
        #expect(bench.runs.all.count == 1)
    }

    @Test(
        arguments: [
            (.done, nil, nil), (.done, "it is \u{1B}[2J stopped", "it is ␛[2J stopped"),
            (.failed, "no quorum", "no quorum"), (.failed, nil, FactText(["status": "stopped"]).text),
            (.unknown, nil, FactText(["status": "stopped"]).text),
        ] as [(Ending, String?, String?)])
    func `a card says in a line what came of the call, and something always where it did not end well`(
        ending: Ending, said: String?, shown: String?
    ) async {
        var bench = AgentBench([])
        bench.tier = { .yellow }
        bench.ending = { _ in ending }
        bench.line = said
        _ = await carryOut(bench, .operator)
        guard case .done(_, ending, let line, _)? = bench.states.last else {
            Issue.record("\(bench.states)")
            return
        }
        #expect(line == shown)
    }

    @Test
    func `a refusal is audited with what the action would have done`() async {
        var bench = AgentBench([])
        bench.answer = { _ in .no }
        _ = await carryOut(bench, .operator)
        #expect(bench.audit.all.map(\.stage) == [.refusal(.declined)])
        #expect(bench.audit.all.first?.action.assessment.call == "POST /stop")
    }
}
