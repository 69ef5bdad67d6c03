/// Knows which calls of a run would only repeat an earlier one.
///
/// Reading the same twice is pointless until something was changed in between; changing the same twice
/// is never what was asked for in one breath.
struct RepeatGuard {
    private var readings: Set<String> = []
    private var changes: Set<String> = []

    /// Notes the call; `false` when it is a repetition.
    mutating func admits(_ action: ProposedAction) -> Bool {
        let call = action.name + action.arguments.text
        if action.assessment.tier == .green { return readings.insert(call).inserted }
        return changes.insert(call).inserted
    }

    /// Lets the call be noted again.
    mutating func forget(_ action: ProposedAction) {
        readings.remove(action.name + action.arguments.text)
        changes.remove(action.name + action.arguments.text)
    }

    /// Something was changed: what was read before may be read again.
    mutating func noteChange() {
        readings = []
    }
}
