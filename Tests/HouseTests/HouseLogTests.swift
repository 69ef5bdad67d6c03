import FoundationEssentials
import Glibc
import Logging
import Testing

@testable import House

@Suite struct HouseLogTests {
    private static func logger(_ place: LogPlace) -> Logger {
        Logger(label: "room") { HouseLogHandler(label: $0, place: place) }
    }

    /// What is written to a pipe while the body runs.
    private static func said(isJournal: Bool, _ body: (Logger) -> Void) throws -> String {
        let (reading, writing) = try Descriptor.pipe(nonblocking: true)
        body(logger(.stream(writing.number, isJournal: isJournal)))
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(reading.number, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    @Test func `a line has moment, level and room, and what steers a terminal or is secret is covered`()
        throws
    {
        let said = try Self.said(isJournal: false) { logger in
            var logger = logger
            logger.debug("Nobody wants to know.")
            logger[metadataKey: "guest"] = "101"
            logger.warning("Not good: \u{1B}[2J of\nPVEAPIToken=a@b!c=0a1b2c3d-1111-2222-3333-444455556666")
        }
        #expect(said.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ warning room: Not good: .*\n/) != nil)
        #expect(said.contains("␛[2J of␊") && said.contains("<redacted>") && said.hasSuffix(" guest=101\n"))
        #expect(!said.contains("0a1b2c3d"))
    }

    @Test(arguments: [
        (Logger.Level.critical, 2), (.error, 3), (.warning, 4), (.notice, 5),
    ])
    func `the journal gets a level and no moment`(level: Logger.Level, priority: Int) throws {
        let said = try Self.said(isJournal: true) { $0.log(level: level, "so it is") }
        #expect(said == "<\(priority)>room: so it is\n")
    }

    @Test func `the journal is known by what systemd says of a descriptor`() throws {
        let (reading, writing) = try Descriptor.pipe(nonblocking: true)
        var status = stat()
        try #require(fstat(writing.number, &status) == 0)
        let named = ["JOURNAL_STREAM": "\(status.st_dev):\(status.st_ino)"]
        #expect(LogPlace.isJournal(writing.number, named))
        #expect(!LogPlace.isJournal(writing.number, ["JOURNAL_STREAM": "1:2"]))
        #expect(!LogPlace.isJournal(writing.number, [:]))
        withExtendedLifetime(reading) {}
    }

    @Test func `the file is its owner's alone, and with its older ones never grows beyond a bound`() throws {
        let scene = try Scene()
        let path = scene.folder + "/house.log"
        let file = try LogFile(path, limit: 4_096)
        let logger = Self.logger(.file(file))
        for number in 0..<1_000 { logger.notice("line \(number)") }
        let names = try FileManager.default.contentsOfDirectory(atPath: scene.folder).filter {
            $0.hasPrefix("house.log")
        }
        #expect(names.sorted() == ["house.log", "house.log.1", "house.log.2"])
        for name in names {
            let about = try FileManager.default.attributesOfItem(atPath: scene.folder + "/" + name)
            #expect(about[.posixPermissions] as? Int == 0o600)
            #expect((1...4_096).contains(about[.size] as? Int ?? 0))
        }
        let whole = try names.sorted().reversed().map { name in
            String(
                decoding: try #require(FileManager.default.contents(atPath: scene.folder + "/" + name)),
                as: UTF8.self)
        }.joined()
        let numbers = whole.split(separator: "\n").compactMap {
            $0.split(separator: " ").last.flatMap { Int($0) }
        }
        #expect(numbers == Array((1_000 - numbers.count)..<1_000) && numbers.count > 200)
    }

    @Test func `a full file of an earlier house makes way`() throws {
        let scene = try Scene()
        let path = scene.folder + "/house.log"
        for words in ["first", "second"] {
            try LogFile(path).add(words)
            LogFile.turn(path, limit: 3)
        }
        LogFile.turn(path, limit: 3)
        let texts = try [".1", ".2"].map {
            String(decoding: try #require(FileManager.default.contents(atPath: path + $0)), as: UTF8.self)
        }
        #expect(texts == ["second\n", "first\n"])
    }
}
