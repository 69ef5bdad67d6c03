import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    /// A command that only reads, on a node's own system.
    ///
    /// What may be asked is settled; the way to the machine is not there yet, which it says.
    static func executeSSH(_ site: Site) -> Tool {
        let parameters = [
            ToolParameter("node", .text, "The node's name.", isRequired: true),
            ToolParameter(
                "command", .text, "One command with its words, such as: systemctl status pveproxy",
                isRequired: true),
        ]
        return .reading(definition("execute_ssh", PackageResources.execute_ssh_md, parameters)) { arguments in
            let node = try node(arguments, in: try await sight(of: site))
            switch CommandPolicy.verdict(on: arguments["command"]?.string ?? "", at: node?.text) {
            case .refused(let reason): throw ToolRejection(reason)
            case .reads(let words):
                return .failure(
                    "\(words[0]) would only read, and Jarvis has no way into \(node.map(\.text) ?? "the node") yet: "
                        + "this version has no SSH. Answer from the other tools, or name the command, so that the "
                        + "operator can run it in the shell.")
            }
        }
    }
}
