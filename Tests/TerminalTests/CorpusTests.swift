import FoundationEssentials
import Testing

/// What the fuzzer found worth keeping is played in every test run.
struct CorpusTests {
    private static var folder: String {
        "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Fuzz/Corpus"
    }

    @Test func `nothing in the fuzzer's corpus breaks the terminal`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder).sorted()
        #expect(!names.isEmpty)
        for name in names {
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: "\(Self.folder)/\(name)")))
            let broken = bytes.withUnsafeBufferPointer { FuzzInput($0).play() }
            #expect(broken == nil, "\(name)")
        }
    }
}
