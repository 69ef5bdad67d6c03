import AIKit
import ClusterKit
import Synchronization

extension Errand {
    /// Puts a question to the butler: the question, beside it the cluster's name, empty where it is not known, and the
    /// model that shall answer.
    ///
    /// Answers with the lines of `AskEvent`. A question among them waits for `Estate.settle`. Where there are several
    /// clusters the question is about the one it names, and every answer names its own.
    package static let ask = Errand("ask", need: .clusters, patience: .seconds(600), conversing: reply)

    private static func reply(
        _ estate: Estate, _ arguments: [String], _ asker: Asker, _ output: @escaping Output
    ) async -> Ending {
        guard let question = arguments.first, !question.isEmpty else {
            return Ending(.usage, "Ask something.")
        }
        let cluster = arguments.dropFirst().first?.unlessEmpty
        let asked = Asked(question: question, model: arguments.dropFirst(2).first)
        if let model = asked.model, let refusal = estate.refusal(ofModel: model) {
            return Ending(.usage, refusal)
        }
        guard let site = estate.site(cluster) else { return estate.noSuchCluster }
        await estate.settle()
        guard estate.sites.count > 1 else {
            return await answer(asked, at: site, estate, asker) { output($0.line) }
        }
        switch await cluster != nil ? .these([site]) : AskedClusters.meant(by: question, among: estate.sites)
        {
        case .doubt(let words):
            output(AskEvent.text(words + "\n").line)
            output(AskEvent.end(failure: nil).line)
            return Ending(.done)
        case .these(let sites):
            return await answers(asked, at: sites, estate, asker, output)
        }
    }

    /// An answer for each cluster, with its name before it.
    private static func answers(
        _ asked: Asked, at sites: [Site], _ estate: Estate, _ asker: Asker, _ output: @escaping Output
    ) async -> Ending {
        var endings: [Ending] = []
        let failure = Mutex<String?>(nil)
        for site in sites {
            let heading = Heading(site.name)
            let isLast = site.name == sites.last?.name
            let ending = await answer(asked, at: site, estate, asker) { event in
                // One end stands for all, behind the last.
                if case .end(let reason) = event {
                    if let reason, !isLast { output(AskEvent.note("\(site.name): \(reason)").line) }
                    failure.withLock { $0 = reason }
                } else {
                    for event in heading.over(event) { output(event.line) }
                }
            }
            if ending.code != ExitStatus.done.rawValue, sites.count > 1 {
                output(AskEvent.text(ending.text).line)
            }
            if !isLast { output(AskEvent.text("\n").line) }
            endings.append(ending)
        }
        let worst = endings.first { $0.code != ExitStatus.done.rawValue }
        if sites.count == 1 {
            if let worst { return worst }
            if AskedWords(asked.question).isOverall(besides: sites) {
                await tellOfOthers(than: sites[0], estate, output)
            }
        }
        output(AskEvent.end(failure: failure.withLock { $0 }).line)
        return worst.map { Ending(code: $0.code) } ?? Ending(.done)
    }

    /// Who hears that all is in order in one cluster hears of others where it is not.
    private static func tellOfOthers(than site: Site, _ estate: Estate, _ output: Output) async {
        for other in estate.sites where other.name != site.name {
            let snapshot = await other.snapshot
            let worst = Judgement(of: snapshot, at: .now).concerns.first { $0.severity == .critical }
            guard let words = snapshot.answers ? worst?.text : "does not answer" else { continue }
            output(AskEvent.text("\nBeside it, \(other.name): \(words).").line)
        }
    }

    private static func answer(
        _ asked: Asked, at site: Site, _ estate: Estate, _ asker: Asker,
        show: @escaping @Sendable (AskEvent) -> Void
    ) async -> Ending {
        let snapshot = await site.snapshot
        if let blindness = blindness(snapshot) { return blindness }
        if let error = snapshot.freshness[.resources]?.lastError { show(.note("\(site.name): \(error)")) }
        let (id, audience) = estate.admit(to: site, asker: asker, show: show)
        defer { estate.dismiss(id) }
        if let fault = estate.memoryFault { show(.note(fault)) }
        await audience.ask(asked.question, model: asked.model)
        return Ending(estate.memoryFault == nil ? .done : .memory)
    }

    /// How the errand ends when nothing is known of the cluster; `nil` when something is, however old.
    private static func blindness(_ snapshot: ClusterSnapshot) -> Ending? {
        let freshness = snapshot.freshness[.resources]
        guard freshness?.lastGood == nil else { return nil }
        let reason = freshness?.lastError.map { "\($0)" } ?? "No answer has come yet; see `jarvis doctor`."
        return Ending(StatusReport.status([snapshot]), "\(snapshot.name): \(reason)")
    }
}

/// What is asked, and of whom.
private struct Asked {
    let question: String
    /// The model that shall answer, by its name or `auto`.
    let model: String?
}

/// The name of a cluster before what is said of it.
private final class Heading: Sendable {
    private let name: String
    private let stands = Mutex(false)

    init(_ name: String) {
        self.name = name
    }

    /// The event with the name where it begins an answer, and in a question to the operator.
    func over(_ event: AskEvent) -> [AskEvent] {
        switch event {
        case .text:
            let isFirst = stands.withLock { stands in
                defer { stands = true }
                return !stands
            }
            return isFirst ? [.text("\(name): "), event] : [event]
        case .reconsidered:
            stands.withLock { $0 = false }
            return [event]
        case .question(var question):
            question.summary = "\(name): \(question.summary)"
            return [.question(question)]
        case .note, .tool, .end: return [event]
        }
    }
}
