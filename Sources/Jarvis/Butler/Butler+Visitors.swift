import AIKit
import JSON

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
        let use = ToolUse(id: "\(asker.rawValue)-\(visit())", name: name, input: arguments)
        let result = await carriedOut(use, for: asker, told: told)
        let scope = await discretion.scope()
        guard !scope.withholds(arguments.text) else {
            return MCPOutcome(text: RedactionScope.nothing, isError: result.isError)
        }
        return MCPOutcome(
            text: scope.withoutWithheld(result.plainContent),
            structured: result.structured.flatMap { scope.withoutWithheld($0) }, isError: result.isError)
    }
}
