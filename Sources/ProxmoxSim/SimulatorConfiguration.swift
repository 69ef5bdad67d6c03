import Text

/// What kind of cluster to simulate and how it should behave on the wire.
package struct SimulatorConfiguration: Sendable {
    /// The number of nodes, 1 to 1,000; the first four are the homelab's own.
    package var nodes: Int
    /// The number of guests, 0 to 50,000; `nil` gives the homelab's cast of about twenty.
    package var guests: Int?
    /// What the guests are called in turn, and tagged with, in place of their own; empty for the homelab's names.
    ///
    /// Proxmox accepts host names only, but a client must survive whatever comes.
    package var guestNames: [String]
    /// What the guests are tagged with beside their own tags, two each in turn; Proxmox accepts words only, as above.
    package var labels: [String] = []
    /// What strangers wrote wherever a cluster lets them: notes of guests, backups and snapshots, errors and logs of tasks.
    package var strangersWords: String?
    /// The port to listen on, 0 for any free one.
    package var port: Int
    /// Listens on one port for each node, so that failing over from one to another can be tried.
    ///
    /// The first node gets `port`, each further one the next port, or any free one when `port` is 0.
    package var portPerNode: Bool
    /// Equal seeds give equal clusters, loads and histories.
    package var seed: UInt64
    /// Whose dialect of the API is spoken.
    package var profile: Profile
    /// How the cluster's time passes.
    package var time: SimulatedTime
    /// The waits that a client feels.
    package var delays: SimulatorDelays
    /// Asks users with a password for a time-based one-time code too.
    package var requiresTOTP: Bool
    /// A scenario to begin with.
    package var scenario: Scenario?
    /// The votes of the nodes in their order; one for each that is not named.
    package var votes: [Int] = []
    /// A quorum device gives the cluster one more vote.
    package var hasQuorumDevice = false
    /// The nodes' API was extended to tell what their sensors measure.
    package var hasSensors = false
    /// Where keys and certificates are kept from one start to the next; `nil` makes new ones at each.
    package var identityFolder: String?

    package init(
        nodes: Int = 4, guests: Int? = nil, guestNames: [String] = [], port: Int = 0,
        portPerNode: Bool = false, seed: UInt64 = 1,
        profile: Profile = .nine, time: SimulatedTime = .live, delays: SimulatorDelays = .real,
        requiresTOTP: Bool = false, scenario: Scenario? = nil
    ) {
        self.nodes = nodes
        self.guests = guests
        self.guestNames = guestNames
        self.port = port
        self.portPerNode = portPerNode
        self.seed = seed
        self.profile = profile
        self.time = time
        self.delays = delays
        self.requiresTOTP = requiresTOTP
        self.scenario = scenario
    }
}

/// The release of Proxmox VE whose dialect the simulator speaks.
package enum Profile: String, Sendable, Hashable, CaseIterable {
    /// Proxmox VE 8.4.
    case eight = "8.4"
    /// Proxmox VE 9.2.
    case nine = "9.2"
}

/// How the simulated cluster's time passes: where it begins and how fast it runs.
package struct SimulatedTime: Sendable, Hashable {
    /// Seconds since 1970 at the start, `nil` for the machine's clock.
    package var start: Double?
    /// Simulated seconds in a real second; 0 stands still but for `Simulator.advance(by:)`.
    package var pace: Double

    package init(start: Double? = nil, pace: Double = 1) {
        self.start = start
        self.pace = pace
    }

    /// The machine's own time.
    package static let live = SimulatedTime()

    /// Time that only moves when it is told to: what a test wants.
    package static func frozen(at start: Double = 1_790_000_000) -> SimulatedTime {
        SimulatedTime(start: start, pace: 0)
    }
}

/// The real time that a client waits, whatever the pace of the cluster's own time.
package struct SimulatorDelays: Sendable, Hashable {
    /// Before a failed authentication is answered.
    package var refusal: Duration
    /// Until a dead node's address gives up: `595 No route to host`.
    package var unreachable: Duration
    /// Until a call that hangs behind the proxy is given up: `596 Connection timed out`.
    package var proxy: Duration
    /// Until a kept-alive connection without requests is closed.
    package var idle: Duration

    package init(refusal: Duration, unreachable: Duration, proxy: Duration, idle: Duration) {
        self.refusal = refusal
        self.unreachable = unreachable
        self.proxy = proxy
        self.idle = idle
    }

    /// What Proxmox VE does.
    package static let real = SimulatorDelays(
        refusal: .seconds(3), unreachable: .seconds(3), proxy: .seconds(30), idle: .seconds(5))

    /// The same waits, short enough for tests.
    package static let brief = SimulatorDelays(
        refusal: .milliseconds(20), unreachable: .milliseconds(20), proxy: .milliseconds(200),
        idle: .seconds(5))
}

extension SimulatorConfiguration {
    /// Refuses what cannot be simulated.
    func check() throws(SimulatorError) {
        guard 1...1_000 ~= nodes else {
            throw .unusable(setting: "nodes", value: "\(nodes)", bounds: "1 to 1000")
        }
        guard 0...50_000 ~= guests ?? 0 else {
            throw .unusable(setting: "guests", value: "\(guests ?? 0)", bounds: "0 to 50000")
        }
        let ports = portPerNode ? nodes : 1
        guard port == 0 || 1...65_536 - ports ~= port else {
            throw .unusable(setting: "port", value: "\(port)", bounds: "0 to \(65_536 - ports)")
        }
        guard time.pace >= 0, time.pace.isFinite else {
            throw .unusable(setting: "pace", value: "\(time.pace)", bounds: "0 or more")
        }
    }
}

/// The keys to the simulated cluster; they open nothing else, still they are not printed.
package struct SimulatorCredentials: Sendable, CustomStringConvertible {
    /// An API token with every right: `root@pam!jarvis`.
    package let token: APIToken
    /// An API token that may look and not touch: role PVEAuditor on `/`.
    package let auditToken: APIToken
    /// An API token with privilege separation and no rights of its own: it sees empty lists.
    package let emptyToken: APIToken
    /// The user of `password`.
    package let user: String
    /// The password of `user`.
    package let password: String
    /// The shared secret of the one-time codes (RFC 6238: SHA-1, 30 s, 6 digits), in Base32.
    package let totpSecret: String

    package var description: String { "SimulatorCredentials(\(user), \(token.id): <redacted>)" }
}

/// One API token of the simulated cluster.
package struct APIToken: Sendable, CustomStringConvertible {
    /// `USER@REALM!NAME`.
    package let id: String
    /// The UUID that proves it.
    package let secret: String

    /// The value of the `Authorization` header.
    package var authorization: String { "PVEAPIToken=\(id)=\(secret)" }

    package var description: String { "\(id): <redacted>" }
}

extension SimulatorCredentials {
    /// The keys of a cluster; equal seeds give equal keys, so that a saved configuration keeps working.
    init(seed: UInt64) {
        var random = SeededRandom(seed: seed ^ 0x7_0CE4)
        token = APIToken(id: "root@pam!jarvis", secret: Self.uuid(&random))
        auditToken = APIToken(id: "root@pam!audit", secret: Self.uuid(&random))
        emptyToken = APIToken(id: "root@pam!empty", secret: Self.uuid(&random))
        user = "root@pam"
        password = "simulated-" + String(random.next() % 1_000_000)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        totpSecret = String((0..<32).map { _ in random.pick(alphabet) })
    }

    private static func uuid(_ random: inout SeededRandom) -> String {
        let digits =
            Hexadecimal.digits(random.next(), width: 16) + Hexadecimal.digits(random.next(), width: 16)
        var rest = Substring(digits)
        var parts: [Substring] = []
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }
}
