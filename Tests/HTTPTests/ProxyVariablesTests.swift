import Testing

@testable import HTTP

struct ProxyVariablesTests {
    private static let proxied = ["https_proxy": "proxy.example:3128"]

    @Test(arguments: [
        "10.1.2.3", "172.16.0.1", "172.31.255.1", "192.168.1.10", "169.254.1.1", "100.64.0.7", "[fd00::1]",
        "fd12:3456::1", "[fe80::1%25eth0]", "pve", "pve.lan", "nas.local", "pve.home.arpa", "pve.internal",
    ])
    func `a host of a private network is asked without a proxy unless that is asked for`(host: String) throws
    {
        #expect(ProxyVariables(Self.proxied).proxy(for: host) == nil)
        let asked = Self.proxied.merging(["JARVIS_PROXY": "all"]) { $1 }
        let found = try #require(ProxyVariables(asked).proxy(for: host))
        #expect(found == (variable: "https_proxy", place: "proxy.example:3128"))
    }

    @Test(arguments: [
        "172.32.0.1", "11.0.0.1", "100.128.0.1", "192.169.0.1", "[2001:db8::1]", "pve.example.org",
    ])
    func `a host of a public network is asked through it`(host: String) {
        #expect(ProxyVariables(Self.proxied).proxy(for: host)?.variable == "https_proxy")
    }

    @Test(arguments: ["localhost", "127.0.0.1", "[::1]"])
    func `this machine is never asked through one`(host: String) {
        let asked = Self.proxied.merging(["JARVIS_PROXY": "all"]) { $1 }
        #expect(ProxyVariables(asked).proxy(for: host) == nil)
    }
}
