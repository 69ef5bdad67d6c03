import HTTP
import Testing

@testable import ClusterKit

struct TrustTests {
    private static func fingerprint(_ byte: UInt8) throws -> CertificateFingerprint {
        try #require(CertificateFingerprint(bytes: Array(repeating: byte, count: 32)))
    }

    @Test func `a changed fingerprint names both and the command that accepts the new one`() throws {
        let old = try Self.fingerprint(0xAA)
        let new = try Self.fingerprint(0xBB)
        let error = ProxmoxError.fingerprintChanged(
            cluster: "home", endpoint: Endpoint("pve"), expected: old, presented: new)
        #expect(error.description.contains("\(old)"))
        #expect(error.description.hasSuffix("jarvis trust home \(new) --node pve:8006"))
    }

    @Test func `an unknown certificate says how to accept it`() throws {
        let shown = try Self.fingerprint(0xCC)
        let error = ProxmoxError.untrusted(
            cluster: "home", endpoint: Endpoint("pve"), detail: "self-signed certificate", presented: shown)
        #expect(error.description.hasSuffix("jarvis trust home \(shown) --node pve:8006"))
    }

    @Test func `an accepted fingerprint replaces the configured one for that entry only`() throws {
        var order = EndpointOrder([
            Endpoint("a", fingerprint: try Self.fingerprint(1)),
            Endpoint("b", fingerprint: try Self.fingerprint(2)),
        ])
        order.pin(try Self.fingerprint(9), at: Endpoint("a"))
        #expect(order.candidates.map(\.fingerprint) == [try Self.fingerprint(9), try Self.fingerprint(2)])
        order.succeeded(Endpoint("b"))
        #expect(order.candidates.map(\.host) == ["b", "a"])
    }
}
