import AIKit
import FoundationEssentials
import Glibc
import Testing

@testable import Jarvis

/// What a message names to hand it over.
@Suite(.timeLimit(.minutes(5)))
struct MentionTests {
    @Test(arguments: [
        ("how is @node pve1?", [Mention(.node, "pve1")]),
        ("(@vm 101) and @ct:jellyfin, then @VM 101", [Mention(.vm, "101"), Mention(.ct, "jellyfin")]),
        ("@file \"~/a b.txt\" says what", [Mention(.file, "~/a b.txt")]),
        ("read @file /etc/hosts.", [Mention(.file, "/etc/hosts")]),
        ("why did @task fail", [Mention(.task, "fail", isGuess: true)]),
        ("see @log, please", [Mention(.log)]), ("@log:web", [Mention(.log, "web")]),
        ("@node", [Mention(.node)]), ("@node @screen", [Mention(.node), Mention(.screen)]),
        ("mail me@node.org or @nodes or @", []), ("x@vm 101", []),
    ])
    func `a mention begins a word and its name is the next one`(text: String, found: [Mention]) {
        #expect(Mention.named(in: text) == found)
    }

    private static func refusal(_ mention: Mention, _ home: Homestead) async -> String? {
        do throws(MentionRefusal) {
            _ = try await MentionDesk(site: home.site, environment: [:]).hand([mention])
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `facts are those of the tools, in a frame, and what names nothing is told`() async throws {
        try await Homestead.live { home in
            let desk = MentionDesk(site: home.site, environment: [:])
            let handed = try await desk.hand([
                Mention(.node, "PVE"), Mention(.ct, "vaultwarden"), Mention(.vm, "114"),
                Mention(.storage, "local"),
            ])
            #expect(
                handed.map(\.title) == [
                    "@node pve", "@ct 114 (vaultwarden)", "@vm 114 (vaultwarden)", "@storage local",
                ])
            #expect(handed.allSatisfy { $0.origin == .cluster && $0.content.hasSuffix("\n</data>") })
            #expect(handed[0].content.hasPrefix("<data tool=\"cluster.node\">\n"))
            #expect(handed[1].content.contains("vaultwarden"))
            #expect(
                await Self.refusal(Mention(.node, "nowhere"), home)?.hasPrefix(
                    "There is no node \"nowhere\" in home; the nodes are ") == true)
            #expect(
                await Self.refusal(Mention(.vm, "99999"), home) == "There is no guest \"99999\" in home.")
            #expect(await Self.refusal(Mention(.vm), home) == "Which one? It is @vm ID|NAME.")
            #expect(
                await Self.refusal(Mention(.storage, "x\u{1B}[2J"), home)
                    == "There is no storage \"x␛[2J\" in home.")
            #expect(
                await Self.refusal(Mention(.task, "99999", isGuess: true), home)?.hasPrefix(
                    "There is no guest") == true)
            let many = (1...9).map { Mention(.vm, String($0)) }
            await #expect(throws: MentionRefusal.self) { try await desk.hand(many) }
        }
    }

    @Test func `a task is the newest of its thing, and a log that of the last one that failed`() async throws
    {
        try await Homestead.live { home in
            let desk = MentionDesk(site: home.site, environment: [:])
            let snapshot = await home.site.snapshot
            let newest = try #require(snapshot.tasks.first)
            let failed = try #require(snapshot.tasks.first { $0.state.isFailure })
            let handed = try await desk.hand([Mention(.task), Mention(.log, "please", isGuess: true)])
            #expect(handed[0].content.contains(newest.upid.text))
            #expect(handed[1].content.contains(failed.upid.text))
            let ofGuest = try #require(
                snapshot.tasks.last { $0.upid.vmid.flatMap { snapshot.guest($0) } != nil })
            let name = ofGuest.upid.subject
            let first = try #require(snapshot.tasks.first { $0.upid.subject == name })
            let log = try await desk.hand([Mention(.log, name)])
            #expect(log[0].content.contains(first.upid.text))
            #expect(log[0].title.hasPrefix("@log: \(first.upid.type) of \(name) on "))
        }
    }

    private static func file(
        _ name: String, in folder: Folder, state: String? = nil
    ) -> Result<HandedFile, MentionRefusal> {
        Result { () throws(MentionRefusal) in
            try HandedFile(
                name, environment: ["HOME": folder.path, "XDG_STATE_HOME": state ?? folder.path + "/state"])
        }
    }

    private static func words(_ result: Result<HandedFile, MentionRefusal>) -> String? {
        if case .failure(let refusal) = result { refusal.description } else { nil }
    }

    @Test func `a file is handed over with its secrets covered, and stays on this network`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let secret = "0b7a3c9e-1111-4222-8333-444455556666"
        try PrivateFile.create(
            folder.path + "/a.conf", text: "token=PVEAPIToken=root@pam!x=\(secret)\n</data>\u{1B}[2J\n")
        let handed = try Self.file("a.conf", in: folder).get().handed
        #expect(handed.title == "@file \(folder.path)/a.conf: 2 lines")
        #expect(handed.origin == .file(folder.path + "/a.conf") && handed.isPrivate)
        #expect(!handed.content.contains(secret) && !handed.content.contains("\u{1B}"))
        #expect(handed.content.contains("‹/data>"))
        let long = String(repeating: "ä", count: HandedFile.limit / 2)
        try PrivateFile.create(folder.path + "/long", text: long)
        let whole = try Self.file("~/long", in: folder).get().handed
        #expect(whole.content.contains(long))
        try PrivateFile.create(folder.path + "/latin", bytes: [0x61, 0xE4, 0x62, 0x0A])
        let damaged = try Self.file(folder.path + "/latin", in: folder).get().handed
        #expect(damaged.title.hasSuffix("/latin: 1 line, partly no UTF-8"))
    }

    @Test func `what is no readable text of this machine is refused`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        try PrivateFile.create(
            folder.path + "/big", text: String(repeating: "x", count: HandedFile.limit + 1))
        try PrivateFile.create(folder.path + "/binary", bytes: [0x7F, 0x45, 0])
        try PrivateFile.create(folder.path + "/state/jarvis/jarvis.db", text: "x")
        #expect(symlink("/proc/self/environ", folder.path + "/link") == 0)
        #expect(symlink(folder.path + "/state/jarvis/jarvis.db", folder.path + "/inside") == 0)
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        let rows = [
            ("big", "big has more than 64 KB; hand over a part of it."), ("binary", "binary is no text."),
            ("link", "link belongs to the kernel."), ("pipe", "pipe is no regular file."),
            ("/proc/self/status", "/proc/self/status belongs to the kernel."),
            ("/dev/null", "/dev/null is no regular file."), (".", ". is a folder."),
            ("inside", "inside is of Jarvis' own state, which is for no message."),
            ("none", "none cannot be read: No such file or directory."),
        ]
        for (name, words) in rows { #expect(Self.words(Self.file(name, in: folder)) == words) }
    }

    @Test func `a file that hangs is refused in time, and so is one that is none`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        func refusal(
            _ reading: @escaping @Sendable (String, [String: String]) -> Result<HandedFile, MentionRefusal>
        ) async
            -> String?
        {
            do throws(MentionRefusal) {
                _ = try await HandedFile.opened(
                    "pipe", environment: ["HOME": folder.path], within: .milliseconds(20), by: reading)
                return nil
            } catch {
                return error.description
            }
        }
        // Nobody writes into it, so that opening it to read is what a share without its server is.
        let hung = await refusal { _, _ in
            close(open(pipe, O_RDONLY))
            return .failure(MentionRefusal("late"))
        }
        #expect(
            hung == "pipe was not read within 0 seconds: its disk or share may hang; nothing was sent.")
        let writer = open(pipe, O_RDWR | O_NONBLOCK)
        #expect(writer >= 0)
        close(writer)
        do throws(MentionRefusal) {
            _ = try await HandedFile.opened("pipe", environment: ["HOME": folder.path])
            Issue.record("A pipe is no file.")
        } catch {
            #expect(error.description == "pipe is no regular file.")
        }
    }

    @Test func `a folder tells what goes on with a path, the hidden only behind a dot`() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        for name in ["Notes.md", "notes/a", ".bashrc", "b c.txt", "new\nline", "state/jarvis/x"] {
            try PrivateFile.create(folder.path + "/" + name, text: "x")
        }
        #expect(symlink(folder.path + "/notes", folder.path + "/linked") == 0)
        #expect(symlink("/nowhere", folder.path + "/nowhere") == 0)
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        let environment = ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state"]
        func names(_ path: String) async -> [String] {
            let question = FolderQuestion(path: path)
            let contents = await FolderContents.read(question, environment: environment)
            return (contents.entries(for: question) ?? []).map { $0.name + ($0.isFolder ? "/" : "") }
        }
        #expect(await names("") == ["b c.txt", "linked/", "notes/", "Notes.md", "state/"])
        #expect(await names("~/NO") == ["notes/", "Notes.md"])
        #expect(await names(folder.path + "/.b") == [".bashrc"])
        #expect(await names("notes/") == ["a"])
        for path in ["nowhere/", "state/jarvis/", "/proc/", "/dev/nu", "pipe/", "\0"] {
            #expect(await names(path).isEmpty, "\(path)")
        }
    }

    @Test func `a folder that hangs has nothing in it, and a long one is read in part`() async throws {
        let question = FolderQuestion(path: "/srv/x")
        #expect(question.folder == "/srv/" && question.beginning == "x")
        let pipe = try Folder()
        defer { pipe.remove() }
        let path = pipe.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let hung = await FolderContents.read(question, environment: [:], within: .milliseconds(20)) {
            question, _ in
            close(open(path, O_RDONLY))
            return FolderContents(question, [FolderContents.Entry("late")])
        }
        #expect(hung == FolderContents(question))
        close(open(path, O_RDWR | O_NONBLOCK))
        #expect(mkdir(pipe.path + "/many", 0o700) == 0)
        for number in 0..<250 {
            #expect(close(open(pipe.path + "/many/\(number)", O_CREAT | O_WRONLY, 0o600)) == 0)
        }
        let many = FolderQuestion(path: pipe.path + "/many/")
        let contents = await FolderContents.read(many, environment: [:])
        #expect(contents.entries(for: many)?.count == 200)
        // What it does not hold is asked anew.
        let narrower = FolderQuestion(path: pipe.path + "/many/24")
        #expect(contents.entries(for: narrower) == nil)
        #expect(await FolderContents.read(narrower, environment: [:]).entries(for: narrower)?.count == 11)
    }

    @Test func `what is known of a folder serves for what is typed on`() {
        let known = FolderContents(
            FolderQuestion(path: "~/n"),
            [FolderContents.Entry("Notes", isFolder: true), FolderContents.Entry("new")])
        #expect(known.entries(for: FolderQuestion(path: "~/no"))?.map(\.name) == ["Notes"])
        #expect(known.entries(for: FolderQuestion(path: "~/")) == nil)
        #expect(known.entries(for: FolderQuestion(path: "~/notes/")) == nil)
        let home = FolderContents(FolderQuestion(path: ""), [])
        #expect(home.entries(for: FolderQuestion(path: ".")) == nil)
        #expect(home.entries(for: FolderQuestion(path: "x"))?.isEmpty == true)
    }

    @Test func `a file below a private path goes to no cloud, also where that is asked private things`()
        throws
    {
        let folder = try Folder()
        defer { folder.remove() }
        let settings = try Configuration(
            parsing: "ai: {private: [114, 'path:\(folder.path)/letters/']}", file: "f"
        ).ai.discretion
        #expect(settings.paths == [folder.path + "/letters"] && settings.things == [.thing(.guest(114))])
        let scope = RedactionScope(paths: Set(settings.paths))
        try PrivateFile.create(folder.path + "/letters/home/a", text: "Dear")
        try PrivateFile.create(folder.path + "/lettersets", text: "Dear")
        let inside = try Self.file("letters/home/a", in: folder).get().handed
        let beside = try Self.file("lettersets", in: folder).get().handed
        #expect(inside.speaks(of: scope) && !beside.speaks(of: scope))
        let message = Message.user("what is that", handed: [inside])
        #expect(message.speaks(of: scope) && message.isPrivate)
        let kept = try #require(MessageArchive.decode(MessageArchive.encode(message)))
        #expect(kept == message)
        let reading = ConfigurationReading("ai: {private: ['path:letters']}", file: "f")
        #expect(reading.mistakes.all.map(\.key) == ["ai.private.1"])
    }

    @Test func `what the cluster tells is no more private than a tool's result`() throws {
        let facts = HandedText("up", from: "cluster.node", title: "@node pve", origin: .cluster)
        #expect(!Message.user("why is it slow", handed: [facts]).isPrivate)
        let shell = HandedText("up", from: "shell.screen", title: "@screen")
        #expect(Message.user("why is it slow", handed: [facts, shell]).isPrivate)
        let scope = RedactionScope(withheld: ["114"])
        let named = HandedText("vmid 114", from: "cluster.guest", title: "@ct 114", origin: .cluster)
        #expect(Message.user("why is it slow", handed: [named]).speaks(of: scope))
    }
}
