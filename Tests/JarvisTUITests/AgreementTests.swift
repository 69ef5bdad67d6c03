import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import OfflineButler
import Screen
import Testing

@testable import CommandLine
@testable import Jarvis
@testable import JarvisTUI
@testable import Multiplexer

/// The same condition of a cluster is called the same, word for word, in every place that speaks of it.
@Suite struct AgreementTests {
    @Test(arguments: Condition.all)
    func `a condition is called the same in every place that speaks of it`(condition: Condition) async throws
    {
        let world = World(condition)
        for place in Place.allCases {
            let text = try await world.text(of: place)
            switch condition.exceptions[place] {
            case nil: #expect(text.contains(condition.words), "\(place): \(text)")
            case .inWords(let words, _): #expect(text.contains(words), "\(place): \(text)")
            case .silent: #expect(!text.contains(condition.words), "\(place): \(text)")
            }
            #expect(!place.praise.contains { text.contains($0) }, "\(place) calls all well: \(text)")
        }
    }

    @Test func `top line and status tell alike since when`() async throws {
        var dated = 0
        for condition in Condition.all where condition.exceptions[.status] == nil {
            let world = World(condition)
            let text = try await world.text(of: .status)
            #expect(text.contains(condition.words + world.onset), "\(condition.words): \(text)")
            dated += world.onset.isEmpty ? 0 : 1
        }
        #expect(dated > Condition.all.count / 2)
    }

    @Test func `of a cluster of which all is known, fresh and well every place says so`() async throws {
        let world = World(Condition("", change: { _ in }))
        for place in [Place.topLine, .json, .ask, .doctor] {
            let text = try await world.text(of: place)
            #expect(place.praise.contains { text.contains($0) }, "\(place): \(text)")
        }
        let status = try await world.text(of: .status)
        #expect(world.told.isEmpty && !status.contains("warning"))
    }

    @Test func `every place that does not speak of a condition has a reason`() {
        let cells = Condition.all.count * Place.allCases.count
        let exceptions = Condition.all.flatMap { Array($0.exceptions.values) }
        #expect(Condition.all.count >= 30 && exceptions.allSatisfy { $0.reason.count > 20 })
        print(
            "\(Condition.all.count) conditions × \(Place.allCases.count) places: \(cells) cells,",
            "\(cells - exceptions.count) word for word, \(exceptions.count) with a reason")
    }
}

/// Where something is said of how a cluster is.
enum Place: CaseIterable {
    case topLine, screen, status, json, ask, doctor, feed, card

    /// How it says that all is well.
    var praise: [String] {
        switch self {
        case .topLine, .doctor: [Judgement.nominal]
        case .ask: ["All is in order."]
        case .json: [#""nominal":true"#]
        case .screen, .status, .feed, .card: []
        }
    }
}

/// A cell of the table in which the words are not those of the top line.
enum Exception {
    case inWords(String, because: String)
    case silent(because: String)

    var reason: String {
        switch self {
        case .inWords(_, let reason), .silent(let reason): reason
        }
    }
}

/// Something that may be amiss with the sample's cluster, what it is called, and what brings it about.
struct Condition: Sendable, CustomTestStringConvertible {
    let words: String
    let exceptions: [Place: Exception]
    /// What held before it came about.
    let before: @Sendable (inout ClusterSnapshot) -> Void
    let change: @Sendable (inout ClusterSnapshot) -> Void

    var testDescription: String { words }

    /// `row`: what the screen shows below the top line; `nil` for the same words.
    init(
        _ words: String, row: String? = nil, _ exceptions: [Place: Exception] = [:],
        before: @escaping @Sendable (inout ClusterSnapshot) -> Void = { _ in },
        change: @escaping @Sendable (inout ClusterSnapshot) -> Void
    ) {
        self.words = words
        self.before = before
        self.change = change
        let shown = row.map {
            [Place.screen: Exception.inWords($0, because: "a row stands at the thing's name")]
        }
        self.exceptions = exceptions.merging(shown ?? [:]) { own, _ in own }
    }

    private static let elsewhere = Exception.silent(
        because: "the card is about guest 101, its node and the cluster as a whole")
    private static let noEvent = Exception.silent(
        because: "the feed tells what happens, not what nobody knows")

    static let all: [Condition] = guests + availability + quorum + sight + storages + tasks

    private static let guests: [Condition] =
        ["io-error", "internal-error", "guest-panicked", "watchdog"].map { word in
            Condition("101 nextcloud \(word)", row: word) { $0.guests[0].status = GuestStatus(word) }
        } + [
            Condition(
                "103 jellyfin stopped without a task", row: "stopped without a task", [.card: elsewhere]
            ) {
                $0.guests[1].status = .stopped
                $0.unaskedStops = [$0.guests[1].id]
            },
            Condition(
                "101 nextcloud locked (backup)", row: "[backup]", before: { $0.guests[0].lock = "backup" },
                change: { _ in }),
            Condition("home down", row: "OFFLINE") { $0.nodes[2].state = .offline },
            Condition("home silent", row: "UNKNOWN") { $0.nodes[2].state = .unknown },
            Condition(
                "home CPU 97%", row: "97%",
                [.feed: .silent(because: "a processor is at its limit for seconds, many times a day")]
            ) { $0.nodes[2].cpu = 0.97 },
            Condition("home RAM 96%", row: "96%") {
                $0.nodes[2].memory = $0.nodes[2].memoryLimit.map { $0 / 100 * 96 }
            },
            Condition("home disk 92%", row: "92%") {
                $0.nodes[2].disk = $0.nodes[2].diskLimit.map { $0 / 100 * 92 }
            },
        ]

    private static let availability: [Condition] =
        (["error", "fence"] as [String]).map { word in
            Condition("101 nextcloud HA \(word)", row: "HA \(word)") { $0.guests[0].haState = word }
        } + [
            Condition("101 nextcloud HA frobbed", row: "HA frobbed") { $0.guests[0].haState = "frobbed" },
            Condition("home HA frobbed", row: "HA frobbed") { $0.nodes[2].haState = "frobbed" },
            Condition(
                "high availability",
                [
                    .feed: noEvent,
                    .screen: .silent(because: "there is no row for it, and the top line names it"),
                ]
            ) {
                $0.freshness[.highAvailability] = Freshness(lastError: World.timeout, failures: 1)
            },
            Condition("home in maintenance", row: "HA maintenance") { $0.nodes[2].haState = "maintenance" },
            Condition("home HA fence", row: "HA fence") { $0.nodes[2].haState = "fence" },
            Condition("vm:950 HA error", [.card: elsewhere]) {
                $0.highAvailability = [HAEntry(id: "service:vm:950", kind: .service, state: "error")]
            },
        ]

    private static let quorum: [Condition] = [
        Condition("quorum", row: "QUORUM unknown", [.feed: noEvent]) { $0.quorum = .unknown },
        Condition("quorum", row: "QUORUM unknown", [.feed: noEvent]) { snapshot in
            snapshot.quorum = .unknown
            snapshot.freshness[.status]?.lastError = .forbidden(
                call: World.call, message: "Permission check failed", requirement: nil)
        },
        Condition(
            "quorum", row: "QUORUM unknown", [.feed: noEvent], before: World.forgetQuorum,
            change: World.forgetQuorum),
        Condition("quorum lost 1/4", row: "NO QUORUM") {
            $0.quorum = .cluster(isQuorate: false, votes: 1, expected: 4)
        },
        Condition("quorum 1/4, enough without a majority", row: "quorate, enough without a majority") {
            $0.quorum = .cluster(isQuorate: true, votes: 1, expected: 4)
        },
        Condition("QDevice not connected", row: "QDevice NOT CONNECTED") {
            $0.voting?.device = Voting.Device(isConnected: false)
        },
    ]

    private static let sight: [Condition] = [
        Condition("3 rows unreadable") { $0.freshness[.resources]?.unreadableRows = 3 },
        Condition(
            "no permission to see guests", row: "Guests are hidden",
            [
                .feed: .inWords("shows no guests", because: "the feed says it once, when the watch begins"),
                .card: .silent(because: "where no guest is to be seen there is none to act upon"),
            ], before: World.hideGuests, change: World.hideGuests),
        Condition("figures of home", row: "–", [.feed: noEvent]) { $0.nodes[2].cpu = nil },
        Condition("state of a guest", row: "unknown", [.feed: noEvent]) { $0.guests[0].status = .unknown },
        Condition(
            "quorum, figures of agent, agent1, home, pve, storages", row: "QUORUM unknown",
            [
                .feed: noEvent,
                .json: .inWords(
                    #"["quorum","figures of agent, agent1, home, pve","storages"]"#,
                    because: "a program reads them one by one"),
            ],
            before: World.seeOnlyAPool, change: World.seeOnlyAPool),
        Condition(
            "entry node 10.0.0.2:8006 cannot be used", [.card: elsewhere]
        ) { $0.entryFaults = [Endpoint("10.0.0.2"): World.timeout] },
        Condition(
            "figures 1m 30s old", row: "STALE 1m 30s",
            [
                .status: .inWords("1m 30s ago", because: "its head tells the age of every report"),
                .json: .inWords(#""nominal":false"#, because: "the age stands in its own key, in seconds"),
                .ask: .inWords(
                    "what has changed since I cannot tell", because: "he tells the age in whole words"),
                .doctor: .inWords(
                    "the figures are 90 s old", because: "it counts seconds as in its other lines"),
                .feed: .inWords("lab does not answer", because: "the feed tells why they grow old"),
                .card: .inWords("90 seconds old", because: "a card is read aloud, in whole words"),
            ]
        ) { snapshot in
            snapshot.freshness[.resources] = Freshness(
                lastGood: Sample.start.instant - .seconds(90), lastError: World.timeout, failures: 3)
        },
        Condition(
            "lab does not answer", row: "STALE 1m 30s",
            [.card: .inWords("90 seconds old", because: "a card tells how old what it rests on is")]
        ) { snapshot in
            snapshot.freshness[.resources] = Freshness(
                lastGood: Sample.start.instant - .seconds(90), lastError: World.timeout, failures: 3)
        },
    ]

    private static let storages: [Condition] =
        [
            Condition("storage local lost", row: "inactive", [.card: elsewhere]) {
                $0.storages[0].state = .inactive
            },
            Condition(
                "storage nas not on pve", row: "not on pve", [.card: elsewhere], before: World.nasOnPVE
            ) { snapshot in
                World.nasOnPVE(&snapshot)
                snapshot.storages[snapshot.storages.count - 1].state = .inactive
            },
            Condition("storage local unknown", row: "unknown", [.card: elsewhere]) {
                $0.storages[0].state = .unknown
            },
            Condition("storage of home does not answer", row: "unknown") {
                $0.freshness[.storage("home")] = Freshness(
                    lastGood: Sample.start.instant, lastError: World.timeout, failures: 1)
            },
        ]
        + [85, 90, 95].map { share in
            Condition("storage local \(share)% full", row: "\(share)%", [.card: elsewhere]) { snapshot in
                snapshot.storages[0].used = snapshot.storages[0].total.map { $0 / 100 * share + $0 / 1000 }
            }
        }

    private static let tasks: [Condition] = [
        Condition("101 nextcloud reboot failed", row: "got timeout") {
            $0.tasks.insert(World.task("qmreboot", .failed("got timeout")), at: 0)
        },
        Condition("101 nextcloud backup warned", row: "2 warnings") {
            $0.tasks.insert(World.task("vzdump", .warnings(2)), at: 0)
        },
        Condition("home backup failed", row: "job errors") {
            $0.tasks.insert(World.task("vzdump", subject: "", .failed("job errors")), at: 0)
        },
    ]
}
