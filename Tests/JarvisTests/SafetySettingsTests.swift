import AIKit
import ClusterKit
import Settings
import Testing

@testable import Jarvis

@Suite struct SafetySettingsTests {
    private static let cluster =
        "clusters: [{name: home, nodes: [pve], token: {id: 'a@pam!b', secret: {env: S}}}]\n"

    private func read(_ safety: String) throws -> SafetySettings {
        try Configuration(parsing: Self.cluster + "safety: " + safety + "\n", file: "f").safety
    }

    @Test func `what the file says of safety is what the gate goes by`() throws {
        let settings = try read(
            "{autonomy: act-quietly, read_only: [home], protected: [101, node:pve1, storage:tank, tag:Web]}")
        #expect(settings.autonomy == .actQuietly && settings.readOnly == .clusters(["home"]))
        #expect(
            settings.protected == [
                .thing(.guest(101)), .thing(.node("pve1")), .thing(.storage("tank")), .tag("web"),
            ])
        #expect(try read("{read_only: true}").readOnly == .everything)
        #expect(try read("{}") == SafetySettings())
    }

    @Test func `every mistake in what is protected is named`() {
        let text = Self.cluster + "safety: {protected: [router, 101, nas:tank]}\n"
        let mistakes = ConfigurationReading(text, file: "f").mistakes.all
        #expect(mistakes.map(\.key) == ["safety.protected.1", "safety.protected.3"])
    }

    @Test func `what is protected and in no cluster is a warning, where all of them are seen whole`() throws {
        let settings = try read("{protected: [101, 999, node:pve, node:pev, tag:web]}")
        let guest = Guest(
            id: GuestID(.lxc, 101), node: "pve", status: .running, tags: ["Web"])
        var snapshot = ClusterSnapshot(
            name: "home", nodes: [Node(name: "pve", state: .online)], guests: [guest], access: .granted,
            freshness: [.resources: Freshness(lastGood: .now)])
        func words() -> [String] {
            ProtectionCheckup(protected: settings.protected, snapshots: [snapshot]).findings.map {
                "\($0.verdict): \($0.text.prefix { $0 != "," })"
            }
        }
        #expect(words() == ["warning: no cluster has 999", "warning: no cluster has node:pev"])
        snapshot.access = .noGuests
        #expect(words().isEmpty)
    }

    @Test(arguments: [
        ("{read_only: [hoem]}", "there is no cluster \"hoem\""), ("{read_only: maybe}", "safety.read_only"),
        ("{protected: [router]}", "expected a guest's number, node:NAME"),
        ("{protected: 101}", "expected a list"),
        ("{autonomy: all}", "is not one of: observe, alert, recommend, act, act-quietly"),
    ])
    func `a mistake in it is named, as it would leave something unprotected`(text: String, words: String) {
        let mistakes = ConfigurationReading(Self.cluster + "safety: " + text + "\n", file: "f").mistakes.all
        #expect(mistakes.map(\.description).joined().contains(words), "\(mistakes)")
    }
}
