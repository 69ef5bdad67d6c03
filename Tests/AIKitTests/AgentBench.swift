import Counterparts
import JSON
import Synchronization

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

    var payment = Payment()

    init(_ scripts: [ScriptedProvider.Line]...) {
        provider = ScriptedProvider(scripts)
    }

    /// One that somebody serves for money.
    init(paid model: ModelID, _ scripts: [ScriptedProvider.Line]...) {
        provider = ScriptedProvider(scripts, model: model, isLocal: false)
    }

    struct AuditFailure: Error, CustomStringConvertible {
        let description = "disk full"
    }

    private var tools: ToolSet {
        let (runs, text, work, tier, state, ending) = (runs, text, work, tier, state, ending)
        let line = line
        return ToolSet([
            .reading(
                ToolDefinition(
                    name: "get_vms", description: "Lists.",
                    parameters: [ToolParameter("page", .integer(0...99), "Which part.")])
            ) { _ in
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
        var agent = Agent(
            provider: provider, tools: tools, limits: limits, desk: ApprovalDesk(now: { time.now }),
            gate: { _ in gate },
            audit: { entry in
                audit.add(entry)
                if auditFails { throw AuditFailure() }
            },
            confirm: { card in
                cards.add(card)
                time.advance(by: .seconds(1))
                return await answer(card)
            })
        agent.payment = payment
        return agent
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

    var bills: [AnswerBill] {
        events.all.compactMap { if case .billed(let bill) = $0 { bill } else { nil } }
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

/// A provider that says what it was told to say, one script a response.
final class ScriptedProvider: Provider {
    enum Line: Sendable {
        case event(ProviderEvent)
        case fail(ProviderError)
        /// Says nothing more until it is cancelled.
        case hang
    }

    let id = "scripted"
    let model: ModelID
    let capabilities: ProviderCapabilities
    private let scripts: Mutex<[[Line]]>
    private let asked = Collected<ProviderRequest>()

    init(_ scripts: [[Line]], model: ModelID = "scripted-1", isLocal: Bool = true) {
        self.scripts = Mutex(scripts)
        self.model = model
        capabilities = ProviderCapabilities(callsTools: true, isLocal: isLocal)
    }

    var requests: [ProviderRequest] { asked.all }

    func respond(to request: ProviderRequest) -> AsyncThrowingStream<ProviderEvent, any Error> {
        asked.add(request)
        let script = scripts.withLock { $0.isEmpty ? [] : $0.removeFirst() }
        return AsyncThrowingStream { continuation in
            for line in script {
                switch line {
                case .event(let event): continuation.yield(event)
                case .fail(let error): return continuation.finish(throwing: error)
                case .hang: return
                }
            }
            continuation.finish()
        }
    }
}

extension [ScriptedProvider.Line] {
    /// A complete answer in words.
    static func says(_ text: String, _ reason: StopReason = .endTurn) -> Self {
        [
            .event(.textDelta(text)), .event(.completed(.text(text))),
            .event(.usage(Usage(input: 10, output: 2))),
            .event(.finished(reason)),
        ]
    }

    /// A complete answer with calls.
    static func calls(_ uses: ToolUse..., reason: StopReason = .toolUse) -> Self {
        uses.map { .event(.toolUseStarted(id: $0.id, name: $0.name)) }
            + uses.map { .event(.completed(.toolUse($0))) }
            + [.event(.usage(Usage(input: 10, output: 5))), .event(.finished(reason))]
    }
}
