import Text

extension Endpoint {
    /// A guest's configuration file.
    static let guestConfig = guests(
        .get, "config", [.boolean("current"), .text("snapshot")], needs: ["VM.Audit"], isProtected: false
    ) { world, _, guest in
        var row: Row = [
            "cores": .int(guest.cpus), "digest": .text(guest.digest),
            "onboot": guest.startsOnBoot ? 1 : nil, "protection": guest.isProtected ? 1 : nil,
            "template": guest.isTemplate ? 1 : nil, "lock": guest.lock.map(Datum.text),
            "tags": guest.tags.isEmpty ? nil : .text(guest.tags.joined(separator: ";")),
            "ostype": .text(guest.system), "description": .text("\(guest.name), a simulated guest\n"),
            "parent": guest.snapshots.last.map { .text($0.name) },
        ]
        row.append(guest.kind == .qemu ? world.qemuConfig(guest) : world.lxcConfig(guest))
        return Reply(.row(row))
    }
}

extension World {
    fileprivate func qemuConfig(_ guest: Guest) -> Row {
        [
            "name": .text(guest.name), "memory": .text("\(guest.memory >> 20)"), "sockets": 1,
            "cpu": "x86-64-v2-AES", "scsihw": "virtio-scsi-single", "boot": "order=scsi0;net0",
            "agent": guest.agent == .none ? nil : "enabled=1", "numa": 0,
            "scsi0": .text("local-lvm:vm-\(guest.vmid)-disk-0,iothread=1,size=\(guest.disk >> 30)G"),
            "net0": .text("virtio=\(guest.hardwareAddress),bridge=vmbr0,firewall=1"),
            "smbios1": .text("uuid=\(guest.digest.prefix(8))-0000-4000-8000-0000000\(guest.vmid)"),
        ]
    }

    fileprivate func lxcConfig(_ guest: Guest) -> Row {
        [
            "hostname": .text(guest.name), "arch": "amd64", "memory": .int(guest.memory >> 20),
            "swap": 512, "unprivileged": 1, "features": "nesting=1",
            "rootfs": .text("local-lvm:vm-\(guest.vmid)-disk-0,size=\(guest.disk >> 30)G"),
            "net0": .text(
                "name=eth0,bridge=vmbr0,hwaddr=\(guest.hardwareAddress),ip=dhcp,type=veth"),
        ]
    }
}

extension Guest {
    /// Something as long as a SHA-1, equal for equal configurations.
    var digest: String {
        let word = "\(name)\(tags)\(lock ?? "")\(snapshots.count)".stableHash
        let parts = (0..<3).map { Hexadecimal.digits(SeededRandom.mix(word &+ $0), width: 16) }
        return String(parts.joined().prefix(40))
    }

    /// `BC:24:11` is Proxmox's own prefix.
    var hardwareAddress: String {
        "BC:24:11:"
            + [vmid >> 16, vmid >> 8, vmid].map { Hexadecimal.digits($0 & 255, width: 2, uppercase: true) }
            .joined(separator: ":")
    }

    /// An address of the home's network.
    var address: String { "10.0.\(20 + vmid / 250).\(vmid % 250 + 2)" }
}
