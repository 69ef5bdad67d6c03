import Multiplexer
import Screen
import Testing
import Text

@testable import JarvisTUI

/// What a picture that is given away shows, and what it does not.
struct ScreenPictureTests {
    /// A line with these names covered.
    private func covered(
        _ line: String, guests: [String] = ["web-01", "db", "nextcloud"], nodes: [String] = ["pve1"]
    ) -> String {
        var names = Pseudonyms()
        names.note(.guest, guests)
        names.note(.node, nodes)
        var frame = Frame(Size(width: 60, height: 1))
        frame.put(line, at: Point(x: 0, y: 0))
        return CoveredFrame(frame, names).frame.text
    }

    private func text(_ state: AppState, _ picture: ScreenPicture, shell: String = "") -> String {
        picture.text(of: state, in: .plain) { _, frame, rect in frame.put(shell, in: rect) }
    }

    @Test(arguments: [
        ("web-01 on pve1: web-01", "g00003 on n001: g00003"), ("WEB-01", "g00003"), ("db.", "g1."),
        ("103 nextcloud 12.5% 01:23:45 4.0G/8", "103 guest-002 12.5% 01:23:45 4.0G/8"),
        ("nextcl…", "guest-…"), ("…cloud", "…t-002"), ("webmail dbs", "webmail dbs"),
        ("at 10.0.0.17:8006", "at xx.x.x.xx:8006"),
        ("fe80::1a2b, 52:54:00:aa:bb:01", "xxxx::xxxx, xx:xx:xx:xx:xx:xx"),
        ("alice@pam root@corp!key", "u0001@pam u002@h001!xxx"),
        ("https://pve.me:8006/", "https://host-1:8006/"),
        ("mail.example.org", "host-00000000001"), ("pve1.lan is", "host-001 is"),
        ("3fa85f64-5717-4562-b3fc-2c963f66afa6", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
        ("it is well, sir. Version 8.2.4", "it is well, sir. Version 8.2.4"),
    ])
    func `whose it is cannot be read, and all else can`(line: String, shown: String) {
        #expect(covered(line) == shown)
    }

    @Test func `names of more than a word and wide ones keep their columns`() {
        #expect(covered("a big box, 漢字 |", guests: ["big box", "漢字"]) == "a guest-1, g002 |")
    }

    @Test func `names have their own pseudonyms, as wide as they are`() {
        var names = Pseudonyms()
        let all = (0..<500).map { "machine-\($0)" }
        names.note(.guest, all)
        let others = all.compactMap { names[$0] }
        #expect(Set(others).count == 500)
        #expect(zip(all, others).allSatisfy { $0.columns == $1.columns })
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
            $0.split(separator: "\n").map { $0.map { "│╭╮╰╯─".contains($0) } }
        }
        #expect(borders[0].map { $0.filter(\.self).count } == borders[1].map { $0.filter(\.self).count })
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
