import JSON

/// A model's plan: several calls that the operator is asked about together, and of which he may strike some.
///
/// Each step goes through the gate, the card and the audit log as any call does; nothing of the plan itself is done.
package struct PlanProposal {
    let use: ToolUse
    let agent: Agent
    let emit: @Sendable (AgentEvent) -> Void

    /// What came of it: the result for the model, and how many tools ran.
    struct Outcome {
        var result: ToolResult
        var ran = 0
    }

    /// Does what is accepted of it.
    func carryOut(_ rights: inout RunRights) async -> Outcome {
        let steps: [ToolUse]
        switch read() {
        case .success(let uses): steps = uses
        case .failure(let reason):
            show(.refused(reason))
            return Outcome(result: ToolResult(id: use.id, content: "Not run: \(reason)", isError: true))
        }
        show(.running)
        let began = ContinuousClock.now
        var agent = agent
        agent.plan = .proposed
        let calls = steps.map { step in
            ToolCall(use: step, asker: .model, agent: agent, emit: emit, tainted: true)
        }
        let outcome = await CallSeries(agent: agent).answer(calls, &rights)
        let result = result(of: steps, outcome.results)
        let done = outcome.results.count { !$0.isError }
        show(
            .done(
                result, done == steps.count ? .done : .failed, line: "\(done) of \(steps.count) steps done",
                took: .now - began))
        return Outcome(result: result, ran: outcome.ran)
    }

    /// What came of each step, in order; data of tools stays in its frame.
    private func result(of steps: [ToolUse], _ results: [ToolResult]) -> ToolResult {
        let parts = zip(steps, results).enumerated().map { index, pair in
            "Step \(index + 1), \(pair.0.name): \(pair.1.content)"
        }
        let hasRun = results.contains { $0.structured != nil }
        return ToolResult(
            id: use.id, content: parts.joined(separator: "\n"), structured: hasRun ? [:] : nil,
            isError: results.contains(where: \.isError))
    }

    private func show(_ state: ToolCard.State) {
        emit(.tool(ToolCard(id: use.id, name: use.name, arguments: use.input, tier: .green, state: state)))
    }

    /// The calls that it lists: as JSON in a text, or as the list itself, which some models write.
    private func read() -> Result<[ToolUse], RefusalReason> {
        guard let given = use.input["steps"] else { return .failure(.invalid(Self.form)) }
        var list = given.array
        if let text = given.string {
            do {
                list = try JSONValue(unambiguous: text).array
            } catch {
                return .failure(.invalid(Self.form))
            }
        }
        guard let list, !list.isEmpty else { return .failure(.invalid(Self.form)) }
        guard list.count <= agent.limits.callsOfAnswer else {
            return .failure(.tooMany("A plan may have \(agent.limits.callsOfAnswer) steps."))
        }
        var uses: [ToolUse] = []
        for (index, step) in list.enumerated() {
            guard let name = step["tool"]?.string, name != Self.name else {
                return .failure(.invalid(Self.form))
            }
            let input = step["arguments"] ?? [:]
            guard input.object != nil, input.text.utf8.count <= agent.limits.argumentBytes else {
                return .failure(.invalid(Self.form))
            }
            uses.append(ToolUse(id: "\(use.id)-\(index + 1)", name: name, input: input))
        }
        return .success(uses)
    }
}

extension PlanProposal {
    static let name = "propose_plan"

    /// What this program adds to a question while a plan is wanted.
    package static let notice =
        "[Jarvis adds: the operator wants a plan. Look as much as you need and change nothing yourself; then propose every "
        + "step in one call of propose_plan.]"

    private static let form =
        "The parameter \"steps\" is a JSON array of the calls in order, such as "
        + "[{\"tool\":\"stop_vm\",\"arguments\":{\"vmid\":101}}]."

    /// What a model may call while it plans.
    static let definition = ToolDefinition(
        name: "propose_plan",
        description: """
            Puts the whole plan before the operator: every call that changes something, in the order in which they are to be \
            done. He may strike steps; the rest is done at once, up to the first step that does not end well. Look first: \
            propose nothing that you have not checked.
            """,
        parameters: [
            ToolParameter("steps", .text, form, isRequired: true)
        ])
}
