import AIKit
import ClusterKit
import HTTP
import Screen
import Testing
import Text

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// A certificate that is not the accepted one: shown with both values, and believed after a word only.
@Suite struct TrustTests {
    private static let old = CertificateFingerprint(bytes: [UInt8](repeating: 0xA1, count: 32))
    private static let new = CertificateFingerprint(bytes: [UInt8](repeating: 0xB2, count: 32))

    private func snapshot(atEntry: Bool) throws -> ClusterSnapshot {
        let endpoint = Endpoint("192.0.2.7")
        let error = ProxmoxError.fingerprintChanged(
            cluster: "lab", endpoint: endpoint, expected: try #require(Self.old),
            presented: try #require(Self.new))
        var snapshot = Sample.snapshot
        if atEntry {
            snapshot.entryFaults = [endpoint: error]
        } else {
            snapshot.freshness[.resources] = Freshness(lastGood: Sample.start.instant, lastError: error)
        }
        return snapshot
    }

    /// The screen with the question.
    private func asked(atEntry: Bool) throws -> (state: AppState, question: TrustQuestion) {
        let snapshot = try snapshot(atEntry: atEntry)
        let question = try #require(TrustQuestion.all(in: snapshot).first)
        var state = Sample.state(Size(width: 120, height: 40), snapshot: snapshot)
        _ = state.update(.kit(.trustQuestion(question)), at: Sample.start)
        state.wait(until: 0.75)
        return (state, question)
    }

    @Test(arguments: [true, false])
    func `a changed certificate is shown with both fingerprints, the remedy and nothing chosen`(
        atEntry: Bool
    ) throws {
        let (state, question) = try asked(atEntry: atEntry)
        let text = state.picture().text
        #expect(text.contains("CERTIFICATE CHANGED") && text.contains("Nothing was sent to it."))
        #expect(text.contains("A1:A1:A1") && text.contains("B2:B2:B2"))
        #expect(text.contains("jarvis trust lab"))
        #expect(question.expected == Self.old && question.endpoint == "192.0.2.7:8006")
    }

    @Test(arguments: [(["Enter"], false), (["n"], false), (["Esc"], false), (["y", "Enter"], true)])
    func `it is believed after an explicit yes and not before`(keys: [String], isAccepted: Bool) throws {
        var (state, question) = try asked(atEntry: false)
        #expect(state.tap(keys, after: 1.5) == [.kit(.trust(question, accepted: isAccepted))])
        #expect(state.layers.isEmpty)
    }

    @Test func `what is typed before the question can be read is no answer`() throws {
        let snapshot = try snapshot(atEntry: false)
        var state = Sample.state(Size(width: 120, height: 40), snapshot: snapshot)
        let question = try #require(TrustQuestion.all(in: snapshot).first)
        _ = state.update(.kit(.trustQuestion(question)), at: Sample.start)
        state.wait(until: 0.75)
        #expect(state.tap(["y", "Enter"], after: 1) == [])
        #expect(state.layers.count == 1)
    }

    @Test(arguments: [true, false], [true, false])
    func `the question goes by itself once its entry node answers again, and may come back`(
        atEntry: Bool, isWaiting: Bool
    ) throws {
        var (state, question) = try asked(atEntry: atEntry)
        if isWaiting { state.putAside() }
        #expect(state.layers.isEmpty == isWaiting)
        func isAsked() -> Bool { !state.layers.isEmpty || !state.waiting.isEmpty }
        // As long as it does not answer, or not as it should, nothing is settled.
        var silent = Sample.snapshot
        silent.freshness[.resources]?.lastError = .misconfigured(cluster: "lab", detail: "")
        for snapshot in [try snapshot(atEntry: atEntry), silent] {
            _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.start)
            #expect(isAsked())
        }
        var other = Sample.snapshot
        other.name = "elsewhere"
        _ = state.update(.kit(.snapshot(Diagnosis(of: other))), at: Sample.start)
        #expect(isAsked())
        _ = state.update(.kit(.snapshot(Diagnosis(of: Sample.snapshot))), at: Sample.start)
        #expect(!isAsked())
        #expect(state.picture().text(row: 39).contains("192.0.2.7:8006 answers with a certificate"))
        _ = state.update(.kit(.trustQuestion(question)), at: Sample.start)
        #expect(isAsked())
    }

    @Test func `one entry node is asked about once`() throws {
        var snapshot = try snapshot(atEntry: true)
        snapshot.freshness[.resources]?.lastError = snapshot.entryFaults.first?.value
        #expect(TrustQuestion.all(in: snapshot).count == 1)
    }

    @Test func `an account that may see no guests is told so, and not that all is fine`() {
        var snapshot = Sample.calm
        snapshot.guests = []
        snapshot.access = .noGuests
        let text = Sample.state(Size(width: 200, height: 50), snapshot: snapshot).picture().text
        #expect(text.contains("no permission to see guests") && text.contains("VM.Audit"))
        #expect(!text.contains("nominal") && !text.contains("0/0"))
    }

    @Test func `a list without guests is no good news before the rights are known`() {
        var snapshot = Sample.snapshot
        snapshot.guests = []
        snapshot.access = .unknown
        let text = Sample.state(Size(width: 200, height: 50), snapshot: snapshot).picture().text
        #expect(!text.contains("nominal") && !text.contains("0/0"))
    }

    @Test func `the weights of votes, a device and the majority are shown`() {
        var snapshot = Sample.snapshot
        snapshot.quorum = .cluster(isQuorate: true, votes: 4, expected: 5)
        snapshot.voting?.device = Voting.Device(isConnected: false)
        let text = Sample.state(Size(width: 120, height: 40), snapshot: snapshot).picture().text
        // Where there is room for one of them only, it is the device that is missing.
        #expect(text.contains("4/5 votes  quorate  QDevice NOT CON") && text.contains("quorum  4/5, needs 3"))
        let wide = Sample.state(Size(width: 300, height: 60), snapshot: snapshot).picture().text
        #expect(wide.contains("4/5 votes  quorate, needs 3  QDevice NOT CONNECTED"))
        snapshot.voting = nil
        let counted = Sample.state(Size(width: 120, height: 40), snapshot: snapshot).picture().text
        #expect(counted.contains("4/5 members"))
    }

    @Test(arguments: [(40.0, nil), (66, .warning), (81, .critical)] as [(Double, Severity?)])
    func `a temperature is coloured from 65 and from 80 degrees`(celsius: Double, severity: Severity?) {
        let facts = DetailFacts.node(
            NodeStatus(temperatures: [SensorReading(sensor: "cpu", celsius: celsius)]))
        #expect(facts.last?.severity == severity)
        #expect(facts.last?.value == "\(Int(celsius)) °C  cpu")
    }

    @Test func `an unknown temperature says why, and what would make it known`() {
        let facts = DetailFacts.node(NodeStatus()).suffix(2)
        #expect(facts.map(\.name) == ["temperature", "to know it"])
        #expect(facts.first?.value == "unknown: the API of Proxmox VE has none")
        #expect(facts.last?.value.contains("lm-sensors") == true)
    }
}
