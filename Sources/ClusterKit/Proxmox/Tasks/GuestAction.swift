/// What can be done to a guest's power state.
///
/// What is true of each stands in its row: `act`.
package enum GuestAction: String, Sendable, Hashable, CaseIterable {
    case start
    /// Asks the guest's system to shut down, for 60 s unless its configuration says otherwise.
    case shutdown
    /// Pulls the plug.
    case stop
    /// Asks the guest's system to restart.
    case reboot
    /// Freezes it in memory.
    case suspend
    case resume
    /// Presses the reset button; virtual machines only.
    case reset

    /// The very call that carries it out.
    package func call(on guest: GuestID, at node: NodeName) -> APICall {
        APICall(
            .post, ["nodes", node.text, guest.kind.rawValue, guest.vmid.description, "status", rawValue],
            reach: .node(node))
    }
}

/// What is true of an action on a guest; each has one row.
///
/// How it is told to the operator, and how much care it needs, is no matter of the cluster's: `GuestActCard`.
package struct GuestAct: Sendable, Hashable {
    /// What shows that it was done, once the guest's state is the one asked for.
    enum Proof: Sendable, Hashable {
        /// The state itself.
        case state
        /// Another process than before, as the guest runs before and after.
        case anotherProcess
        /// Its task, or another process: the guest runs before and after, mostly as the same process.
        case task
    }

    /// The kinds of guest that have it.
    package var kinds: Set<GuestKind> = [.qemu, .lxc]
    /// The states in which it makes sense.
    package var states: Set<GuestStatus>
    /// The states that are what was asked for.
    package var aim: Set<GuestStatus>
    var proof = Proof.state
    /// The types of task that it becomes: a virtual machine's, a container's, high availability's.
    var tasks: [String: GuestTaskKind]
    /// What people say for it that may mean more: pulling the plug, or a hard reset.
    package var harshWords: [String] = []
}

extension GuestAction {
    /// Its row.
    package var act: GuestAct {
        switch self {
        case .start:
            GuestAct(
                states: [.stopped], aim: [.running],
                tasks: ["qmstart": .start, "vzstart": .start, "hastart": .start])
        case .shutdown:
            GuestAct(
                states: [.running], aim: [.stopped],
                tasks: ["qmshutdown": .stop, "vzshutdown": .stop, "hastop": .stop],
                harshWords: ["kill", "halt", "poweroff"])
        case .stop:
            GuestAct(
                states: [.running, .paused], aim: [.stopped],
                tasks: ["qmstop": .stop, "vzstop": .stop, "hastop": .stop])
        case .reboot:
            GuestAct(
                states: [.running], aim: [.running], proof: .anotherProcess,
                tasks: ["qmreboot": .passing, "vzreboot": .passing], harshWords: ["reset"])
        case .suspend:
            GuestAct(
                states: [.running], aim: [.paused, .suspended],
                tasks: ["qmpause": .freeze, "qmsuspend": .stop, "vzsuspend": .stop])
        case .resume:
            GuestAct(
                states: [.paused, .suspended], aim: [.running],
                tasks: ["qmresume": .start, "vzresume": .start])
        case .reset:
            GuestAct(
                kinds: [.qemu], states: [.running], aim: [.running], proof: .task,
                tasks: ["qmreset": .passing])
        }
    }
}

extension GuestAct {
    /// What Proxmox calls its tasks.
    package var taskTypes: Set<String> { Set(tasks.keys) }

    /// Whether whoever uses the guest notices: it is done to one that runs.
    package var interrupts: Bool { states.contains(.running) }

    /// Whether Proxmox hands the order for a managed guest to high availability (PVE::API2::Qemu and ::LXC::Status).
    package var goesToHA: Bool { !UPID.haOrders.isDisjoint(with: tasks.keys) }

    /// The guest runs before and after.
    var isRestart: Bool { proof != .state }

    /// Whether the guest is as was asked for, and not merely as it was `before`; `taskSaysSo` when its task ended well.
    func isReached(by now: GuestLife, since before: GuestLife?, taskSaysSo: Bool) -> Bool {
        guard aim.contains(now.status) else { return false }
        return switch proof {
        case .state: true
        case .anotherProcess: now.isAnew(since: before)
        case .task: taskSaysSo || now.isAnew(since: before)
        }
    }
}

extension UPID {
    /// The types of task that only hand an order to high availability.
    static let haOrders: Set<String> = ["hastart", "hastop", "hamigrate"]

    /// The task only hands the order to high availability.
    var isHAOrder: Bool { Self.haOrders.contains(type) }
}

/// What tells one run of a guest from the next.
struct GuestLife {
    var status: GuestStatus
    var uptime: Duration?
    /// Of the process on its node.
    var pid: Int?

    init(status: GuestStatus, uptime: Duration? = nil, pid: Int? = nil) {
        self.status = status
        self.uptime = uptime
        self.pid = pid
    }

    init(_ detail: GuestDetail) {
        self.init(status: detail.guest.status, uptime: detail.guest.uptime, pid: detail.pid)
    }

    /// It was started since the other look: another process, or one that is younger than it was.
    ///
    /// What is not known is no.
    func isAnew(since before: GuestLife?) -> Bool {
        guard let before else { return false }
        if before.status == .stopped { return status != .stopped }
        if let pid, let earlier = before.pid, pid != earlier { return true }
        guard let uptime, let earlier = before.uptime else { return false }
        return uptime < earlier
    }
}
