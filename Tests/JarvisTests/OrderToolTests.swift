import AIKit
import ClusterKit
import JSON
import ProxmoxSim
import Testing

@testable import Jarvis

/// The tools that change something: what their cards say, and how far an order is followed.
@Suite(.timeLimit(.minutes(5)))
struct OrderToolTests {
    @Test(arguments: [
        ("stop_vm", "kill", "hard stop, as cutting the power"),
        ("stop_vm", "poweroff", "hard stop, as cutting the power"),
        ("restart_vm", "reset", "hard reset, as its button"),
    ])
    func `a word that may mean more than the call is explained on the card`(
        tool: String, word: String, meaning: String
    ) async throws {
        try await Homestead.live { home in
            let tool = try #require(ClusterTools.all(home.site)[tool])
            let arguments = try tool.definition.check(["vmid": 101, "said": .string(word)])
            let card = try await tool.assess(arguments)
            #expect(card.impact.first?.hasPrefix("\"\(word)\"") == true)
            #expect(card.impact.first?.contains(meaning) == true, "\(card.impact)")
            #expect(!card.call.hasSuffix("/stop") && !card.call.hasSuffix("/reset"))
            let plain = try await tool.assess(try tool.definition.check(["vmid": 101]))
            #expect(!plain.impact.contains { $0.contains(meaning) })
        }
    }

    @Test func `a guest with the name of a node has a card that says so`() async throws {
        let configuration = SimulatorConfiguration(
            guestNames: ["pve"], time: SimulatedTime(pace: 30), delays: .brief)
        try await Homestead.live(configuration) { home in
            let tool = try #require(ClusterTools.all(home.site)["stop_vm"])
            let card = try await tool.assess(["vmid": 101])
            #expect(card.impact.contains { $0.hasPrefix("pve is the name of a node as well") })
        }
    }

    /// One order and the state it is followed to.
    struct Order: Sendable {
        let tool: ToolName
        let arguments: JSONValue
        let end: String
    }

    @Test(arguments: [
        [
            Order(tool: .startVM, arguments: ["vmid": 105], end: "running"),
            // This desktop has no guest agent: asked to shut down, it would not answer.
            Order(tool: .stopVM, arguments: ["vmid": 105, "force": true], end: "stopped"),
        ],
        [Order(tool: .restartVM, arguments: ["vmid": 121], end: "running")],
        [
            Order(tool: .stopContainer, arguments: ["vmid": 126], end: "stopped"),
            Order(tool: .startContainer, arguments: ["vmid": 126], end: "running"),
            Order(tool: .restartContainer, arguments: ["vmid": 126], end: "running"),
        ],
    ])
    func `an order is followed until its state is reached`(orders: [Order]) async throws {
        try await Homestead.live { home in
            for order in orders {
                let tool = try #require(ClusterTools.all(home.site)[order.tool.rawValue])
                let outcome = try await tool.run(try tool.definition.check(order.arguments))
                #expect(outcome.ending == .done)
                let facts = try #require(outcome.structured)
                #expect(facts["exitstatus"] == "OK" && facts["status"]?.string == order.end)
                let vmid = try #require(order.arguments["vmid"]?.integer)
                #expect(try await home.status(vmid) == order.end)
            }
        }
    }

    @Test(arguments: [
        (ToolName.startVM, 103, "103 is a container; use the tool for containers."),
        (.startContainer, 9_001, "9001 is a template, which does not run."),
        (.stopVM, 999, "There is no guest 999 in home."),
        (.startVM, 101, "101 is running already: there is nothing to do."),
        (.stopVM, 105, "105 is stopped already: there is nothing to do."),
        (.restartVM, 105, "105 is stopped, and this is for a guest that is running."),
    ])
    func `an order that makes no sense is rejected before anybody is asked`(
        tool: ToolName, vmid: Int, sentence: String
    ) async throws {
        try await Homestead.live { home in
            let tool = try #require(ClusterTools.all(home.site)[tool.rawValue])
            await #expect(throws: ToolRejection(sentence)) {
                _ = try await tool.assess(["vmid": .integer(vmid)])
            }
        }
    }

    @Test func `an order is RED, and its card shows the exact call`() async throws {
        try await Homestead.live { home in
            let tool = try #require(ClusterTools.all(home.site)["start_vm"])
            let assessment = try await tool.assess(["vmid": 105])
            #expect(assessment.tier == .red && assessment.targets == [.guest(105)])
            #expect(assessment.call == "POST /nodes/home/qemu/105/status/start")
            #expect(assessment.summary == "Start the virtual machine 105 (win11) on home")
        }
    }
}
