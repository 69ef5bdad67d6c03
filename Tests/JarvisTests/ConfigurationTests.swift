import AIKit
import ClusterKit
import HTTP
import Jarvis
import Settings
import Testing
import Text

@Suite struct ConfigurationTests {
    private static let whole = """
        clusters:
          - name: home
            nodes: [pve1, "https://pve2:8443"]
            token: {id: jarvis@pve!tui, secret: {env: PVE_SECRET}}
            fingerprints:
              pve1: "\(Array(repeating: "AB", count: 32).joined(separator: ":"))"
          - name: lab
            nodes: ["https://[fd00::1]"]
            user: {name: root@pam, password: {file: ~/.lab}}
            ca: /etc/ssl/lab.pem
        ai:
          provider: openai
          model: qwen
          base_url: http://127.0.0.1:8080/v1
        ui: {theme: cyan, mode: ops, glyphs: plain, prefix: ctrl-b}
        shell: {command: [/bin/sh, -l], scrollback: 500}
        """

    @Test func `a whole file is read`() throws {
        let configuration = try Configuration(parsing: Self.whole, file: "config.yaml")
        let home = try #require(configuration.clusters.first)
        #expect(home.entries == ["https://pve1:8006", "https://pve2:8443"])
        #expect(home.login == .token(id: "jarvis@pve!tui", secret: .environment("PVE_SECRET")))
        #expect(home.fingerprints["pve1"]?.bytes == Array(repeating: 0xAB, count: 32))
        #expect(configuration.clusters.last?.entries == ["https://[fd00::1]:8006"])
        #expect(configuration.clusters.last?.authorityFile == "/etc/ssl/lab.pem")
        #expect(configuration.ai.model.provider == .openai)
        #expect(configuration.ui.prefix == "b")
        #expect(configuration.ui.glyphs == .plain)
        #expect(configuration.shell.command == ["/bin/sh", "-l"])
        #expect(configuration.shell.scrollback == 500)
    }

    @Test(arguments: [
        ("b", "b"), ("b:8006", "b"), ("'[fd00::1]:8006'", "'[fd00::1]'"), ("'fd00::1'", "'[fd00::1]'"),
    ])
    func `a fingerprint belongs to a host or to one port of it`(name: String, node: String) throws {
        let text =
            "clusters: [{name: a, nodes: [\(node)], user: {name: c@d, password: {env: K}}, "
            + "fingerprints: {\(name): \(Self.mark)}}]"
        let settings = try #require(try Configuration(parsing: text, file: "c").clusters.first)
        #expect(
            settings.configuration(secret: Secret("x")).endpoints.map(\.fingerprint)
                == [CertificateFingerprint(Self.mark)])
    }

    private static let mark = String(repeating: "ab", count: 32)

    @Test func `an empty file is every default`() throws {
        #expect(try Configuration(parsing: "", file: "config.yaml") == Configuration())
    }

    @Test(arguments: [
        (
            "cluster: []",
            "config.yaml:1: cluster: unknown key; known here: clusters, ai, safety, mcp, ui, shell"
        ),
        (
            "ui:\n  theme: amber\n  mode: quiet",
            "config.yaml:3: ui.mode: \"quiet\" is not one of: jarvis, ops, minimal"
        ),
        ("ui: {prefix: ctrl-c}", "ui.prefix: expected ctrl- and a letter the shell can do without"),
        ("clusters: [{name: a}]", "clusters.1: a cluster needs a name and nodes"),
        ("clusters: [{name: a, nodes: [b]}]", "clusters.1: a cluster needs a token or a user"),
        ("clusters: [{name: a, nodes: [], user: {name: b}}]", "clusters.1.nodes: name at least one node"),
        (
            "clusters: [{name: a, nodes: ['http://b'], user: {name: b}}]",
            "clusters.1.nodes.1: Proxmox speaks https only"
        ),
        (
            "clusters: [{name: a, nodes: [b], token: {id: c@d!e, secret: 0f}}]",
            "clusters.1.token.secret: secrets do not belong here"
        ),
        (
            "clusters: [{name: a, nodes: [b], user: {name: c@d, password: {env: K}}, fingerprints: {e: \(mark)}}]",
            "clusters.1.fingerprints.e: nodes names no e"
        ),
        ("ai: {provider: anthropic, model: m}", "ai: provider anthropic needs a key"),
        (
            "ai: {provider: anthropic, model: m, key: {env: K}, reasoning: hard}",
            "ai.reasoning: \"hard\" is not one of: off, auto, low, medium, high, max"
        ),
        ("ai: {provider: openai}", "ai: provider openai needs a model"),
    ])
    func `a mistake is named with its place and its remedy`(text: String, part: String) {
        let error = #expect(throws: SettingsError.self) {
            try Configuration(parsing: text, file: "config.yaml")
        }
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }
}
