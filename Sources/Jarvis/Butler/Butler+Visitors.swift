import AIKit
import JSON
import Synchronization

/// What other programs have done by the models' tools.
extension Butler {
    /// Does one call, through the gate like everything else; what changes something is asked about.
    ///
    /// What the operator marked as private is left out of the result: nobody knows where it goes from here.
    ///
    /// `told` gets a sentence when the operator is asked.
    func carryOut(
        _ name: String, _ arguments: JSONValue, for asker: Asker, told: @escaping @Sendable (String) -> Void
    ) async -> MCPOutcome {
        let scope = await discretion.scope()
        let isPrivate = scope.withholds(arguments)
        let reads = isForReading(name)
        if !reads, let refusal = visitors.begin(at: .now) {
            return MCPOutcome(text: "Not run: \(refusal)", isError: true)
        }
        let wasDeclined = Mutex(false)
        let use = ToolUse(id: "\(asker.rawValue)-\(visit())", name: name, input: arguments)
        let result = await carriedOut(use, for: asker) { state in
            switch state {
            case .waiting(let card):
                let summary = card.action.assessment.summary
                let hides = isPrivate || scope.withholds(summary)
                told("The operator is asked on Jarvis' screen\(hides ? "" : ": \(summary)").")
            case .refused(.declined), .refused(.declinedBecause), .refused(.expired):
                wasDeclined.withLock { $0 = true }
            case .announced, .proposed, .running, .done, .refused: break
            }
        }
        if !reads { visitors.end(wasDeclined: wasDeclined.withLock { $0 }, at: .now) }
        // A tool that promises facts for programs has an object of them in any case.
        let nothing: JSONValue = ["private": true]
        guard !isPrivate else {
            return MCPOutcome(text: RedactionScope.nothing, structured: nothing, isError: result.isError)
        }
        return MCPOutcome(
            text: scope.withoutWithheld(result.plainContent),
            structured: result.structured.map { scope.withoutWithheld($0) ?? nothing },
            isError: result.isError)
    }
}

/// How often other programs may have the operator asked: one thing at a time, and not for a while after a no.
struct VisitorRights {
    private var isAsking = false
    private var declined: ContinuousClock.Instant?

    /// After a no nothing is asked for so long.
    private static let rest = Duration.seconds(60)

    /// Why nothing can be asked now; `nil` where it may be.
    mutating func begin(at now: ContinuousClock.Instant) -> String? {
        if isAsking { return "another program's call is under way, and may wait for the operator." }
        if let declined, now - declined < Self.rest {
            return "the operator has just said no to a program; nothing is asked for a minute."
        }
        isAsking = true
        return nil
    }

    mutating func end(wasDeclined: Bool, at now: ContinuousClock.Instant) {
        isAsking = false
        if wasDeclined { declined = now }
    }
}
