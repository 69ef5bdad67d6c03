import FoundationEssentials
import Glibc
import Synchronization
import Testing

@testable import Terminal

/// Sessions of real programs, recorded to real files.
@Suite(.timeLimit(.minutes(1)))
struct RecordingTests {
    /// A file that is not there yet, in a folder of its own.
    private func withFile<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.path + "/recording-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) } }
        return try body(folder + "/a.cast")
    }

    private func text(of path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    /// The screen a recording ends with.
    private func replayed(_ path: String) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var replay = Replay()
        try replay.read(descriptor: descriptor, name: path)
        return replay.emulator.screen.dump(.json)
    }

    @Test func `a recording begun in the middle is replayed to the live screen`() throws {
        try withFile { path in
            let stage = try Stage(
                shell: """
                    printf '\\033]2;name\\033\\\\before\\n\\033[31mred 漢字\\033[3;10r\\033[?1049hfull\\033[4h\\033[2;5H'
                    read line
                    printf '\\033[7minserted\\033[4l\\033[?1049l after\\033[10;1H\\n\\n\\n%s' "$line"
                    stty size; read line; echo wide and end; read line
                    """)
            #expect(stage.shows("full"))
            let recording = try Recording(
                path: path, limit: 1 << 20, environment: [("TERM", "xterm-256color")])
            stage.session.record(recording)
            try stage.type("one\n")
            #expect(stage.shows("24 80"))
            stage.session.resize(TerminalSize(columns: 50, rows: 12))
            try stage.type("two\n")
            #expect(stage.shows("wide and end"))
            recording.stop()
            #expect(recording.waitForEnd(within: .seconds(10)))
            var live = stage.session.withScreen { $0.dump(.json) }
            // What is in the scrollback was not recorded.
            live.replace(#/"scrollback": \d+/#, with: "")
            #expect(try replayed(path).replacing(#/"scrollback": \d+/#, with: "") == live)
            #expect(
                try text(of: path).hasPrefix(
                    "{\"version\": 2, \"width\": 80, \"height\": 24, \"timestamp\": "))
            #expect(
                try text(of: path).contains("\"title\": \"name\", \"env\": {\"TERM\": \"xterm-256color\"}}\n")
            )
            #expect(try text(of: path).contains(", \"r\", \"50x12\"]\n"))
        }
    }

    @Test func `what is typed and not shown is not recorded, and the file is its owner's alone`() throws {
        try withFile { path in
            let stage = try Stage(shell: "stty -echo; echo ready; read line; echo done")
            let recording = try Recording(path: path, limit: 1 << 20)
            stage.session.record(recording)
            #expect(stage.shows("ready"))
            try stage.type("password\n")
            #expect(stage.shows("done"))
            #expect(stage.ending == .exited(code: 0))
            #expect(recording.waitForEnd(within: .seconds(10)))
            #expect(!recording.isRunning)
            #expect(stage.session.recording == nil)
            let text = try text(of: path)
            #expect(text.contains("done") && !text.contains("password"))
            var status = stat()
            stat(path, &status)
            #expect(status.st_mode & 0o777 == 0o600)
            #expect(throws: RecordingError.cannotCreate(path: path, code: EEXIST)) {
                try Recording(path: path, limit: 1 << 20)
            }
        }
    }

    @Test func `a recording ends at its limit, with whole lines, and the program goes on`() throws {
        try withFile { path in
            let stage = try Stage(shell: "read line; seq 1 100000; echo end of it; read line")
            let fault = Mutex<RecordingError?>(nil)
            let recording = try Recording(path: path, limit: 100_000) { error in fault.withLock { $0 = error }
            }
            stage.session.record(recording)
            try stage.type("\n")
            #expect(recording.waitForEnd(within: .seconds(10)))
            #expect(fault.withLock { $0 } == .full(path: path, limit: 100_000))
            #expect(!recording.isRunning)
            #expect(stage.shows("end of it"))
            let text = try text(of: path)
            #expect(text.utf8.count <= 100_000 && text.hasSuffix("\"]\n"))
            #expect(throws: Never.self) { try replayed(path) }
        }
    }

    @Test func `a full disk ends a recording with a sentence`() {
        var file = RecordingFile(
            open("/dev/full", O_WRONLY | O_CLOEXEC), path: "/x.cast", limit: 1 << 20, environment: [])
        let size = TerminalSize(columns: 80, rows: 24)
        var fault: RecordingError?
        do throws(RecordingError) { try file.write([.begin(size, title: "")], []) } catch { fault = error }
        #expect(fault == .cannotWrite(path: "/x.cast", code: ENOSPC))
        #expect(
            fault?.description
                == "The recording /x.cast ended early because it could not be written to (No space left on device, errno "
                + "\(ENOSPC)); make room on the disk and start another.")
    }

    @Test func `another recording ends the one before`() throws {
        try withFile { path in
            let stage = try Stage(shell: "echo ready; read line")
            let first = try Recording(path: path, limit: 1 << 20)
            stage.session.record(first)
            let second = try Recording(path: path + "2", limit: 1 << 20)
            stage.session.record(second)
            #expect(first.waitForEnd(within: .seconds(10)))
            #expect(stage.session.recording === second)
        }
    }
}

struct AsciicastWriterTests {
    private func lines(_ body: (inout AsciicastWriter) -> Void) -> [String] {
        var writer = AsciicastWriter()
        body(&writer)
        return String(decoding: writer.drain(), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `an event has its time to the microsecond and its data as JSON`() {
        let output = lines { writer in
            writer.output(Array("\u{1b}[1m\"\\\r\n\t\u{7f}é漢".utf8)[...], at: 1_000_042)
            writer.resize(TerminalSize(columns: 100, rows: 30), at: 61_000_000)
        }
        #expect(
            output == [
                #"[1.000042, "o", "\u001b[1m\"\\\r\n\t\u007fé漢"]"#, #"[61.000000, "r", "100x30"]"#,
            ])
    }

    @Test func `a character that was cut goes with the event that ends it`() {
        let bytes = Array("a漢😀b".utf8)
        for cut in 1..<bytes.count {
            let output = lines { writer in
                writer.output(bytes[..<cut], at: 0)
                writer.output(bytes[cut...], at: 1)
                writer.finish(at: 1)
            }
            let texts = output.map { $0.split(separator: "\"")[3] }
            #expect(texts.joined() == "a漢😀b", "cut at \(cut)")
        }
    }

    @Test func `what is no UTF-8 becomes replacement characters`() {
        let output = lines { writer in
            writer.output([0x61, 0xff, 0xc3, 0x62, 0xe6, 0xbc], at: 0)
            writer.finish(at: 0)
        }
        #expect(output == [#"[0.000000, "o", "a��b"]"#, #"[0.000000, "o", "�"]"#])
    }
}
