import Testing

@testable import ClusterKit

/// What a cluster's answers hold and a list could leave out.
struct NothingLostTests {
    private func list(_ rows: String) throws -> ResourceList {
        try ResourceList(Answer(Array("{\"data\":[\(rows)]}".utf8)))
    }

    @Test(arguments: ["lab", "lab/dev", "lab/dev/db", "a.b-c_d/e"])
    func `a pool may lie in another`(name: String) throws {
        let found = try list(
            #"{"type":"pool","pool":"\#(name)"},{"type":"lxc","vmid":101,"node":"a","pool":"\#(name)"}"#)
        #expect(found.pools.map(\.name.text) == [name])
        #expect(found.guests.map(\.pool?.text) == [name])
        #expect(found.unreadableRows == 0)
    }

    @Test(arguments: ["", "/", "a//b", "/a", "a/", "a/../b", "a b"])
    func `what is no pool's name is none`(name: String) {
        #expect(PoolName(name) == nil)
        #expect(NodeName(name + "/b") == nil)
    }

    @Test func `a row that comes twice counts once`() throws {
        let row = #"{"type":"qemu","vmid":101,"node":"a","name":"one"}"#
        let again = #"{"type":"qemu","vmid":101,"node":"b","name":"two"}"#
        let found = try list(
            "\(row),\(row),\(again),{\"type\":\"node\",\"node\":\"a\"},{\"type\":\"node\",\"node\":\"a\"}")
        #expect(found.guests.map(\.name) == ["one"])
        #expect(found.nodes.count == 1)
    }

    @Test func `guests of a node that no list names stand on a node of which nothing is known`() throws {
        var assembly = SnapshotAssembly(name: "lab")
        let found = try list(
            #"{"type":"node","node":"a","status":"online"},{"type":"lxc","vmid":101,"node":"gone","status":"unknown"}"#
        )
        assembly.apply(.success(.resources(found)), to: .resources, after: .zero, at: .now)
        #expect(assembly.snapshot.nodes.map(\.name.text) == ["a", "gone"])
        #expect(assembly.snapshot.node("gone")?.state == .unknown)
        #expect(assembly.snapshot.guests(on: "gone").map(\.vmid) == [101])
    }

    @Test func `a node that is away keeps no figures of what it used`() throws {
        var assembly = SnapshotAssembly(name: "lab")
        let found = try list(
            #"{"type":"node","node":"a","status":"online","cpu":0.1,"mem":8,"maxmem":16,"uptime":9}"#)
        let members = Answer(
            Array(#"{"data":[{"type":"cluster","quorate":1},{"type":"node","name":"a","online":0}]}"#.utf8))
        assembly.apply(.success(.resources(found)), to: .resources, after: .zero, at: .now)
        assembly.apply(.success(.status(try ClusterStatus(members))), to: .status, after: .zero, at: .now)
        let node = try #require(assembly.snapshot.node("a"))
        #expect(node == Node(name: "a", state: .offline, memoryLimit: 16))
    }

    @Test(arguments: [
        ("null", 1), ("null,null,null", 3), (#"null,[null],{"type":null,"vmid":null}"#, 3),
    ])
    func `rows that are null are counted`(rows: String, count: Int) throws {
        var assembly = SnapshotAssembly(name: "lab")
        assembly.apply(.success(.resources(try list(rows))), to: .resources, after: .zero, at: .now)
        #expect(assembly.snapshot.unreadableRows == count)
        #expect(assembly.snapshot.guests.isEmpty && assembly.snapshot.nodes.isEmpty)
    }

    @Test func `rows that make no sense are counted over all answers`() throws {
        var assembly = SnapshotAssembly(name: "lab")
        let found = try list(#"{"type":"qemu","vmid":"x","node":"a"},{"type":"storage"},7"#)
        assembly.apply(.success(.resources(found)), to: .resources, after: .zero, at: .now)
        #expect(assembly.snapshot.unreadableRows == 3)
    }
}
