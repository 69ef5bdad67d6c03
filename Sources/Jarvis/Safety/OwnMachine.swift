import ClusterKit
import FoundationEssentials
import Glibc
import JSON
import Text

/// What tells the machine that Jarvis runs on from others.
package struct OwnMachine: Sendable, Hashable {
    /// Its SMBIOS UUID, and its machine-id, which under KVM is the UUID it was given; in small letters, without dashes.
    ///
    /// Source: machine-id(5).
    package var identifiers: Set<String> = []
    /// The hardware addresses of its network cards, in small letters.
    package var hardwareAddresses: Set<String> = []
    /// Its addresses, such as `10.0.0.7`.
    package var addresses: Set<String> = []
    /// The first label of its name, in small letters.
    package var hostname = ""

    package init() {}

    /// Nothing is known, so nothing can be it.
    var isUnknown: Bool { identifiers.isEmpty && hardwareAddresses.isEmpty }

    /// As the kernel tells: the UUID to root alone.
    package static func read(below root: String = "") -> OwnMachine {
        func word(_ path: String) -> String {
            FileManager.default.contents(atPath: root + path)
                .map { String(decoding: $0, as: UTF8.self).lowercased() }?
                .filter { !$0.isWhitespace } ?? ""
        }
        var machine = OwnMachine()
        machine.identifiers = Set(
            ["/sys/class/dmi/id/product_uuid", "/etc/machine-id"].map { word($0).filter { $0 != "-" } })
        let cards = (try? FileManager.default.contentsOfDirectory(atPath: root + "/sys/class/net")) ?? []
        machine.hardwareAddresses = Set(cards.map { word("/sys/class/net/\($0)/address") })
        machine.hardwareAddresses.subtract(["", "00:00:00:00:00:00"])
        machine.identifiers.remove("")
        machine.addresses = interfaceAddresses()
        machine.hostname = label(word("/proc/sys/kernel/hostname"))
        return machine
    }

    /// Those of all interfaces: getifaddrs(3).
    private static func interfaceAddresses() -> Set<String> {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return [] }
        defer { freeifaddrs(list) }
        var found: Set<String> = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ifa_next
            guard let address = entry.ifa_addr else { continue }
            let family = Int32(address.pointee.sa_family)
            guard family == AF_INET || family == AF_INET6 else { continue }
            let size = family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
            // As long as NI_MAXHOST says.
            var text = [CChar](repeating: 0, count: 1025)
            let isRead =
                getnameinfo(address, socklen_t(size), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
                == 0
            guard isRead else { continue }
            found.insert(
                String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        return found
    }

    private static func label(_ name: some StringProtocol) -> String {
        name.lowercased().split(separator: ".").first.map(String.init) ?? ""
    }

    /// How sure it is that something is this machine.
    package enum Likeness: Sendable, Hashable {
        case other
        /// One sign says so, and no other does.
        case perhaps
        case same

        fileprivate init(_ signs: [Bool]) {
            let count = signs.count { $0 }
            self = count == 0 ? .other : count == 1 ? .perhaps : .same
        }

        /// Why it is protected, as a part of a sentence.
        var reason: String? {
            switch self {
            case .other: nil
            case .perhaps: "Jarvis perhaps runs on it"
            case .same: "Jarvis runs on it"
            }
        }
    }

    /// Whether a guest with that configuration is this machine, which two of its marks have to say: `smbios1` of a
    /// virtual machine, the address of a network card, the name.
    func likeness(of guest: Guest, configuration: JSONValue) -> Likeness {
        guard case .object(let members) = configuration else { return .other }
        var uuids: Set<String> = []
        var addresses: Set<String> = []
        for (key, value) in members {
            guard let text = value.string?.lowercased() else { continue }
            let values = text.split(separator: ",").compactMap { $0.split(separator: "=").last }
            if key == "smbios1", let uuid = text.split(separator: ",").first(where: { $0.hasPrefix("uuid=") })
            {
                uuids.insert(uuid.dropFirst("uuid=".count).filter { $0 != "-" })
            }
            if key.hasPrefix("net") { addresses.formUnion(values.map(String.init)) }
        }
        let isMarked = !uuids.isDisjoint(with: identifiers) || !addresses.isDisjoint(with: hardwareAddresses)
        guard isMarked else { return .other }
        return Likeness([
            !uuids.isDisjoint(with: identifiers), !addresses.isDisjoint(with: hardwareAddresses),
            guest.name.map { Self.label($0) == hostname } ?? false,
        ])
    }

    /// Whether a node is this machine: by its name, which its address has to confirm.
    func likeness(of node: Node) -> Likeness {
        guard !hostname.isEmpty, Self.label(node.name.text) == hostname else { return .other }
        return Likeness([true, node.address.map(addresses.contains) ?? false])
    }
}
