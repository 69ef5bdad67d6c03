import HTTP
import Testing

struct WebAddressTests {
    @Test(arguments: [
        ("https://pve1:8006", "pve1", 8006, true), ("pve1", "pve1", nil, true),
        ("PVE1:443/", "PVE1", 443, true),
        ("[fd00:0:0::1]:8006", "fd00::1", 8006, true), ("http://[::1]/v1", "::1", nil, false),
        ("https://localhost@evil.example", "evil.example", nil, false), ("http://a.b?x", "a.b", nil, false),
        ("https://a#x", "a", nil, false), ("http://127.1:80", "127.0.0.1", 80, true),
    ])
    func `an address is read as libcurl reads it`(url: String, host: String, port: Int?, isBare: Bool) throws
    {
        let address = try #require(WebAddress(url))
        #expect((address.host, address.port, address.isBare) == (host, port, isBare))
    }

    @Test(arguments: [
        "", ":8006", "[fd00::1", "fd00::1", "https://", "pve1:port", "pve1:65536", "a b", "https://a\u{E4}",
        "gopher9://a",
    ])
    func `what is no address is none`(url: String) {
        #expect(WebAddress(url) == nil)
    }
}
