import Jarvis
import Screen
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// What Jarvis remembers, to be looked through and changed.
@Suite struct MemoryLayerTests {
    static let facts = [
        KnownFact(
            number: 4, text: "backups go to pbs, never to nas-nfs", time: Sample.start.epoch - 86_400 * 3,
            isPinned: true, told: 12, toldLast: Sample.start.epoch - 3_600, supersedes: 2),
        KnownFact(number: 7, text: "101 may be off\u{1B}[2J at night", time: Sample.start.epoch - 600),
    ]

    private static func showing(_ facts: [KnownFact]? = facts, _ size: Size = Size(width: 120, height: 40))
        -> AppState
    {
        var state = Sample.state(size)
        state.focus(.chat)
        state.push(MemoryLayer(of: state.cluster.name, ""))
        if let facts {
            _ = state.update(.kit(.facts(facts, with: "", of: state.cluster.name)), at: Sample.start)
        }
        return state
    }

    @Test func `the facts stand in a list, and the selected one below with where it is from`() throws {
        var state = Self.showing()
        state.press("Down")
        state.press("Up")
        try GoldenScreen(name: "memory").expect(state)
    }

    @Test func `it is opened from the line, and says that the memory is asked, and that there is nothing`() {
        var state = Sample.state(Size(width: 120, height: 40))
        state.focus(.chat)
        state.type("/memory pbs")
        let cluster = state.cluster.name
        #expect(state.press("Enter") == [.kit(.memory(.show(cluster: cluster, words: "pbs")))])
        #expect(state.picture().text.contains("Asking the memory."))
        _ = state.update(.kit(.facts(Self.facts, with: "", of: cluster)), at: Sample.start)
        #expect(state.picture().text.contains("Asking the memory."))
        _ = state.update(.kit(.facts([], with: "pbs", of: cluster)), at: Sample.start)
        #expect(state.picture().text.contains("Nothing with these words; /memory alone lists all."))
        #expect(Self.showing([]).picture().text.contains("Nothing yet: /remember"))
    }

    @Test func `Enter puts a fact into the line, to take its own place`() {
        var state = Self.showing()
        state.press("Down")
        state.press("Enter")
        #expect(state.chat.input.text.hasPrefix("/remember 7: 101 may be off"))
        #expect(!state.chat.input.text.contains("\u{1B}"))
        #expect(state.layers.isEmpty)
    }

    @Test func `a fact is pinned and forgotten by its number, and all are exported`() {
        var state = Self.showing()
        let cluster = state.cluster.name
        #expect(state.press("p") == [.kit(.memory(.change(.pin, 4, cluster: cluster, showing: "")))])
        state.press("Down")
        #expect(state.press("d") == [.kit(.memory(.change(.forget, 7, cluster: cluster, showing: "")))])
        #expect(state.press("e") == [.kit(.memory(.export(cluster: cluster)))])
        #expect(state.layers.count == 1)
        var empty = Self.showing([])
        #expect(empty.press("p").isEmpty && empty.press("d").isEmpty)
    }

    @Test func `the selection stays where the list becomes shorter`() {
        var state = Self.showing()
        state.press("Down")
        _ = state.update(
            .kit(.facts([Self.facts[0]], with: "", of: state.cluster.name)), at: Sample.start)
        #expect(state.picture().text.contains("in the place of #2"))
    }

    static let acts = [
        Episode(
            number: 88, time: Sample.start.epoch - 7_200, asker: .model, tool: "restart_container",
            targets: [.guest(101)], tier: "RED", ending: .done, isConfirmed: true),
        Episode(
            number: 85, time: Sample.start.epoch - 9_000, asker: .mcp, tool: "stop_vm",
            targets: [.guest(102)],
            tier: "RED", ending: .refused),
    ]

    @Test func `what was done stands below the facts, and can only be read`() {
        var state = Sample.state(Size(width: 120, height: 40))
        state.focus(.chat)
        state.push(MemoryLayer(of: state.cluster.name, ""))
        let cluster = state.cluster.name
        _ = state.update(
            .kit(.facts(Self.facts, acts: Self.acts, with: "", of: cluster)), at: Sample.start)
        let rows = state.picture().text.split(separator: "\n").map(String.init)
        let places = ["#4 ", "#7 ", "act 88 ", "act 85 "].map { mark in
            rows.firstIndex { $0.contains(mark) }
        }
        #expect(
            places.allSatisfy { $0 != nil } && places.compactMap(\.self).sorted() == places.compactMap(\.self)
        )
        state.press("Down")
        state.press("Down")
        #expect(
            state.picture().text.contains(
                "restart_container guest 101: done, RED, by a model, with the operator's yes"))
        #expect(state.picture().text.contains("audit log under 88"))
        for key in ["p", "d"] { #expect(state.press(key).isEmpty) }
        #expect(state.press("Enter").isEmpty && state.layers.count == 1 && state.chat.input.text.isEmpty)
        #expect(state.press("e") == [.kit(.memory(.export(cluster: cluster)))])
        state.press("Up")
        #expect(state.press("d") == [.kit(.memory(.change(.forget, 7, cluster: cluster, showing: "")))])
    }

    @Test(arguments: [Size(width: 36, height: 8), Size(width: 80, height: 24), Size(width: 300, height: 80)])
    func `it stands in every room`(size: Size) {
        #expect(Self.showing(Self.facts, size).picture().text.contains("backups go to p"))
    }
}
