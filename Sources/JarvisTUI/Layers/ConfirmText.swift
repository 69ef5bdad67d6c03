import AIKit
import Multiplexer
import Text

/// The text of a confirmation card: what is judged first, then what else there is to know.
struct ConfirmText {
    let card: ConfirmationCard
    let struck: Set<Int>
    let selected: Int
    let width: Int

    var sheet: CardSheet {
        let rows = card.others.isEmpty ? single : list
        return CardSheet(
            title: "CONFIRM", badge: (card.tier.description, card.tier.role), isAlarm: card.tier >= .red,
            rows: rows.head + rows.rest,
            essential: rows.head.count, no: "No", yes: card.others.isEmpty ? "Yes" : "Yes, these",
            care: card.tier >= .red ? .twoKeys : .oneKey)
    }

    /// What must be seen at once, and what may scroll.
    private struct Rows {
        var head: [CardRow]
        var rest: [CardRow]
    }

    private var single: Rows {
        let assessment = card.action.assessment
        let consequences = assessment.impact.flatMap { impact($0) }
        let summary = CardRow.wrapped(assessment.summary, .strong, width: width)
        // On a telephone the tier stands in the border only.
        guard width >= 40 else {
            return Rows(
                head: summary + CardRow.wrapped(assessment.call, .code, width: width),
                rest: consequences + [judgement])
        }
        let call = CardRow.wrapped(assessment.call, .code, width: width, lead: ("call  ", .dim))
        return Rows(head: summary + [.blank] + call + [judgement], rest: [.blank] + consequences)
    }

    private var judgement: CardRow {
        CardRow(
            ("tier  ", .dim), (card.tier.description, .role(card.tier.role)),
            (width < 40 ? "   by " : "   asked by ", .dim),
            (asker, .plain))
    }

    private var asker: String {
        switch card.action.asker {
        case .operator: "your own hand"
        case .model: "Jarvis"
        case .runbook: "a runbook"
        case .mcp: "an MCP client"
        }
    }

    private func impact(_ text: String, indent: String = "") -> [CardRow] {
        CardRow.wrapped(text, .plain, width: width, lead: ("\(indent)• ", .accent))
    }

    /// The steps with their marks; what holds for each of them stands once, below.
    private var list: Rows {
        let count = card.steps.count - struck.count
        let words =
            width < 40
            ? "\(count) of \(card.steps.count) steps; a failure ends it."
            : "\(count) of \(card.steps.count) steps, one after the other; the first that fails ends the list."
        let common = Set(card.action.assessment.impact).intersection(
            card.others.reduce(Set(card.action.assessment.impact)) { $0.intersection($1.assessment.impact) })
        let steps = card.steps.enumerated().map { index, action in step(index, action, common) }
        let shared = card.action.assessment.impact.filter(common.contains).flatMap { impact($0) }
        return Rows(
            head: CardRow.wrapped(words, .strong, width: width) + [judgement, .blank] + (steps.first ?? []),
            rest: steps.dropFirst().flatMap { $0 } + (shared.isEmpty ? [] : [.blank] + shared))
    }

    private func step(_ index: Int, _ action: ProposedAction, _ common: Set<String>) -> [CardRow] {
        let isStruck = struck.contains(index)
        let tone: CardRow.Tone = isStruck ? .dim : .strong
        let lead = "\(index == selected ? ">" : " ") [\(isStruck ? " " : "x")] "
        let gap = String(repeating: " ", count: lead.count)
        let rows =
            CardRow.wrapped(
                action.assessment.summary, tone, width: width,
                lead: (lead, index == selected ? .accent : .dim))
            + CardRow.wrapped(
                action.assessment.call, isStruck ? .dim : .code, width: width, lead: (gap, .plain))
            + action.assessment.impact.filter { !common.contains($0) }.flatMap { impact($0, indent: gap) }
        return rows.map { row in
            var row = row
            row.step = index
            return row
        }
    }
}
