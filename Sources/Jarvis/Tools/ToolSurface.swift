import AIKit
import ClusterKit
import JSON
import Memory
import Text

/// The tools as other programs are told of them, by which these may see that nothing was changed behind them.
package enum ToolSurface {
    /// What is told of a tool over MCP.
    static func told(_ tool: Tool) -> MCPTool {
        MCPTool(tool.definition, tier: tool.least, output: FactSchema.of(tool.definition.name))
    }

    /// All, by name; the same for each cluster.
    package static var tools: [MCPTool] { ClusterTools.all(nowhere).all.map { told($0) } }

    /// What the tools of this program are called, those of the operator's own hand too; nobody else chose these names.
    static let ownNames = Set(
        (ClusterTools.all(nowhere).definitions + OperatorTools.all(nowhere).definitions).map(\.name.rawValue))

    /// The tools that only look: a call of one that makes no sense is refused, and is no act.
    static let readingNames = Set(
        ClusterTools.all(nowhere).all.filter { $0.least == .green }.map(\.definition.name.rawValue))

    /// What is told of tools is not about a cluster; this one has no node to be asked.
    private static var nowhere: Site {
        Site(
            ClusterConfiguration(
                name: "none", endpoints: [Endpoint("127.0.0.1", port: 8006)],
                credential: .token(id: "none", secret: Secret(""))))
    }

    /// SHA-256 over names, descriptions, schemas and annotations, as `tools/list` has them with sorted keys.
    package static var digest: String {
        TextDigest.of(JSONValue.array(tools.map(\.members)).text)
    }
}
