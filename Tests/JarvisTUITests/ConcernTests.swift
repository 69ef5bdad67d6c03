import ClusterKit
import Testing

@testable import JarvisTUI

@Suite struct ConcernTests {
    private static func text(_ change: (inout ClusterSnapshot) -> Void) -> String {
        var snapshot = Sample.snapshot
        for index in snapshot.storages.indices { snapshot.storages[index].state = .available }
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
        let nas = Sample.snapshot.storages[1]
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

    @Test func `what is not known is not nominal`() {
        let node = Sample.snapshot.nodes[0].name
        #expect(Self.text { $0.quorum = .unknown } == "quorum not known")
        #expect(Self.text { $0.nodes[0].cpu = nil } == "figures of \(node) not known")
        let both = Self.text { snapshot in
            snapshot.quorum = .unknown
            snapshot.nodes[0].memory = nil
        }
        #expect(both == "quorum, figures of \(node) not known")
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
