import AIKit
import ClusterKit
import FoundationEssentials
import Memory
import Text

/// Finds what a question is told from the memory: facts, what was done to the guests and nodes that it names, and passages
/// of the operator's notes that have to do with it.
struct Reminder: Sendable {
    let store: Store
    let site: Site
    let runbooks: Runbooks?
    var now: @Sendable () -> Date = { .now }
    /// So long a folder of notes is waited for.
    var patience = Duration.milliseconds(300)

    /// What each kind of model is told, of what it was not told in this talk.
    struct Packs: Sendable {
        var cloud = MemoryPack.none
        var lan = MemoryPack.none

        subscript(privacy: ModelPrivacy) -> MemoryPack { privacy == .lan ? lan : cloud }

        /// The facts that messages tell; a model of either kind was told them.
        func facts(in messages: ArraySlice<Message>) -> [FactRecord.ID] {
            let told = messages.flatMap(\.circumstances)
            let pack = [cloud, lan].first { pack in
                pack.text.map { text in told.contains { $0.hasPrefix(text) } } ?? false
            }
            return pack?.facts ?? []
        }
    }

    /// The most acts of one question, and the most passages.
    private static let most = (acts: 6, notes: 2)
    /// So many words of a passage are the question's, or it has nothing to do with it.
    private static let leastWords = 2

    /// What each kind of model is told with a question; `scope` is what no cloud is told.
    ///
    /// A memory that does not answer reminds of nothing.
    func packs(for question: String, in conversation: Conversation, apartFrom scope: RedactionScope) async
        -> Packs
    {
        let snapshot = await site.snapshot
        let asked = Asked(question, of: snapshot)
        do throws(MemoryError) {
            var things = try await facts(asked, snapshot)
            things += try await acts(asked)
            things += try await notes(asked, snapshot)
            let fresh = things.enumerated().sorted {
                ($1.element.rank, $0.offset) < ($0.element.rank, $1.offset)
            }.map(\.element).filter { !$0.isTold(in: conversation) }
            return Packs(
                cloud: MemoryPack(
                    fresh.filter { !$0.isWithheld(by: scope) }, within: MemoryPack.room(for: .cloud)),
                lan: MemoryPack(fresh, within: MemoryPack.room(for: .lan)))
        } catch {
            return Packs()
        }
    }

    /// What a question is about.
    private struct Asked {
        let things: NamedThings
        let words: Set<String>
        let isOrder: Bool

        init(_ question: String, of snapshot: ClusterSnapshot) {
            things = NamedThings(in: question, of: snapshot)
            words = FactDesk.words(question)
            isOrder = QuestionKind(of: question) == .act
        }

        /// Those that tell what it is about.
        var telling: Set<String> { words.filter { !EverydayWords.holds($0) } }
    }

    private func facts(
        _ asked: Asked, _ snapshot: ClusterSnapshot
    ) async throws(MemoryError) -> [RankedThing] {
        try await store.facts.list(of: site.name).map { fact in
            let age = age(of: fact.time.timeIntervalSince1970)
            return RankedThing(
                .fact(fact),
                line: "fact \(fact.id?.rawValue ?? 0), \(Self.told(age)): \(Untrusted(fact.text).line)",
                namesThing: NamedThings(in: fact.text, of: snapshot).shares(with: asked.things),
                words: FactDesk.count(of: asked.words, in: fact.text), age: age)
        }
    }

    /// In this program's words and the question's, so that no stranger speaks in them.
    private func acts(_ asked: Asked) async throws(MemoryError) -> [RankedThing] {
        let acts = try await Episodes(store.audit, of: site.name).find(
            about: asked.things, limit: Self.most.acts)
        return acts.map { act in
            let age = age(of: act.time)
            let line = act.line { target in
                if case .node(let name) = target { asked.things.nodes.contains(name) } else { false }
            }
            return RankedThing(
                .act(act), line: "act \(act.number), \(Self.told(age)): \(line)", namesThing: true, words: 0,
                age: age)
        }
    }

    /// None for an order: text from outside would take rights from it that the operator's words alone give it.
    private func notes(
        _ asked: Asked, _ snapshot: ClusterSnapshot
    ) async throws(MemoryError) -> [RankedThing] {
        guard let runbooks, !asked.isOrder, !asked.telling.isEmpty else { return [] }
        let found = try await runbooks.recall(
            asked.telling.sorted().joined(separator: " "), limit: 3 * Self.most.notes, waiting: patience)
        return found.compactMap { passage -> RankedThing? in
            let text = "\(passage.heading)\n\(passage.text)"
            let names = NamedThings(in: text, of: snapshot).shares(with: asked.things)
            let words = FactDesk.count(of: asked.telling, in: text)
            guard words >= Self.leastWords || names else { return nil }
            let place = "\(passage.path):\(passage.line)"
            return RankedThing(
                .note(passage), line: "note \(place)\n\(NoteCover.covering(text))", namesThing: names,
                words: words, age: 0)
        }.prefix(Self.most.notes).map(\.self)
    }

    private func age(of time: Double) -> Double { max(0, now().timeIntervalSince1970 - time) }

    private static func told(_ age: Double) -> String {
        LengthOfTime(seconds: Int(saturating: age.rounded())).rough
    }
}
