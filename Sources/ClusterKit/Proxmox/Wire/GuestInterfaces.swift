import JSON

/// The network interfaces that a guest tells of: `/nodes/N/qemu/ID/agent/network-get-interfaces`, which its agent writes,
/// and `/nodes/N/lxc/ID/interfaces`.
///
/// All of it comes from inside the guest: it decides nothing, and what is no address is left out.
struct GuestInterfaces {
    private let rows: [JSONValue]

    /// More than any machine has that is no bridge for others.
    private static let most = 1_000
    /// Interfaces that lead to the machine itself or to what it hosts.
    private static let inner = [
        "docker", "br-", "veth", "virbr", "lxcbr", "lxdbr", "podman", "cni", "flannel", "cali", "kube-",
    ]

    /// `nil` where the list is missing, as with an agent that answers with an error of its own or a container that is
    /// stopped.
    init?(_ data: JSONValue) {
        guard let rows = (data["result"] ?? data).array else { return nil }
        self.rows = Array(rows.prefix(Self.most))
    }

    /// The first address that others can use: of IPv4, or else of IPv6.
    var address: IPAddress? {
        let all = rows.lazy.filter { !Self.isInner($0["name"]?.string ?? "") }.flatMap(Self.addresses)
            .filter(\.isUsable)
        return all.first { !$0.isIPv6 } ?? all.first
    }

    private static func isInner(_ name: String) -> Bool {
        name == "lo" || inner.contains(where: name.hasPrefix)
    }

    private static func addresses(of row: JSONValue) -> [IPAddress] {
        let told = (row["ip-addresses"]?.array ?? []).prefix(most).compactMap { $0["ip-address"]?.string }
        // Of containers older releases say these alone, each with its prefix.
        let short = [row["inet"]?.string, row["inet6"]?.string].compactMap(\.self)
            .compactMap { $0.split(separator: "/").first.map(String.init) }
        return (told.isEmpty ? short : told).compactMap { IPAddress($0) }
    }
}
