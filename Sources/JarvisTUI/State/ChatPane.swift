import AIKit
import ClusterKit
import Multiplexer
import Text

/// The conversation with one cluster's butler as the centre column shows it.
struct ChatPane: Equatable {
    private(set) var cluster: String
    private(set) var entries: [ChatEntry] = []
    var input = LineEditor()
    /// The commands above it, while the name of one is typed.
    var slash = SlashList()
    /// What can be handed over, while the name of it is typed.
    var mentions = MentionList()
    /// What stands at the top of the window; `nil` follows the newest.
    var anchor: TranscriptPlace?
    /// The card that was gone to.
    private(set) var selected: ChatEntry.ID?
    /// The shell's prefix was pressed on the empty line: the next key may be one that zooms.
    var isPrefixed = false
    /// A run of the butler is under way.
    private(set) var isBusy = false
    /// Said while a run was under way; asked as soon as it ends.
    private(set) var queue: [Remark] = []
    /// The question that is edited, before which the talk goes on when the line is sent.
    private(set) var branch: BranchPoint?
    /// Nothing is changed before a plan was accepted.
    var isPlanning = false
    /// What the answers of this conversation cost, as far as is known.
    private(set) var cost = Micros.zero
    /// Why the last message was not sent but stands in the input again; said there until one is sent.
    private(set) var handedBack: String?
    /// How long a server has been loading its model; `nil` when it is not.
    private(set) var loading: Duration?
    /// What the last run took, for the line under the transcript.
    private(set) var lastRun: RunSummary?
    /// What the answer under way rests on.
    private var run = CitedRun()
    /// The lines of the entries that were drawn.
    private(set) var layouts = LayoutCache()
    /// The same for counting lines, which needs no colours.
    private(set) var measures = LayoutCache()
    /// When the thought or the words that grow began.
    private var began: ContinuousClock.Instant?
    private var nextID = 0
    /// What was amiss when that was looked at last.
    private var attended: [HealthFinding] = []

    init(cluster: String) {
        self.cluster = cluster
    }

    /// The oldest entries go beyond this number; they stay in the store.
    private static let limit = 500

    /// Appends what the operator said and marks the run as begun.
    mutating func begin(_ remark: Remark) {
        for content in ChatEntry.contents(of: remark.text, handed: remark.handed) { append(content) }
        isBusy = true
        run = CitedRun()
        (anchor, selected) = (nil, nil)
        handedBack = nil
    }

    /// Shows what was said and is not the butler's to answer.
    mutating func note(_ text: String) {
        append(.operatorText(text))
        anchor = nil
    }

    /// Shows what is said to that.
    mutating func reply(_ text: String) { append(.butlerText(text)) }

    /// Keeps a question for later.
    mutating func enqueue(_ remark: Remark) {
        queue.append(remark)
        handedBack = nil
    }

    /// Puts the question that came last back where it was typed, when nothing else stands there.
    mutating func takeBackQueued() {
        guard input.isEmpty, let last = queue.popLast() else { return }
        input.insert(last.text)
    }

    /// Puts what could not be said back where it was typed; where something else stands by now, the history keeps it.
    mutating func takeBack(_ remark: Remark, because reason: String) {
        let wasEmpty = input.isEmpty
        takeBack(remark.text, because: reason)
        if wasEmpty { branch = remark.branch }
    }

    /// The same for a line as it was typed.
    mutating func takeBack(_ text: String, because reason: String) {
        handedBack = input.isEmpty ? "Not sent. \(reason)" : "Not sent; Up brings it back. \(reason)"
        if input.isEmpty { input.insert(text) }
    }

    /// Forgets why something was not sent, now that something else was done.
    mutating func forgetRefusal() { handedBack = nil }

    /// Whether a call of the answer under way waits for the operator's word.
    var waitsForWord: Bool {
        for entry in entries.reversed() {
            switch entry.content {
            case .operatorText: return false
            case .tool(let card): if case .waiting = card.state { return true }
            case .butlerText, .thought, .citations, .notice, .incident, .absence: break
            }
        }
        return false
    }

    /// Takes the question that waited longest.
    mutating func dequeue() -> Remark? {
        queue.isEmpty ? nil : queue.removeFirst()
    }

    /// Puts earlier entries, such as yesterday's, before everything.
    mutating func restore(_ earlier: [ChatEntry.Content]) {
        let now = entries.map(\.content)
        (entries, anchor, selected) = ([], nil, nil)
        for content in earlier + now { append(content) }
        input.remember(
            earlier.compactMap { content in
                if case .operatorText(let text) = content { text } else { nil }
            })
    }

    /// Takes in what is amiss now, the worst first, and returns what is told as new.
    ///
    /// What nobody tells of just now, as `leavesOpen` says, stands on.
    mutating func attend(
        to found: [HealthFinding], at now: Double, leavesOpen: (HealthFinding.Key) -> Bool = { _ in false }
    ) -> [HealthFinding] {
        let keys = Set(found.map(\.key))
        let findings = found + attended.filter { !keys.contains($0.key) && leavesOpen($0.key) }
        guard findings != attended else { return [] }
        attended = findings
        var contents = entries.map(\.content)
        let new = contents.attend(to: findings, at: now)
        for index in entries.indices { entries[index].content = contents[index] }
        for content in contents.dropFirst(entries.count) { append(content) }
        return new
    }

    /// Lays what the cluster remembers of the hour before beside what is told of that.
    mutating func lay(_ evidence: RRDSeries, beside key: HealthFinding.Key) {
        for index in entries.indices { entries[index].content.lay(evidence, beside: key) }
    }

    /// Tells what happened while nobody looked; what was told of that before goes.
    mutating func tell(_ absence: Absence) {
        entries.removeAll { if case .absence = $0.content { true } else { false } }
        append(.absence(absence))
        anchor = nil
    }

    /// Whether something that was told stands.
    var hasIncident: Bool { entries.contains { $0.content.standingIncident != nil } }

    /// Gives all that it shows other names, and leaves the lines that were laid out to the one with the real ones.
    mutating func cover(by names: inout Pseudonyms) {
        cluster = names.name(.cluster, cluster)
        for index in entries.indices { entries[index].content = entries[index].content.covered(by: &names) }
        for index in queue.indices { queue[index].text = names.text(queue[index].text) }
        handedBack = handedBack.map { names.text($0) }
        if !input.isEmpty { input = LineEditor(names.text(input.text)) }
        mentions = MentionList()
        (layouts, measures) = (LayoutCache(), LayoutCache())
    }

    /// Removes the transcript, except for what is amiss; the store keeps it.
    mutating func clear() {
        entries.removeAll { $0.content.standingIncident == nil }
        (anchor, selected) = (nil, nil)
        (handedBack, branch, lastRun, cost) = (nil, nil, nil, .zero)
    }

    /// Shows an earlier conversation in the place of this one; what is amiss stays.
    mutating func goOn(with contents: [ChatEntry.Content], cost: Micros) {
        clear()
        restore(contents)
        self.cost = cost
    }

    /// Counts what answers of this conversation cost at an earlier start.
    mutating func count(_ earlier: Micros) { cost = cost + earlier }

    /// Takes away what was said from a question on, except for what is amiss.
    mutating func cut(from id: ChatEntry.ID) {
        entries.removeAll { $0.id >= id && $0.content.standingIncident == nil }
        (anchor, selected) = (nil, nil)
    }

    /// Goes to the question before (-1) or after (1): from none to the newest, and behind it to none.
    mutating func selectQuestion(by step: Int) {
        select(by: step) { $0.isQuestion }
    }

    /// Puts the marked question, else the last one, into the line; when that is sent the talk goes on from before it.
    ///
    /// - Returns: Why not, in a sentence.
    mutating func editQuestion() -> String? {
        guard input.isEmpty || branch != nil else {
            return "Something stands in the line already; send it or clear it first."
        }
        let questions = entries.filter(\.isQuestion)
        guard let entry = questions.last(where: { $0.id == selected }) ?? questions.last,
            case .operatorText(let text) = entry.content
        else { return "Nothing was asked yet." }
        let later = questions.count { $0.id > entry.id && $0.content == entry.content }
        input.replace(with: text)
        branch = BranchPoint(entry: entry.id, question: text, later: later)
        handedBack = nil
        return nil
    }

    /// The line is one like any other again.
    mutating func leaveBranch() { branch = nil }

    mutating func notice(_ text: String, _ severity: Severity) {
        append(.notice(text, severity))
    }

    /// Takes in what the run reports.
    mutating func receive(_ event: AgentEvent, at moment: Moment) {
        let now = moment.instant
        run.receive(event, at: moment.epoch)
        if case .loading(let waited) = event { loading = waited } else { loading = nil }
        if !event.isThought { endThought(at: now) }
        switch event {
        case .textDelta(let text):
            if !isAnswering { began = now }
            appendText(text)
        case .thinkingDelta(let text): appendThought(text, at: now)
        case .reconsidered: reconsider(at: now)
        case .tool(let card): update(card)
        case .retrying(let delay, let error):
            append(.notice(error.told(in: "\(error) Asking again\(delay.ahead)."), .warning))
        case .warning(let text): append(.notice(text, .warning))
        case .finished(let summary):
            cite()
            end(summary)
        case .failed(let failure, let summary):
            cite()
            let isWish = failure == .cancelled
            append(.notice(isWish ? failure.description : failure.told, isWish ? .info : .critical))
            end(summary)
        case .loading, .appended, .response, .billed: break
        }
    }

    /// Goes to the next card (1), or to the one before (-1): from none to the newest, and behind it to none.
    mutating func select(by step: Int) {
        select(by: step) { $0.isCard }
    }

    private mutating func select(by step: Int, among suits: (ChatEntry) -> Bool) {
        let cards = entries.filter(suits).map(\.id)
        let place = selected.flatMap { cards.firstIndex(of: $0) } ?? cards.count
        let next = max(0, place + step)
        selected = cards.indices.contains(next) ? cards[next] : nil
    }

    /// Folds or unfolds the selected card, else the newest call, else the newest thought; returns which.
    mutating func toggleCard() -> ChatEntry.ID? {
        let isCall: (ChatEntry) -> Bool = { if case .tool = $0.content { true } else { false } }
        let index =
            selected.flatMap { id in entries.firstIndex { $0.id == id } }
            ?? entries.lastIndex(where: isCall) ?? entries.lastIndex(where: \.isCard)
        guard let index else { return nil }
        entries[index].isFolded.toggle()
        return entries[index].id
    }

    /// Says what the answer rests on.
    private mutating func cite() {
        if !run.citations.isEmpty { append(.citations(run.citations)) }
        run = CitedRun()
    }

    private mutating func end(_ summary: RunSummary) {
        isBusy = false
        lastRun = summary
        cost = cost + summary.cost
    }

    private mutating func append(_ content: ChatEntry.Content) {
        entries.append(ChatEntry(id: nextID, content: content))
        nextID += 1
        if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
    }

    private mutating func appendText(_ text: String) {
        guard case .butlerText(var whole)? = entries.last?.content else { return append(.butlerText(text)) }
        whole += text
        if text.contains(where: \.isNewline), let rest = whole.unsettled {
            entries[entries.count - 1].content = .butlerText(String(whole[..<rest]))
            append(.butlerText(String(whole[rest...].drop(while: \.isNewline))))
        } else {
            entries[entries.count - 1].content = .butlerText(whole)
        }
    }

    /// The newest entry is what he says.
    private var isAnswering: Bool {
        if case .butlerText? = entries.last?.content { true } else { false }
    }

    /// Whether an event brings the first words of an answer or of a thought.
    func isAwaiting(_ event: AgentEvent) -> Bool {
        switch (event, entries.last?.content) {
        case (.textDelta, .butlerText?), (.thinkingDelta, .thought?): false
        case (.textDelta, _), (.thinkingDelta, _): true
        default: false
        }
    }

    private mutating func appendThought(_ text: String, at now: ContinuousClock.Instant) {
        guard case .thought(var thought)? = entries.last?.content else {
            began = now
            return append(.thought(Thought(text)))
        }
        if let took = thought.took { began = now - took }
        thought.append(text)
        thought.took = nil
        entries[entries.count - 1].content = .thought(thought)
    }

    private mutating func endThought(at now: ContinuousClock.Instant) {
        guard case .thought(var thought)? = entries.last?.content, thought.took == nil else { return }
        thought.took = began.map { now - $0 } ?? .zero
        entries[entries.count - 1].content = .thought(thought)
    }

    /// Makes thinking of the answer so far.
    private mutating func reconsider(at now: ContinuousClock.Instant) {
        var parts: [String] = []
        while case .butlerText(let text)? = entries.last?.content {
            parts.insert(text, at: 0)
            entries.removeLast()
        }
        guard !parts.isEmpty else { return }
        append(.thought(Thought(parts.joined(separator: "\n"), took: began.map { now - $0 } ?? .zero)))
    }

    private mutating func update(_ card: ToolCard) {
        let index = entries.lastIndex { entry in
            if case .tool(let known) = entry.content { known.id == card.id } else { false }
        }
        guard let index else { return append(.tool(card)) }
        entries[index].content = .tool(card)
    }
}

extension AgentEvent {
    /// It says nothing of whether thinking is over.
    fileprivate var isThought: Bool {
        switch self {
        case .thinkingDelta, .loading: true
        default: false
        }
    }
}
