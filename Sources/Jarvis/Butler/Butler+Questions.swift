import AIKit
import Memory

/// What goes with a question: who shall answer it, with which tools, and what belongs to it.
extension Butler {
    /// What is said to `/model` and the words behind it.
    package func chooseModel(_ words: String) async -> String {
        await models.reply(to: words)
    }

    /// What is said to `/remember` and `/forget`, and where a fact is pinned, with the words behind them.
    package func recollect(_ order: FactOrder, _ words: String) async -> String {
        let desk = FactDesk(facts: store.facts, cluster: site.name)
        return switch order {
        case .remember: await desk.remember(words)
        case .forget: await desk.forget(words)
        case .pin: await desk.pin(words)
        }
    }

    private var models: ModelDesk {
        let show = show
        return ModelDesk(
            mind: counsel.mind, preferences: store.preferences, cluster: site.name,
            tell: { show(.agent(.warning($0))) })
    }

    /// The foreign tools of this conversation, which stay as they were at its first question.
    func lentTools() async -> [Tool] {
        guard let foreign, !counsel.mind.isRules else { return [] }
        if let lent { return lent }
        let kit = await foreign.kit(for: site) { [discretion] in await discretion.scope() }
        guard !Task.isCancelled else { return kit.tools }
        for note in kit.notes { show(.agent(.warning(note))) }
        lent = kit.tools
        return kit.tools
    }

    /// What belongs to a question and stands in no tool's result: time and cluster.
    func circumstances(plan: Bool) -> String {
        let now = Circumstances.text(cluster: site.name)
        return plan && !counsel.mind.isRules ? "\(PlanProposal.notice)\n\(now)" : now
    }

    /// The model that the operator wants for a question; `nil` where the question decides.
    func pin(_ model: String?) async -> String? {
        guard !counsel.mind.isRules else { return nil }
        if let model { return model.lowercased() == "auto" ? nil : model }
        do throws(MemoryError) {
            return try await models.pin()
        } catch {
            show(.forgotten(error.description))
            return nil
        }
    }

    /// How the models did in their exams; nothing where that cannot be read.
    func exams() async -> [String: ExamResult] {
        do throws(MemoryError) {
            return try await ExamBook(store.preferences).results(of: counsel.mind)
        } catch {
            show(.forgotten(error.description))
            return [:]
        }
    }
}
