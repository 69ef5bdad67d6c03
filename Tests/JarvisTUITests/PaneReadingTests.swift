import Screen
import Terminal
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Choosing with the mouse, and what is done with what was chosen.
struct PaneReadingTests {
    /// A pane of 20 × 5 with the mouse over it.
    private struct Pointing: ~Copyable {
        var emulator: Emulator
        var reading = PaneReading()
        var time = ContinuousClock.now

        init(_ text: String) {
            var emulator = Emulator(size: TerminalSize(columns: 20, rows: 5))
            emulator.read(text)
            self.emulator = emulator
        }

        mutating func press(
            _ x: Int, _ y: Int, after pause: Duration = .seconds(1), _ keys: Key.Modifiers = []
        ) {
            time = time.advanced(by: pause)
            let mouse = Mouse(.press(.left), at: Point(x: x, y: y), modifiers: keys)
            reading.press(mouse, rows: 5, at: time, on: emulator.screen)
        }

        mutating func drag(_ x: Int, _ y: Int) {
            reading.choose(to: Point(x: x, y: y), rows: 5, on: emulator.screen)
        }

        mutating func release() -> String? { reading.release(on: emulator.screen) }
    }

    private static let lines = (1...30).map { "line \($0) here" }.joined(separator: "\r\n")

    @Test func `a drag chooses text and the release hands it out`() {
        var pointing = Pointing(Self.lines)
        pointing.press(5, 0)
        pointing.drag(6, 1)
        #expect(pointing.release() == "26 here\nline 27")
        #expect(pointing.reading.mode == nil)
    }

    @Test func `a click alone chooses nothing`() {
        var pointing = Pointing(Self.lines)
        pointing.press(5, 0)
        #expect(pointing.release() == nil)
    }

    @Test func `a double click chooses a word, a triple one a line, and drags grow by them`() {
        var pointing = Pointing(Self.lines)
        pointing.press(9, 1)
        pointing.press(9, 1, after: .milliseconds(100))
        #expect(pointing.release() == "here")
        pointing.press(9, 1, after: .milliseconds(100))
        #expect(pointing.release() == "line 27 here")
        pointing.press(1, 1)
        pointing.press(1, 1, after: .milliseconds(100))
        pointing.drag(6, 1)
        #expect(pointing.release() == "line 27")
    }

    @Test func `presses that are slow or apart are no double click`() {
        var pointing = Pointing(Self.lines)
        pointing.press(9, 1)
        pointing.press(9, 1, after: .seconds(1))
        #expect(pointing.release() == nil)
        pointing.press(10, 1, after: .milliseconds(100))
        #expect(pointing.release() == nil)
    }

    @Test func `with Alt a block is chosen`() {
        var pointing = Pointing(Self.lines)
        pointing.press(5, 0, .alt)
        pointing.drag(6, 2)
        #expect(pointing.release() == "26\n27\n28")
    }

    @Test func `a drag beyond the edge moves the view`() {
        var pointing = Pointing(Self.lines)
        pointing.press(0, 2)
        pointing.drag(0, -3)
        #expect(pointing.release()?.hasPrefix("line 23 here\nline 24") == true)
    }

    @Test func `a drag that rests at the edge goes on, to the oldest line and no further`() {
        var pointing = Pointing(Self.lines)
        pointing.press(0, 2)
        pointing.drag(0, 0)
        for _ in 0..<3 { pointing.reading.pull(Point(x: 0, y: 0), by: -1, on: pointing.emulator.screen) }
        #expect(pointing.release()?.hasPrefix("line 23 here\nline 24") == true)
        pointing.press(0, 2)
        pointing.drag(0, 0)
        for _ in 0..<99 { pointing.reading.pull(Point(x: 0, y: 0), by: -1, on: pointing.emulator.screen) }
        #expect(pointing.release()?.hasPrefix("line 1 here\nline 2") == true)
    }

    @Test func `without a choice an edge pulls nothing`() {
        var pointing = Pointing(Self.lines)
        pointing.reading.pull(Point(x: 0, y: 0), by: -1, on: pointing.emulator.screen)
        #expect(pointing.reading.mode == nil)
    }

    @Test func `output does not move what is being chosen`() {
        var pointing = Pointing(Self.lines)
        pointing.press(0, 0)
        pointing.drag(3, 0)
        pointing.emulator.read("\r\nmore\r\nmore")
        pointing.drag(6, 0)
        #expect(pointing.release() == "line 26")
    }

    @Test func `copies are kept newest first, each once, and no more than ten`() {
        var buffers = CopyBuffers()
        for number in 0..<12 { buffers.add("\(number)") }
        buffers.add("5")
        #expect(buffers.texts == ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"])
        #expect(buffers.add(String(repeating: "x", count: 5_000_000)).utf8.count == CopyBuffers.limit.bytes)
    }

    @Test(arguments: [
        ([:], ClipboardRoute.terminal), (["STY": "1.pts"], .screen),
        (["TMUX": "/tmp/t,1,0"], .tmux("/tmp/t,1,0")),
        (["TMUX": "/tmp/t,1,0", "STY": "1.pts"], .tmux("/tmp/t,1,0")),
    ])
    func `the clipboard's way is told by the environment`(
        environment: [String: String], route: ClipboardRoute
    ) {
        #expect(ClipboardRoute(environment) == route)
    }

    @Test(arguments: [
        ([:], ["vi", "+3", "/x/a.c"]), (["EDITOR": "nano -l"], ["nano", "-l", "+3", "/x/a.c"]),
        (["EDITOR": "nano", "VISUAL": "/usr/bin/hx"], ["/usr/bin/hx", "/x/a.c:3:1"]),
        (["VISUAL": "code"], ["code", "--goto", "/x/a.c:3:1"]),
    ])
    func `a file is opened at its line in the user's editor`(environment: [String: String], words: [String]) {
        let file = FilePlace(path: "a.c", line: 3).absolute(in: "/x", home: "/home/u")
        #expect(file.words(environment: environment) == words)
    }

    @Test func `a path is taken from the folder, the home or the root`() {
        let paths = ["a/b", "~/c", "/d"].map { FilePlace(path: $0).absolute(in: "/x", home: "/home/u").path }
        #expect(paths == ["/x/a/b", "/home/u/c", "/d"])
        #expect(FilePlace(path: "/d").words(environment: ["EDITOR": "vim"]) == ["vim", "/d"])
    }

    @Test func `only addresses of known kinds may be opened, and only on a desktop`() {
        #expect(Browser([:]) == nil)
        #expect(Browser(["DISPLAY": ":0"])?.words == ["xdg-open"])
        #expect(Browser(["DISPLAY": ":0", "BROWSER": "firefox -P x:w3m"])?.words == ["firefox", "-P", "x"])
        let desktop = Browser(["WAYLAND_DISPLAY": "wayland-0"])
        #expect(LinkLayer(address: "HTTPS://a.b", browser: desktop).browser == desktop)
        #expect(LinkLayer(address: "javascript:alert(1)", browser: desktop).browser == nil)
        #expect(LinkLayer(address: "--help", browser: desktop).browser == nil)
    }
}
