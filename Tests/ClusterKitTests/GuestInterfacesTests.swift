import JSON
import Testing

@testable import ClusterKit

struct GuestInterfacesTests {
    private func address(_ data: String) throws -> String? {
        GuestInterfaces(try Answer(Array("{\"data\":\(data)}".utf8)).json())?.address.map { "\($0)" }
    }

    /// An interface as the agent tells of it.
    private static func interface(_ name: String, _ addresses: String...) -> String {
        let list = addresses.map { "{\"ip-address\":\"\($0)\",\"ip-address-type\":\"ipv4\",\"prefix\":24}" }
        return "{\"name\":\"\(name)\",\"ip-addresses\":[\(list.joined(separator: ","))]}"
    }

    private static let loopback = interface("lo", "127.0.0.1", "::1")

    @Test(
        arguments: [
            ([loopback, interface("ens18", "fe80::1", "192.0.2.5", "2001:db8::5")], "192.0.2.5"),
            ([loopback, interface("ens18", "fe80::1", "2001:db8::5")], "2001:db8::5"),
            ([loopback, interface("eth0", "2001:db8::5"), interface("eth1", "192.0.2.6")], "192.0.2.6"),
            (
                [
                    interface("docker0", "172.17.0.1"), interface("br-1f2e", "172.18.0.1"),
                    interface("ens18", "192.0.2.5"),
                ], "192.0.2.5"
            ),
            ([interface("veth12ab", "192.0.2.9"), interface("vEthernet (LAN)", "192.0.2.5")], "192.0.2.5"),
            ([interface("eth0", "169.254.7.7"), interface("eth1", "192.0.2.5")], "192.0.2.5"),
            ([loopback], nil), ([interface("docker0", "172.17.0.1")], nil), ([], nil),
            (["{\"name\":\"eth0\"}", interface("eth1", "192.0.2.5")], "192.0.2.5"),
        ] as [([String], String?)])
    func `of all that an agent tells the first that others can use is the guest's, of IPv4 before IPv6`(
        interfaces: [String], expected: String?
    ) throws {
        #expect(try address("{\"result\":[\(interfaces.joined(separator: ","))]}") == expected)
    }

    @Test(
        arguments: [
            (
                #"[{"name":"lo","inet":"127.0.0.1/8"},{"name":"eth0","inet":"192.0.2.7/24","inet6":"fe80::1/64"}]"#,
                "192.0.2.7"
            ),
            (#"[{"name":"eth0","inet6":"2001:db8::7/64"}]"#, "2001:db8::7"),
            (
                #"[{"name":"eth0","inet":"192.0.2.7/24","ip-addresses":[{"ip-address":"192.0.2.8"}]}]"#,
                "192.0.2.8"
            ),
            ("null", nil), ("[]", nil),
        ] as [(String, String?)])
    func `a container's row tells its address in either form, and a stopped one has none`(
        data: String, expected: String?
    ) throws {
        #expect(try address(data) == expected)
    }

    @Test(arguments: [
        #"{"result":{"error":{"class":"CommandNotFound","desc":"no"}}}"#, #"{"result":null}"#, "7",
        #""eth0""#,
        #"{"result":[7,null,"x",[],{"name":7,"ip-addresses":"192.0.2.5"},{"name":"eth0","ip-addresses":[7,null,{}]}]}"#,
        #"[{"name":"eth0","ip-addresses":[{"ip-address":"\u001b[2J192.0.2.5"},{"ip-address":"192.0.2.5\u0000x"}]}]"#,
        #"[{"name":"eth0","inet":7,"inet6":"/"}]"#,
    ])
    func `what makes no sense is no address`(data: String) throws {
        #expect(try address(data) == nil)
    }
}
