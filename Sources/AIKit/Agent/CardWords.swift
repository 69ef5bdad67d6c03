import JSON

/// Other words for a text, of which the second says what it is a value of, such as `name`; empty for a sentence.
package typealias Rewording = (_ text: String, _ key: String) -> String

/// Other words in what is shown of a call, such as for a picture that is given away.
extension ToolCard {
    /// The card with each of its texts changed.
    package func reworded(_ change: Rewording) -> ToolCard {
        var card = self
        card.arguments = arguments.reworded(change)
        switch state {
        case .waiting(let question): card.state = .waiting(question.reworded(change))
        case .done(var result, let ending, let line, let took):
            result.content = change(result.content, "")
            result.structured = result.structured?.reworded(change)
            card.state = .done(result, ending, line: line.map { change($0, "") }, took: took)
        case .refused(let reason): card.state = .refused(reason.reworded(change))
        case .announced, .proposed, .running: break
        }
        return card
    }
}

extension ConfirmationCard {
    /// The question with each of its texts changed; it is to be looked at, and no answer to it counts.
    package func reworded(_ change: Rewording) -> ConfirmationCard {
        var kind = kind
        if case .type(let word) = kind { kind = .type(change(word, "name")) }
        return ConfirmationCard(
            id: id, action: action.reworded(change), others: others.map { $0.reworded(change) }, kind: kind,
            asked: asked)
    }
}

extension ProposedAction {
    fileprivate func reworded(_ change: Rewording) -> ProposedAction {
        var action = self
        action.arguments = arguments.reworded(change)
        action.assessment.summary = change(assessment.summary, "")
        action.assessment.call = change(assessment.call, "")
        action.assessment.impact = assessment.impact.map { change($0, "") }
        action.assessment.state = change(assessment.state, "")
        action.assessment.keyword = assessment.keyword.map { change($0, "name") }
        return action
    }
}

extension RefusalReason {
    fileprivate func reworded(_ change: Rewording) -> RefusalReason {
        func said(_ text: String) -> String { change(text, "") }
        return switch self {
        case .black(let name): .black(said(name))
        case .unknownTool(let name): .unknownTool(said(name))
        case .halted(let words): .halted(said(words))
        case .protected(let target, let reason): .protected(target.reworded(change), said(reason))
        case .declinedBecause(let words): .declinedBecause(said(words))
        case .tooMany(let words): .tooMany(said(words))
        case .foreign(let words): .foreign(said(words))
        case .unaudited(let words): .unaudited(said(words))
        case .invalid(let words): .invalid(said(words))
        case .readOnly, .autonomy, .declined, .early, .struck, .stoppedShort, .unplanned, .silenced, .expired,
            .unasked,
            .changed, .unrecorded, .repeated, .cancelled:
            self
        }
    }
}

extension ActionTarget {
    fileprivate func reworded(_ change: Rewording) -> ActionTarget {
        switch self {
        case .node(let name): .node(change(name, "node"))
        case .storage(let name): .storage(change(name, "storage"))
        case .guest, .service: self
        }
    }
}

extension JSONValue {
    fileprivate func reworded(_ change: Rewording, of key: String = "") -> JSONValue {
        switch self {
        case .string(let text): .string(change(text, key))
        case .array(let elements): .array(elements.map { $0.reworded(change, of: key) })
        case .object(let members):
            .object(
                Dictionary(
                    members.map { (change($0.key, ""), $0.value.reworded(change, of: $0.key)) }
                ) { first, _ in first })
        case .null, .bool, .integer, .number: self
        }
    }
}
