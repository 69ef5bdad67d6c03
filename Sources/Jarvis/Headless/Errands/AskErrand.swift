import AIKit
import ClusterKit

extension Errand {
    /// Puts a question to the butler: the question, and the cluster's name when it is not the first.
    ///
    /// Answers with the lines of `AskEvent`. A question among them waits for `Estate.settle`.
    package static let ask = Errand("ask", need: .clusters, patience: .seconds(600), conversing: reply)

    private static func reply(
        _ estate: Estate, _ arguments: [String], _ asker: Asker, _ output: @escaping Output
    ) async -> Ending {
        guard let question = arguments.first, !question.isEmpty else {
            return Ending(.usage, "Ask something.")
        }
        guard let site = estate.site(arguments.dropFirst().first) else {
            let known = estate.sites.map(\.name).joined(separator: ", ")
            return Ending(.usage, "There is no such cluster; the clusters are \(known).")
        }
        await estate.settle()
        let snapshot = await site.snapshot
        if let blindness = blindness(snapshot) { return blindness }
        if let error = snapshot.freshness[.resources]?.lastError {
            output(AskEvent.note("\(site.name): \(error)").line)
        }
        let (id, audience) = estate.admit(to: site, asker: asker) { output($0.line) }
        defer { estate.dismiss(id) }
        if let fault = estate.memoryFault { output(AskEvent.note(fault).line) }
        await audience.ask(question)
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
