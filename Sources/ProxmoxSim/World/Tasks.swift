extension World {
    /// Begins a task on a node; it ends with `OK` when its steps are done and none of them failed.
    @discardableResult
    mutating func launch(
        _ type: String, id: String = "", on node: NodeName, by user: String, steps: [Step]
    ) -> UPID {
        var pid = 0
        var boot = now
        update(node: node) { node in
            pid = node.fork()
            boot = node.bootedAt
        }
        let upid = UPID(
            node: node, pid: pid, pstart: Int((now - boot) * 100), start: Int(now), type: type, id: id,
            user: user)
        tasks.add(ClusterTask(upid: upid, steps: steps[...]))
        log.add(
            time: now, tag: "pvedaemon", pid: pid, node: node, user: user, message: "starting task \(upid)")
        let wait = steps.first?.wait ?? 0
        after(wait) { $0.work(on: upid) }
        return upid
    }

    /// Adds a line to a task's log.
    mutating func say(_ line: String, in upid: UPID) {
        tasks[upid]?.lines.append(line)
    }

    /// Takes a task's next step, unless it or its node has ended.
    private mutating func work(on upid: UPID) {
        guard let task = tasks[upid], task.outcome == nil, let node = node(upid.node) else { return }
        guard node.isOnline else {
            // Nobody sees a node that is cut off, but it works on.
            if node.isCutOff { after(5) { $0.work(on: upid) } }
            return
        }
        guard let step = task.steps.first else {
            finish(upid, "OK")
            return
        }
        do {
            switch try step.act(&self, upid) {
            case .again(let wait): after(wait) { $0.work(on: upid) }
            case .done:
                tasks[upid]?.steps.removeFirst()
                guard let next = tasks[upid]?.steps.first else {
                    finish(upid, "OK")
                    return
                }
                after(next.wait) { $0.work(on: upid) }
            }
        } catch {
            finish(upid, error.message)
        }
    }

    /// Ends a task that runs, and lets go of what it held.
    mutating func finish(_ upid: UPID, _ exit: String) {
        guard let task = tasks[upid], task.outcome == nil else { return }
        say(exit == "OK" || exit.hasPrefix("WARNINGS") ? "TASK \(exit)" : "TASK ERROR: \(exit)", in: upid)
        tasks[upid]?.outcome = Outcome(time: now, exit: exit)
        tasks[upid]?.steps = []
        if let vmid = task.heldGuest {
            update(guest: vmid) { if $0.holder == upid { $0.holder = nil } }
        }
        if let vmid = task.lockedGuest { update(guest: vmid) { $0.lock = nil } }
        log.add(
            time: now, priority: exit == "OK" ? 6 : 3, tag: "pvedaemon", pid: upid.pid, node: upid.node,
            user: upid.user, message: "end task \(upid) \(exit)")
    }

    /// Locks a guest's configuration until the task ends.
    mutating func lock(_ vmid: VMID, _ lock: String, for upid: UPID) {
        update(guest: vmid) { $0.lock = lock }
        tasks[upid]?.lockedGuest = vmid
    }

    /// Removes the lock before the task ends.
    mutating func unlock(_ vmid: VMID, for upid: UPID) {
        update(guest: vmid) { $0.lock = nil }
        tasks[upid]?.lockedGuest = nil
    }

    /// Ends whatever ran on a node that is gone: nobody is left to write an exit status.
    mutating func abandonTasks(on node: NodeName) {
        for task in tasks.running(on: node) { finish(task.upid, "unexpected status") }
    }
}

/// What will happen, in the order of time: the heart of a simulation that needs no timers.
struct Agenda: Sendable {
    /// Something that will happen.
    struct Entry: Sendable {
        /// Seconds since 1970.
        let time: Double
        let act: @Sendable (inout World) -> Void
    }

    /// The next one last.
    private var entries: [Entry] = []

    /// Puts something on the agenda, behind what stands there for the same moment.
    mutating func add(at time: Double, _ act: @escaping @Sendable (inout World) -> Void) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].time <= time {
                high = middle
            } else {
                low = middle + 1
            }
        }
        entries.insert(Entry(time: time, act: act), at: low)
    }

    /// Takes the next entry that is due.
    mutating func next(upTo time: Double) -> Entry? {
        guard let entry = entries.last, entry.time <= time else { return nil }
        return entries.removeLast()
    }
}
