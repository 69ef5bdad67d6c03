import AIKit
import ClusterKit

extension Errand {
    /// Puts a question to the butler: the question, and the cluster's name when it is not the first.
    ///
    /// Answers with the lines of `AskEvent`. A question among them waits for `Household.settle`.
    package static let ask = Errand("ask", need: .clusters, patience: .seconds(600), conversing: reply)

    private static func reply(
        _ household: Household, _ arguments: [String], _ asker: Asker, _ output: @escaping Output
    ) async -> Ending {
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
        let (id, audience) = household.admit(to: site, asker: asker) { output($0.line) }
        defer { household.dismiss(id) }
        if let fault = household.memoryFault { output(AskEvent.note(fault).line) }
        await audience.ask(question)
        return Ending(household.memoryFault == nil ? .done : .memory)
    }

    /// How the errand ends when nothing is known of the cluster; `nil` when something is, however old.
    private static func blindness(_ snapshot: ClusterSnapshot) -> Ending? {
        let freshness = snapshot.freshness[.resources]
        guard freshness?.lastGood == nil else { return nil }
        let reason = freshness?.lastError.map { "\($0)" } ?? "No answer has come yet; see `jarvis doctor`."
        return Ending(StatusReport.status([snapshot]), "\(snapshot.name): \(reason)")
    }
}
