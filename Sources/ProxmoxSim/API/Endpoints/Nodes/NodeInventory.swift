import Text

extension Endpoint {
    /// The disks in a node, with the health that they report themselves.
    static let nodeDisks = Endpoint(
        method: .get, path: "/nodes/{node}/disks/list",
        parameters: [
            .boolean("skipsmart"), .boolean("include-partitions"),
            .choice("type", ["unused", "journal_disks"]),
        ], access: .privilege("/nodes/{node}", ["Sys.Audit"]), isProtected: true, isProxied: true
    ) { world, call in
        guard call["type"] == nil, let node = world.node(call.node) else { return Reply(.list([])) }
        let hash = node.name.stableHash
        let serial = "S64ENX0T" + Hexadecimal.digits(hash % 1_000_000, width: 6, uppercase: true)
        let solid: Row = [
            "devpath": "/dev/nvme0n1", "model": "Samsung SSD 980 1TB", "serial": .text(serial),
            "vendor": "unknown", "size": 1_000_204_886_016, "type": "nvme", "rpm": 0,
            "wearout": .int(100 - Int(hash % 13)), "health": "PASSED", "used": "LVM", "gpt": 1,
            "mounted": 0, "osdid": -1, "osdid-list": .null, "wwn": "eui.002538d911b3e3b1",
            "by_id_link": .text("/dev/disk/by-id/nvme-Samsung_SSD_980_1TB_\(serial)"),
        ]
        guard node.number == 1 else { return Reply(.rows([solid])) }
        let spinning: Row = [
            "devpath": "/dev/sda", "model": "WDC_WD80EFAX-68KNBN0", "serial": "VAGWJ1LL",
            "vendor": "ATA     ", "size": 8_001_563_222_016, "type": "hdd", "rpm": 5_400, "wearout": "N/A",
            "health": "PASSED", "used": "ZFS", "gpt": 1, "osdid": "-1", "osdid-list": .null,
            "wwn": "0x5000cca0becf09a5", "by_id_link": "/dev/disk/by-id/wwn-0x5000cca0becf09a5",
        ]
        return Reply(.rows([solid, spinning]))
    }

    /// What a disk says about itself; a temperature is nowhere else in the API.
    static let diskHealth = Endpoint(
        method: .get, path: "/nodes/{node}/disks/smart",
        parameters: [.text("disk").required, .boolean("healthonly")],
        access: .privilege("/", ["Sys.Audit"]), isProtected: true, isProxied: true
    ) { world, call throws(Refusal) in
        let heat = 33 + Int((world.node(call.node)?.report?.cpu ?? 0) * 22)
        switch call["disk"] {
        case "/dev/nvme0n1":
            let text = "SMART/Health Information (NVMe Log 0x02)\nTemperature: \(heat + 6) Celsius\n"
            return Reply(["type": "text", "health": "PASSED", "text": .text(text)])
        case "/dev/sda":
            let heatRow: Datum = [
                "id": "194", "name": "Temperature_Celsius", "value": 118, "worst": 98, "threshold": 0,
                "fail": "-", "flags": "-O---K", "raw": .text("\(heat)"),
            ]
            return Reply(["type": "ata", "health": "PASSED", "attributes": [heatRow]])
        default: throw .failed("not a valid device '\(call["disk"] ?? "")'")
        }
    }
}

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

extension Endpoint {
    /// The packages that could be newer, from the last time that somebody looked.
    static let nodeUpdates = Endpoint(
        method: .get, path: "/nodes/{node}/apt/update",
        access: .privilege("/nodes/{node}", ["Sys.Modify"]), isProtected: true, isProxied: true
    ) { world, call in
        let known = [
            ("pve-manager", "9.2.3", world.profile.release.version, "Proxmox"),
            ("qemu-server", "9.2.7", "9.2.6", "Proxmox"), ("openssl", "3.5.4-1", "3.5.1-1", "Debian"),
            ("curl", "8.14.1-2+deb13u2", "8.14.1-2", "Debian"),
        ]
        let count = Int(call.node.stableHash % UInt64(known.count + 1))
        let rows: [Row] = known.prefix(count).map { name, version, old, origin in
            [
                "Package": .text(name), "Version": .text(version), "OldVersion": .text(old),
                "Origin": .text(origin), "Title": .text(name), "Section": "admin", "Priority": "optional",
                "Arch": "amd64", "Description": .text("An update of \(name)."),
            ]
        }
        return Reply(.rows(rows))
    }

    /// Looks for newer packages.
    static let nodeRefresh = Endpoint(
        method: .post, path: "/nodes/{node}/apt/update",
        parameters: [.boolean("notify"), .boolean("quiet")],
        access: .privilege("/nodes/{node}", ["Sys.Modify"]), isProtected: true, isProxied: true
    ) { world, call in
        Reply(
            world.launch(
                "aptupdate", on: call.node, by: call.principal.id,
                steps: [
                    .say("starting apt-get update"),
                    .say(after: 4, "Hit:1 http://deb.debian.org/debian trixie InRelease"),
                    .say(after: 2, "Reading package lists..."),
                ]))
    }
}
