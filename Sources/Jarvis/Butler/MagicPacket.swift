import Glibc

/// What wakes a machine over its network card: six bytes of ones, and its address sixteen times.
///
/// AMD, Magic Packet Technology, 1995.
struct MagicPacket: Sendable, Hashable {
    let address: HardwareAddress

    var bytes: [UInt8] {
        [UInt8](repeating: 0xFF, count: 6) + (0..<16).flatMap { _ in address.bytes }
    }

    /// Sends it to everybody on the networks of this machine; a card that sleeps has no address of its own to be sent to.
    ///
    /// What fails is not told: whether it helped is seen by the machine's answer alone.
    func send(to place: String = "255.255.255.255", port: UInt16 = 9) {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var isOn: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_BROADCAST, &isOn, socklen_t(MemoryLayout<Int32>.size))
        var target = sockaddr_in()
        target.sin_family = sa_family_t(AF_INET)
        target.sin_port = port.bigEndian
        guard inet_pton(AF_INET, place, &target.sin_addr) == 1 else { return }
        let bytes = bytes
        withUnsafePointer(to: &target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = sendto(
                    descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT), address,
                    socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}

/// The address of a network card, as in `bc:24:11:00:00:01`.
package struct HardwareAddress: Sendable, Hashable, CustomStringConvertible {
    let bytes: [UInt8]

    /// `nil` for anything but six pairs of hexadecimal digits with `:` or `-` between them.
    package init?(_ text: String) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
        let bytes = parts.compactMap { part in
            part.utf8.count == 2 && part.allSatisfy(\.isHexDigit) ? UInt8(part, radix: 16) : nil
        }
        guard parts.count == 6, bytes.count == 6 else { return nil }
        self.bytes = bytes
    }

    package var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
    }
}
