import Counterparts
import Testing

@testable import ClusterKit

struct IPAddressTests {
    @Test(arguments: [
        ("10.0.20.105", "10.0.20.105"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::1", "::1"),
        ("fe80::be24:11ff:fe00:67", "fe80::be24:11ff:fe00:67"),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ])
    func `an address is read and written in its shortest form`(text: String, written: String) throws {
        let address = try #require(IPAddress(text))
        #expect("\(address)" == written && IPAddress(written) == address)
    }

    @Test(arguments: [
        "", " ", "10.0.20", "10.0.20.1 ", "10.0.20.256", "010.0.20.1", "10.0.20.1/24", "10.0.20.1:80",
        "10.0.20.1\0",
        "fe80::1%eth0", "1::2::3", "[::1]", "12345::", "localhost", "\u{1B}[31m10.0.20.1", "１０.0.20.1",
        String(repeating: "1", count: 10_000),
    ])
    func `what is no address, and nothing but one, is none`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: HostileText.all)
    func `hostile text is no address`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func `addresses stand by their number, and those of IPv6 behind`() {
        let texts = [
            "9.0.0.1", "10.0.0.2", "10.0.0.10", "192.168.1.9", "192.168.1.10", "::1", "2001:db8::9",
            "2001:db8::10",
        ]
        let addresses = texts.compactMap { IPAddress($0) }
        #expect(addresses.reversed().sorted().map(\.description) == texts)
    }

    @Test(arguments: [
        ("10.0.20.105", true), ("100.64.0.9", true), ("203.0.113.9", true), ("2001:db8::1", true),
        ("fd00::1", true),
        ("127.0.0.1", false), ("127.8.8.8", false), ("169.254.3.4", false), ("0.0.0.0", false),
        ("224.0.0.1", false),
        ("255.255.255.255", false), ("::", false), ("::1", false), ("fe80::1", false), ("febf::1", false),
        ("ff02::1", false), ("::ffff:10.0.0.1", false),
    ])
    func `others can use no address of the machine's own, of its link or of many`(
        text: String, isUsable: Bool
    ) throws {
        let address = try #require(IPAddress(text))
        #expect(address.isUsable == isUsable)
    }

    @Test func `a masked address tells nothing but its kind`() {
        #expect(IPAddress("10.0.20.105")?.masked.description == "192.0.2.1")
        #expect(IPAddress("fd00::7")?.masked.description == "2001:db8::1")
    }

    @Test(arguments: [
        ("10.0.20.0/24", "10.0.20.105", true), ("10.0.20.77/24", "10.0.20.105", true),
        ("10.0.20.0/24", "10.0.21.1", false), ("10.0.20.105/32", "10.0.20.105", true),
        ("10.0.20.104/31", "10.0.20.105", true), ("10.0.20.104/32", "10.0.20.105", false),
        ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("2001:db8::/32", "2001:db8:9::1", true), ("2001:db8::/64", "2001:db8:0:1::1", false),
        ("2001:db8::10/124", "2001:db8::1f", true), ("2001:db8::10/124", "2001:db8::20", false),
        ("::/0", "fe80::1", true),
    ])
    func `a network has the addresses that begin as it does`(
        network: String, address: String, isIn: Bool
    ) throws {
        let (network, address) = (try #require(IPNetwork(network)), try #require(IPAddress(address)))
        #expect(network.contains(address) == isIn)
    }

    @Test(arguments: [
        "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0/8", "::/129", "/8", "10.0.0.0/+8", "10.0.0.0/8/8",
    ])
    func `what is no network is none`(text: String) {
        #expect(IPNetwork(text) == nil)
    }
}
