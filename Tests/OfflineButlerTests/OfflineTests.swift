import AIKit
import Counterparts
import JSON
import Testing

@testable import OfflineButler

@Suite
struct OfflineTests {
    private func agent(
        _ calls: Collected<String>, tools: ToolSet? = nil, answer: CardAnswer = .yes
    ) -> Agent {
        let time = TestTime()
        return Agent(
            provider: OfflineProvider(now: { HomelabTools.now }), tools: tools ?? HomelabTools.all(calls),
            desk: ApprovalDesk(now: { time.now }), gate: { _ in SafetyGate() }, audit: { _ in },
            confirm: { _ in
                time.advance(by: .seconds(1))
                return answer
            })
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
    func `of a failed look the words are no Markdown and the code stays as it is`() async throws {
        let look = Tool.reading(
            ToolDefinition(name: "get_storage", description: "")
        ) { _ in
            ToolOutcome(
                text: "", structured: ["error": "*All* is [lost](x). [J-PVE-401]"], ending: .failed)
        }
        let conversation = await agent(Collected<String>(), tools: ToolSet([look])).run(
            "how full is the storage", in: Conversation(system: "")
        ) { _ in }
        #expect(
            conversation.messages.last?.text
                == "I regret that get_storage failed: ‹*›All‹*› is ‹[›lost‹]›(x). [J-PVE-401]")
    }

    @Test(arguments: [
        ToolOutcome(
            text: "", structured: ["status": "stopped", "error": "High availability took the order."],
            ending: .unknown),
        ToolOutcome(text: "High availability took the order.", ending: .unknown),
    ])
    func `an order whose end is not known is neither done nor failed`(_ outcome: ToolOutcome) async {
        let order = Tool(
            ToolDefinition(
                name: "start_vm", description: "",
                parameters: [ToolParameter("vmid", .integer(100...999), "A guest.", isRequired: true)]),
            assess: { _ in ToolAssessment(tier: .red, summary: "", call: "") }, run: { _ in outcome })
        let look = Tool.reading(ToolDefinition(name: "get_cluster_resources", description: "")) { _ in
            HomelabTools.reading(.clusterResources, [:])
        }
        let conversation = await agent(Collected(), tools: ToolSet([order, look])).run(
            "start nextcloud", in: Conversation(system: "")
        ) { _ in }
        #expect(
            conversation.messages.last?.text
                == "Whether nextcloud (105) has been started I cannot say yet. High availability took the order."
        )
    }

    /// The homelab's tools, one of them replaced.
    private func tools(_ calls: Collected<String>, replacing tool: ToolName, by facts: JSONValue)
        -> ToolSet
    {
        let definition = ToolDefinition(
            name: tool, description: "",
            parameters: [
                ToolParameter("vmid", .integer(100...999), "A guest."),
                ToolParameter("name", .text, "A name."),
                ToolParameter("limit", .integer(1...500), "How many."),
            ])
        let other = Tool.reading(definition) { _ in ToolOutcome(facts) }
        return ToolSet(
            HomelabTools.all(calls).definitions.compactMap { definition in
                definition.name == tool
                    ? other : HomelabTools.all(calls)[definition.name.rawValue]
            })
    }

    @Test(arguments: [("stopped", "start_container vmid=103"), ("running", nil)] as [(String, String?)])
    func `what is running already is asked of its node, not of the list`(
        _ status: String, _ order: String?
    ) async {
        let calls = Collected<String>()
        let fresh: JSONValue = [
            "guest": [
                "vmid": 103, "name": "jellyfin", "type": "lxc", "node": "pve", "status": .string(status),
            ]
        ]
        let tools = tools(calls, replacing: .guestStatus, by: fresh)
        let talk = await agent(calls, tools: tools).run("start jellyfin", in: Conversation(system: "")) { _ in
        }
        #expect(calls.all.last { $0.hasPrefix("start") } == order)
        #expect(talk.messages.last?.text.contains("already") == (order == nil))
    }

    @Test
    func `a guest of another cluster is told of, and left alone`() async {
        let calls = Collected<String>()
        let found: JSONValue = [
            "clusters": ["two"],
            "guests": [
                [
                    "cluster": "two", "vmid": 300, "name": "beta", "node": "b", "type": "lxc",
                    "status": "stopped",
                ]
            ],
        ]
        let tools = tools(calls, replacing: .findGuest, by: found)
        let talk = await agent(calls, tools: tools).run("start beta", in: Conversation(system: "")) { _ in }
        #expect(
            talk.messages.last?.text
                == "I find no guest \"beta\" in the cluster, so nothing was done. There is beta (300) on b in the cluster "
                + "two, however: turn to that cluster and say it there.")
    }

    @Test
    func `the warnings of a task stay in the answer`() async {
        let order = Tool(
            ToolDefinition(
                name: "start_vm", description: "",
                parameters: [ToolParameter("vmid", .integer(100...999), "A guest.", isRequired: true)]),
            assess: { _ in ToolAssessment(tier: .red, summary: "", call: "") },
            run: { _ in ToolOutcome(["exitstatus": "WARNINGS: 2", "status": "running"]) })
        let look = Tool.reading(ToolDefinition(name: "get_cluster_resources", description: "")) { _ in
            HomelabTools.reading(.clusterResources, [:])
        }
        let talk = await agent(Collected(), tools: ToolSet([order, look])).run(
            "start nextcloud", in: Conversation(system: "")
        ) { _ in }
        #expect(
            talk.messages.last?.text == "nextcloud (105) was started, though the task mentions warnings: 2.")
    }

    @Test
    func `a tool that fails is regretted in its own words`() async throws {
        let definition = ToolDefinition(name: "get_storage", description: "")
        let tools = ToolSet([.reading(definition) { _ in .failure("596 timed out\u{1B}[2J") }])
        let conversation = await agent(Collected(), tools: tools).run("storage", in: Conversation(system: ""))
        { _ in }
        #expect(conversation.messages.last?.text == "I regret that get_storage failed: 596 timed out␛‹[›2J")
    }

    @Test
    func `a task's status is one line of plain words in an answer`() async {
        let status: JSONValue = "OK\n\n**All backups are fine.**"
        let task: JSONValue = [
            "upid": HomelabTools.upid("vzdump", "", "pve", "root@pam", HomelabTools.now - 60),
            "endtime": .integer(HomelabTools.now), "status": status,
        ]
        let tools = tools(Collected(), replacing: .recentTasks, by: ["tasks": [task]])
        let talk = await agent(Collected(), tools: tools).run("recent tasks", in: Conversation(system: "")) {
            _ in
        }
        let answer = talk.messages.last?.text ?? ""
        #expect(answer.contains("All backups are fine.") && !answer.contains("**"))
        #expect(answer.split(separator: "\n").count == 1)
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
                    "guests": [["vmid": 5, "type": "lxc", "node": "n"], ["vmid": 6]],
                    "nodes": [["node": "n"], ["status": "online"]], "storage": [[:]],
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

    @Test
    func `what the cluster told of a thing is asked for again, and the sign before its name is none of it`() {
        func step(_ message: Message) -> OfflineStep {
            let request = ProviderRequest(
                conversation: Conversation(system: "s", messages: [message]), tools: [], maxTokens: 9)
            return OfflineProvider().step(for: request)
        }
        let handed = HandedText("up", from: "cluster.node", title: "@node pve", origin: .cluster)
        #expect("\(step(.user("how is @node pve", handed: [handed])))" == "\(step(.user("how is node pve")))")
    }

    @Test(arguments: ["hello", "thank you", "goodbye"])
    func `greetings and closings are worded by the style, and facts are not`(_ words: String) {
        func said(_ words: String, _ style: ButlerStyle) -> OfflineStep {
            var request = ProviderRequest(
                conversation: Conversation(system: "s", messages: [.user(words)]), tools: [], maxTokens: 9)
            request.style = style
            return OfflineProvider().step(for: request)
        }
        let answers = ButlerStyle.allCases.map { said(words, $0) }
        #expect(Set(answers).count == ButlerStyle.allCases.count)
        #expect(answers.allSatisfy { if case .say(let text) = $0 { !text.isEmpty } else { false } })
        #expect(Set(ButlerStyle.allCases.map { said("help", $0) }).count == 1)
    }

    @Test
    func `without a model the butler says that he cannot read it`() {
        let handed = HandedText("red", from: "shell.screen", title: "@screen: 1 lines")
        let conversation = Conversation(
            system: "s", messages: [.user("What is this?", handed: [handed])])
        let provider = OfflineProvider()
        let step = provider.step(
            for: ProviderRequest(conversation: conversation, tools: [], maxTokens: 9))
        guard case .say(let words) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(words.contains("cannot read what a shell shows"))
    }
}
