import AIKit
import ClusterKit
import Screen
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// Taking along what is on the screen: all of it goes the way that the shell's copies go.
@Suite struct CopyTests {
    private static func copied(_ text: String) -> [Effect] { [.screen(.copyToClipboard(text))] }

    @Test(arguments: [
        (ClusterRow.guest(GuestID(.lxc, 103)), "103 jellyfin on home: running", "103"),
        (.node("pve"), "node pve: online", "pve"),
        (.storage(Storage.ID(node: "home", name: "nas")), "storage nas: available, 88% used", "nas"),
        (
            .task(Sample.tasks[2].upid), "vzstart 104 on pve: failed: CT is locked (backup)",
            Sample.tasks[2].upid.text
        ),
        (.quorum, "homelab: 4 of 4 votes, quorate", "homelab"),
    ])
    func `a row of the cluster is copied as text, and as what Proxmox knows it by`(
        row: ClusterRow, text: String, identifier: String
    ) {
        var state = Sample.state()
        state.cluster.reveal(row)
        #expect(state.press("y") == Self.copied(text))
        #expect(state.buffers.newest == text)
        #expect(state.press("Y") == Self.copied(identifier))
    }

    @Test func `what would do something in a terminal is copied made visible`() {
        var snapshot = Sample.snapshot
        snapshot.guests[1].name = "jelly\u{1b}]52;c;eA==\u{7}fin"
        var state = Sample.state(snapshot: snapshot)
        state.cluster.reveal(.guest(GuestID(.lxc, 103)))
        state.press("y")
        #expect(state.buffers.newest?.contains("jelly") == true)
        #expect(state.buffers.newest?.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } == false)
    }

    @Test func `the feed's selected line is copied from pane and full view`() {
        var state = Sample.state()
        state.focus(.feed)
        state.press("k", "k")
        let line = Self.copied("11:51 AUTO storage nas is filling: 87 %")
        #expect(state.press("y") == line)
        state.press("Space")
        #expect(state.press("y") == line)
        #expect(state.layers.last is FeedLayer)
    }

    @Test func `facts are copied one a line, and of a task its log`() {
        var state = Sample.state()
        state.cluster.reveal(.node("home"))
        state.press("Enter")
        let node = DetailRequest(cluster: "lab", subject: .node("home"), timeframe: .hour)
        let facts = [
            DetailFact(name: "uptime", value: "41d"), DetailFact.heading("MEMORY"),
            DetailFact(name: "swap", value: "1G\nof 2G"),
        ]
        _ = state.update(.kit(.detail(node, .facts(facts))), at: Sample.start)
        let text = state.press("y")
        #expect(text.count == 1 && state.buffers.newest?.split(separator: "\n").count == 3)
        #expect(state.buffers.newest?.hasPrefix("uptime: 41d\nMEMORY\nswap: 1G") == true)
        state.press("Esc")
        state.cluster.reveal(.task(Sample.tasks[1].upid))
        state.press("Enter")
        let task = DetailRequest(cluster: "lab", subject: .task(Sample.tasks[1].upid), timeframe: .hour)
        let log = ["began", "TASK OK"].enumerated().map { TaskLogLine(number: $0, text: $1) }
        _ = state.update(.kit(.detail(task, .log(log))), at: Sample.start)
        #expect(state.press("y") == Self.copied("began\nTASK OK"))
    }

    @Test func `of what is amiss the selected sentence is copied`() throws {
        var state = Sample.state()
        state.press("w")
        let sentence = try #require((state.layers.last as? AmissLayer)?.selectedText(in: state))
        #expect(state.press("y") == Self.copied(sentence))
        #expect(state.layers.last is AmissLayer)
    }

    @Test func `the last answer is copied as it was written, and its last block of code`() {
        var state = Sample.state()
        state.focus(.chat)
        #expect(
            state.press("M-y")
                == Self.copied("The **nas** is at `87 %`, sir.\n\n- local: 28 %\n- nas: 87 %"))
        #expect(state.press("M-c") == [] && state.notice != nil)
        let answer = "One:\n```sh\nls\n```\nor two:\n```\npvesm status\npct list\n```\nThat is all."
        _ = state.update(.kit(.agent(.textDelta("\n" + answer), of: "lab")), at: Sample.start)
        #expect(state.press("M-c") == Self.copied("pvesm status\npct list"))
        #expect(state.chat.input.isEmpty)
    }

    @Test func `where there is nothing to copy, that is said`() {
        var state = Sample.blank()
        state.focus(.feed)
        #expect(state.press("y") == [])
        #expect(state.notice != nil && state.buffers.newest == nil)
    }
}
