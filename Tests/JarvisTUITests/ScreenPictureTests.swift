import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Jarvis
import Multiplexer
import Screen
import Testing
import Text

@testable import JarvisTUI

/// What a picture that is given away shows, and what it does not.
struct ScreenPictureTests {
    private func text(_ state: AppState, _ picture: ScreenPicture, shell: String = "") -> String {
        picture.text(of: state, in: .plain) { _, frame, rect in frame.put(shell, in: rect) }
    }

    @Test func `no name of a guest or node is in the picture, gone ones neither`() {
        var state = Sample.state(Size(width: 200, height: 50))
        let gone = FeedEntry(
            id: 9, time: Sample.start.epoch, severity: .info, source: .system, title: "Start 107 gitlab",
            detail: "")
        _ = state.update(.feed([gone]), at: Sample.start)
        let names = Sample.guests.compactMap(\.name) + ["gitlab", "agent1", "homelab", "lab"]
        let plain = text(state, ScreenPicture(format: .txt, isPlain: true))
        #expect(names.filter { $0 != "homelab" }.allSatisfy(plain.contains), "\(plain)")
        let shown = text(state, ScreenPicture(format: .txt))
        let words = shown.split { !NameWord.holds($0) }.map(String.init)
        #expect(names.filter(words.contains) == [])
        // The layout holds: every border is where it was.
        let borders = [plain, shown].map {
            $0.split(separator: "\n").map { $0.map { "│╭╮╰╯".contains($0) } }
        }
        #expect(borders[0].map { $0.filter(\.self).count } == borders[1].map { $0.filter(\.self).count })
    }

    @Test func `no address of a guest is in the picture, nor what a narrow column leaves of one`() {
        var snapshot = Sample.snapshot
        snapshot.guests[0].address = IPAddress("192.168.77.150")
        snapshot.guests[1].address = IPAddress("2001:470:1234:5678:9012::9")
        var state = Sample.state(Size(width: 200, height: 50), snapshot: snapshot)
        state.press("z")
        let plain = text(state, ScreenPicture(format: .txt, isPlain: true))
        let shown = text(state, ScreenPicture(format: .txt))
        for part in ["192.168.77.150", "2001:470:1234"] {
            #expect(plain.contains(part) && !shown.contains(part), "\(part) in \(shown)")
        }
        #expect(shown.contains("ip xxx.x.x.x ") && shown.contains("ip xxxx:xxx::x "), "\(shown)")
    }

    @Test func `a name that is wrapped, shortened or no word is not in the picture`() {
        var snapshot = Sample.snapshot
        let long = "zweckverband-wasser-nord-mailserver-replica-standby"
        for (index, name) in [long, "4711", "running", "\u{1B}[2J\u{1B}]0;evil title"].enumerated() {
            snapshot.guests[index].name = name
        }
        snapshot.nodes[0].name = "8812"
        var state = Sample.state(Size(width: 100, height: 40), snapshot: snapshot)
        let secret = "PVEAPIToken=root@pam!jarvis=3fa85f64-5717-4562-b3fc-2c963f66afa6"
        let words = "The guests \(long), \(long)-two and \(long) have the token \(secret) and \(secret)."
        for index in state.house.talks.indices { state.house.talks[index].restore([.butlerText(words)]) }
        let shown = text(state, ScreenPicture(format: .txt, size: Size(width: 160, height: 60)))
        for part in [
            "zweck", "wasser", "standb", "replica", "4711", "evil", "8812", "3fa85", "2c963", "jarvis=",
        ] {
            #expect(!shown.contains(part), "\(part) in \(shown)")
        }
        #expect(shown.contains("guest-0") && shown.contains("node-1"), "\(shown)")
        #expect(!shown.contains("103 running"), "\(shown)")
    }

    @Test(arguments: [(45, 30), (80, 24), (160, 45), (200, 50)], PictureFormat.allCases)
    func `in no size and kind of picture is a name or a secret`(
        size: (width: Int, height: Int), format: PictureFormat
    ) throws {
        var snapshot = Sample.snapshot
        let named = ["vpn.kunde-meier", "4711", "running", "Meier und Huber", "zweckverband-wasser-nord-01"]
        for (index, name) in named.enumerated() { snapshot.guests[index].name = name }
        snapshot.nodes[3].name = "8812"
        let panels: [PanelID] = [.cluster, .chat, .feed]
        for panel in panels {
            var state = Sample.state(Size(width: size.width, height: size.height), snapshot: snapshot)
            state.focus(panel)
            let told = """
                Guest 101 (vpn.kunde-meier) asks vpn.kunde-meier. At 10.0.0.17 is zweckverband-wasser-nord-01.
                Meier und Huber have PVEAPIToken=root@pam!meier=3fa85f64-5717-4562-b3fc-2c963f66afa6, and
                eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl; Bearer hunter2hunter2; fe80::be24:11ff:fe2e:aa01.
                """
            for index in state.house.talks.indices { state.house.talks[index].restore([.butlerText(told)]) }
            let entry = FeedEntry(
                id: 9, time: Sample.start.epoch, severity: .info, source: .system,
                title: "zweckverband-wasser-nord-01 started by meier@pam",
                detail: "103 4711 at 52:54:00:be:24:11")
            _ = state.update(.feed([entry]), at: Sample.start)
            let shown = text(state, ScreenPicture(format: format)).replacing(
                #/<[^>]*>|\e\[[0-9;]*m/#, with: "")
            #expect(shown.contains("J.A.R.V.I.S."))
            for part in [
                "kunde", "4711", "104 running", "Meier", "Huber", "meier", "zweck", "wasser", "8812",
                "3fa8", "66af", "10.0.0.17", "eyJ", "hunter", "be24", "be:24",
            ] {
                #expect(!shown.contains(part), "\(part), \(panel) in \(shown)")
            }
        }
    }

    @Test func `what was typed, called and refused by names is not in the picture`() throws {
        var state = Sample.state(Size(width: 160, height: 50))
        state.cluster.filter = try Filter(parsing: "name:payr status:running")
        state.house.views.keep(ClusterView(), as: "meier")
        state.house.kill = .on(KillSwitch(since: Date(timeIntervalSince1970: 0), reason: "for jellyfin"))
        let found: JSONValue = .array([.object(["vmid": .integer(107), "name": "running", "node": "8812"])])
        let cards = [
            ToolCard(
                id: "1", name: "find_guest", arguments: ["name": "gitl"], tier: .green,
                state: .done(
                    ToolResult(id: "1", content: "", structured: ["guests": found]), .done, line: nil,
                    took: .zero)),
            ToolCard(
                id: "2", name: "stop_vm", arguments: ["vmid": .integer(107)], tier: .red,
                state: .refused(.declinedBecause("jellyfin needs it"))),
        ]
        let told =
            cards.map(ChatEntry.Content.tool)
            + ChatEntry.contents(
                of: "see @last",
                handed: [HandedText("", from: "shell.last", title: "@last: mysql payroll, exit 2")])
        for index in state.house.talks.indices { state.house.talks[index].restore(told) }
        let shown = text(state, ScreenPicture(format: .txt, size: Size(width: 200, height: 120)))
        for part in ["payr", "meier", "jelly", "8812", "gitl", "mysql"] {
            #expect(!shown.contains(part), "\(part) in \(shown)")
        }
        #expect(shown.contains("name:xxxx status:running") && shown.contains("Handed over @last"), "\(shown)")
        #expect(shown.contains("for guest-") && shown.contains("find_guest"), "\(shown)")
    }

    @Test func `a time span in a line of the feed is no guest`() {
        var state = Sample.state(Size(width: 160, height: 50))
        let told = FeedEntry(
            id: 9, time: Sample.start.epoch, severity: .info, source: .system,
            title: "storage of pve answers again, after 117 s", detail: "")
        _ = state.update(.feed([told]), at: Sample.start)
        let names = state.pseudonyms
        #expect(names.numbered["117"] == nil && names.numbered["103"] != nil)
    }

    @Test func `the shell is blocks, and so are the names of its tabs`() {
        var state = Sample.state(Size(width: 200, height: 50))
        state.shell.tab.name = "payroll"
        let shown = text(state, ScreenPicture(format: .txt), shell: "secret word")
        #expect(shown.contains("▒▒▒▒▒▒ ▒▒▒▒"))
        #expect(!shown.contains("secret") && !shown.contains("payroll"))
        let plain = text(state, ScreenPicture(format: .txt, isPlain: true), shell: "secret word")
        #expect(plain.contains("secret word") && plain.contains("payroll"))
    }

    @Test func `what a program in the shell has said is not in the picture`() {
        var state = Sample.state(Size(width: 200, height: 50))
        let said = FeedEntry(
            id: -1, time: Sample.start.epoch, severity: .notice, source: .shell, title: "payroll is done",
            detail: "x9")
        _ = state.update(.feed([said]), at: Sample.start)
        state.announce("Copied payroll", .info)
        let shown = text(state, ScreenPicture(format: .txt))
        #expect(shown.contains("a program's notice") && !shown.contains("payroll"))
    }

    @Test func `a picture has the size it is asked for, and the state keeps its own`() {
        let state = Sample.state(Size(width: 80, height: 24))
        let rows = text(state, ScreenPicture(format: .txt, size: Size(width: 200, height: 50)))
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(rows.count == 51 && rows[1].columns == 200)
    }

    @Test(arguments: [("160x45", Size(width: 160, height: 45)), ("20X6", Size(width: 20, height: 6))])
    func `a size is columns and rows`(text: String, size: Size) {
        #expect(Size(picture: text) == size)
    }

    @Test(arguments: ["", "160", "x45", "19x6", "501x40", "80x301", "80x24x3", "-80x24"])
    func `what is no size of a picture is refused`(text: String) {
        #expect(Size(picture: text) == nil)
    }

    @Test func `what a command asks arrives as it was meant, and nonsense does not`() {
        for picture in [
            ScreenPicture(format: .svg),
            ScreenPicture(format: .ansi, size: Size(width: 80, height: 24), isPlain: true),
        ] {
            #expect(ScreenPicture(picture.arguments) == picture)
        }
        #expect(ScreenPicture(["svg", "", "all"]) == nil)
        #expect(ScreenPicture(["png", "", ""]) == nil)
        #expect(ScreenPicture(["svg", "9999x9999", ""]) == nil)
        #expect(ScreenPicture([]) == nil)
    }

    @Test func `a file is called by the day and the second`() {
        #expect(
            PictureOrder.name(at: Sample.start.epoch + 61, by: WallClock(offset: 0))
                == "jarvis-2026-01-01-120101.svg")
    }
}
