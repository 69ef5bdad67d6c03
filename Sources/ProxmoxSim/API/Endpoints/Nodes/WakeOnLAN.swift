import Text

extension Endpoint {
    /// Sends the packet that wakes a machine, from the node that was contacted; answers with its hardware address.
    static let wakeOnLAN = Endpoint(
        method: .post, path: "/nodes/{node}/wakeonlan",
        access: .privilege("/nodes/{node}", ["Sys.PowerMgmt"]), isProtected: true
    ) { world, call throws(Refusal) in
        guard call.node != call.contact else {
            throw .failed("'\(call.node)' is local node, cannot wake my self!")
        }
        guard let node = world.node(call.node) else {
            throw .failed("no such cluster node '\(call.node)'")
        }
        guard !node.hasNoWakeAddress else {
            throw .failed("No wake on LAN MAC address defined for '\(node.name)'!")
        }
        // What is cut off runs, and a machine that runs takes no notice.
        if !node.isOnline, !node.isCutOff { world.after(40) { $0.rise(node.name) } }
        let octets = [0x52, 0x54, 0x00] + (0..<3).map { Int(node.name.stableHash >> ($0 * 8) & 255) }
        return Reply(.text(octets.map { Hexadecimal.digits($0, width: 2) }.joined(separator: ":")))
    }
}
