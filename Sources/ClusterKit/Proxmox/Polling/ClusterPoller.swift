/// Keeps a snapshot of one cluster fresh: asks for what `PollSchedule` says is due, and hands on a new
/// snapshot when `SnapshotValve` says so after an answer.
package actor ClusterPoller {
    private enum Event: Sendable {
        case answered(SnapshotSection, Result<SectionAnswer, ProxmoxError>, Duration)
        case hurry(Set<SnapshotSection>)
        case tick
    }

    /// The newest snapshot, for one reader; one that was not taken yet is replaced by the next.
    package nonisolated let snapshots: AsyncStream<ClusterSnapshot>

    private let client: ProxmoxClient
    private let pace: PollSchedule.Pace
    private let emit: AsyncStream<ClusterSnapshot>.Continuation
    private let inbox: AsyncStream<Event>
    private let send: AsyncStream<Event>.Continuation

    package init(_ client: ProxmoxClient, pace: PollSchedule.Pace = PollSchedule.Pace()) {
        self.client = client
        self.pace = pace
        (snapshots, emit) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (inbox, send) = AsyncStream.makeStream()
    }

    /// Asks for these sections as soon as possible, as after an action.
    package nonisolated func refresh(
        _ sections: Set<SnapshotSection> = [.resources, .status, .tasks]
    ) {
        send.yield(.hurry(sections))
    }

    /// Polls until the surrounding task is cancelled, and ends `snapshots` then.
    ///
    /// To be called once.
    package func run() async {
        var schedule = PollSchedule(pace, at: .now)
        var assembly = SnapshotAssembly(name: client.configuration.name, pace: pace)
        var valve = SnapshotValve()
        var alarm: ContinuousClock.Instant?
        await withDiscardingTaskGroup { group in
            send.yield(.tick)
            for await event in inbox {
                let now = ContinuousClock.now
                await receive(event, into: &assembly, &schedule, &valve, at: now)
                if valve.opens(at: now) { emit.yield(assembly.snapshot) }
                for section in schedule.start(at: now) {
                    assembly.asked(section, at: now)
                    group.addTask { [assembly] in await self.ask(section, knowing: assembly) }
                }
                guard let due = [schedule.nextDue, valve.due].compactMap(\.self).min(),
                    alarm.map({ $0 <= now || due < $0 }) ?? true
                else { continue }
                alarm = due
                group.addTask { await self.wake(at: due) }
            }
            group.cancelAll()
        }
        emit.finish()
    }

    private func receive(
        _ event: Event, into assembly: inout SnapshotAssembly, _ schedule: inout PollSchedule,
        _ valve: inout SnapshotValve, at now: ContinuousClock.Instant
    ) async {
        switch event {
        case .tick: break
        case .hurry(let sections):
            for section in sections { schedule.hurry(section, at: now) }
        case .answered(let section, let result, let duration):
            let succeeded = if case .success = result { true } else { false }
            schedule.finish(section, succeeded: succeeded, after: duration, at: now)
            let backedUp = assembly.snapshot.latestBackupRun
            assembly.apply(result, to: section, after: duration, at: now)
            // A run that has just ended left backups behind.
            if let backedUp, let latest = assembly.snapshot.latestBackupRun, latest > backedUp {
                schedule.hurry(.backups, at: now)
            }
            assembly.note(
                unreachable: await client.unreachable, entryFaults: await client.entryFaults,
                entry: await client.entry)
            schedule.want(by: assembly, after: section, at: now)
            valve.note(section, at: now)
        }
    }

    private nonisolated func ask(_ section: SnapshotSection, knowing assembly: SnapshotAssembly) async {
        let started = ContinuousClock.now
        let result: Result<SectionAnswer, ProxmoxError>
        do throws(ProxmoxError) {
            result = .success(try await client.poll(section, knowing: assembly))
        } catch {
            result = .failure(error)
        }
        guard !Task.isCancelled else { return }
        send.yield(.answered(section, result, started.duration(to: .now)))
    }

    private nonisolated func wake(at instant: ContinuousClock.Instant) async {
        do {
            try await Task.sleep(until: instant, clock: .continuous)
        } catch {
            // Only cancellation ends a sleep early: the poller is ending and needs no waking.
            return
        }
        send.yield(.tick)
    }
}

/// When a snapshot is handed on: a state machine without a clock.
///
/// What concerns the whole cluster goes out at once. One node's storages may wait a quarter of a second, because
/// on a thousand nodes some thirty such answers come every second, and each snapshot costs its readers the same.
struct SnapshotValve {
    /// The shortest time between a snapshot and the next that only brings a node's storages.
    private static let pause = Duration.milliseconds(250)

    private var opened: ContinuousClock.Instant?
    /// When what is held back goes out; `nil` while nothing is.
    private(set) var due: ContinuousClock.Instant?

    /// Takes an answer in; what it changed is held back until `due` when it may wait.
    mutating func note(_ section: SnapshotSection, at now: ContinuousClock.Instant) {
        guard due == nil || !section.kind.isOfNode else { return }
        due = section.kind.isOfNode ? max(now, opened.map { $0 + Self.pause } ?? now) : now
    }

    /// Whether a snapshot goes out now, with all that was held back.
    mutating func opens(at now: ContinuousClock.Instant) -> Bool {
        guard let due, due <= now else { return false }
        self.due = nil
        opened = now
        return true
    }
}
