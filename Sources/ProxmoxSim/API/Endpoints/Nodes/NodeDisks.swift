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
