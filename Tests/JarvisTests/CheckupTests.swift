import ClusterKit
import HTTP
import JSON
import ProxmoxSim
import Testing
import Text

@testable import Jarvis

/// What `jarvis doctor` finds wrong with a cluster, and how it says to mend it.
@Suite struct CheckupTests {
    @Test func `doctor names the feature, the privilege and the path a token lacks`() async throws {
        let (simulator, estate) = try await Estate.simulated { $0.auditToken }
        let (text, _) = await estate.run(.doctor)
        let findings = try JSONValue(parsing: text).array?.compactMap(Finding.init) ?? []
        #expect(
            findings.contains(
                Finding(
                    "cluster sim: rights", .warning,
                    "no starting and stopping of guests: VM.PowerMgmt on /vms is missing; give "
                        + "\(simulator.credentials.auditToken.id) a role with it")))
        #expect(findings.contains { $0.subject == "memory: audit log" && $0.verdict == .unknown })
        await simulator.stop()
    }

    @Test func `a right that is given for some guests only is told with them`() {
        let right = NeededRight.all.first { $0.privilege == "VM.PowerMgmt" }
        let permissions = Permissions(privileges: ["/": ["Sys.Audit"], "/vms/100": ["VM.PowerMgmt"]])
        #expect(
            right?.gap(in: permissions)
                == "starting and stopping of guests only for /vms/100: VM.PowerMgmt on /vms is missing")
    }

    @Test func `a changed certificate is a fault that tells how to accept it`() async throws {
        let simulator = try await Simulator.start(SimulatorConfiguration(delays: .brief))
        var configuration = Homestead.cluster(simulator, name: "sim")
        configuration.endpoints[0].fingerprint = CertificateFingerprint(
            bytes: [UInt8](repeating: 7, count: 32))
        let findings = await ClusterCheckup(configuration).findings()
        #expect(findings.map(\.verdict) == [.fault, .unknown])
        #expect(
            findings[0].text.contains(
                "jarvis trust sim \(simulator.fingerprint) --node 127.0.0.1:\(simulator.port)"))
        await simulator.stop()
    }

    @Test(
        arguments: [
            (["https_proxy": "http://me:secret@proxy.lan:3128/"], nil),
            (["https_proxy": "http://me:secret@proxy.lan:3128/", "JARVIS_PROXY": "all"], "https_proxy"),
            (["ALL_PROXY": "proxy.lan:3128", "JARVIS_PROXY": "all"], "ALL_PROXY"),
            (["http_proxy": "proxy.lan:3128", "JARVIS_PROXY": "all"], nil),
            (["https_proxy": "proxy.lan:3128", "JARVIS_PROXY": "all", "no_proxy": "10.0.0.0/8"], nil),
            (["https_proxy": "proxy.lan:3128", "JARVIS_PROXY": "all", "no_proxy": "a.lan, 10.1.2.3"], nil),
            (
                ["https_proxy": "proxy.lan:3128", "JARVIS_PROXY": "all", "no_proxy": "10.0.0.0/16"],
                "https_proxy"
            ),
        ] as [([String: String], String?)])
    func `an entry node that is asked through a proxy is told, and how to leave the proxy out`(
        environment: [String: String], variable: String?
    ) {
        let configuration = ClusterConfiguration(
            name: "sim", endpoints: [Endpoint("10.1.2.3"), Endpoint("127.0.0.1")],
            credential: .token(id: "a@b!c", secret: Secret("x")))
        let findings = ClusterCheckup(configuration, environment: environment).proxies()
        let sentence = variable.map { name in
            "the variable \(name) has it asked through the proxy proxy.lan:3128; to ask it directly, put 10.1.2.3 into "
                + "no_proxy"
        }
        #expect(findings.map(\.text) == [sentence].compactMap(\.self))
    }

    @Test(arguments: [
        ("4.0.11", 8007, true), ("4.0.11", 8006, true), ("6.4-13", 8006, true), ("9.1.1", 8007, true),
        ("7.4-3", 8006, false), ("9.1.1", 8006, false),
    ])
    func `a backup server or an old Proxmox VE is named by what it answers`(
        version: String, port: Int, isFault: Bool
    ) throws {
        let endpoint = Endpoint("pbs.lan", port: port)
        let configuration = ClusterConfiguration(
            name: "lab", endpoints: [endpoint],
            credential: .token(id: "root@pam!jarvis", secret: Secret("s")))
        let found = ClusterCheckup(configuration).fault(
            of: try #require(ProxmoxVersion(version)), at: endpoint)
        #expect((found != nil) == isFault)
        guard let found else { return }
        #expect(found.verdict == .fault)
        #expect(
            found.text
                == "it answers as version \(version): that is Proxmox Backup Server, or a Proxmox VE older than 7; "
                + "name a node of Proxmox VE, on port 8006")
    }
}
