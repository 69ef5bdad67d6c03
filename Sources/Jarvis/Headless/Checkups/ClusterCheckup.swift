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

    /// One finding an entry node, one a missing right, and one a thing that is not as it should be: by `watched`, the
    /// snapshot of whoever watches the cluster, or by a look of its own where an entry node answers.
    package func findings(watched: ClusterSnapshot? = nil) async -> [Finding] {
        await examination(watched: watched).findings
    }

    /// The same with the snapshot that it rests on; `nil` where no entry node answers.
    func examination(
        watched: ClusterSnapshot? = nil
    ) async -> (findings: [Finding], snapshot: ClusterSnapshot?) {
        var findings: [Finding] = []
        var rights: [Finding]?
        var errors: [ProxmoxError] = []
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
                    rights = self.rights(try await client.permissions())
                }
            } catch {
                errors.append(error)
                findings.append(Finding(subject("\(endpoint)"), .fault, error.told))
            }
        }
        var snapshot = watched
        if snapshot == nil, findings.contains(where: { $0.verdict == .good }) { snapshot = await look() }
        let standing = snapshot.map { health(of: $0, at: .now) } ?? []
        return (proxies() + findings + (rights ?? [hiddenRights(errors)]) + standing, snapshot)
    }

    /// Why nobody can tell what the account may do.
    private func hiddenRights(_ errors: [ProxmoxError]) -> Finding {
        Finding(
            subject("rights"), .unknown,
            errors.contains(where: \.isAboutAccount)
                ? "no entry node let \(account) in" : "not looked at: no entry node told them")
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

    /// What the top line tells of a snapshot, a finding a concern; of a cluster that does not answer, what
    /// `jarvis status` says of it.
    package func health(of snapshot: ClusterSnapshot, at now: ContinuousClock.Instant) -> [Finding] {
        let silence = silence(of: snapshot).map { [Finding(subject("health"), .fault, $0)] } ?? []
        guard snapshot.freshness[.resources]?.lastGood != nil else { return silence }
        let judgement = Judgement(of: snapshot, at: now)
        guard !judgement.isNominal || !silence.isEmpty else {
            return [Finding(subject("health"), .good, Judgement.nominal)]
        }
        let age = judgement.age.map { "the figures are \($0.components.seconds) s old" }
        return silence
            + [age, judgement.waiting].compactMap(\.self).map { Finding(subject("health"), .warning, $0) }
            + judgement.concerns.map { concern in
                Finding(
                    subject("health"), concern.severity > .notice ? .warning : .unknown,
                    concern.text + (concern.findings.first.map { ": \($0.remedy)" } ?? ""))
            }
            + [judgement.partly].compactMap(\.self).map { Finding(subject("health"), .unknown, $0) }
    }

    /// Why there is no good answer; `nil` where the latest was one.
    private func silence(of snapshot: ClusterSnapshot) -> String? {
        guard snapshot.answers else {
            let reason = snapshot.freshness[.resources]?.lastError.map { "\($0)" }
            return "does not answer: " + (reason ?? "no answer has come yet")
        }
        return snapshot.isNonsense ? "nothing that it answers can be read" : nil
    }

    /// A look at a cluster that nobody watches: it is asked until everything has answered or failed once.
    private func look() async -> ClusterSnapshot {
        let site = Site(configuration)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await site.run { _, _ in } }
            await site.settle(until: .now + Estate.patience)
            group.cancelAll()
            return await site.snapshot
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

/// A privilege that something Jarvis does depends on.
///
/// Source: the `permissions` of each call in https://pve.proxmox.com/pve-docs/api-viewer/.
struct NeededRight: Sendable, Hashable {
    /// What is missing without it.
    let feature: String
    let privilege: String
    /// The path it has to be given on, for everything below.
    let path: String

    static let all = [
        NeededRight("quorum, node figures and everybody's tasks", "Sys.Audit", "/"),
        NeededRight("guests", "VM.Audit", "/vms"),
        NeededRight("storage", "Datastore.Audit", "/storage"),
        NeededRight("backups on storages", "Datastore.AllocateSpace", "/storage"),
        NeededRight("backups of guests", "VM.Backup", "/vms"),
        NeededRight("starting and stopping of guests", "VM.PowerMgmt", "/vms"),
    ]

    private init(_ feature: String, _ privilege: String, _ path: String) {
        self.feature = feature
        self.privilege = privilege
        self.path = path
    }

    /// What is missing, in a sentence; `nil` when nothing is.
    func gap(in permissions: Permissions) -> String? {
        guard !permissions.allows(privilege, on: path) else { return nil }
        let below = permissions.privileges.keys.sorted().filter { candidate in
            candidate.hasPrefix(path == "/" ? "/" : path + "/")
                && permissions.privileges[candidate]?.contains(privilege) == true
        }
        guard !below.isEmpty else { return "no \(feature): \(privilege) on \(path) is missing" }
        return "\(feature) only for \(below.joined(separator: ", ")): \(privilege) on \(path) is missing"
    }
}

extension ProxmoxError {
    /// It is the account that was turned away, and not the call.
    fileprivate var isAboutAccount: Bool {
        switch self {
        case .unauthorized, .forbidden, .secondFactorNeeded: true
        default: false
        }
    }
}
