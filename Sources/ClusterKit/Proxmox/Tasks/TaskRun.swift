/// One order that becomes a task, from the call to the task's end and to a look at what came of it.
///
/// As with `ActionRun`, a task that ends well is not yet what was wanted, and an order whose answer was lost is never
/// sent again: the task list and the thing itself are looked at instead.
package struct TaskRun: Sendable {
    /// How it came out.
    package enum Outcome: Sendable, Hashable {
        /// What was wanted was seen, as `seen` says; `warnings` counts what the task had to say. `doubt` says why it was
        /// not sure at first that the order arrived.
        case done(seen: String, warnings: Int, doubt: String? = nil)
        /// The task ended with Proxmox's own words.
        case failed(String, UPID?)
        /// It still runs after as long as was waited.
        case underWay(UPID)
        /// It was ordered, perhaps, and what came of it is not known.
        case unknown(String)
    }

    /// What a look at the thing showed.
    package enum Sight: Sendable, Hashable {
        /// It is as was wanted, as these words say.
        case reached(String)
        /// It is not, or not yet.
        case missing(String)
    }

    /// Looks whether what was wanted is there.
    package typealias Look = @Sendable () async throws(ProxmoxError) -> Sight

    package let call: APICall
    private let client: ProxmoxClient
    private let trace: OrderTrace?
    private let taskTime: Duration
    private let deadline: Duration
    private let patience: TaskFollower.Patience

    /// Readies an order; nothing is sent.
    ///
    /// `types` and `subject` are those of its task, `earlier` the cluster's tasks as they were listed before; `nil` when
    /// they were not known. `taskTime`: how long to wait for the task's end; `deadline`: how long to look for what was
    /// wanted once it has ended.
    package init(
        _ call: APICall, at node: NodeName, types: Set<String>, subject: String, client: ProxmoxClient,
        earlier: [ClusterTask]? = nil, taskTime: Duration = .seconds(180), deadline: Duration = .seconds(20),
        patience: TaskFollower.Patience = TaskFollower.Patience()
    ) {
        self.call = call
        self.client = client
        trace = earlier.map {
            OrderTrace(types: types, subject: subject, at: node, client: client, earlier: $0)
        }
        self.taskTime = taskTime
        self.deadline = deadline
        self.patience = patience
    }

    /// Sends the call once, follows its task and looks what came of it.
    ///
    /// Throws when the order was refused or surely never arrived.
    package func follow(_ look: Look) async throws(ProxmoxError) -> Outcome {
        let task: UPID?
        do throws(ProxmoxError) {
            task = try await client.send(call)
        } catch {
            guard error.mayHaveArrived else { throw error }
            return try await settle(error.description, look)
        }
        guard let task else { return await see(look, warnings: 0, doubt: "no task was begun for it") }
        return try await outcome(of: task, doubt: nil, look)
    }

    private func outcome(
        of task: UPID, doubt: String?, _ look: Look
    ) async throws(ProxmoxError) -> Outcome {
        switch try await ending(of: task) {
        case .ok: return await see(look, warnings: 0, doubt: doubt)
        case .warnings(let count): return await see(look, warnings: count, doubt: doubt)
        case .failed(let words), .interrupted(let words): return .failed(words, task)
        case .running: return .underWay(task)
        case .unknown:
            let silence = "the task ended without saying how"
            return await see(look, warnings: 0, doubt: doubt.map { "\($0); \(silence)" } ?? silence)
        }
    }

    /// Finds out what became of an order whose answer was lost.
    private func settle(_ loss: String, _ look: Look) async throws(ProxmoxError) -> Outcome {
        let end = ContinuousClock.now + deadline
        var sight = "what came of it was not seen"
        repeat {
            do throws(ProxmoxError) {
                if let task = try await trace?.find() {
                    let doubt = "\(loss) The task list shows that it arrived: \(task)"
                    return try await outcome(of: task, doubt: doubt, look)
                }
                switch try await look() {
                case .reached(let words): return .done(seen: words, warnings: 0, doubt: loss)
                case .missing(let words): sight = words
                }
            } catch {
                sight = error.description
                guard error.mayPass else { break }
            }
            guard await pause() else { break }
        } while ContinuousClock.now < end
        return .unknown("\(loss) Now \(sight)")
    }

    /// How the task ended; `.running` when it has not by the end of its time.
    private func ending(of task: UPID) async throws(ProxmoxError) -> TaskState {
        let end = ContinuousClock.now + taskTime
        var lastGood = ContinuousClock.now
        repeat {
            do throws(ProxmoxError) {
                let state = try await client.status(of: task).state
                guard state.isRunning else { return state }
                lastGood = .now
            } catch {
                if case .cancelled = error { throw error }
                guard error.mayPass, lastGood.duration(to: .now) < patience.silence else { return .unknown }
            }
            guard await pause() else { throw .cancelled(.status(of: task)) }
        } while ContinuousClock.now < end
        return .running
    }

    /// Looks until what was wanted is there or the time is over.
    private func see(_ look: Look, warnings: Int, doubt: String?) async -> Outcome {
        let end = ContinuousClock.now + deadline
        var sight = "what came of it was not seen"
        repeat {
            do throws(ProxmoxError) {
                switch try await look() {
                case .reached(let words): return .done(seen: words, warnings: warnings, doubt: doubt)
                case .missing(let words): sight = words
                }
            } catch {
                sight = error.description
                guard error.mayPass else { break }
            }
            guard await pause() else { break }
        } while ContinuousClock.now < end
        return .unknown([doubt, sight].compactMap(\.self).joined(separator: "; "))
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
}
