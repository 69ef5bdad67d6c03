import FoundationEssentials

/// One action on one guest, from the order to the state it is meant to reach.
///
/// A task that ends well is not yet the state reached: for a guest under high availability it only passes the
/// order on, and the work starts seconds later. Therefore the guest is looked at afterwards.
package struct ActionRun: Sendable {
    /// What may be told while it runs.
    package enum Progress: Sendable, Hashable {
        /// Proxmox took the order.
        case started(UPID)
        /// The answer was lost, for this reason: whether the order arrived is not known yet.
        case unsure(String)
        case lines([TaskLogLine])
    }

    package let action: GuestAction
    package let guest: GuestID
    package let node: NodeName

    private let client: ProxmoxClient
    private let trace: OrderTrace?
    private let deadline: Duration
    private let patience: TaskFollower.Patience
    /// The guest before the order, for one that runs before and after; `nil` when it could not be seen.
    private var before: GuestLife?

    /// Readies an action; nothing is sent.
    ///
    /// `earlier`: the cluster's tasks as they were listed before the order, by which its own is told from others if
    /// its answer is lost; `nil` when they were not known. `deadline`: how long to look for the state once the task
    /// has ended; four times that under high availability.
    package init(
        _ action: GuestAction, on guest: GuestID, at node: NodeName, client: ProxmoxClient,
        earlier: [ClusterTask]? = nil, deadline: Duration = .seconds(30),
        patience: TaskFollower.Patience = TaskFollower.Patience()
    ) {
        trace = earlier.map {
            OrderTrace(
                types: action.act.taskTypes, subject: guest.vmid.description, at: node, client: client,
                earlier: $0)
        }
        self.action = action
        self.guest = guest
        self.node = node
        self.client = client
        self.deadline = deadline
        self.patience = patience
    }

    /// The very call that `follow` will send.
    package var call: APICall { action.call(on: guest, at: node) }

    /// Sends the call once, follows its task and looks whether the state is reached.
    ///
    /// Throws when the order was refused or surely never arrived. An order whose answer was lost is not sent
    /// again: the task list and the guest are looked at instead.
    package func follow(
        _ progress: @Sendable (Progress) -> Void = { _ in }
    ) async throws(ProxmoxError) -> ActionOutcome {
        var run = self
        if action.act.isRestart {
            // Without a sight of it nothing will prove the restart; that is no reason against the order.
            do throws(ProxmoxError) { run.before = try await life() } catch { run.before = nil }
        }
        return try await run.order(progress)
    }

    private func order(
        _ progress: @Sendable (Progress) -> Void
    ) async throws(ProxmoxError) -> ActionOutcome {
        let task: UPID?
        do throws(ProxmoxError) {
            task = try await client.perform(action, on: guest, at: node)
        } catch {
            guard error.mayHaveArrived else { throw error }
            progress(.unsure(error.description))
            return try await settle(error.description, progress)
        }
        guard let task else { return await look(after: nil, from: nil, warnings: nil) }
        progress(.started(task))
        return try await outcome(of: task, doubt: nil, progress)
    }

    /// Follows a task to its end and looks at the guest then.
    private func outcome(
        of task: UPID, doubt: String?, _ progress: @Sendable (Progress) -> Void
    ) async throws(ProxmoxError) -> ActionOutcome {
        switch try await ending(of: task, progress) {
        case .ok: return await look(after: doubt, from: task, warnings: 0)
        case .warnings(let count): return await look(after: doubt, from: task, warnings: count)
        case .failed(let words), .interrupted(let words): return .failed(words, task)
        case .unknown, .running:
            let silence = "the task ended without saying how"
            return await look(
                after: doubt.map { "\($0); \(silence)" } ?? silence, from: nil, warnings: nil)
        }
    }

    /// Finds out what became of an order whose answer was lost; it is never sent again.
    private func settle(
        _ loss: String, _ progress: @Sendable (Progress) -> Void
    ) async throws(ProxmoxError) -> ActionOutcome {
        let end = ContinuousClock.now + deadline
        var sight = "the guest was not seen"
        var list = "the task list could not be read"
        repeat {
            do throws(ProxmoxError) {
                if let task = try await trace?.find() {
                    progress(.started(task))
                    return try await outcome(
                        of: task, doubt: "\(loss) The task list shows that it arrived: \(task)", progress)
                }
                list = "the task list of \(node) shows no such task"
            } catch {
                guard error.mayPass else { break }
            }
            do throws(ProxmoxError) {
                let now = try await life()
                sight = "the guest is \(now.status)"
                if action.act.isReached(by: now, since: before, taskSaysSo: false) {
                    return .done(now.status, warnings: 0, doubt: "\(loss) But \(sight)")
                }
            } catch {
                sight = error.description
                guard error.mayPass else { break }
            }
            guard await pause() else { break }
        } while ContinuousClock.now < end
        return .unknown(trace == nil ? "\(loss) \(sight)" : "\(loss) Now \(list), and \(sight)")
    }

    /// `false` when the surrounding task was cancelled.
    private func pause() async -> Bool {
        do {
            try await Task.sleep(for: patience.first)
            return true
        } catch {
            return false
        }
    }

    private func ending(
        of task: UPID, _ progress: @Sendable (Progress) -> Void
    ) async throws(ProxmoxError) -> TaskState {
        var steps = TaskFollower(client, task, patience: patience).makeAsyncIterator()
        while true {
            do throws(ProxmoxError) {
                switch try await steps.next() {
                case .lines(let lines)?: progress(.lines(lines))
                case .ended(let state)?: return state
                case nil: return .unknown
                }
            } catch {
                if case .cancelled = error { throw error }
                return .unknown
            }
        }
    }

    /// Looks at the guest until the state is reached or the time is over; `doubt` is why it is not sure that
    /// the order went through, `warnings` what the task had to say that ended well, if one did.
    private func look(after doubt: String?, from task: UPID?, warnings: Int?) async -> ActionOutcome {
        let isHA = task?.isHAOrder == true
        let end = ContinuousClock.now + (isHA ? deadline * 4 : deadline)
        var seen: GuestLife?
        var trouble: ProxmoxError?
        repeat {
            do throws(ProxmoxError) {
                let now = try await life()
                if action.act.isReached(by: now, since: before, taskSaysSo: warnings != nil) {
                    return .done(now.status, warnings: warnings ?? 0, doubt: doubt)
                }
                seen = now
            } catch {
                trouble = error
                guard error.mayPass else { break }
            }
            guard await pause() else { break }
        } while ContinuousClock.now < end
        if isHA, let seen { return .acceptedByHA(seen: seen.status) }
        let sight = seen.map(words) ?? trouble?.description ?? "the guest was not seen"
        return .unknown([doubt, sight].compactMap { $0 }.joined(separator: "; "))
    }

    private func words(_ now: GuestLife) -> String {
        let sight = "the guest is \(now.status)"
        guard action.act.isRestart, action.act.aim.contains(now.status) else { return sight }
        return sight
            + (before == nil ? ", whether it has restarted is not known" : ", but it has not restarted")
    }

    /// Asks the guest's node, and the cluster when the guest is not there any more.
    private func life() async throws(ProxmoxError) -> GuestLife {
        do throws(ProxmoxError) {
            return GuestLife(try await client.status(of: guest, at: node))
        } catch {
            guard case .guestMissing = error else { throw error }
            guard let row = try await client.resources().guests.first(where: { $0.id == guest }) else {
                throw error
            }
            return GuestLife(status: row.status, uptime: row.uptime)
        }
    }
}

/// How an action on a guest came out.
package enum ActionOutcome: Sendable, Hashable {
    /// The state asked for was seen; `warnings` counts what the task had to say. `doubt` says why it was not sure
    /// at first that the order arrived, and what was found out since.
    case done(GuestStatus, warnings: Int, doubt: String? = nil)
    /// The task ended with Proxmox's own words.
    case failed(String, UPID?)
    /// High availability took the order, and the state was not reached within the deadline.
    case acceptedByHA(seen: GuestStatus)
    /// It was ordered, perhaps, and what came of it is not known.
    case unknown(String)
}

/// The search for the task of an order whose answer was lost.
///
/// Clocks are not compared but those of one node: its task is one of the right kind on the right subject, begun by the
/// same account, that was not listed before and is not older than what was.
struct OrderTrace: Sendable {
    private let types: Set<String>
    private let subject: String
    private let node: NodeName
    private let client: ProxmoxClient
    private let known: Set<UPID>
    private let horizon: Date

    /// `types` and `subject` are those of its task; `earlier`: the cluster's tasks before the order.
    init(
        types: Set<String>, subject: String, at node: NodeName, client: ProxmoxClient, earlier: [ClusterTask]
    ) {
        self.types = types
        self.subject = subject
        self.node = node
        self.client = client
        known = Set(earlier.map(\.upid))
        horizon = earlier.lazy.filter { $0.upid.node == node }.map(\.upid.started).max() ?? .distantPast
    }

    /// Looks once; `nil` when no such task is listed.
    func find() async throws(ProxmoxError) -> UPID? {
        let account = client.configuration.credential.account
        return try await client.tasks(of: node, vmid: VMID(subject), limit: 20).first { task in
            types.contains(task.upid.type) && task.upid.subject == subject && task.upid.user == account
                && !known.contains(task.upid) && task.upid.started >= horizon
        }?.upid
    }
}
