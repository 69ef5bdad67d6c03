import AIKit
import ClusterKit
import JSON
import Synchronization

extension Errand {
    /// Tries everything that Jarvis does on a cluster: its name, empty for the first; the number of a guest that is given
    /// for it, empty for none; `bodies` where what the tools returned is wanted.
    ///
    /// Answers with lines of `AskEvent`: questions to the operator, and in the end the text
    /// `{"findings": [Finding], "bodies": {TOOL: RESULT}}`, in which names, addresses and secrets are covered.
    package static let prove = Errand("prove", need: .clusters, patience: .seconds(600), conversing: proven)

    private static func proven(
        _ estate: Estate, _ arguments: [String], _ asker: Asker, _ output: @escaping Output
    ) async -> Ending {
        guard let site = estate.site(arguments.first?.unlessEmpty) else { return estate.noSuchCluster }
        let wanted = arguments.dropFirst().first?.unlessEmpty
        let guest = wanted.flatMap { VMID($0) }
        guard (wanted == nil) == (guest == nil) else {
            return Ending(.usage, "A guest is given by its number.")
        }
        await estate.settle()
        let snapshot = await site.snapshot
        guard snapshot.answers else {
            return Ending(
                StatusReport.status([snapshot]), "\(site.name) does not answer; see `jarvis doctor`.")
        }
        let (id, audience) = estate.admit(to: site, asker: asker) { event in
            if case .question = event { output(event.line) }
        }
        defer { estate.dismiss(id) }
        let proof = ClusterProof(
            site: site, estate: estate, butler: audience.butler, keepsBodies: arguments.contains("bodies"))
        var report = await proof.report(guest: guest)
        if let guest { report.findings += await proof.act(on: guest) }
        let cover = NameCover(snapshot)
        let bodies = report.bodies.mapValues { JSONValue.string(cover.covered($0.text)) }
        let findings = report.findings.map { Finding($0.subject, $0.verdict, cover.covered($0.text)).json }
        output(
            AskEvent.text(JSONValue.object(["findings": .array(findings), "bodies": .object(bodies)]).text)
                .line)
        output(AskEvent.end(failure: nil).line)
        return Ending(report.findings.contains { $0.verdict == .fault } ? .found : .done)
    }
}
