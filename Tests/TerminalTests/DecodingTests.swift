import Testing

@testable import Terminal

struct DecodingTests {
    /// The bounds of every range of the decoder's table, and bytes that nothing begins with.
    static let bytes: [UInt8] = [
        0x41, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
        0xf0,
        0xf1, 0xf3, 0xf4, 0xf5, 0xff,
    ]

    /// What the standard library makes of bytes, which replaces maximal subparts too; without C1 controls.
    private func repaired(_ bytes: [UInt8]) -> String {
        var text = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
        where !(0x80..<0xa0).contains(scalar.value) {
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    @Test(arguments: bytes)
    func `every wrong form becomes one replacement a maximal subpart`(first: UInt8) {
        var whole = Emulator(size: TerminalSize(columns: 20, rows: 1))
        var parts = Emulator(size: TerminalSize(columns: 20, rows: 1))
        let thirds: [UInt8] = first >= 0xe0 ? Self.bytes : [0x41]
        let fourths: [UInt8] = first >= 0xf0 && first < 0xf5 ? [0x41, 0x80, 0xbf, 0xc2] : [0x41]
        for second in Self.bytes {
            for third in thirds {
                for fourth in fourths {
                    let bytes: [UInt8] = [0x78, first, second, third, fourth, 0x78]
                    whole.read("\u{1b}[H\u{1b}[2K")
                    bytes.withUnsafeBufferPointer { whole.read($0) }
                    parts.read("\u{1b}[H\u{1b}[2K")
                    for byte in bytes {
                        withUnsafePointer(to: byte) { parts.read(UnsafeBufferPointer(start: $0, count: 1)) }
                    }
                    #expect(whole.screen.text(row: 0) == repaired(bytes), "\(bytes)")
                    #expect(parts.screen.text(row: 0) == repaired(bytes), "\(bytes) one by one")
                }
            }
        }
    }
}
