import AIKit
import ClusterKit

extension Errand {
    /// Puts a question to the butler: the question, and the cluster's name when it is not the first.
    ///
    /// Answers with the lines of `AskEvent`. A question among them waits for `answer`.
    package static let ask = Errand("ask", need: .clusters, patience: .seconds(600)) {
        household, arguments, output in
        guard let question = arguments.first, !question.isEmpty else {
            return Ending(.usage, "Ask something.")
        }
        guard let site = household.site(arguments.dropFirst().first) else {
            let known = household.sites.map(\.name).joined(separator: ", ")
            return Ending(.usage, "There is no such cluster; the clusters are \(known).")
        }
        await household.settle()
        let snapshot = await site.snapshot
        if let blindness = blindness(snapshot) { return blindness }
        if let error = snapshot.freshness[.resources]?.lastError {
            output(AskEvent.note("\(site.name): \(error)").line)
        }
        let (id, audience) = household.admit(to: site) { output($0.line) }
        defer { household.dismiss(id) }
        await audience.ask(question)
        return Ending(.done)
    }

    /// How the errand ends when nothing is known of the cluster; `nil` when something is, however old.
    private static func blindness(_ snapshot: ClusterSnapshot) -> Ending? {
        let freshness = snapshot.freshness[.resources]
        guard freshness?.lastGood == nil else { return nil }
        let reason = freshness?.lastError.map { "\($0)" } ?? "No answer has come yet; see `jarvis doctor`."
        return Ending(StatusReport.status([snapshot]), "\(snapshot.name): \(reason)")
    }

    /// The operator's word on a question: the numbers of audience and card, and `no`, `yes`, `nobody`, or `type` and
    /// the word.
    package static let answer = Errand("answer", need: .clusters) { household, arguments, _ in
        guard arguments.count >= 3, let audience = Int(arguments[0], radix: 10).flatMap(household.audience),
            let card = Int(arguments[1], radix: 10)
        else { return Ending(.unavailable, "The question is not open any more.") }
        let word: CardAnswer =
            switch arguments[2] {
            case "yes": .yes
            case "nobody": .nobody
            case "type": .typed(arguments.dropFirst(3).joined(separator: " "))
            default: .no
            }
        await audience.settle(card, word)
        return Ending(.done)
    }
}
