import ClusterKit
import FoundationEssentials
import Screen
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct ConcernTests {
    private static func text(_ change: (inout ClusterSnapshot) -> Void) -> String {
        var snapshot = Sample.calm
        change(&snapshot)
        return Health(Sample.state(snapshot: snapshot)).text
    }

    @Test func `only a cluster without a fault is nominal`() {
        #expect(Self.text { _ in } == "all systems nominal")
    }

    @Test func `the worst is named and the rest counted`() {
        let text = Self.text { snapshot in
            snapshot.nodes[0].memory = snapshot.nodes[0].memoryLimit
            snapshot.nodes[1].state = .offline
        }
        #expect(text == "\(Sample.snapshot.nodes[1].name) down  +1")
    }

    @Test func `the rest is counted as the list of it has lines`() {
        var snapshot = Sample.calm
        snapshot.nodes[1].state = .offline
        for index in 0..<3 { snapshot.guests[index].status = .ioError }
        let state = Sample.state(snapshot: snapshot)
        let judgement = Judgement(of: state.cluster.diagnosis, at: Sample.start.instant)
        #expect(judgement.concerns.count == 2 && judgement.findings.count == 4)
        let worst = judgement.concerns[0].findings.count
        #expect(Health(state).more == "  +\(4 - worst)")
    }

    /// With a node that went down so many seconds before the sample's moment, noon.
    private static func fallen(_ seconds: Double, width: Int = 120) -> AppState {
        var recollection = Recollection()
        var snapshot = Sample.calm
        let moment = Date(timeIntervalSince1970: Sample.start.epoch - seconds)
        _ = recollection.diagnosis(of: snapshot, at: moment.addingTimeInterval(-120))
        snapshot.nodes[2].state = .offline
        snapshot.nodes[0].cpu = 0.97
        let diagnosis = recollection.diagnosis(of: snapshot, at: moment)
        return Sample.state(Size(width: width, height: 40), snapshot: diagnosis.snapshot)
    }

    private static func topLine(_ state: AppState) -> String {
        state.picture().text.split(separator: "\n").first.map(String.init) ?? ""
    }

    @Test func `since when is told of the worst, with its day where that is not today`() {
        #expect(Self.topLine(Self.fallen(180)).contains(" home down since 11:57  +1 "))
        #expect(Self.topLine(Self.fallen(86_400)).contains(" home down since 2025-12-31 12:00  +1 "))
        #expect(Self.text { $0.nodes[2].state = .offline } == "home down")
    }

    @Test func `since when has to make room for who thinks and what time it is`() {
        let widths = (60...120).map { width in
            let line = Self.topLine(Self.fallen(180, width: width))
            #expect(line.contains("home down since 11:57  +1") || line.contains("home down  +1"))
            return (isTold: line.contains("since"), hasClock: line.contains(" 12:00"))
        }
        #expect(widths.allSatisfy { !$0.isTold || $0.hasClock })
        #expect(widths.contains { !$0.isTold && $0.hasClock } && widths.contains { $0.isTold })
    }

    @Test func `since when stays as it is while time passes, so that it costs no picture`() {
        var state = Self.fallen(180)
        let before = Health(state).onset
        _ = state.update(.tick, at: Sample.moment(59))
        #expect(Health(state).onset == before && before == " since 11:57")
    }

    @Test func `a node at its limit is no nominal system`() {
        #expect(Self.text { $0.nodes[0].cpu = 0.97 } == "\(Sample.snapshot.nodes[0].name) CPU 97%")
    }

    @Test func `a storage that is full is named with its share, a shared one once`() {
        let text = Self.text { snapshot in
            for index in snapshot.storages.indices {
                snapshot.storages[index].used = snapshot.storages[index].total.map { $0 / 100 * 96 }
            }
            snapshot.storages = Array(snapshot.storages.prefix(1)) + snapshot.storages.prefix(1)
        }
        #expect(text == "storage \(Sample.snapshot.storages[0].name) 96% full")
    }

    @Test func `a shared storage that a node lacks is named with the node, wherever it stands`() {
        let nas = Sample.calm.storages[1]
        for (sick, well) in [("agent", "home"), ("pve", "home")] as [(NodeName, NodeName)] {
            let text = Self.text { snapshot in
                var (lost, kept) = (nas, nas)
                lost.id.node = sick
                lost.state = .unknown
                (lost.used, lost.total) = (nil, nil)
                kept.id.node = well
                snapshot.storages = [lost, kept]
            }
            #expect(text == "storage nas not on \(sick)")
        }
    }

    @Test func `a storage of which nothing is known on a node that is there is no nominal system`() {
        #expect(Self.text { $0.storages[0].state = .unknown } == "storage local unknown")
    }

    @Test func `what is critical is told first, and how old it is behind it`() {
        let text = Self.text { snapshot in
            snapshot.quorum = .cluster(isQuorate: false, votes: 1, expected: 4)
            snapshot.freshness[.resources] = Freshness(lastGood: Sample.start.instant - .seconds(90))
            snapshot.access = .noGuests
        }
        #expect(text == "quorum lost 1/4  figures 1m 30s old  +1")
    }

    @Test func `what is not known is not nominal`() {
        let node = Sample.snapshot.nodes[0].name
        #expect(Self.text { $0.quorum = .unknown } == "a part is seen: quorum not known")
        #expect(Self.text { $0.nodes[0].cpu = nil } == "a part is seen: figures of \(node) not known")
        let both = Self.text { snapshot in
            snapshot.quorum = .unknown
            snapshot.nodes[0].memory = nil
        }
        #expect(both == "a part is seen: quorum, figures of \(node) not known")
    }

    @Test(arguments: ["io-error", "internal-error", "guest-panicked", "watchdog"])
    func `a guest that an error holds is named, and drawn as failed`(word: String) {
        let guest = Sample.guests[0]
        #expect(Self.text { $0.guests[0].status = GuestStatus(word) } == "101 nextcloud \(word)")
        var held = guest
        held.status = GuestStatus(word)
        #expect(GuestLook(held, .plain).symbol == .failed)
        held.status = .paused
        #expect(GuestLook(held, .plain).symbol == .paused)
    }

    @Test(arguments: ["error", "fence", "recovery"])
    func `what high availability could not do is named once, whichever row says so`(word: String) {
        let service = HAEntry(id: "service:vm:101", kind: .service, vmid: 101, state: word)
        #expect(Self.text { $0.guests[0].haState = word } == "101 nextcloud HA \(word)")
        #expect(Self.text { $0.highAvailability = [service] } == "101 nextcloud HA \(word)")
        let both = Self.text { snapshot in
            snapshot.guests[0].haState = word
            snapshot.highAvailability = [service]
        }
        #expect(both == "101 nextcloud HA \(word)")
        #expect(Self.text { $0.guests[0].haState = "started" } == "all systems nominal")
    }

    @Test func `a node that is fenced or in maintenance is named`() {
        let node = Sample.snapshot.nodes[0].name
        #expect(Self.text { $0.nodes[0].haState = "fence" } == "\(node) HA fence")
        #expect(Self.text { $0.nodes[0].haState = "maintenance" } == "\(node) in maintenance")
        #expect(Self.text { $0.nodes[0].haState = "online" } == "all systems nominal")
    }

    @Test func `rows that could not be read and guests that fell are no nominal system`() {
        #expect(Self.text { $0.freshness[.resources]?.unreadableRows = 5 } == "5 rows unreadable")
        #expect(
            Self.text { $0.unaskedStops = [Sample.guests[1].id] } == "103 jellyfin stopped without a task")
    }

    @Test func `a fact outside the lists reaches the top line`() {
        var state = Sample.state(snapshot: Sample.calm)
        var next = Sample.calm
        next.unaskedStops = [Sample.guests[1].id]
        _ = state.update(.kit(.snapshot(Diagnosis(of: next))), at: Sample.start)
        #expect(Health(state).text == "103 jellyfin stopped without a task")
    }

    @Test func `a section that nobody answers for is not well`() {
        let now = Sample.start.instant
        let timeout = ProxmoxError.nodeUnreachable(
            "home", call: GuestAction.start.call(on: Sample.guests[0].id, at: "home"), code: 596,
            reason: "Connection timed out")
        let silent = "storage of home does not answer"
        func text(_ freshness: Freshness) -> String {
            Self.text { $0.freshness[.storage("home")] = freshness }
        }
        #expect(text(Freshness(lastGood: now, lastError: timeout, failures: 1)) == silent)
        for (seconds, words) in [(10, silent), (9, "all systems nominal")] {
            var waiting = Freshness(lastGood: now)
            waiting.askedSince = now - .seconds(seconds)
            #expect(text(waiting) == words)
        }
        let dark = Self.text {
            $0.freshness[.highAvailability] = Freshness(lastError: timeout, failures: 1)
        }
        #expect(dark == "a part is seen: high availability not known")
        let guest = Self.text { $0.guests[0].status = .unknown }
        #expect(guest == "a part is seen: state of a guest not known")
        let old = Self.text { $0.freshness[.status] = Freshness(lastGood: now - .seconds(60)) }
        #expect(old == "a part is seen: quorum not known")
    }

    @Test func `a storage that the top line calls silent is drawn as unknown, without a snapshot coming`() {
        func column(_ state: AppState) -> String { state.picture().text }
        var snapshot = Sample.calm
        var asked = Freshness(lastGood: Sample.start.instant)
        asked.askedSince = Sample.start.instant
        snapshot.freshness[.storage("home")] = asked
        var state = Sample.state(Size(width: 120, height: 60), snapshot: snapshot)
        #expect(column(state).contains("26G/ 94G") && !column(state).contains("unknown"))
        state.wait(until: 11)
        #expect(Health(state).text.contains("storage of home does not answer"))
        #expect(!column(state).contains("26G/ 94G") && column(state).contains("unknown"))
        snapshot.freshness[.storage("home")] = Freshness(lastGood: Sample.moment(12).instant)
        snapshot.freshness[.resources] = Freshness(lastGood: Sample.moment(12).instant)
        _ = state.update(.kit(.snapshot(Diagnosis(of: snapshot))), at: Sample.moment(12))
        #expect(column(state).contains("26G/ 94G") && !column(state).contains("unknown"))
    }

    @Test func `a quorum that nobody told for long is unknown in row, figures and top line`() {
        var snapshot = Sample.calm
        snapshot.quorum = .cluster(isQuorate: false, votes: 1, expected: 4)
        snapshot.freshness[.resources] = Freshness(lastGood: Sample.start.instant, staleAfter: .seconds(3600))
        snapshot.freshness[.status] = Freshness(lastGood: Sample.start.instant)
        var state = Sample.state(Size(width: 160, height: 60), snapshot: snapshot)
        #expect(Health(state).text == "quorum lost 1/4" && Health(state).word == "NO QUORUM")
        #expect(state.picture().text.contains("1/4"))
        state.wait(until: 16)
        #expect(Health(state).text == "a part is seen: quorum not known")
        #expect(
            state.picture().text.contains("QUORUM unknown") && !state.picture().text.contains("NO QUORUM"))
        #expect(state.picture().text.contains("Nobody tells of it just now."))
    }

    @Test func `many names are counted`() {
        let text = Self.text { snapshot in
            let names: [NodeName] = ["n1", "n2", "n3", "n4", "n5"]
            snapshot.nodes = names.map { name in
                Node(name: name, state: .offline)
            }
        }
        #expect(text == "n1, n2 and 3 more down")
    }
}
