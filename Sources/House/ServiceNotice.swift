import CPOSIX
import Glibc

/// A word to the service manager: sd_notify(3), a datagram to the socket `$NOTIFY_SOCKET` names.
package enum ServiceNotice {
    /// Sends an assignment such as `READY=1`; does nothing when no manager listens.
    package static func send(_ assignment: String) throws(HouseError) {
        guard let name = Environment.ofThisProcess["NOTIFY_SOCKET"], name.hasPrefix("/") else { return }
        let address = try SocketAddress(name)
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        let manager = Descriptor(
            try HouseError.checking("socket", "a unix socket") { socket(AF_UNIX, type, 0) })
        try HouseError.checking("connect", name) { address.with { connect(manager.number, $0, $1) } }
        let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
        try HouseError.checking("send", name) {
            Int32(Glibc.send(manager.number, assignment, assignment.utf8.count, flags))
        }
    }
}
