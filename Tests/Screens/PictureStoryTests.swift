import FoundationEssentials
import Onlooker
import Testing

/// Pictures of the screen that are given away.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(5)))
struct PictureStoryTests {
    @Test func `a key draws the screen into a file of the home, without its names and its shell`() throws {
        let demo = try Demo(columns: 200, rows: 50)
        try demo.expect("jellyfin")
        demo.program.type("3echo pay''roll\r")
        try demo.expect("payroll")
        demo.program.type("\u{01}CP")
        try demo.expect("has the picture")
        let files = try FileManager.default.contentsOfDirectory(atPath: demo.folder)
        let name = try #require(files.first { $0.hasSuffix(".svg") })
        let picture = try String(contentsOf: URL(filePath: demo.folder + "/" + name), encoding: .utf8)
        #expect(picture.contains("</svg>") && picture.contains("CLUSTER"))
        #expect(!picture.contains("jellyfin") && !picture.contains("payroll"))
    }

    @Test func `a command draws the screen of the running house, in the size it is told`() throws {
        let served = try ServedHome()
        let file = served.home.path + "/shot.txt"
        // The house draws what it knows; it is asked again until that is the cluster.
        var text = ""
        for round in 0..<200 where !text.contains("ct  ") {
            let own = "\(file)-\(round).txt"
            #expect(served.run([["shot", "--plain", "--size", "170x50", own]]) == [])
            text = try String(contentsOf: URL(filePath: own), encoding: .utf8)
        }
        #expect(text.contains("jellyfin"))
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 51)
        #expect(served.run([["shot", file]]) == [])
        let covered = try String(contentsOf: URL(filePath: file), encoding: .utf8)
        #expect(
            covered.contains("J.A.R.V.I.S.") && !covered.contains("jellyfin") && !covered.contains("sim "))
        // What is there already stays.
        #expect(served.run([["shot", file]], mayEnd: { $0 == 73 }) == [])
        try served.end()
    }
}
