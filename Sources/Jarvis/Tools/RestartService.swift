import AIKit
import ClusterKit
import JSON
import Text

/// A restart of one service of a node's own system, followed until it runs again.
struct ServiceRestart: Sendable {
    let node: NodeName
    let service: String
    let site: Site

    /// Services whose restart nobody but their own users notices.
    private static let harmless: Set<String> = [
        "chrony", "cron", "postfix", "systemd-timesyncd", "ksmtuned", "syslog",
    ]
    /// What each of these holds together; without it for long, nodes with high availability restart themselves.
    private static let core: Set<String> = ["corosync", "pve-cluster", "pve-ha-crm", "pve-ha-lrm"]

    func assess() async throws(ToolRejection) -> ToolAssessment {
        let newest = await site.snapshot
        let snapshot = try ClusterTools.sight(in: newest)
        guard snapshot.node(node)?.state != .offline else {
            throw ToolRejection("\(node) is offline: nothing can be restarted on it.")
        }
        let found = try await present()
        let isCore = Self.core.contains(service)
        var impact = [Self.consequence(of: service)]
        if let words = found.words { impact.append("It is: \(Untrusted(words).words(columns: 100)).") }
        if !found.isRunning {
            impact.append("At present it is \(Untrusted(found.state ?? "in an unknown state").name).")
        }
        if let age = Judgement(of: newest, at: .now).age {
            impact.append("What is known of the cluster is \(age.components.seconds) seconds old.")
        }
        return ToolAssessment(
            tier: Self.harmless.contains(service) ? .yellow : .red,
            targets: [.node(node.text), .service(service)],
            summary: "Restart the service \(service) on \(node)",
            call: APICall.restart(service: service, at: node).description, impact: impact,
            state: "\(service) \(found.state ?? "?") on \(node)", keyword: isCore ? service : nil)
    }

    private static func consequence(of service: String) -> String {
        switch service {
        case _ where core.contains(service):
            "It holds the cluster together; if it does not come up again, the node may leave the cluster, and with high "
                + "availability restart itself."
        case "pveproxy", "pvedaemon":
            "The API and the web interface of the node are away for a moment, for Jarvis, too."
        case "pvestatd": "The figures of the node stand still for a moment."
        case "sshd": "Sessions that are open stay; if it does not come up again, nobody gets in."
        case "pve-firewall": "The node's rules are written anew."
        case _ where harmless.contains(service): "It is away for a moment."
        default: "Whoever uses it is without it for a moment."
        }
    }

    func run() async throws -> ToolOutcome {
        let snapshot = try await ClusterTools.sight(of: site)
        let (node, service, client) = (node, service, site.client)
        let run = TaskRun(
            .restart(service: service, at: node), at: node, types: ["srvrestart", "srvreload"],
            subject: service, client: client,
            earlier: snapshot.freshness[.tasks]?.lastGood != nil ? snapshot.tasks : nil,
            deadline: .seconds(30))
        defer { site.refresh() }
        return try await run.follow { () throws(ProxmoxError) in
            let now = try await client.services(of: node).first { $0.name == service }
            guard let now else { return .missing("\(service) is not among the services of \(node)") }
            return now.isRunning
                ? .reached("\(service) on \(node) was restarted, and is running.")
                : .missing("\(service) is \(now.state ?? "in an unknown state")")
        }.toolOutcome
    }

    /// The service as it is now.
    private func present() async throws(ToolRejection) -> NodeService {
        let all: [NodeService]
        do throws(ProxmoxError) {
            all = try await site.client.services(of: node)
        } catch {
            throw ToolRejection(
                "Which services \(node) has is not known, so nothing is done: \(error)", cause: error.codeText
            )
        }
        guard let found = all.first(where: { $0.name == service }), !found.isAbsent else {
            let names = all.filter { !$0.isAbsent }.map { Untrusted($0.name).name }.joined(separator: ", ")
            throw ToolRejection(
                "\(node) has no service \"\(Untrusted(service).name)\" that Proxmox VE looks after; it has \(names). "
                    + "Services inside of guests are not within reach yet.")
        }
        return found
    }
}

extension ClusterTools {
    static func restartService(_ site: Site) -> Tool {
        let parameters = [
            ToolParameter("node", .text, "The node's name.", isRequired: true),
            ToolParameter("service", .text, "Its name, such as pveproxy or postfix.", isRequired: true),
        ]
        @Sendable func restart(_ arguments: JSONValue) async throws(ToolRejection) -> ServiceRestart {
            guard let node = try node(arguments, in: try await sight(of: site)),
                let service = arguments["service"]?.string
            else { throw ToolRejection("A service is named with its node.") }
            return ServiceRestart(node: node, service: service, site: site)
        }
        return Tool(
            definition("restart_service", PackageResources.restart_service_md, parameters), least: .yellow,
            assess: { try await restart($0).assess() }, run: { try await restart($0).run() })
    }
}
