import FoundationEssentials
import Glibc
import Testing

@testable import Memory

/// A folder of a test's own, gone with it.
final class Scratch: Sendable {
    let path: String

    /// Makes a name for a folder that is not there yet, below one that is.
    init() throws {
        var template = Array("/tmp/jarvis-memory-XXXXXX".utf8CString)
        let made = mkdtemp(&template) != nil
        try #require(made)
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record(error)
        }
    }

    /// The store's folder.
    var folder: String { path + "/state" }
    var database: String { folder + "/jarvis.db" }

    func store() async throws -> Store {
        try await Store.open(at: folder).store
    }

    /// Opens a store, keeps some events in it and closes it.
    func fill(events count: Int) async throws {
        let store = try await store()
        _ = try await store.events.append((1...count).map { .sample($0) })
        try await store.close()
    }
}

/// The permission bits of a file.
func mode(of path: String) throws -> mode_t {
    var status = stat()
    try #require(lstat(path, &status) == 0)
    return status.st_mode & 0o777
}

func bytes(of path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: path))
}

func write(_ data: Data, to path: String) throws {
    try data.write(to: URL(filePath: path))
}

extension Date {
    /// Some seconds after a fixed moment of 2026.
    static func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: 1_780_000_000 + seconds) }
}

extension EventRecord {
    static func sample(_ number: Int) -> EventRecord {
        EventRecord(
            time: .at(Double(number)), severity: .info, origin: .system, kind: "guest.started",
            subject: "\(100 + number)", cluster: "home", title: "Guest \(100 + number) started",
            detail: String(repeating: "x", count: number % 7 * 200))
    }
}

extension AuditIntent {
    static func sample(_ number: Int, ruling: Ruling = .confirmed) -> AuditIntent {
        AuditIntent(
            time: .at(Double(number)), asker: "model", action: "start_vm", arguments: #"{"vmid":\#(number)}"#,
            call: "POST /nodes/pve/qemu/\(number)/status/start", target: "guest \(number)", cluster: "home",
            tier: "RED", ruling: ruling)
    }
}
