import AIKit
import ClusterKit
import JSON
import Text

/// The packet that wakes a node, and a watch for its return.
struct NodeWaking: Sendable {
    let node: NodeName
    let site: Site
    /// A machine takes some minutes to boot; a tool may take four.
    var deadline = Duration.seconds(200)
    var pace = Duration.seconds(2)

    func assess() async throws(ToolRejection) -> ToolAssessment {
        let snapshot = try await ClusterTools.sight(of: site)
        let state = snapshot.node(node)?.state ?? .unknown
        guard state != .online else {
            throw ToolRejection("\(node) is online already: there is nothing to do.")
        }
        return ToolAssessment(
            tier: .yellow, targets: [.node(node.text)], summary: "Wake the node \(node)",
            call: APICall.wake(node).description,
            impact: [
                "The packet is sent to the address that its configuration in Proxmox VE has for it (wakeonlan).",
                "Guests that start on boot begin to.",
            ] + (state == .unknown ? ["Whether it is awake is not known."] : []), state: "node \(state)")
    }

    /// Sends the packet once, and looks until the node is a member again.
    func run() async throws -> ToolOutcome {
        let address: String?
        do throws(ProxmoxError) {
            address = try await site.client.wake(node)
        } catch {
            guard case .refused(_, _, let message) = error, message.contains("MAC address") else {
                throw error
            }
            return .failure(
                "Proxmox VE does not know how to wake \(node): set it once with "
                    + "`pvenode config set --wakeonlan MAC` on that node. Nothing was sent.")
        }
        defer { site.refresh() }
        let began = ContinuousClock.now
        var trouble: ProxmoxError?
        while began.duration(to: .now) < deadline {
            do throws(ProxmoxError) {
                if try await site.client.resources().nodes.contains(where: {
                    $0.name == node && $0.state == .online
                }) {
                    let took = LengthOfTime(began.duration(to: .now)).roughWords
                    return ToolOutcome(
                        text: "\(node) is online again, \(took) after the packet.",
                        line: "\(node) is online again",
                        structured: ["status": "online"])
                }
                trouble = nil
            } catch {
                trouble = error
            }
            try await Task.sleep(for: pace)
        }
        let sent = address.map { " to \(Untrusted($0).name)" } ?? ""
        let text =
            "The packet was sent\(sent), and \(node) has not come back yet"
            + (trouble.map { ": \($0)" } ?? ".")
        return ToolOutcome(text: text, structured: ["error": .string(text)], ending: .unknown)
    }
}

extension ClusterTools {
    static func wakeNode(_ site: Site) -> Tool {
        let parameters = [ToolParameter("node", .text, "The node's name.", isRequired: true)]
        @Sendable func waking(_ arguments: JSONValue) async throws(ToolRejection) -> NodeWaking {
            guard let node = try node(arguments, in: try await sight(of: site)) else {
                throw ToolRejection("The parameter \"node\" is missing.")
            }
            return NodeWaking(node: node, site: site)
        }
        return Tool(
            definition("wake_node", PackageResources.wake_node_md, parameters), least: .yellow,
            assess: { try await waking($0).assess() }, run: { try await waking($0).run() })
    }
}
