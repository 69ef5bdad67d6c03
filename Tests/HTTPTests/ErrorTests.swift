import HTTP
import Testing

/// The sentences a user reads.
struct ErrorTests {
    private static let pinned = CertificateFingerprint(bytes: Array(0..<32))
    private static let other = CertificateFingerprint(bytes: Array(224...255))

    @Test func `an error says what failed and what to do`() throws {
        let pinned = try #require(Self.pinned)
        let other = try #require(Self.other)
        let sentences: [(HTTPError, String)] = [
            (
                .unresolved(host: "pve"),
                "The name pve does not resolve: check its spelling and this machine's DNS."
            ),
            (
                .unreachable(host: "pve", detail: "Connection refused"),
                "pve cannot be reached (Connection refused): check that it is up, and the port and firewall on "
                    + "the way."
            ),
            (
                .timedOut(host: "pve", phase: "connect", after: .seconds(5)),
                "pve did not take the connection within 5.0 seconds: check its load and the network."
            ),
            (
                .timedOut(host: "pve", phase: "idle", after: .milliseconds(1500)),
                "pve was silent for 1.5 seconds: check its load and the network."
            ),
            (
                .timedOut(host: "pve", phase: "total", after: .seconds(30)),
                "pve did not answer completely within 30.0 seconds: check its load and the network."
            ),
            (
                .fingerprintMismatch(host: "pve", expected: pinned, presented: other),
                "pve shows the certificate \(other) but \(pinned) is pinned, so nothing was sent to it: pin the "
                    + "new one only if you know why it has changed."
            ),
            (
                .untrusted(host: "pve", detail: "self-signed certificate", presented: other),
                "The certificate of pve is not trusted (self-signed certificate), so nothing was sent to it: name "
                    + "its authority, or compare and pin its fingerprint \(other)."
            ),
            (
                .broken(host: "pve", detail: "reset", sent: false),
                "The connection to pve broke before anything was sent (reset): try again."
            ),
            (
                .broken(host: "pve", detail: "reset", sent: true),
                "The connection to pve broke with the answer missing (reset): look whether the request has taken "
                    + "effect before you repeat it."
            ),
            (
                .tooLarge(host: "pve", limit: 10),
                "The answer of pve is larger than 10 bytes, which is more than is taken: ask for less."
            ),
            (
                .eventTooLarge(limit: 10),
                "An event of the stream is larger than 10 bytes, which is more than is taken: ask for less."
            ),
            (
                .unusable(detail: "the URL names no host"),
                "The request cannot be made (the URL names no host): correct it."
            ),
            (.cancelled, "The request was cancelled: make it again if you still want its answer."),
        ]
        for (error, sentence) in sentences { #expect(error.description == sentence) }
    }

    @Test(arguments: [
        "00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
    ])
    func `a fingerprint is read in both notations and written in Proxmox's`(text: String) {
        #expect(CertificateFingerprint(text) == Self.pinned)
        #expect(
            Self.pinned?.description
                == "00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F"
        )
    }

    @Test(arguments: [
        "", "00:01", String(repeating: "0", count: 63), String(repeating: "\u{FF10}", count: 64),
    ])
    func `what is no fingerprint is none`(text: String) {
        #expect(CertificateFingerprint(text) == nil)
    }

    @Test func `a header prints without its value`() {
        let header = HTTPHeader("Authorization", "s3cret")
        var dumped = ""
        dump(HTTPRequest(.get, "https://pve:8006/", headers: [header]), to: &dumped)
        #expect(
            "\(header) \(String(reflecting: header))" == "Authorization: <6 bytes> Authorization: <6 bytes>")
        #expect(Mirror(reflecting: header).children.map(\.label) == ["name"])
        #expect(dumped.contains("Authorization") && !dumped.contains("s3cret"))
    }
}
