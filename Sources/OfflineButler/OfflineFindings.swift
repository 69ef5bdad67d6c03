import AIKit
import JSON
import Text

/// What was found out since the operator's last words, and what is still to be asked.
extension OfflineExchange {
    /// What became of a call; `nil` when it was not made yet.
    func finding(_ call: OfflineCall) -> Finding? { findings[call] }

    /// The facts a tool returned; throws the call as long as it was not made, and the regret when it failed.
    func facts(_ tool: ToolName, _ arguments: [String: JSONValue] = [:]) throws(OfflineStep) -> JSONValue {
        let call = OfflineCall(tool, arguments)
        switch findings[call] {
        case .facts(let value): return value
        case .failed(let reason), .uncertain(let reason):
            throw .say("I regret that \(tool) failed: \(reason)")
        case .refused(let reason): throw .say("I was not able to look: \(reason)")
        case nil: throw demand([call])
        }
    }

    /// The facts of a tool that one can do without; `nil` when it is not given or failed.
    func optional(_ tool: ToolName, _ arguments: [String: JSONValue] = [:]) throws(OfflineStep)
        -> JSONValue?
    {
        guard tools.contains(tool) else { return nil }
        let call = OfflineCall(tool, arguments)
        switch findings[call] {
        case .facts(let value): return value
        case .failed, .uncertain, .refused: return nil
        case nil: throw .call([call])
        }
    }

    /// Asks at once for those of the calls that were not made yet and whose tool is given.
    func wish(_ calls: [OfflineCall]) throws(OfflineStep) {
        let missing = calls.filter { tools.contains($0.tool) && findings[$0] == nil }
        if !missing.isEmpty { throw .call(missing) }
    }

    /// How old the oldest facts are that were found, in seconds, and why; `nil` when all are of now.
    var staleness: (seconds: Int, reason: String?)? {
        let ages = findings.values.compactMap { finding -> (seconds: Int, reason: String?)? in
            guard case .facts(let facts) = finding, let age = facts["stale_seconds"]?.integer else {
                return nil
            }
            return (age, facts["stale_because"]?.string)
        }
        return ages.max { $0.seconds < $1.seconds }
    }

    /// Asks for several calls at once, those of them that were not made yet.
    func require(_ calls: [OfflineCall]) throws(OfflineStep) {
        let missing = calls.filter { findings[$0] == nil }
        if !missing.isEmpty { throw demand(missing) }
    }

    private func demand(_ calls: [OfflineCall]) -> OfflineStep {
        for call in calls where !tools.contains(call.tool) {
            return .say(
                "I should need the tool \(call.tool) for that, and I have not been given it.")
        }
        return .call(calls)
    }

    static func finding(_ result: ToolResult) -> Finding {
        guard let structured = result.structured else {
            return .refused(result.content.replacingPrefix("Not run: ", with: ""))
        }
        let facts = structured.inWords
        guard result.isError else { return .facts(facts) }
        let words = ["error", "exitstatus"].lazy.compactMap { structured[$0]?.string }.first.map(inWords)
        // Without a sentence of its own it is told like any facts: no raw bytes, no Unix seconds.
        let regret = words ?? FactText(structured).text.replacing("\n", with: "; ")
        return structured["ending"]?.string == Ending.unknown.rawValue
            ? .uncertain(regret) : .failed(regret)
    }

    /// A sentence of a failure in which nothing is Markdown, and the code at its end as it is.
    private static func inWords(_ sentence: String) -> String {
        guard let code = sentence.firstMatch(of: /\ \[J-[A-Z]+-\d+\]$/) else {
            return Untrusted(sentence).words()
        }
        return Untrusted(String(sentence[..<code.range.lowerBound])).words() + code.output
    }

    static func answered(_ messages: ArraySlice<Message>) -> [(ToolUse, ToolResult)] {
        let uses = messages.flatMap(\.toolUses)
        return messages.flatMap(\.toolResults).compactMap { result in
            uses.first { $0.id == result.id }.map { ($0, result) }
        }
    }
}

extension String {
    /// The text with a beginning replaced, if it has that beginning.
    func replacingPrefix(_ prefix: String, with other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
