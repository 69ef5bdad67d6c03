import Foundation
import House
import Jarvis
import Settings
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct DocumentTests {
    @Test(arguments: Documents.all)
    func `a document says what the program does`(path: String) throws {
        let file = ProjectFile(path: path)
        try file.expect(try Documents.text(of: path, old: file.text))
    }

    @Test(arguments: ["README.md", "CHANGELOG.md"] + ProjectFile.names(under: "Docs", ending: ".md"))
    func `no document says a paragraph twice`(path: String) throws {
        let paragraphs = try ProjectFile(path: path).text.components(separatedBy: "\n\n")
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { $0.count > 80 }
        let counts = Dictionary(paragraphs.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts.filter { $0.value > 1 }.keys.sorted() == [])
    }

    @Test func `the README's table names every command and no other`() throws {
        let readme = try ProjectFile(path: "README.md").text
        let commands = try Handbook().commands.map { $0.path.joined(separator: " ") }
        for command in commands where command != "jarvis open" {
            let short = command.replacing("jarvis ", with: "")
            #expect(readme.contains("`\(command)") || readme.contains("`\(short)"), "\(command)")
        }
        let named = readme.matches(of: /`jarvis ([a-z][a-z-]*)/).map { String($0.1) }
        let known = Set(commands.flatMap { $0.split(separator: " ").dropFirst().prefix(1).map(String.init) })
        #expect(Set(named).subtracting(known).isEmpty)
    }

    @Test func `every key of the README's table is a command's`() throws {
        let readme = try ProjectFile(path: "README.md").text
        let table = try #require(
            readme.components(separatedBy: "## Keys").last?.components(separatedBy: "## ").first)
        let known = Set(HouseScreen.catalog.commands.flatMap(Handbook.keys) + ["^A"])
        let rows = table.split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.count > 10)
        for row in rows {
            let cells = row.split(separator: "|", omittingEmptySubsequences: false)
            for key in try #require(cells.dropFirst().first).matches(of: /`([^`]+)`/) {
                #expect(known.contains(String(key.1)), "\(key.1)")
            }
        }
    }

    @Test func `the README's configuration has no mistake`() throws {
        let readme = try ProjectFile(path: "README.md").text
        let text = try #require(readme.firstMatch(of: /```yaml\n((?s).*?)```/)?.1)
        let reading = ConfigurationReading(String(text), file: "README.md")
        #expect(reading.mistakes.all.isEmpty, "\(reading.mistakes.all)")
        #expect(reading.configuration.clusters.count == 1)
    }

    @Test func `every environment variable that is read is documented`() throws {
        let names = try ProjectFile.sources(under: "Sources").flatMap { source in
            source.matches(of: /(?:environment\[|getenv\()"([A-Z_]+)"/).map { String($0.1) }
        }
        #expect(!names.isEmpty)
        let documented = Set(Surroundings.environment.map(\.name))
        #expect(Set(names).subtracting(documented).isEmpty)
    }

    /// A document with an unknown key in each mapping.
    private static let strange = [
        "": "zz: 1", "clusters[]": "clusters: [{zz: 1}]", "clusters[].token": "clusters: [{token: {zz: 1}}]",
        "clusters[].user": "clusters: [{user: {zz: 1}}]",
        "clusters[].token.secret": "clusters: [{token: {id: a@b!c, secret: {zz: 1}}}]", "ai": "ai: {zz: 1}",
        "ai.models[]": "ai: {models: [{zz: 1}]}", "ai.embeddings": "ai: {embeddings: {zz: 1}}",
        "ai.budget": "ai: {budget: {zz: 1}}", "safety": "safety: {zz: 1}", "ui": "ui: {zz: 1}",
        "shell": "shell: {zz: 1}", "mcp[]": "mcp: [{zz: 1}]",
    ]

    @Test func `a table of settings stands where its keys are read`() throws {
        #expect(Handbook.settings.map(\.place).sorted() == Self.strange.keys.sorted())
        for page in Handbook.settings {
            let text = try #require(Self.strange[page.place])
            let mistakes = ConfigurationReading(text, file: "f").mistakes.all
            let known = mistakes.compactMap { $0.problem.split(separator: "known here: ").last }.first
            #expect(known.map(String.init) == page.rows.map(\.key).joined(separator: ", "), "\(page.place)")
        }
    }
}

@Suite struct ExitCodeTests {
    private static let houseErrors: [HouseError] = [
        .system(call: "a", subject: "b", code: 1), .unsafeFolder(path: "a", fault: "b"), .pathTooLong("a"),
        .stranger(uid: 1), .otherVersion(house: "1"), .noAnswer(process: nil), .noHouse,
        .silent(process: 1), .cutOff(process: 1), .unending(process: 1), .crowded(callers: 1),
        .alreadyRuns(process: 1),
        .socketTaken(path: "a"), .notStarted(reason: "a", log: nil), .noTerminal, .plainTerminal(""),
        .inBackground, .insideHouse, .perhapsInside(guardian: 1), .malformed("a"),
    ]

    @Test(arguments: houseErrors)
    func `what goes wrong with the house has a documented code`(error: HouseError) {
        #expect(ExitStatus(rawValue: error.exitCode) != nil)
    }

    @Test func `every code of sysexits that the sources use is documented`() throws {
        let numbers: [String: Int32] = [
            "OK": EX_OK, "USAGE": EX_USAGE, "DATAERR": EX_DATAERR, "NOINPUT": EX_NOINPUT, "NOUSER": EX_NOUSER,
            "NOHOST": EX_NOHOST, "UNAVAILABLE": EX_UNAVAILABLE, "SOFTWARE": EX_SOFTWARE, "OSERR": EX_OSERR,
            "OSFILE": EX_OSFILE, "CANTCREAT": EX_CANTCREAT, "IOERR": EX_IOERR, "TEMPFAIL": EX_TEMPFAIL,
            "PROTOCOL": EX_PROTOCOL, "NOPERM": EX_NOPERM, "CONFIG": EX_CONFIG,
        ]
        let used = try ProjectFile.sources(under: "Sources").flatMap { source in
            source.matches(of: /\bEX_([A-Z]+)\b/).map { String($0.1) }
        }
        #expect(!used.isEmpty)
        for name in Set(used) {
            #expect(numbers[name].flatMap(ExitStatus.init(rawValue:)) != nil, "EX_\(name)")
        }
    }

    @Test func `no code is a bare number in the commands`() throws {
        let sources = try ProjectFile.sources(under: "Sources/JarvisTUI")
        for source in sources {
            let bare = source.matches(of: /(?:ExitCode\(|Ending\(code: |return )(?:64|69|7[0-8])\b/).map {
                $0.0
            }
            #expect(bare.isEmpty, "\(bare)")
        }
    }

    @Test func `the help and the README tell where the codes are`() throws {
        #expect(try ProjectFile(path: "README.md").text.contains("(Docs/Reference.md#exit-codes)"))
        let help = JarvisCommand.helpMessage().split(separator: "\n")
        for status in ExitStatus.allCases {
            #expect(help.contains { $0.hasPrefix("  \(status.rawValue) ") && $0.hasSuffix(status.meaning) })
        }
    }
}
