/// One backup of a guest on a storage.
struct Backup: Sendable {
    let storage: String
    /// The node whose disk holds it; `nil` on a shared storage.
    let node: NodeName?
    let vmid: VMID
    let kind: GuestKind
    /// Seconds since 1970.
    let time: Int
    /// Bytes.
    let size: Int
    let notes: String
    var isProtected = false
    /// Whether a backup server has read it again and found it whole.
    var isVerified = false

    /// The name of the volume, `STORAGE:backup/…`.
    func volume(on type: String) -> String {
        let stamp = CivilTime(Double(time))
        if type == "pbs" {
            return "\(storage):backup/\(kind == .qemu ? "vm" : "ct")/\(vmid)/\(stamp.stamp)"
        }
        let ending = kind == .qemu ? "vma.zst" : "tar.zst"
        return "\(storage):backup/vzdump-\(kind.rawValue)-\(vmid)-\(stamp.fileStamp).\(ending)"
    }
}

extension World {
    /// Begins the task that backs guests up, one after the other.
    @discardableResult
    mutating func backUp(
        _ guests: [Guest], to storage: String, mode: String, on node: NodeName, by user: String
    ) -> UPID {
        let names = guests.map { "\($0.vmid)" }.joined(separator: " ")
        let begin = Step.say(
            "INFO: starting new backup job: vzdump \(names) --storage \(storage) --mode \(mode)")
        let steps = guests.flatMap { Step.backUp($0, to: storage, mode: mode) }
        let length = guests.reduce(4.0) { $0 + $1.backupSeconds + 2 }
        let (from, to) = (now, now + length)
        update(node: node) { $0.strains.append(Strain(from: from, to: to, cpu: 0.07, wait: 0.09)) }
        return launch(
            "vzdump", id: guests.count == 1 ? names : "", on: node, by: user,
            steps: [begin] + steps + [.say("INFO: Backup job finished successfully")])
    }
}

extension Guest {
    /// How long a backup takes: what a fast disk and a gigabit network give.
    fileprivate var backupSeconds: Double {
        min(90, 8 + Double(disk >> 30) * 0.6)
    }
}

extension Step {
    /// The steps of one guest's backup.
    fileprivate static func backUp(_ guest: Guest, to storage: String, mode: String) -> [Step] {
        let kind = guest.kind == .qemu ? "VM" : "CT"
        let head = act(after: 1) { world, upid throws(TaskFailure) in
            world.say("INFO: Starting Backup of \(kind) \(guest.vmid) (\(guest.kind.rawValue))", in: upid)
            world.say("INFO: Backup started at \(CivilTime(world.now).plain)", in: upid)
            let present = world.guests[guest.vmid]
            if let lock = present?.lock {
                throw TaskFailure("\(kind) is locked (\(lock))")
            }
            world.lock(guest.vmid, "backup", for: upid)
            world.say("INFO: status = \(present?.isAlive == true ? "running" : "stopped")", in: upid)
            world.say("INFO: backup mode: \(mode)", in: upid)
            world.say("INFO: \(kind) Name: \(guest.name)", in: upid)
        }
        let parts = 8
        let progress = (1...parts).map { part in
            act(after: guest.backupSeconds / Double(parts)) { world, upid throws(TaskFailure) in
                guard world.storage(storage)?.hangsSince == nil else {
                    throw TaskFailure("job failed with err -110 - Connection timed out")
                }
                let total = Double(guest.disk >> 30)
                let done = (total * Double(part) / Double(parts)).fixed(1)
                let seconds = Int(guest.backupSeconds * Double(part) / Double(parts))
                world.say(
                    "INFO: \(100 * part / parts)% (\(done) GiB of \(total.fixed(1)) GiB) in \(seconds)s",
                    in: upid)
            }
        }
        return [head] + progress + [finish(guest, kind: kind, on: storage)]
    }

    private static func finish(_ guest: Guest, kind: String, on storage: String) -> Step {
        act(after: 1) { world, upid throws(TaskFailure) in
            guard let place = world.storage(storage) else { throw TaskFailure("storage is gone") }
            if place.level(on: upid.node, at: world.now, epoch: world.epoch) > 0.96 {
                throw TaskFailure(
                    "zstd: error 70 : Write error : cannot write block : No space left on device")
            }
            world.backups.append(
                Backup(
                    storage: storage, node: place.isShared ? nil : upid.node, vmid: guest.vmid,
                    kind: guest.kind, time: Int(world.now), size: guest.backupSize, notes: guest.name))
            world.unlock(guest.vmid, for: upid)
            let seconds = Int(guest.backupSeconds)
            let clock = "00:0\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
            world.say("INFO: Finished Backup of \(kind) \(guest.vmid) (\(clock))", in: upid)
            world.say("INFO: Backup finished at \(CivilTime(world.now).plain)", in: upid)
        }
    }
}

extension Guest {
    /// Bytes that a backup of it takes.
    var backupSize: Int { disk / 100 * (18 + vmid % 23) }
}
