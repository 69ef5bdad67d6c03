import FoundationEssentials
import Glibc
import Jarvis
import Settings
import Testing

/// A configuration file that is changed while somebody looks at it.
private struct ChangingFile {
    let folder: Folder
    var path: String { folder.path + "/config.yaml" }

    init(_ text: String) throws {
        folder = try Folder()
        try write(text)
    }

    func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        chmod(path, 0o600)
    }

    func watch() -> ConfigurationWatch {
        ConfigurationWatch(
            file: path,
            screen: ScreenJudge(
                theme: { ["amber", "cyan"].contains($0) ? nil : "there is no \($0)" },
                keys: { configuration in
                    configuration.keys.entries.filter { $0.command != "help" }
                        .map { KeyFault(command: $0.command, problem: "there is no such command") }
                }))
    }
}

extension ConfigurationWatch {
    /// What two looks find: the second one believes what the first has seen.
    fileprivate mutating func lookTwice() -> News? { look() ?? look() }
}

@Suite struct ConfigurationWatchTests {
    @Test func `a change is taken over when two looks have found it the same`() throws {
        let file = try ChangingFile("ui: {theme: amber}\n")
        defer { file.folder.remove() }
        var watch = file.watch()
        #expect(watch.look() == nil)
        try file.write("")
        #expect(watch.look() == nil, "an editor has emptied it")
        try file.write("ui: {theme: cyan}\nshell: {scrollback: 7}\n")
        #expect(watch.look() == nil)
        guard case .written(let settings)? = watch.look() else {
            Issue.record("nothing was taken over")
            return
        }
        #expect(settings.ui.theme == "cyan" && settings.shell.scrollback == 7)
        #expect(
            Configuration.table.changes(from: Configuration(), to: settings) == [
                SettingChange(key: "ui.theme", value: "cyan", counts: .atOnce),
                SettingChange(key: "shell.scrollback", value: "7", counts: .nextProgram),
            ])
        #expect(watch.lookTwice() == nil)
    }

    @Test func `keys that the screen finds wrong are told with their lines, at first and when they are new`()
        throws
    {
        let file = try ChangingFile("keys:\n  help: h\n  dance: [x]\n")
        defer { file.folder.remove() }
        var watch = file.watch()
        #expect(
            watch.mistakenKeys.map(\.description) == [
                "\(file.path):3: keys.dance: there is no such command"
            ])
        try file.write("keys: {dance: [x], sing: y}\n")
        guard case .mistaken(let mistakes)? = watch.lookTwice() else {
            Issue.record("mistaken keys were taken over")
            return
        }
        #expect(mistakes.map(\.key) == ["keys.dance", "keys.sing"])
        try file.write("keys: {help: []}\n")
        guard case .written(let settings)? = watch.lookTwice() else {
            Issue.record("nothing was taken over")
            return
        }
        #expect(settings.keys == KeySettings([KeySettings.Entry(command: "help", keys: [])]))
        #expect(
            Configuration.table.changes(from: Configuration(), to: settings) == [
                SettingChange(key: "keys", value: nil, counts: .atOnce)
            ])
    }

    @Test func `a file with mistakes changes nothing, and says each`() throws {
        let file = try ChangingFile("ui: {theme: amber}\n")
        defer { file.folder.remove() }
        var watch = file.watch()
        try file.write("ui: {theme: pink}\nshell: {scrollback: many, command: [/nowhere]}\n")
        guard case .mistaken(let mistakes)? = watch.lookTwice() else {
            Issue.record("no mistake was found")
            return
        }
        #expect(mistakes.map(\.key) == ["ui.theme", "shell.scrollback", "shell.command"])
        #expect(watch.lookTwice() == nil, "the same mistakes are told once")
        try file.write("ui: {theme: amber, mode: ops}\n")
        guard case .written(let settings)? = watch.lookTwice() else {
            Issue.record("the mended file was not taken over")
            return
        }
        #expect(settings.ui.mode == .ops)
    }

    @Test func `a file that others may write is not believed`() throws {
        let file = try ChangingFile("ui: {theme: amber}\n")
        defer { file.folder.remove() }
        var watch = file.watch()
        chmod(file.path, 0o666)
        guard case .mistaken(let mistakes)? = watch.lookTwice() else {
            Issue.record("it was believed")
            return
        }
        #expect(mistakes.map(\.problem).first?.contains("chmod go-w") == true)
    }

    @Test func `a file that is gone is told once, and one that comes is read`() throws {
        let file = try ChangingFile("ui: {theme: amber}\n")
        defer { file.folder.remove() }
        var watch = file.watch()
        unlink(file.path)
        guard case .gone? = watch.lookTwice() else {
            Issue.record("it was not missed")
            return
        }
        #expect(watch.lookTwice() == nil)
        try file.write("ui: {theme: cyan}\n")
        guard case .written(let settings)? = watch.lookTwice() else {
            Issue.record("it was not read")
            return
        }
        #expect(settings.ui.theme == "cyan")
    }

    @Test func `every key of the reference has a moment from which a change counts`() {
        let rows = Configuration.table.pages.flatMap { page in page.rows.map { (page.place, $0) } }
        #expect(rows.count > 25)
        let groups = ["ai", "budget", "safety", "ui", "shell"]
        for (place, row) in rows where row.counts == .perKey {
            #expect(groups.contains(row.key) || place == "clusters[].token.secret", "\(place).\(row.key)")
        }
    }

    @Test func `what is said names the moment, and no more of a secret than its key`() {
        let text = TakeoverText([
            SettingChange(key: "ui.theme", value: "cyan", counts: .atOnce),
            SettingChange(key: "ai.key", value: nil, counts: .nextQuestion),
            SettingChange(key: "clusters", value: "whatever", counts: .restart),
            SettingChange(key: "ui.mode", value: "ops", counts: .atOnce),
        ])
        #expect(
            text.sentences == [
                "Only after a restart (end Jarvis, then jarvis): clusters.",
                "Taken over: ui.theme cyan, ui.mode ops.", "Taken over for the next question: ai.key.",
            ])
        #expect(text.waitsForRestart)
    }
}
