/// Calls one after the other, in the order in which they were asked for; those in a row that only read run side by side.
///
/// Like calls in a row that need the operator's word share one card; they are still run step by step, each judged
/// anew before it is, and the first that does not end well ends the list.
struct CallSeries {
    let agent: Agent

    /// What came of them.
    struct Outcome {
        /// In the order of the calls.
        var results: [ToolResult]
        /// How many tools ran.
        var ran: Int
        /// How many calls made no sense, or only looked and failed.
        var stumbles: Int
    }

    /// Does the calls, as far as they may be done.
    func answer(_ calls: [ToolCall], _ rights: inout RunRights) async -> Outcome {
        var (calls, results) = (calls, [ToolResult?](repeating: nil, count: calls.count))
        var next = 0
        while next < calls.count {
            let first = next
            next += 1
            guard await calls[first].judge(&rights) else {
                results[first] = await calls[first].refused()
                continue
            }
            if calls[first].reads {
                var row = [first]
                while next < calls.count, calls[next].isForReading {
                    guard await calls[next].judge(&rights) else {
                        results[next] = await calls[next].refused()
                        next += 1
                        continue
                    }
                    guard calls[next].reads else {
                        calls[next].forget(&rights)
                        break
                    }
                    row.append(next)
                    next += 1
                }
                await read(row, &calls, &results, rights)
                continue
            }
            guard let kind = calls[first].question else {
                results[first] = await calls[first].carryOut(&rights)
                continue
            }
            var list = [first]
            while kind == .yesOrNo, next < calls.count, isTogether(calls[next], calls[first]) {
                if await !calls[next].judge(&rights) {
                    results[next] = await calls[next].refused()
                } else if calls[next].question == kind {
                    list.append(next)
                } else {
                    // Nothing of this kind is run unasked; a call that may be is judged again in its turn.
                    calls[next].forget(&rights)
                    break
                }
                next += 1
            }
            await ask(list, kind, &calls, &results, &rights)
        }
        return Outcome(
            results: zip(calls, results).map { call, result in result ?? call.unanswered },
            ran: calls.count(where: \.hasRun),
            stumbles: zip(calls, results).count { $0.isStumble(with: $1) })
    }

    /// Whether two calls that need the operator's word share a card: those of a plan do, whatever they are.
    private func isTogether(_ call: ToolCall, _ other: ToolCall) -> Bool {
        agent.plan == .proposed ? !call.isForReading : call.isLike(other)
    }

    /// A call that has been done beside others.
    private struct Reading: Sendable {
        var index: Int
        var call: ToolCall
        var result: ToolResult
    }

    /// Does calls that change nothing, all at once.
    private func read(
        _ row: [Int], _ calls: inout [ToolCall], _ results: inout [ToolResult?], _ rights: RunRights
    ) async {
        let done = await withTaskGroup(of: Reading.self) { group in
            for index in row {
                var call = calls[index]
                group.addTask {
                    var rights = rights
                    let result = await call.carryOut(&rights)
                    return Reading(index: index, call: call, result: result)
                }
            }
            return await group.reduce(into: [Reading]()) { $0.append($1) }
        }
        for reading in done {
            calls[reading.index] = reading.call
            results[reading.index] = reading.result
        }
    }

    /// Asks about these calls with one card and does what was approved.
    private func ask(
        _ list: [Int], _ kind: ConfirmationKind, _ calls: inout [ToolCall], _ results: inout [ToolResult?],
        _ rights: inout RunRights
    ) async {
        guard rights.mayAsk else {
            for index in list { results[index] = await calls[index].refused(.silenced) }
            return
        }
        let actions = list.compactMap { calls[$0].presented }
        guard let action = actions.first else { return }
        let card = agent.desk.ask(action, kind, with: Array(actions.dropFirst()))
        defer { agent.desk.withdraw(card.id) }
        for index in list { calls[index].show(.waiting(card)) }
        let answer = await agent.confirm(card)
        rights.note(answer)
        var isBroken = false
        for (step, index) in list.enumerated() {
            if isBroken {
                results[index] = await calls[index].refused(.stoppedShort)
                continue
            }
            let result = await calls[index].carryOut(&rights, by: answer, to: card, step: step)
            results[index] = result
            isBroken = result.isError && calls[index].refusal?.isAnswer != true
        }
    }
}

/// Knows which calls of a run would only repeat an earlier one.
///
/// Reading the same twice is pointless until something was changed in between; changing the same twice
/// is never what was asked for in one breath.
struct RepeatGuard {
    private var readings: Set<String> = []
    private var changes: Set<String> = []

    /// Notes the call; `false` when it is a repetition.
    mutating func admits(_ action: ProposedAction) -> Bool {
        let call = action.name + action.arguments.text
        if action.assessment.tier == .green { return readings.insert(call).inserted }
        return changes.insert(call).inserted
    }

    /// Lets the call be noted again.
    mutating func forget(_ action: ProposedAction) {
        readings.remove(action.name + action.arguments.text)
        changes.remove(action.name + action.arguments.text)
    }

    /// Something was changed: what was read before may be read again.
    mutating func noteChange() {
        readings = []
    }
}
