import JSON
import Testing

@testable import AIKit

@Suite
struct OfflineTests {
    private func agent(
        _ calls: Collected<String>, tools: ToolSet? = nil, answer: CardAnswer = .yes
    ) -> Agent {
        let time = TestTime()
        return Agent(
            provider: OfflineProvider(now: { HomelabTools.now }), tools: tools ?? HomelabTools.all(calls),
            desk: ApprovalDesk(now: { time.now }), gate: { SafetyGate() }, audit: { _ in },
            confirm: { _ in
                time.advance(by: .seconds(1))
                return answer
            })
    }

    @Test(arguments: Expectation.all)
    func `an utterance leads to its calls and an answer from their results`(_ expected: Expectation) async {
        let calls = Collected<String>()
        let conversation = await agent(calls).run(expected.said, in: Conversation(system: "")) { _ in }
        let answer = conversation.messages.last?.text ?? ""
        #expect(calls.all == expected.calls, "\(answer)")
        for fact in expected.facts where !answer.contains(fact) { Issue.record("lacks \(fact): \(answer)") }
        for fact in expected.absent where answer.contains(fact) { Issue.record("has \(fact): \(answer)") }
    }

    @Test
    func `the table is long enough to be a promise`() {
        #expect(Expectation.all.count >= 60)
    }

    @Test(
        arguments: [
            (["start plex", "the container"], "plex (110) has been started", ["start_container vmid=110"]),
            (["start plex", "111"], "plex (111) has been started", ["start_vm vmid=111"]),
            (["start nextcould", "yes"], "nextcloud (105) has been started", ["start_vm vmid=105"]),
            (["start nextcould", "no"], "none is connected", []),
            (
                ["is jellyfin running?", "stop it"], "jellyfin (103) has been stopped",
                ["stop_container vmid=103"]
            ),
            (["stop it"], "Stop what", []),
            (["why did 105 fail?", "start it"], "nextcloud (105) has been started", ["start_vm vmid=105"]),
        ] as [([String], String, [String])])
    func `a conversation goes on where it was`(_ said: [String], _ fact: String, _ orders: [String]) async {
        let calls = Collected<String>()
        var conversation = Conversation(system: "")
        for text in said { conversation = await agent(calls).run(text, in: conversation) { _ in } }
        #expect(
            conversation.messages.last?.text.contains(fact) == true,
            "\(conversation.messages.last?.text ?? "")")
        #expect(calls.all.filter { !$0.hasPrefix("get_") } == orders)
    }

    @Test
    func `a declined order leaves the guest alone and says so`() async {
        let calls = Collected<String>()
        let conversation = await agent(calls, answer: .no).run("stop gitea", in: Conversation(system: "")) {
            _ in
        }
        #expect(calls.all == ["get_cluster_resources"])
        #expect(conversation.messages.last?.text == "gitea (106) was left as it is. The operator declined.")
    }

    @Test
    func `a tool that fails is regretted in its own words`() async throws {
        let definition = ToolDefinition(name: "get_storage", description: "")
        let tools = ToolSet([.reading(definition) { _ in .failure("596 timed out\u{1B}[2J") }])
        let conversation = await agent(Collected(), tools: tools).run("storage", in: Conversation(system: ""))
        { _ in }
        #expect(conversation.messages.last?.text == "I regret that get_storage failed: 596 timed out␛[2J")
    }

    @Test
    func `without the tool the butler says which one he lacks`() async {
        let conversation = await agent(Collected(), tools: ToolSet([])).run(
            "status", in: Conversation(system: "")
        ) { _ in }
        #expect(conversation.messages.last?.text.contains("get_cluster_status") == true)
    }

    @Test
    func `a row without figures gives no figures`() async {
        let definition = ToolDefinition(name: "get_cluster_resources", description: "")
        let tools = ToolSet([
            .reading(definition) { _ in
                ToolOutcome([
                    "guests": [["vmid": 5]], "nodes": [["node": "n"], ["status": "online"]], "storage": [[:]],
                ])
            }
        ])
        for text in ["list nodes", "list guests", "how much memory is free", "what uses the most cpu"] {
            let conversation = await agent(Collected(), tools: tools).run(text, in: Conversation(system: ""))
            { _ in }
            let answer = conversation.messages.last?.text ?? ""
            #expect(!answer.isEmpty)
            #expect(!answer.contains("%") && !answer.contains("B ") && !answer.contains("0 s"), "\(answer)")
        }
    }

    @Test(
        arguments: [
            (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1_610_612_736, "1.5 GiB"), (nil, "unknown"),
        ] as [(Int?, String)])
    func `sizes are in binary units`(_ bytes: Int?, _ expected: String) {
        #expect(Figures.bytes(bytes) == expected)
    }

    @Test(
        arguments: [
            ("jellyfin", "Jellyfin", .exact), ("home assistant", "home-assistant", .exact),
            ("jelly", "jellyfin", .part),
            ("test", "jellyfin-test", .part), ("fin", "jellyfin", .within), ("jelyfin", "jellyfin", .similar),
            ("jellyfni", "jellyfin", .similar), ("pve", "pve2", .part), ("plx", "plex", nil),
            ("cat", "dog", nil),
            ("", "dog", nil),
        ] as [(String, String, NameMatch?)])
    func `names are matched as people say them`(_ spoken: String, _ name: String, _ expected: NameMatch?) {
        #expect(NameMatch(spoken, name) == expected)
    }
}
