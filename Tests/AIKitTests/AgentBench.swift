import Counterparts
import JSON

@testable import AIKit

/// An agent with two tools, whatever the test changes about it.
struct AgentBench {
    let provider: ScriptedProvider
    let runs = Collected<JSONValue>()
    let audit = Collected<AuditEntry>()
    let events = Collected<AgentEvent>()
    let cards = Collected<ConfirmationCard>()
    let time = TestTime()
    var answer: @Sendable (ConfirmationCard) async -> CardAnswer = { _ in .yes }
    var auditFails = false
    var gate = SafetyGate()
    var text = "{\"guests\":[]}"
    var limits = AgentLimits()
    var work: @Sendable () async throws -> Void = {}
    var tier: @Sendable () -> SafetyTier = { .red }
    /// What the guests are doing when the call is judged.
    var state: @Sendable () -> String = { "running" }
    /// How stopping ends.
    var ending: @Sendable (JSONValue) -> Ending = { _ in .done }
    /// What stopping says in a line.
    var line: String?

    init(_ scripts: [ScriptedProvider.Line]...) {
        provider = ScriptedProvider(scripts)
    }

    struct AuditFailure: Error, CustomStringConvertible {
        let description = "disk full"
    }

    private var tools: ToolSet {
        let (runs, text, work, tier, state, ending) = (runs, text, work, tier, state, ending)
        let line = line
        return ToolSet([
            .reading(ToolDefinition(name: "get_vms", description: "Lists.")) { _ in
                runs.add("get_vms")
                try await work()
                return ToolOutcome(text: text, structured: ["guests": []])
            },
            Tool(
                ToolDefinition(
                    name: "stop_vm", description: "Stops.",
                    parameters: [ToolParameter("vmid", .integer(100...999), "The VMID.", isRequired: true)]),
                assess: { arguments in
                    guard arguments["vmid"] != 999 else { throw ToolRejection("There is no guest 999.") }
                    return ToolAssessment(
                        tier: tier(), targets: [.guest(arguments["vmid"]?.integer ?? 0)], summary: "Stop",
                        call: "POST /stop", state: state())
                },
                run: { arguments in
                    runs.add(arguments)
                    try await work()
                    var outcome = ToolOutcome(["status": "stopped"])
                    outcome.ending = ending(arguments)
                    outcome.line = line
                    return outcome
                }),
        ])
    }

    var agent: Agent {
        let (audit, cards, time, answer, auditFails, gate) = (audit, cards, time, answer, auditFails, gate)
        return Agent(
            provider: provider, tools: tools, limits: limits, desk: ApprovalDesk(now: { time.now }),
            gate: { gate },
            audit: { entry in
                audit.add(entry)
                if auditFails { throw AuditFailure() }
            },
            confirm: { card in
                cards.add(card)
                time.advance(by: .seconds(1))
                return await answer(card)
            })
    }

    func run(_ text: String = "Hi", in conversation: Conversation = Conversation(system: "s")) async
        -> Conversation
    {
        await agent.run(text, in: conversation) { [events] in events.add($0) }
    }

    /// The last event.
    var end: AgentEvent? { events.all.last }

    var failure: RunFailure? {
        if case .failed(let failure, _) = end { failure } else { nil }
    }

    /// How the calls that ran ended, as the audit log has it.
    var endings: [Ending] {
        audit.all.compactMap { if case .outcome(let ending, _, _) = $0.stage { ending } else { nil } }
    }

    var states: [ToolCard.State] {
        events.all.compactMap { if case .tool(let card) = $0 { card.state } else { nil } }
    }
}

/// A tool use as a model makes it.
func use(_ id: String, _ name: String, _ input: JSONValue = [:]) -> ToolUse {
    ToolUse(id: id, name: name, input: input)
}

extension Conversation {
    /// The results in the last message but one, or the last.
    var results: [ToolResult] { messages.flatMap(\.toolResults) }
}
