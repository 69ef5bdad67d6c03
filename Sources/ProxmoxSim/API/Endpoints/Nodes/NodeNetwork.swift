extension Endpoint {
    /// A node's network interfaces: flags are there or not, and bridges speak in texts.
    static let nodeNetwork = Endpoint(
        method: .get, path: "/nodes/{node}/network",
        parameters: [
            .choice(
                "type",
                [
                    "bridge", "bond", "eth", "alias", "vlan", "fabric", "OVSBridge", "OVSBond", "OVSPort",
                    "OVSIntPort", "vnet", "any_bridge", "any_local_bridge", "include_sdn",
                ])
        ], access: .everyone, isProxied: true
    ) { world, call in
        let address = world.node(call.node)?.address ?? ""
        let card: Row = [
            "iface": "eno1", "type": "eth", "active": 1, "exists": 1, "method": "manual",
            "method6": "manual", "families": ["inet"], "priority": 3,
        ]
        let bridge: Row = [
            "iface": "vmbr0", "type": "bridge", "active": 1, "autostart": 1, "method": "static",
            "method6": "manual", "families": ["inet"], "priority": 4, "address": .text(address),
            "netmask": "16", "cidr": .text(address + "/16"), "gateway": "10.0.0.1",
            "bridge_ports": "eno1", "bridge_stp": "off", "bridge_fd": "0",
        ]
        switch call["type"] {
        case nil: return Reply(.rows([card, bridge]))
        case "eth": return Reply(.rows([card]))
        case "bridge", "any_bridge", "any_local_bridge": return Reply(.rows([bridge]))
        default: return Reply(.list([]))
        }
    }
}
