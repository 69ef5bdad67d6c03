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
    package static var tools: [MCPTool] {
        // What is told of them is not about a cluster; this one has no node to be asked.
        let nowhere = ClusterConfiguration(
            name: "none", endpoints: [Endpoint("127.0.0.1", port: 8006)],
            credential: .token(id: "none", secret: Secret("")))
        return ClusterTools.all(Site(nowhere)).all.map { told($0) }
    }

    /// SHA-256 over names, descriptions, schemas and annotations, as `tools/list` has them with sorted keys.
    package static var digest: String {
        TextDigest.of(JSONValue.array(tools.map(\.members)).text)
    }
}
