import AIKit
import FoundationEssentials
import Memory

/// What a question is told from the memory.
extension Butler {
    /// Adds what each kind of model is told with a question, and the tool by which one of this network finds private notes too.
    ///
    /// Nothing for the rules, which look by themselves.
    func remind(_ question: inout Counsel.Question) async {
        question.nearTools = [
            ClusterTools.memorySearch(site, store, runbooks, isNear: true) { [discretion] in
                await discretion.scope()
            }
        ]
        guard !counsel.mind.isRules else { return }
        let reminder = Reminder(store: store, site: site, runbooks: runbooks)
        question.packs = await reminder.packs(
            for: question.text, in: conversation, apartFrom: await discretion.scope())
    }

    /// Counts that a model was told these facts.
    func note(_ facts: [FactRecord.ID]) async {
        guard !facts.isEmpty else { return }
        do throws(MemoryError) {
            try await store.facts.noteTold(facts, at: .now)
        } catch {
            // A count that is not kept is no reason to say less.
        }
    }
}
