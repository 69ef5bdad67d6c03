import AIKit
import Multiplexer
import Screen
import Text

/// The card that asks before something is done: no is the default, and it is answered by a hand that has read it.
struct ConfirmLayer: CardLayer {
    private(set) var card: ConfirmationCard
    /// Whose butler asks.
    var cluster: String
    var reading = CardReading()
    private var line: Line?
    /// The steps of a list that were struck, and the one the arrows point at.
    private var struck: Set<Int> = []
    private var selected = 0
    private var typed = Self.nothing
    private var wasWrongWord = false

    /// What is being typed at the foot.
    private enum Line: Sendable {
        case word(String)
        /// Why not, for whoever asked.
        case reason
    }

    /// The most characters of a word or a reason.
    private static let longest = 500
    private static let nothing = LineEditor(longest: longest)

    init(card: ConfirmationCard, cluster: String) {
        self.card = card
        self.cluster = cluster
        if case .type(let word) = card.kind { line = .word(word) }
    }

    /// Shows other words, such as for a picture; of what is being typed nothing but its length.
    mutating func reword(_ change: Rewording) {
        card = card.reworded(change)
        if case .word = line, case .type(let word) = card.kind { line = .word(word) }
        typed = LineEditor(typed.text.hidden, longest: Self.longest)
    }

    var urgency: QuestionUrgency { card.action.asker == .operator ? .own : .unasked }
    var outlivesDisplay: Bool { true }

    var headline: String {
        let more = card.others.isEmpty ? "" : " and \(card.others.count) more"
        return "\(card.tier) \(Untrusted(card.action.assessment.summary).line)\(more)"
    }

    func isOver(at now: Moment) -> Bool {
        now.instant - card.asked > ConfirmationCard.lifetime
    }

    /// The seconds that are left are counted down.
    func nextTick(at now: Moment) -> Duration? { .seconds(1) }

    func sheet(width: Int, in state: AppState) -> CardSheet {
        var sheet = ConfirmText(card: card, struck: struck, selected: selected, width: width).sheet
        if state.clusters.count > 1 { sheet.title += " in \(cluster)" }
        let left = ConfirmationCard.lifetime - (state.now.instant - card.asked)
        let more = state.waiting.count { $0 is ConfirmLayer }
        sheet.note =
            (more > 0 ? "\(more) more to answer    " : "")
            + "expires in \(Format.duration(max(.zero, left)))"
        sheet.keys = keys
        switch line {
        case nil: break
        case .word(let word):
            let help = wasWrongWord ? "That is not the word: nothing was done." : "Enter: do it    Esc: no"
            sheet.entry = CardEntry(
                prompt: "Type \(Untrusted(word).line) to confirm: ", line: typed, help: help,
                isMistake: wasWrongWord)
        case .reason:
            sheet.entry = CardEntry(
                prompt: "No, because ", line: typed, help: "Enter: say it    Esc: back to the question")
        }
        return sheet
    }

    private var keys: [KeyHint] {
        guard line == nil else { return [] }
        return (isList ? [KeyHint(.space, "strike")] : [])
            + (isOthers ? [KeyHint("N", "no to all"), KeyHint("b", "no, because")] : [])
    }

    private var isList: Bool { !card.others.isEmpty }
    /// Somebody else than the operator asked, who can be told something.
    private var isOthers: Bool { card.action.asker != .operator }

    mutating func handle(_ input: Input, in state: AppState) -> LayerOutcome {
        let layout = layout(in: state)
        switch line {
        case .word(let word): return type(input, word, layout, state)
        case .reason: return explain(input)
        case nil: break
        }
        switch input.key {
        case "N" where isOthers: return close(.noToAll)
        case "b" where isOthers:
            line = .reason
            return .stay([])
        case .space where isList:
            if struck.remove(selected) == nil { struck.insert(selected) }
            return .stay([])
        case .up where isList && selected > 0: return select(selected - 1, layout, state)
        case .down where isList && selected < card.others.count: return select(selected + 1, layout, state)
        default: break
        }
        return answer(reading.handle(input, layout, in: state))
    }

    private func answer(_ verdict: CardReading.Verdict) -> LayerOutcome {
        switch verdict {
        case .yes: answered(true)
        case .no: answered(false)
        case .open: .stay([])
        case .stray: .stray
        }
    }

    func answered(_ isYes: Bool) -> LayerOutcome {
        let chosen = Set(card.steps.indices).subtracting(struck)
        guard isYes, !chosen.isEmpty else { return close(.no) }
        return close(struck.isEmpty ? .yes : .yesTo(chosen))
    }

    private func close(_ answer: CardAnswer) -> LayerOutcome {
        .close([.kit(.answer(card.id, answer, cluster: cluster))])
    }

    /// Goes to a step, with all its rows in sight.
    private mutating func select(_ step: Int, _ layout: CardLayout, _ state: AppState) -> LayerOutcome {
        reading.note(layout, in: state)
        selected = step
        let places = layout.rows.indices.filter { layout.rows[$0].step == step }
        guard let first = places.first, let last = places.last else { return .stay([]) }
        let top = layout.first(reading.scroll)
        reading.scroll = first < top ? first : max(top, min(first, last - layout.room + 1))
        return .stay([])
    }

    private mutating func type(
        _ input: Input, _ word: String, _ layout: CardLayout, _ state: AppState
    ) -> LayerOutcome {
        reading.note(layout, in: state)
        // A pasted word was not typed, so it does not count.
        guard let key = input.key else { return .stray }
        if key == .escape { return close(.no) }
        if key == .enter {
            guard typed.text == word else {
                (typed, wasWrongWord) = (Self.nothing, true)
                return .stray
            }
            return reading.mayApprove(layout, in: state) ? close(.typed(word)) : .stay([])
        }
        wasWrongWord = false
        if !reading.move(key, layout) { typed.edit(input) }
        return .stay([])
    }

    private mutating func explain(_ input: Input) -> LayerOutcome {
        switch input.key {
        case .escape:
            (line, typed) = (nil, Self.nothing)
        case .enter:
            let words = typed.text
            return close(words.allSatisfy(\.isWhitespace) ? .no : .noBecause(words))
        default: typed.edit(input)
        }
        return .stay([])
    }
}
