import ClusterKit
import Jarvis
import Memory
import ProxmoxSim
import Testing

/// What befalls a cluster on the real wire has to be told in the feed as what it was.
@Suite(.timeLimit(.minutes(5)))
struct ChronicleTests {
    @Test func `a node that dies and returns is told, and the others stay fresh`() async throws {
        try await Homestead.live { home in
            await home.simulator.run(.nodeDies)
            let death = try await home.witness.line("node.offline")
            #expect(death.subject == "agent1" && death.severity == .critical && death.origin == .system)
            #expect(death.detail?.hasPrefix("with ") == true && death.detail?.contains("ollama") == true)
            let now = ContinuousClock.now
            let after = try await home.witness.snapshot { snapshot in
                snapshot.freshness[.resources]?.lastGood.map { $0 > now } == true
                    && snapshot.freshness[.storage("home")]?.lastGood.map { $0 > now } == true
            }
            #expect(after.node("agent1")?.state == .offline && after.node("pve")?.state == .online)
            await home.simulator.run(.nodeReturns)
            #expect(try await home.witness.line("node.online", about: "agent1").severity == .info)
        }
    }

    @Test func `a crash is told from a stop that was ordered`() async throws {
        try await Homestead.live { home in
            let guest = GuestID(.lxc, 126)
            _ = try await home.site.client.perform(.stop, on: guest, at: "agent1")
            let stop = try await home.witness.line("guest.stopped", about: "126")
            #expect(stop.severity == .info && stop.detail?.hasPrefix("vzstop by root@pam") == true)
            #expect(!home.witness.kinds.contains("guest.fell"))
            await home.simulator.run(.guestCrashes)
            let crash = try await home.witness.line("guest.fell")
            #expect(crash.severity == .critical && crash.subject != "126")
            // Proxmox has a task for neither, so no more than that is said.
            #expect(crash.title.hasSuffix("stopped without a task"))
            #expect(crash.detail == "a crash, or a shutdown from within the guest")
            // What the feed knows, whoever looks at the cluster knows too.
            let marked = try await home.witness.snapshot { !$0.unaskedStops.isEmpty }
            #expect(marked.unaskedStops.map { "\($0.vmid)" } == [crash.subject])
        }
    }

    @Test func `a storage that fills up is told`() async throws {
        try await Homestead.live { home in
            await home.simulator.run(.storageFills)
            await home.simulator.advance(by: .seconds(200))
            let line = try await home.witness.line("storage.filled", about: "nas-nfs")
            #expect(line.severity >= .warning)
        }
    }

    @Test func `a storage that hangs delays nothing else`() async throws {
        try await Homestead.live { home in
            await home.simulator.run(.storageHangs)
            let now = ContinuousClock.now
            _ = try await home.witness.snapshot { snapshot in
                [SnapshotSection.resources, .status, .tasks].allSatisfy { section in
                    snapshot.freshness[section]?.lastGood.map { $0 > now + .milliseconds(500) } == true
                }
            }
        }
    }

    @Test func `a lost quorum is told`() async throws {
        try await Homestead.live { home in
            await home.simulator.run(.quorumLost)
            let line = try await home.witness.line("quorum.lost")
            #expect(line.severity == .critical && line.subject == nil)
        }
    }

    @Test func `a token without rights is told, and not that nothing is there`() async throws {
        try await Homestead.live(token: \.emptyToken, knowing: \.isAnything) { home in
            let line = try await home.witness.line("watch.blind")
            #expect(line.severity == .warning && line.title.contains("no permissions"))
            #expect(!home.witness.kinds.contains("watch.began"))
        }
    }
}

extension ClusterSnapshot {
    fileprivate var isAnything: Bool { true }
}
