import AIKit
import FoundationEssentials
import Memory
import Text

/// How summing up a conversation's beginning went.
struct Folding: Sendable, Hashable {
    /// Summaries in a row that could not be taken.
    private(set) var failures = 0
    /// Times in a row that one gave way to a question.
    private(set) var abandoned = 0

    /// After so many failures no model is asked any more in that conversation.
    private static let mostFailures = 3
    /// So often one gives way; the next is waited for, at most until its deadline.
    private static let mostAbandoned = 2

    var hasGivenUp: Bool { failures >= Self.mostFailures }
    var givesWay: Bool { abandoned < Self.mostAbandoned }

    mutating func fail() { failures += 1 }
    mutating func abandon() { abandoned += 1 }
}

/// Summing up what is no longer sent of a conversation.
extension Butler {
    /// Whether the beginning of the conversation is to be summed up now.
    var isSummaryDue: Bool { !counsel.mind.isRules && !folding.hasGivenUp && foldPlace != nil }

    private var foldPlace: Int? { FoldPlan.cut(in: conversation, share: counsel.share) }

    /// Has a model sum up the beginning of the conversation, where that is due; what it says stands for it from then on.
    func sumUp() async {
        guard !Task.isCancelled, isSummaryDue, let place = foldPlace else { return }
        let (talk, before) = (record, conversation)
        switch await summary(before: place) {
        case .unasked: return
        case .abandoned: folding.abandon()
        case .refused(let model, let reason):
            folding.fail()
            guard folding.hasGivenUp else { return }
            show(
                .agent(
                    .warning(
                        "The beginning of this talk could not be summed up, after three tries (\(model): \(reason)). "
                            + "What does not fit into the model's window is left out from now on, but for notes of "
                            + "it. /clear begins a talk with all its room; the memory keeps this one whole."
                    )))
        case .made(let made):
            // Another conversation may have been taken up meanwhile.
            guard record == talk, conversation.messages.count >= before.messages.count else { return }
            folding = Folding()
            consolidate(made)
            await keep(made, behind: before.messages.count - place)
            let count = place - (before.consolidation?.folded ?? 0)
            show(
                .noted(
                    "\(count) messages folded into a summary of \(made.words) words by \(made.author ?? "rules")."
                ))
        }
    }

    /// A summary of what stands before a message, paid for and in the ledger.
    ///
    /// Where the operator chose the rules no model is asked, for this neither.
    private func summary(before place: Int) async -> SummaryOutcome {
        guard await pin(nil)?.lowercased() != AnsweringModel.rules.name else { return .unasked }
        let (events, seen) = AsyncStream.makeStream(of: AgentEvent.self)
        let keeper = keeper(of: events, Scribe(store, conversation: record, purse: purse))
        let show = show
        let outcome = await counsel.summary(
            of: conversation, before: place, by: agent, from: purse, with: discretion, exams: await exams()
        ) { event in
            seen.yield(event)
            if case .billed(let bill) = event, bill.charge.cost > .zero { show(.charged(bill.charge.cost)) }
        }
        seen.finish()
        _ = await keeper.value
        return outcome
    }

    private func keep(_ consolidation: Consolidation, behind: Int) async {
        guard let record else { return }
        do throws(MemoryError) {
            try await keep(SummaryRow(consolidation, behind: behind), in: record)
        } catch {
            show(.forgotten(error.description))
        }
    }

    private func keep(_ row: SummaryRow, in talk: ConversationRecord.ID) async throws(MemoryError) {
        try await store.conversations.append(
            MessageRecord(conversation: talk, time: .now, role: .system, content: row.json.text, text: ""))
    }

    /// Goes on in a new conversation that begins with a summary of this one, which stays as it is; what is said to that.
    package func continueTalk() async -> String {
        await inTurn { await $0.continued() }
    }

    private func continued() async -> String {
        do throws(MemoryError) {
            guard let record, !conversation.messages.isEmpty,
                let old = try await store.conversations.conversation(record)
            else { return "Nothing was said in this conversation yet that could be summed up." }
            let summary = await wholeSummary()
            let title = String("\(old.title) (continued)".suffix(Self.longestTitle))
            let new = try await store.conversations.begin(title: title, at: .now)
            let origin = TalkOrigin(id: old.id, title: old.title, cluster: site.name)
            try await keep(SummaryRow(summary, behind: 0, origin: origin), in: new.id)
            try await goOn(with: new.id, [], .work, summary)
            let author = summary.author.map { "\($0)'s summary" } ?? "the rules' notes"
            return
                "From here on this is a new conversation, which begins with \(author) of #\(old.id); that one stays as "
                + "it is, see /talks.\n\n\(summary.text)"
        } catch {
            return "It could not be gone on with: \(error)"
        }
    }

    /// A summary of the whole conversation by a model, or else the rules' notes.
    private func wholeSummary() async -> Consolidation {
        if !counsel.mind.isRules, !folding.hasGivenUp,
            case .made(let made) = await summary(before: conversation.messages.count)
        {
            return Consolidation(text: made.text, author: made.author, traits: made.traits)
        }
        return Consolidation.byRules(
            of: conversation, TalkTraits(conversation, await discretion.scope()))
    }
}
