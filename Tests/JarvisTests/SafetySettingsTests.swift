import AIKit
import Jarvis
import Settings
import Testing

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
