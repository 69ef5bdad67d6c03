import AIKit
import ClusterKit
import JSON
import Text

/// A foreign tool as one of the butler's: its tier is the operator's word alone, and whatever it says is a stranger's.
struct ForeignCall: Sendable {
    let server: ForeignServer
    let tool: ForeignTool
    let site: Site
    let scope: @Sendable () async -> RedactionScope

    /// Characters of an answer beyond which it is not even looked at, and bytes of what it has for programs.
    private static let bounds = (text: 100_000, structured: 64 << 10)
    /// Numbers below these names count something, and are no guest's.
    private static let counts: Set = [
        "limit", "count", "offset", "page", "per_page", "port", "timeout", "lines", "size", "depth", "max",
    ]

    private var settings: ForeignSettings { server.settings }
    private var tier: SafetyTier { settings.tier(of: tool.name) }

    var asTool: Tool {
        Tool(
            tool.definition, least: tier, isForeign: true,
            assess: { try await assess($0) }, run: { await run($0) })
    }

    private func assess(_ arguments: JSONValue) async throws -> ToolAssessment {
        if let objection = await objection(to: arguments) { throw ToolRejection(objection) }
        let targets = tier > .green ? Self.targets(arguments, in: await site.snapshot) : []
        let name = MCPFault.quoted(tool.name)
        return ToolAssessment(
            tier: tier, targets: targets, summary: "Call \(name) of the foreign server \(settings.name)",
            call: "\(settings.name): \(name) \(Untrusted(arguments.text).line)",
            impact: [
                "What it does is known to that server alone; Jarvis cannot see whether it had its effect."
            ])
    }

    /// Why the server is not told these arguments; `nil` where it may be.
    private func objection(to arguments: JSONValue) async -> String? {
        guard settings.privacy == .cloud, await scope().withholds(arguments) else { return nil }
        return
            "The arguments name what is private, and the server \(settings.name) is outside the operator's network: it is "
            + "not told."
    }

    private func run(_ arguments: JSONValue) async -> ToolOutcome {
        // It may have become private since.
        if let objection = await objection(to: arguments) { return .failure(objection) }
        do throws(MCPFault) {
            let answer = try await server.call(tool, arguments)
            let size = answer.structured?.bytes.count ?? 0
            return ToolOutcome(
                text: Self.bounded(answer.text),
                structured: size > Self.bounds.structured ? nil : answer.structured,
                ending: answer.isError ? .failed : .done)
        } catch {
            let words = "The foreign server \(settings.name): \(error)."
            guard tier > .green, error.leavesDoubt else { return .failure(words) }
            return ToolOutcome(text: words + " Whether it took effect is not known.", ending: .unknown)
        }
    }

    private static func bounded(_ text: String) -> String {
        let kept = text.prefix(bounds.text)
        return kept.endIndex == text.endIndex ? text : kept + "\n… the rest is left out"
    }

    /// The guests, nodes and storages that a call may be about: whatever its arguments name, wherever they name it.
    static func targets(_ arguments: JSONValue, in snapshot: ClusterSnapshot) -> Set<ActionTarget> {
        var named: [String: ActionTarget] = [:]
        for storage in snapshot.storages {
            named[storage.name.text.lowercased()] = .storage(storage.name.text)
        }
        for guest in snapshot.guests {
            if let name = guest.name { named[name.lowercased()] = .guest(guest.vmid.number) }
        }
        for node in snapshot.nodes { named[node.name.text.lowercased()] = .node(node.name.text) }
        for guest in snapshot.guests { named[String(guest.vmid.number)] = .guest(guest.vmid.number) }
        var found: Set<ActionTarget> = []
        collect(arguments, of: "", named, &found)
        return found
    }

    private static func collect(
        _ value: JSONValue, of key: String, _ named: [String: ActionTarget], _ found: inout Set<ActionTarget>
    ) {
        switch value {
        case .null, .bool: return
        case .integer, .number:
            guard !counts.contains(key.lowercased()), let number = value.integer else { return }
            if let target = named[String(number)] { found.insert(target) }
        case .string(let text):
            let words = text.lowercased().split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }
            for word in [text.lowercased()[...]] + words {
                if let target = named[String(word)] { found.insert(target) }
            }
        case .array(let elements): for element in elements { collect(element, of: key, named, &found) }
        case .object(let members): for (key, value) in members { collect(value, of: key, named, &found) }
        }
    }
}
