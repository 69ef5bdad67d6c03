import Glibc
import Testing

@testable import House

@Suite struct ParcelTests {
    static let fromFront: [FrontMessage] = [
        .resized(TerminalSize(columns: 400, rows: 120)),
        .leave(.asked), .leave(.stolen), .leave(.hungUp), .leave(.signal(SIGTERM)), .leave(.suspended),
        .leave(.frontLost),
        .ask(name: "status", arguments: []), .answer(["1", "yes"]),
        .ask(name: "ask", arguments: ["how are you?", "", "\u{1F600}"]),
    ]

    static let fromHouse: [HouseMessage] = [
        .hello(.init(version: "0.1.0", crashFile: "/a/b", logFile: "", state: "/c")),
        .detached(.stolen), .output("zwei\nZeilen"), .exit(code: -1, text: "ende"),
    ]

    @Test(arguments: fromFront)
    func `what a front says arrives as it was said`(_ message: FrontMessage) throws {
        var inbox = Inbox(message.parcel.bytes)
        let parcel = try #require(try inbox.next())
        let arrived = try FrontMessage(parcel, terminal: nil)
        #expect(arrived == message)
        #expect(inbox.count == 0)
    }

    @Test(arguments: fromHouse)
    func `what a house says arrives as it was said`(_ message: HouseMessage) throws {
        var inbox = Inbox(message.parcel.bytes)
        let parcel = try #require(try inbox.next())
        let arrived = try HouseMessage(parcel)
        #expect(arrived == message)
    }

    @Test func `a parcel is taken once it is whole, wherever the bytes are cut`() throws {
        let whole = FrontMessage.ask(name: "a", arguments: ["b"]).parcel.bytes
        for cut in 0..<whole.count {
            var inbox = Inbox(Array(whole[..<cut]))
            #expect(try inbox.next() == nil)
            inbox.append(whole[cut...] + [1, 2])
            #expect(try inbox.next()?.bytes == whole)
            #expect(inbox.waiting == [1, 2])
        }
    }

    @Test func `random bytes are refused or read, and never trap`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let length = UInt8.random(in: 0..<40, using: &random)
            var bytes: [UInt8] = [
                UInt8(ascii: "J"), Parcel.currentVersion, .random(in: 0..<7, using: &random), 0, 0, 0, 0,
                length,
            ]
            bytes += (0..<length).map { _ in [0, 0, 0, 1, 4, 255].randomElement(using: &random) ?? 0 }
            var inbox = Inbox(bytes)
            guard let parcel = try? inbox.next() else { continue }
            _ = try? FrontMessage(parcel, terminal: nil)
            _ = try? HouseMessage(parcel)
        }
    }

    @Test func `a megabyte of small parcels is read without moving it over and over`() throws {
        let small = FrontMessage.leave(.asked).parcel.bytes
        let count = 1_000_000 / small.count
        var inbox = Inbox()
        var read = 0
        for _ in 0..<count { inbox.append(small) }
        while let parcel = try inbox.next() {
            #expect(parcel.bytes.count == small.count)
            read += 1
        }
        #expect(read == count)
        #expect(inbox.count == 0)
    }

    @Test func `a terminal is no larger than what is drawn on`() throws {
        for (columns, rows) in [(65_535, 65_535), (2_000, 1), (1, 4_000_000_000)] {
            var parcel = Parcel(kind: 2)
            parcel.append(UInt32(columns))
            parcel.append(UInt32(rows))
            let size = TerminalSize(columns: min(columns, 2_000), rows: min(rows, 2_000))
            #expect(try FrontMessage(parcel, terminal: nil) == .resized(size))
        }
    }

    @Test func `a front of another wire is not understood`() {
        var parcel = FrontMessage.leave(.asked).parcel
        parcel.version = 99
        #expect(throws: HouseError.malformed("version 99 of the wire")) {
            try FrontMessage(parcel, terminal: nil)
        }
    }
}
