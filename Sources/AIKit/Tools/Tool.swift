import JSON

/// Something the butler can do: what the model is told, what a call would mean, and the deed.
///
/// The closures see checked arguments: the members the definition names, in the types it names.
package struct Tool: Sendable {
    package let definition: ToolDefinition
    /// The tier that every call has at least; `nil` where none is said.
    ///
    /// A GREEN one only looks, whatever its arguments.
    package let least: SafetyTier?
    /// Whether it is somebody else's: what is said of it, too, was written by strangers.
    package let isForeign: Bool
    /// What this call would mean now.
    ///
    /// Asked before the gate decides and again right before the deed, so it must look at the live state each
    /// time. Throws `ToolRejection` for a call that makes no sense.
    package let assess: @Sendable (JSONValue) async throws -> ToolAssessment
    /// Does it.
    ///
    /// Must end promptly when its task is cancelled.
    package let run: @Sendable (JSONValue) async throws -> ToolOutcome

    package init(
        _ definition: ToolDefinition, least: SafetyTier? = nil, isForeign: Bool = false,
        assess: @escaping @Sendable (JSONValue) async throws -> ToolAssessment,
        run: @escaping @Sendable (JSONValue) async throws -> ToolOutcome
    ) {
        self.definition = definition
        self.least = least
        self.isForeign = isForeign
        self.assess = assess
        self.run = run
    }

    /// A tool that only looks: always GREEN.
    package static func reading(
        _ definition: ToolDefinition, run: @escaping @Sendable (JSONValue) async throws -> ToolOutcome
    ) -> Tool {
        Tool(
            definition, least: .green,
            assess: { _ in
                ToolAssessment(
                    tier: .green, summary: "Read with \(definition.name)", call: "\(definition.name)")
            },
            run: run)
    }
}

/// What one call would mean, from one look at the live state.
package struct ToolAssessment: Sendable, Hashable {
    package var tier: SafetyTier
    /// What the call touches, the thing itself and whatever goes down with it.
    package var targets: Set<ActionTarget>
    /// What would happen, in words: `Start the container 103 (jellyfin) on pve`.
    package var summary: String
    /// The exact call: `POST /nodes/pve/lxc/103/status/start`.
    package var call: String
    /// What else the operator should know, one sentence a line: who uses it, what stops with it.
    package var impact: [String]
    /// The state of the targets that all this was told from: an approval is void once it is another.
    package var state: String
    /// The tags of its targets as they were told with that look: a list of the cluster may be older.
    package var tags: [ActionTarget: [String]] = [:]
    /// For what cannot be undone: the word the operator has to type, mostly the target's name.
    package var keyword: String?

    package init(
        tier: SafetyTier, targets: Set<ActionTarget> = [], summary: String, call: String,
        impact: [String] = [], state: String = "", keyword: String? = nil
    ) {
        self.tier = tier
        self.targets = targets
        self.summary = summary
        self.call = call
        self.impact = impact
        self.state = state
        self.keyword = keyword
    }
}

/// Why a call makes no sense.
///
/// A sentence for the model, such as `There is no guest 999.`
package struct ToolRejection: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String
    /// The code of the error that stands behind it; `nil` for a call that makes no sense of itself.
    package var cause: String?

    package init(_ description: String, cause: String? = nil) {
        self.description = description
        self.cause = cause
    }
}

/// What came of a call, before it is sanitised and fenced.
package struct ToolOutcome: Sendable, Hashable {
    /// For the model: words and figures as people read them.
    ///
    /// Nothing in it needs to be trusted.
    package var text: String
    /// For the operator: what came of it, in a line.
    ///
    /// Without it nothing is said of a success, and the text of anything else.
    package var line: String?
    /// The same facts for programs: an object.
    package var structured: JSONValue?
    package var ending: Ending

    package init(
        text: String, line: String? = nil, structured: JSONValue? = nil, ending: Ending = .done
    ) {
        self.text = text
        self.line = line
        self.structured = structured
        self.ending = ending
    }

    /// An outcome that is facts for programs, told to the model in lines.
    package init(_ structured: JSONValue) {
        self.init(text: FactText(structured).text, structured: structured)
    }

    /// A failure told in a sentence.
    package static func failure(_ text: String) -> ToolOutcome {
        ToolOutcome(text: text, ending: .failed)
    }
}

/// How something that ran ended: a call of a tool, an act of the operator's.
package enum Ending: String, Sendable, Hashable, CaseIterable {
    /// It did what was asked.
    case done
    /// It surely did not.
    case failed
    /// No answer came, or what was asked for was not seen: it may have taken effect.
    case unknown
}
