import AIKit
import Jarvis
import Screen
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// The list of what can be handed over, and what becomes of a message that names something.
@Suite struct MentionTests {
    private static func chatting(_ size: Size = Size(width: 80, height: 24)) -> AppState {
        var state = Sample.state(size)
        state.focus(.chat)
        return state
    }

    private static func titles(_ typed: String) -> [String]? {
        var state = chatting()
        state.type(typed)
        return MentionList.found(in: state)?.map(\.title)
    }

    @Test(arguments: [
        ("@n", ["@node NAME", "101 nextcloud", "nas"]), ("@jel", ["103 jellyfin"]),
        ("@90", ["900 debian-12"]),
        ("explain @no", ["@node NAME"]), ("(@l", ["@last", "@log [THING]", "local"]),
        ("why @vm ", ["101 nextcloud", "105 windows", "106 builder", "900 debian-12"]),
        ("@ct jel", ["103 jellyfin"]), ("@node p", ["pve"]), ("@storage n", ["nas"]),
        ("@log adg", ["104 adguard"]), ("@vm", ["@vm ID|NAME"]),
    ])
    func `what fits is listed at a word's start`(typed: String, titles: [String]) {
        #expect(Self.titles(typed) == titles)
    }

    @Test(arguments: [
        "mail me@no", "a@b.org", "@", "@noon", "@screen", "@task ", "@vm 101", "@node pve", "@file /etc/h",
        "/model @n",
        "@node pve is", "@task fail",
    ])
    func `other text with the sign is left alone, and so is what is complete`(typed: String) {
        let found = Self.titles(typed)
        if typed == "@" {
            #expect(found?.count == Mention.Kind.allCases.count)
        } else {
            #expect(found == nil)
        }
    }

    @Test func `a name that is typed without its kind is completed with it`() {
        var state = Self.chatting()
        state.type("is @jel")
        state.press("Tab")
        #expect(state.chat.input.text == "is @guest 103 ")
        #expect(state.focus == .chat)
    }

    @Test func `Tab completes, the next list opens, and the sentence is sent as it stands`() throws {
        var state = Self.chatting()
        state.type("why is @v")
        state.press("Tab")
        #expect(state.chat.input.text == "why is @vm ")
        state.press("Down", "Enter")
        #expect(state.chat.input.text == "why is @vm 105 ")
        #expect(state.focus == .chat)
        state.type("slow")
        let remark = Remark(
            text: "why is @vm 105 slow", cluster: "lab", mentions: [Mention(.vm, "105")])
        #expect(state.press("Enter") == [.kit(.gather(remark))])
        #expect(state.chat.entries.last?.content != .operatorText("why is @vm 105 slow"))
    }

    @Test func `the list stands above the line`() throws {
        var state = Self.chatting()
        state.type("how are @")
        try GoldenScreen(name: "mentions").expect(state)
    }

    @Test func `Esc leaves the list and not the line, and another mention opens it again`() {
        var state = Self.chatting()
        state.type("@no")
        state.press("Esc")
        #expect(MentionList.found(in: state) == nil)
        #expect(state.focus == .chat && state.chat.input.text == "@no")
        state.type("d")
        #expect(MentionList.found(in: state) == nil)
        state.type(" @st")
        #expect(MentionList.found(in: state)?.map(\.title) == ["@storage NAME"])
    }

    @Test func `Enter sends where the next word may be no name`() {
        var state = Self.chatting()
        state.type("what of @task ng")
        #expect(MentionList.found(in: state) != nil)
        let effects = state.press("Enter")
        #expect(
            effects == [
                .kit(
                    .gather(
                        Remark(
                            text: "what of @task ng", cluster: "lab",
                            mentions: [Mention(.task, "ng", isGuess: true)])))
            ])
    }

    @Test func `what the shell shows is fetched first, then the rest, and then it is said`() throws {
        var state = Self.chatting()
        state.type("compare @screen and @log please")
        let remark = Remark(
            text: "compare @screen and @log please", cluster: "lab",
            mentions: [Mention(.log, "please", isGuess: true)])
        #expect(
            state.press("Enter") == [
                .screen(.visit(state.shell.focus, Visit(HandOver(remark: remark, mentions: [.screen]))))
            ])
        var half = remark
        half.handed = [HandedText("$", from: "shell.screen", title: "@screen: 1 lines")]
        #expect(state.update(.kit(.handedOver(half)), at: Sample.start) == [.kit(.gather(half))])
        var whole = half
        whole.handed.append(HandedText("x", from: "cluster.log", title: "@log: x", origin: .cluster))
        whole.mentions = []
        #expect(state.update(.kit(.handedOver(whole)), at: Sample.start) == [.kit(.ask(whole))])
        #expect(state.chat.entries.last?.content == .notice("Handed over @log: x", .info))
    }

    private static func look(_ path: String) -> [Effect] {
        [.kit(.look(FolderQuestion(path: path), cluster: "lab"))]
    }

    private static func tell(
        _ path: String, _ entries: [FolderContents.Entry], in state: inout AppState
    ) -> [Effect] {
        let contents = FolderContents(FolderQuestion(path: path), entries)
        return state.update(.kit(.folder(contents, in: "lab")), at: Sample.start)
    }

    private static func entry(_ name: String, isFolder: Bool = false) -> FolderContents.Entry {
        FolderContents.Entry(name, isFolder: isFolder)
    }

    @Test func `the folder of a path that is typed is looked into, once at a time, and completes it`() {
        var state = Self.chatting()
        #expect(state.type("see @file ") == Self.look(""))
        // A folder that hangs is not asked again with each letter.
        #expect(state.type("/e") == [])
        #expect(MentionList.found(in: state) == nil)
        #expect(Self.tell("", [Self.entry("notes.md")], in: &state) == Self.look("/e"))
        let entries = [
            Self.entry("etc", isFolder: true), Self.entry("export"),
        ]
        #expect(Self.tell("/e", entries, in: &state) == [])
        #expect(MentionList.found(in: state)?.map(\.title) == ["etc/", "export"])
        #expect(state.press("Tab") == Self.look("/etc/"))
        #expect(state.chat.input.text == "see @file /etc/")
        _ = Self.tell(
            "/etc/", [Self.entry("hosts"), Self.entry("hosts.allow"), Self.entry("my notes")], in: &state)
        state.press("Down", "Down", "Enter")
        #expect(state.chat.input.text == "see @file \"/etc/my notes\" ")
        #expect(MentionList.found(in: state) == nil)
        #expect(Mention.named(in: state.chat.input.text) == [Mention(.file, "/etc/my notes")])
    }

    @Test func `a path in quotes goes on over blanks, and a whole one has no list`() {
        var state = Self.chatting()
        #expect(state.type("@file \"my n") == Self.look(""))
        _ = Self.tell("", [Self.entry("my notes", isFolder: true), Self.entry("mine")], in: &state)
        #expect(MentionList.found(in: state)?.map(\.title) == ["my notes/"])
        #expect(state.press("Tab") == Self.look("my notes/"))
        #expect(state.chat.input.text == "@file \"my notes/")
        _ = Self.tell("my notes/", [Self.entry("a"), Self.entry("ab")], in: &state)
        state.press("Tab")
        #expect(state.chat.input.text == "@file \"my notes/a\" ")
        state.press("C-u")
        state.type("@file hosts")
        _ = Self.tell("", [Self.entry("hosts"), Self.entry("hosts.allow")], in: &state)
        #expect(MentionList.found(in: state) == nil)
        #expect(state.press("Enter").count == 1)
    }

    @Test func `what a folder tells when its path is typed no more is forgotten`() {
        var state = Self.chatting()
        state.type("@file no")
        state.press("C-u")
        #expect(Self.tell("", [Self.entry("notes.md")], in: &state) == [])
        #expect(MentionList.found(in: state) == nil)
        #expect(state.type("@file n") == Self.look(""))
    }

    @Test func `the list stays in its room on every screen`() {
        for size in [(36, 8), (60, 20), (100, 37), (200, 50)] {
            var state = Self.chatting(Size(width: size.0, height: size.1))
            state.press("@")
            #expect(state.picture().text.contains("❯ @"), "\(size)")
        }
    }
}
