import Foundation
import Onlooker
import Testing

@testable import JarvisTUI

/// PNG of a drawing, by the programs that a system may have.
struct PictureConverterTests {
    /// A folder with programs of this name, each a script.
    private func folder(_ home: Home, _ name: String, _ script: String) throws -> String {
        let path = home.path + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let file = path + "/" + name
        try "#!/bin/sh\n\(script)\n".write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        return path
    }

    /// What begins as a PNG does, and goes on with the drawing.
    private static let echo = #"printf '\211PNG'; cat"#

    @Test func `the best program of all folders is taken, wherever it stands`() throws {
        let home = try Home()
        defer { home.remove() }
        let magick = try folder(home, "magick", Self.echo)
        let best = try folder(home, "rsvg-convert", Self.echo)
        #expect(PictureConverter(searchPath: "\(magick):\(best)")?.program == best + "/rsvg-convert")
        #expect(PictureConverter(searchPath: "\(magick):\(home.path)")?.program == magick + "/magick")
        #expect(PictureConverter(searchPath: home.path) == nil)
        // A folder of that name and a file that may not be run are no programs.
        let file = best + "/rsvg-convert"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        try FileManager.default.createDirectory(
            atPath: home.path + "/rsvg-convert", withIntermediateDirectories: true)
        #expect(PictureConverter(searchPath: "\(best):\(home.path):") == nil)
    }

    @Test(arguments: ["rsvg-convert", "magick", "convert", "inkscape"])
    func `a program reads the drawing and what it writes is the picture`(name: String) async throws {
        let home = try Home()
        defer { home.remove() }
        let path = try folder(home, name, Self.echo)
        let converter = try #require(PictureConverter(searchPath: path))
        // More than a pipe holds.
        let drawing = String(repeating: "<svg/>", count: 100_000)
        #expect(try await converter.png(of: drawing) == [0x89, 0x50, 0x4E, 0x47] + Array(drawing.utf8))
    }

    @Test(arguments: [
        ("echo 'no such \u{1B}[31mcolour' >&2; exit 3", "it ended with exited(3): no such ␛‹[›31mcolour"),
        ("exit 4", "it ended with exited(4)"), ("kill -9 $$", "it ended with signaled(9)"),
        ("echo '<svg/>'", "what it wrote is no PNG"), ("cat >/dev/null", "what it wrote is no PNG"),
    ])
    func `a program that fails is told with its complaint, made visible`(
        script: String, reason: String
    ) async throws {
        let home = try Home()
        defer { home.remove() }
        let path = try folder(home, "rsvg-convert", script)
        let converter = try #require(PictureConverter(searchPath: path))
        let fault = PictureConverter.Fault.failed(program: path + "/rsvg-convert", reason: reason)
        await #expect(throws: fault) { try await converter.png(of: "<svg/>") }
    }

    @Test func `a program that hangs is stopped, with what it started`() async throws {
        let home = try Home()
        defer { home.remove() }
        let note = home.path + "/process"
        let path = try folder(
            home, "convert", "sleep 600 & echo $! > '\(note).new'; mv '\(note).new' '\(note)'; wait")
        let converter = try #require(PictureConverter(searchPath: path))
        let limit = Duration.milliseconds(1)
        await #expect(throws: PictureConverter.Fault.slow(program: path + "/convert", limit: limit)) {
            try await converter.png(of: "<svg/>", within: limit)
        }
        let task = Task { try await converter.png(of: "<svg/>", within: .seconds(600)) }
        while access(note, F_OK) != 0 { try await Task.sleep(for: .milliseconds(5)) }
        let process = try #require(
            Int32(String(contentsOfFile: note, encoding: .utf8).trimmingCharacters(in: .newlines)))
        task.cancel()
        await #expect(throws: PictureConverter.Fault.self) { try await task.value }
        while kill(process, 0) == 0, try stands(process) { try await Task.sleep(for: .milliseconds(5)) }
    }

    /// Whether a process has not ended; one that nobody waited for yet has.
    private func stands(_ process: Int32) throws -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return status.map { !$0.contains(") Z ") } ?? false
    }
}

/// `jarvis shot FILE.png`, with what the system has.
@Suite(
    .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"), .timeLimit(.minutes(3)))
struct PicturePNGProcessTests {
    @Test func `without a program for it no PNG is made, and the package is named`() async throws {
        let home = try Home()
        defer { home.remove() }
        let file = home.path + "/shot.png"
        let result = try await home.run(["shot", "--demo", file], ["PATH": home.path])
        #expect(result.code == 69)
        #expect(result.error.contains("install librsvg2-bin (rsvg-convert), or write an .svg."))
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func `a program that fails leaves no file`() async throws {
        let home = try Home()
        defer { home.remove() }
        let program = home.path + "/rsvg-convert"
        try "#!/bin/sh\necho 'out of ink' >&2\nexit 1\n".write(
            toFile: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let file = home.path + "/shot.png"
        let result = try await home.run(["shot", "--demo", file], ["PATH": home.path])
        #expect(result.code == 69)
        #expect(result.error.contains("\(program) made no PNG: it ended with exited(1): out of ink."))
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test(
        .enabled(
            if: PictureConverter(searchPath: "/usr/bin")?.program == "/usr/bin/rsvg-convert",
            "there is no /usr/bin/rsvg-convert; `make counterparts` installs it"))
    func `rsvg-convert makes a PNG of the size that was told`() async throws {
        let home = try Home()
        defer { home.remove() }
        let file = home.path + "/shot.PNG"
        let result = try await home.run(["shot", "--demo", "--size", "80x24", file])
        #expect(result.code == 0, "\(result.error)")
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
        try #require(bytes.count > 24)
        // The signature and IHDR: https://www.w3.org/TR/png-3/#11IHDR
        #expect(bytes[..<8] == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(bytes[16..<24] == [0, 0, 3, 0x20, 0, 0, 1, 0xE0])
        let again = try await home.run(["shot", "--demo", file])
        #expect(again.code == 73)
    }
}
