import AIKit
import ClusterKit

/// What is done through him by a key, and for others than the model of the chat.
extension Butler {
    /// Does what the operator wants with a guest, by a key, through the gate like everything else.
    package func carryOut(_ action: GuestAction, on guest: GuestID) async {
        let name = await site.snapshot.guest(guest.vmid)?.name
        _ = await carriedOut(.acting(action, on: guest, named: name))
    }

    /// Does what the operator's own hand wants; returns what came of it.
    func carriedOut(_ call: OperatorCall) async -> ToolResult {
        let id = numbers.next()
        let title = call.title
        let use = ToolUse(id: "key-\(id)", name: call.tool, input: call.input)
        let (events, seen) = AsyncStream.makeStream(of: AgentEvent.self)
        let keeper = keeper(of: events, Scribe(store))
        let show = show
        let result = await keys.carryOut(use, asker: .operator) { event in
            seen.yield(event)
            if case .warning(let words) = event { show(.agent(.warning(words))) }
            guard case .tool(let card) = event, let stage = ActReport.Stage(card.state) else { return }
            show(.act(ActReport(id: id, title: title, stage: stage)))
        }
        seen.finish()
        _ = await keeper.value
        return result
    }

    /// Does a call of somebody who is no model of the chat; `heard` gets how far it is.
    func carriedOut(
        _ use: ToolUse, for asker: Asker, heard: @escaping @Sendable (ToolCard.State) -> Void
    ) async -> ToolResult {
        let show = show
        return await agent.carryOut(use, asker: asker) { event in
            if case .warning = event { show(.agent(event)) }
            if case .tool(let card) = event { heard(card.state) }
        }
    }

    /// Whether a tool only looks.
    func isForReading(_ name: String) -> Bool { agent.tools.isForReading(name) }

    /// A number for a call from outside.
    func visit() -> Int { numbers.next() }
}
