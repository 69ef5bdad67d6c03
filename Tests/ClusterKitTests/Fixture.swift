import FoundationEssentials

@testable import ClusterKit

/// A body that lies beside the tests.
func fixture(_ name: String, beside path: String = #filePath) throws -> [UInt8] {
    let folder = URL(filePath: path).deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appending(path: "Fixtures/\(name).json")))
}

/// The same body, ready to be read.
func answer(_ name: String) throws -> Answer {
    Answer(try fixture(name))
}

/// The UPID of a text that is one.
func upid(_ text: String) throws -> UPID {
    guard let upid = UPID(text) else { throw WireFault(detail: "no UPID: \(text)", offset: 0) }
    return upid
}

/// The fields of an object written in a test.
func fields(_ text: String) throws -> Fields {
    try Answer(Array("{\"data\":\(text)}".utf8)).fields()
}
