import Glibc
import Testing

@testable import House

@Suite struct ParcelTests {
    static let fromFront: [FrontMessage] = [
        .resized(TerminalSize(columns: 400, rows: 120)),
        .leave(.asked), .leave(.stolen), .leave(.hungUp), .leave(.signal(SIGTERM)), .leave(.suspended),
        .leave(.frontLost),
        .ask(name: "status", arguments: []), .ask(name: "ask", arguments: ["how are you?", "", "\u{1F600}"]),
    ]

    static let fromHouse: [HouseMessage] = [
        .hello(.init(version: "0.1.0", crashFile: "/a/b", logFile: "", state: "/c")),
        .detached(.stolen), .output("zwei\nZeilen"), .exit(code: -1, text: "ende"),
    ]

    @Test(arguments: fromFront)
    func `what a front says arrives as it was said`(_ message: FrontMessage) throws {
        var bytes = message.parcel.bytes
        let parcel = try #require(try Parcel(takenFrom: &bytes))
        let arrived = try FrontMessage(parcel, terminal: nil)
        #expect(arrived == message)
        #expect(bytes.isEmpty)
    }

    @Test(arguments: fromHouse)
    func `what a house says arrives as it was said`(_ message: HouseMessage) throws {
        var bytes = message.parcel.bytes
        let parcel = try #require(try Parcel(takenFrom: &bytes))
        let arrived = try HouseMessage(parcel)
        #expect(arrived == message)
    }

    @Test func `a parcel is taken once it is whole, wherever the bytes are cut`() throws {
        let whole = FrontMessage.ask(name: "a", arguments: ["b"]).parcel.bytes
        for cut in 0..<whole.count {
            var bytes = Array(whole[..<cut])
            #expect(try Parcel(takenFrom: &bytes) == nil)
            bytes += whole[cut...] + [1, 2]
            #expect(try Parcel(takenFrom: &bytes)?.bytes == whole)
            #expect(bytes == [1, 2])
        }
    }

    @Test func `random bytes are refused or read, and never trap`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let length = UInt8.random(in: 0..<40, using: &random)
            var bytes: [UInt8] = [
                UInt8(ascii: "J"), Parcel.currentVersion, .random(in: 0..<6, using: &random), 0, 0, 0, 0,
                length,
            ]
            bytes += (0..<length).map { _ in [0, 0, 0, 1, 4, 255].randomElement(using: &random) ?? 0 }
            guard let parcel = try? Parcel(takenFrom: &bytes) else { continue }
            _ = try? FrontMessage(parcel, terminal: nil)
            _ = try? HouseMessage(parcel)
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
