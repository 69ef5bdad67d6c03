import ClusterKit
import FoundationEssentials
import HTTP

/// Examines one cluster: every entry node, its certificate, and what the account may do.
package struct ClusterCheckup: Sendable {
    private let configuration: ClusterConfiguration
    /// Of this process, as libcurl reads it.
    private let environment: [String: String]

    /// The oldest Proxmox VE whose API is the one that is asked here.
    private static let oldestMajor = 7
    private static let backupServerPort = 8007

    package init(
        _ configuration: ClusterConfiguration,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.configuration = configuration
        self.environment = environment
    }

    /// One finding an entry node, and one a missing right.
    package func findings() async -> [Finding] {
        var findings: [Finding] = []
        var rights: [Finding]?
        for endpoint in configuration.endpoints {
            var alone = configuration
            alone.endpoints = [endpoint]
            let client = ProxmoxClient(alone)
            do throws(ProxmoxError) {
                let version = try await client.version()
                if let fault = fault(of: version, at: endpoint) {
                    findings.append(fault)
                    continue
                }
                findings.append(
                    Finding(subject("\(endpoint)"), .good, "Proxmox VE \(version), \(trust(of: endpoint))"))
                if rights == nil {
                    let permissions = try await client.permissions()
                    let missing = await rows(client)
                    rights = self.rights(permissions) + missing
                }
            } catch {
                findings.append(Finding(subject("\(endpoint)"), .fault, error.description))
            }
        }
        return proxies() + findings
            + (rights ?? [Finding(subject("rights"), .unknown, "no entry node let \(account) in")])
    }

    /// What is wrong with who answers there; `nil` for a Proxmox VE that Jarvis knows.
    func fault(of version: ProxmoxVersion, at endpoint: Endpoint) -> Finding? {
        guard version.major < Self.oldestMajor || endpoint.port == Self.backupServerPort else { return nil }
        return Finding(
            subject("\(endpoint)"), .fault,
            "it answers as version \(version): that is Proxmox Backup Server, or a Proxmox VE older than "
                + "\(Self.oldestMajor); name a node of Proxmox VE, on port 8006")
    }

    /// The entry nodes that are asked through a proxy, which seldom is what a cluster nearby wants.
    func proxies() -> [Finding] {
        configuration.endpoints.compactMap { endpoint in
            ProxyVariables(environment).proxy(for: endpoint.host).map { variable, place in
                Finding(
                    subject("\(endpoint)"), .warning,
                    "the variable \(variable) has it asked through the proxy \(place); to ask it directly, put "
                        + "\(endpoint.host) into no_proxy")
            }
        }
    }

    /// What the account may not do, feature by feature.
    package func rights(_ permissions: Permissions) -> [Finding] {
        guard !permissions.isEmpty else {
            return [
                Finding(
                    subject("rights"), .fault,
                    "\(account) has no rights at all, so every list is empty: give it a role on /, such as "
                        + "PVEAuditor, or create the token without privilege separation")
            ]
        }
        let gaps = NeededRight.all.compactMap { $0.gap(in: permissions) }
        guard gaps.isEmpty else {
            return gaps.map { Finding(subject("rights"), .warning, "\($0); give \(account) a role with it") }
        }
        return [Finding(subject("rights"), .good, "\(account) may do everything Jarvis does")]
    }

    /// Rows of the lists that make no sense, which are missing everywhere; nothing when there are none.
    private func rows(_ client: ProxmoxClient) async -> [Finding] {
        do throws(ProxmoxError) {
            let resources = try await client.resources()
            let status = try await client.clusterStatus()
            let count = resources.unreadableRows + status.unreadableRows
            guard count > 0 else { return [] }
            return [
                Finding(
                    subject("lists"), .warning,
                    "\(count == 1 ? "one row" : "\(count) rows") could not be read and \(count == 1 ? "is" : "are") "
                        + "missing in every list: compare them with Proxmox's own")
            ]
        } catch {
            return [Finding(subject("lists"), .unknown, error.description)]
        }
    }

    private var account: String { configuration.credential.account }

    private func trust(of endpoint: Endpoint) -> String {
        if endpoint.fingerprint != nil { return "certificate pinned by its fingerprint" }
        return switch configuration.trust {
        case .system: "certificate signed by an authority of this system"
        case .authority(let file): "certificate signed by \(file)"
        }
    }

    private func subject(_ part: String) -> String {
        "cluster \(configuration.name): \(part)"
    }
}
