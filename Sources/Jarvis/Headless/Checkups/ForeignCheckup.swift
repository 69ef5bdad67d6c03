import AIKit

/// Examines the foreign MCP servers: each is begun or connected to, asked for its tools, and let go.
struct ForeignCheckup: Sendable {
    private let server: ForeignServer

    /// One for each server, in their order; all are examined at once.
    static func findings(of servers: [ForeignSettings], _ environment: [String: String]) async -> [Finding] {
        let findings = await withTaskGroup(of: Placed.self) { group in
            for (index, settings) in servers.enumerated() {
                group.addTask {
                    let server = ForeignServer(settings, environment: environment)
                    let finding = await ForeignCheckup(server: server).finding()
                    await server.close()
                    return Placed(index: index, finding: finding)
                }
            }
            return await group.reduce(into: [Placed]()) { $0.append($1) }
        }
        return findings.sorted { $0.index < $1.index }.map(\.finding)
    }

    private struct Placed: Sendable {
        var index: Int
        var finding: Finding
    }

    private func finding() async -> Finding {
        let settings = server.settings
        let subject = "mcp \(settings.name)"
        do throws(MCPFault) {
            let list = try await server.offer()
            let greeting = await server.introduction
            let unknown = settings.tiers.keys.filter { name in !list.tools.contains { $0.name == name } }
                .sorted()
            var words =
                "\(greeting?.name ?? "it") answers (\(greeting?.spoken ?? "?")) and \(Self.count(list, settings))"
            if let remark = list.remark { words += "; \(remark)" }
            guard unknown.isEmpty else {
                let names = unknown.map { MCPFault.quoted($0) }.joined(separator: ", ")
                return Finding(
                    subject, .warning, "\(words); mcp.\(settings.name).tools ranks what it has not: \(names)")
            }
            return Finding(subject, list.remark == nil ? .good : .warning, words)
        } catch {
            return Finding(subject, .fault, "\(error); see its entry under mcp in the configuration")
        }
    }

    /// How many tools it lends, by tier.
    private static func count(_ list: ForeignToolList, _ settings: ForeignSettings) -> String {
        let tiers = list.tools.map { settings.tier(of: $0.name) }
        let parts = SafetyTier.allCases.compactMap { tier in
            let count = tiers.count { $0 == tier }
            return count == 0 ? nil : "\(count) \(tier)"
        }
        return "has \(tiers.count) \(tiers.count == 1 ? "tool" : "tools")"
            + (parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))")
    }
}
