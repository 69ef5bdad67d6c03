import ClusterKit
import JSON
import Testing

@testable import Jarvis

/// Where a guest's disks lie, read from its configuration.
@Suite struct GuestDiskTests {
    @Test(
        arguments: [
            (
                GuestKind.qemu,
                [
                    "scsi0": "local-lvm:vm-103-disk-0,iothread=1,size=32G", "efidisk0": "tank:vm-103-disk-1",
                    "virtio12": "nas:103/vm-103-disk-2.qcow2,backup=0", "tpmstate0": "tank:vm-103-disk-3",
                ], ["local-lvm", "nas", "tank"]
            ),
            // Media, what is not in use, what passes through, and keys that only begin alike.
            (
                .qemu,
                [
                    "ide2": "local:iso/debian.iso,media=cdrom", "sata0": "none,media=cdrom",
                    "unused0": "old:vm-103-disk-9", "scsi1": "/dev/disk/by-id/ata-X,size=4T",
                    "scsihw": "virtio-scsi-single", "rootfs": "local-lvm:x", "scsi": "a:b", "mp0": "a:b",
                ], []
            ),
            (
                .lxc,
                [
                    "rootfs": "local-zfs:subvol-111-disk-0,size=8G", "mp0": "nas:subvol-111-disk-1,mp=/data",
                    "mp1": "/mnt/media,mp=/media", "scsi0": "a:b",
                ], ["local-zfs", "nas"]
            ),
            (.lxc, ["rootfs": 7, "mp0": ["a"], "mp1": ":x,mp=/x"], []), (.qemu, [], []),
        ] as [(GuestKind, JSONValue, Set<String>)])
    func `disks are told by their storages`(kind: GuestKind, config: JSONValue, storages: Set<String>) {
        #expect(GuestDisks.storages(in: config, of: kind) == storages)
    }

    @Test func `of a guest that was not read nothing is known`() {
        let guest = Guest(id: GuestID(.lxc, 111), node: "pve", status: .running)
        #expect(GuestDisks()[guest] == nil)
        #expect(GuestDisks([111: []])[guest] == [])
    }
}
