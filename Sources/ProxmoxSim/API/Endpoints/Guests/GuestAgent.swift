extension Endpoint {
    /// What QEMU's guest agent says from inside a virtual machine.
    static let guestAgent =
        agent(.post, "ping") { _ in [:] }
        + agent(.get, "network-get-interfaces") { .list([.row(loopback), .row(ethernet(of: $0))]) }
        + agent(.get, "get-osinfo") { .row(system(of: $0)) }
        + agent(.get, "get-host-name") { ["host-name": .text($0.name)] }
        + agent(.get, "get-fsinfo") { [.row(root(of: $0))] }

    /// The addresses of a container, nothing at all when it is stopped.
    static let containerInterfaces = guests(.get, "interfaces", needs: ["VM.Audit"], kinds: [.lxc]) {
        _, _, guest in
        guard guest.isAlive else { return .nothing }
        return Reply([
            ["name": "lo", "hwaddr": "00:00:00:00:00:00", "inet": "127.0.0.1/8", "inet6": "::1/128"],
            [
                "name": "eth0", "hwaddr": .text(guest.hardwareAddress.lowercased()),
                "hardware-address": .text(guest.hardwareAddress.lowercased()),
                "inet": .text(guest.address + "/16"),
                "ip-addresses": [
                    ["ip-address": .text(guest.address), "ip-address-type": "inet", "prefix": "16"]
                ],
            ],
        ])
    }

    /// A silent agent is waited for, three seconds long.
    private static func agent(
        _ method: Method, _ name: String, _ answer: @escaping @Sendable (Guest) -> Datum
    ) -> [Endpoint] {
        guests(
            method, "agent/\(name)",
            needs: ["VM.GuestAgent.Audit", "VM.GuestAgent.Unrestricted", "VM.Monitor"], kinds: [.qemu]
        ) { world, _, guest throws(Refusal) in
            guard guest.agent != .none else { throw .failed("No QEMU guest agent configured") }
            guard guest.isAlive else { throw .failed("\(guest.title) is not running") }
            guard guest.agent == .answering, guest.isRunning else {
                var refusal = Refusal.failed("QEMU guest agent is not running")
                refusal.wait = .unreachable
                throw refusal
            }
            return Reply(["result": answer(guest)])
        }
    }

    private static let loopback: Row = [
        "name": "lo", "hardware-address": "00:00:00:00:00:00",
        "ip-addresses": [["ip-address": "127.0.0.1", "ip-address-type": "ipv4", "prefix": 8]],
    ]

    private static func system(of guest: Guest) -> Row {
        [
            "id": guest.system == "l26" ? "debian" : .text(guest.system), "version-id": "12",
            "pretty-name": "Debian GNU/Linux 12 (bookworm)", "kernel-release": "6.1.0-40-amd64",
            "machine": "x86_64",
        ]
    }

    private static func root(of guest: Guest) -> Row {
        [
            "name": "sda1", "mountpoint": "/", "type": "ext4", "total-bytes": .int(guest.disk),
            "used-bytes": .int(guest.diskUsed), "disk": [],
        ]
    }

    private static func ethernet(of guest: Guest) -> Row {
        [
            "name": "ens18", "hardware-address": .text(guest.hardwareAddress.lowercased()),
            "ip-addresses": [
                ["ip-address": .text(guest.address), "ip-address-type": "ipv4", "prefix": 16]
            ],
        ]
    }
}
