import Counterparts
import Glibc
import HTTP

/// A path for a unix socket or a file that no other test has.
func temporaryPath() -> String {
    "/tmp/jarvis-http-\(getpid())-\(UInt64.random(in: 0 ... .max))"
}

/// Bytes in which a lost, repeated or exchanged piece shows: 4 KiB of 0, 4 KiB of 1, and so on.
func pattern(count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { bytes, initializedCount in
        for start in stride(from: 0, to: count, by: 4096) {
            let end = min(count, start + 4096)
            bytes[start..<end].initialize(repeating: UInt8(truncatingIfNeeded: start >> 12))
        }
        initializedCount = count
    }
}

/// Writes a text file for one test and removes it.
func withFile<Value>(_ text: String, _ body: (String) async throws -> Value) async throws -> Value {
    let path = temporaryPath()
    guard let file = fopen(path, "w") else { throw SystemFailure() }
    fputs(text, file)
    fclose(file)
    defer { unlink(path) }
    return try await body(path)
}

extension ServerIdentity {
    /// The SHA-256 of its certificate.
    var fingerprint: CertificateFingerprint {
        guard let fingerprint = CertificateFingerprint(bytes: digest) else {
            preconditionFailure("a SHA-256 has 32 bytes")
        }
        return fingerprint
    }
}
