import AIKit
import FoundationEssentials
import JSON
import Memory

/// A call of a tool in a conversation, as the memory has it.
package struct TalkCall: Sendable, Hashable, Identifiable {
    /// What became of it.
    package enum Fate: String, Sendable, Hashable, CaseIterable {
        case done, failed
        /// No answer came: it may have taken effect.
        case unknown
        /// It did not run, by rule or by the operator's no.
        case refused
        /// The operator stopped it before it ran.
        case cancelled
        /// Jarvis ended while it ran.
        case interrupted
    }

    /// The tool use's id, which no other call of the conversation has.
    package let id: String
    /// Untrusted, as the arguments are.
    package let name: String
    package let arguments: JSONValue
    /// The safety tier's name, such as `GREEN`; `nil` where only the messages tell of the call.
    package let tier: String?
    /// When it began; in a copy of a conversation, when it was asked for.
    package let began: Date
    package let took: Duration?
    package let fate: Fate
    /// What the tool returned, without the frame for a model, or why it did not run; untrusted.
    package let outcome: String

    package init(
        id: String, name: String, arguments: JSONValue, tier: String?, began: Date, took: Duration?,
        fate: Fate, outcome: String
    ) {
        self.id = id
        (self.name, self.arguments, self.tier) = (name, arguments, tier)
        (self.began, self.took, self.fate, self.outcome) = (began, took, fate, outcome)
    }
}

extension TalkCall {
    /// A call with the row that the memory has of it.
    fileprivate init(_ use: ToolUse, _ row: ToolCallRecord) {
        let outcome = ToolResult(id: use.id, content: row.outcome ?? "").plainContent
        self.init(
            id: use.id, name: row.name, arguments: Self.arguments(row.arguments) ?? use.input, tier: row.tier,
            began: row.time, took: row.duration, fate: Fate(row), outcome: outcome)
    }

    /// A call of which only the messages tell.
    fileprivate init(_ use: ToolUse, _ result: ToolResult?, asked: Date) {
        // Where no tool ran there are no facts either.
        let fate: Fate =
            switch result {
            case nil: .interrupted
            case let result? where result.structured == nil: .refused
            case let result?: result.isError ? .failed : .done
            }
        self.init(
            id: use.id, name: use.name, arguments: use.input, tier: nil, began: asked, took: nil, fate: fate,
            outcome: result?.plainContent ?? "")
    }

    private static func arguments(_ text: String) -> JSONValue? {
        do {
            return try JSONValue(parsing: text)
        } catch {
            return nil
        }
    }
}

extension TalkCall.Fate {
    fileprivate init(_ row: ToolCallRecord) {
        switch row.state {
        case .running, .interrupted: self = .interrupted
        case .refused: self = .refused
        case .cancelled: self = .cancelled
        case .finished:
            switch row.result {
            case .succeeded: self = .done
            case .failed: self = .failed
            case .unknown, nil: self = .unknown
            }
        }
    }
}

extension Talk {
    /// The calls that its messages asked for, in their order; `rows` are what else the memory has of them.
    func calls(_ rows: [ToolCallRecord]) -> [TalkCall] {
        let results = remarks.flatMap(\.message.toolResults)
        let resultsByID = Dictionary(results.map { ($0.id, $0) }) { first, _ in first }
        var rowsByMessage = Dictionary(grouping: rows) { $0.message }
        return remarks.flatMap { remark in
            var left = remark.row.flatMap { rowsByMessage.removeValue(forKey: $0) } ?? []
            return remark.message.toolUses.map { use in
                let named = left.indices.filter { left[$0].name == use.name }
                // Of several calls of one tool, the one with the same arguments; those that were checked may differ.
                guard let index = named.first(where: { left[$0].arguments == use.input.text }) ?? named.first
                else { return TalkCall(use, resultsByID[use.id], asked: remark.time) }
                return TalkCall(use, left.remove(at: index))
            }
        }
    }
}

extension Talks {
    /// The calls of the conversation that a cluster's chat goes on with, in their order.
    package func calls(of cluster: String) async throws(MemoryError) -> [TalkCall] {
        guard let talk = try await current(of: cluster) else { return [] }
        return talk.calls(try await store.toolCalls.list(of: talk.record.id))
    }

    /// One of them; `nil` where the memory has it no more, or not yet.
    package func call(_ id: TalkCall.ID, of cluster: String) async throws(MemoryError) -> TalkCall? {
        try await calls(of: cluster).first { $0.id == id }
    }
}
