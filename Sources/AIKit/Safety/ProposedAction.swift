import JSON

/// An action somebody wants, as the gate judges it and an approval binds it.
package struct ProposedAction: Sendable, Hashable {
    /// The tool, or the command of the screen.
    package var name: String
    package var arguments: JSONValue
    package var assessment: ToolAssessment
    package var asker: Asker

    package init(name: String, arguments: JSONValue, assessment: ToolAssessment, asker: Asker) {
        self.name = name
        self.arguments = arguments
        self.assessment = assessment
        self.asker = asker
    }

    /// The one spelling of the call and of what it would do: equal for equal actions only.
    ///
    /// It is the text itself and no digest of it, so nothing else can have the same.
    package var canonical: String {
        JSONValue.object([
            "name": .string(name), "arguments": arguments, "call": .string(assessment.call),
            "tier": .string(assessment.tier.description), "asker": .string(asker.rawValue),
            "summary": .string(assessment.summary), "state": .string(assessment.state),
            "targets": .array(assessment.targets.map(\.description).sorted().map { .string($0) }),
        ]).text
    }
}

/// How much care an action needs.
package enum SafetyTier: Int, Sendable, Hashable, Comparable, CaseIterable, CustomStringConvertible {
    /// Only reads.
    case green
    /// Changes little and can be undone: runs and is logged.
    case yellow
    /// Interrupts something: is confirmed.
    case orange
    /// Starts, stops or loses something that matters: is confirmed each time, whoever asks.
    case red
    /// Never runs. An unknown tool is BLACK.
    case black

    package static func < (left: SafetyTier, right: SafetyTier) -> Bool {
        left.rawValue < right.rawValue
    }

    package var description: String {
        switch self {
        case .green: "GREEN"
        case .yellow: "YELLOW"
        case .orange: "ORANGE"
        case .red: "RED"
        case .black: "BLACK"
        }
    }
}
