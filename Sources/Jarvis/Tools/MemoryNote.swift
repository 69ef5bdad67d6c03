import AIKit
import JSON
import Memory
import Text

extension ClusterTools {
    /// A fact that a model proposes: the operator's yes to the card makes it one, and nothing else does.
    static func memoryNote(_ site: Site, _ facts: Facts?) -> Tool {
        let parameters = [
            ToolParameter("text", .text, "One sentence, such as: 101 may be off at night.", isRequired: true)
        ]
        @Sendable func sentence(_ arguments: JSONValue) throws(ToolRejection) -> String {
            guard facts != nil else { throw ToolRejection("There is no memory that would keep a fact.") }
            let text = arguments["text"]?.string ?? ""
            if let reason = FactDesk.objection(to: text) { throw ToolRejection(reason) }
            return Untrusted(text).line
        }
        return Tool(
            definition("memory_note", PackageResources.memory_note_md, parameters), least: .orange,
            assess: { arguments in
                let text = try sentence(arguments)
                return ToolAssessment(
                    tier: .orange, summary: "Remember: \(text)", call: "remember \(text)",
                    impact: [
                        "It is proposed to you, and not said by you; with your yes it is told to every model that answers for "
                            + "this cluster, until /forget."
                    ])
            },
            run: { arguments in
                let text = try sentence(arguments)
                guard let facts else { return .failure("There is no memory that would keep a fact.") }
                let fact = FactRecord(
                    time: .now, cluster: site.name, text: text, source: "memory_note, confirmed on a card")
                switch try await facts.keep(fact) {
                case .kept(let id):
                    return ToolOutcome(
                        text: "It is remembered as \(id.rawValue).", structured: ["remembered": .string(text)]
                    )
                case .missing, .full:
                    return .failure(
                        "\(Facts.most) facts stand already; the operator has to forget one first.")
                }
            })
    }
}
