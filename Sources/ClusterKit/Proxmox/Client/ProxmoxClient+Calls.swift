import JSON

/// What can be asked of a cluster. Each call is one request; each throws when it fails.
extension ProxmoxClient {
    package nonisolated func version() async throws(ProxmoxError) -> ProxmoxVersion {
        let call = APICall.version
        let text = try await read(call) { answer throws(WireFault) in try answer.fields().word("version") }
        guard let version = text.flatMap(ProxmoxVersion.init) else {
            throw .unreadable(call: call, detail: "there is no version in it")
        }
        return version
    }

    /// The rights of the account by path.
    package nonisolated func permissions() async throws(ProxmoxError) -> Permissions {
        try await read(.permissions, Permissions.init)
    }

    /// All nodes, guests, storages and pools that the account may see, in one answer.
    package nonisolated func resources() async throws(ProxmoxError) -> ResourceList {
        try await read(.resources, ResourceList.init)
    }

    /// Name and quorum; needs `Sys.Audit` on `/`.
    package nonisolated func clusterStatus() async throws(ProxmoxError) -> ClusterStatus {
        try await read(.clusterStatus, ClusterStatus.init)
    }

    /// Who has how many votes; needs `Sys.Audit` on `/`.
    package nonisolated func voting() async throws(ProxmoxError) -> Voting {
        var voting = Voting(nodes: [:])
        for (node, votes) in try await list(.corosyncNodes, { CorosyncNode($0) }).map({ ($0.name, $0.votes) })
        {
            voting.nodes[node] = votes
        }
        voting.device = try await read(.quorumDevice) { answer throws(WireFault) in
            Voting.Device(try answer.fields())
        }
        return voting
    }

    /// The recent tasks of all nodes, newest first.
    package nonisolated func tasks() async throws(ProxmoxError) -> [ClusterTask] {
        try await taskList(.clusterTasks)
    }

    /// The newest tasks of one node, newest first; of one guest when there is a VMID.
    package nonisolated func tasks(
        of node: NodeName, vmid: VMID? = nil, limit: Int = 50
    ) async throws(ProxmoxError) -> [ClusterTask] {
        try await taskList(.tasks(of: node, vmid: vmid, limit: limit))
    }

    private nonisolated func taskList(_ call: APICall) async throws(ProxmoxError) -> [ClusterTask] {
        try await rows(call, of: ClusterTask.self).sorted { one, other in
            // Of those that began in the same second the order stays as it is, too.
            (one.upid.started, one.upid.description) > (other.upid.started, other.upid.description)
        }
    }

    package nonisolated func highAvailability() async throws(ProxmoxError) -> [HAEntry] {
        try await rows(.highAvailability).sorted { $0.id < $1.id }
    }

    package nonisolated func status(of node: NodeName) async throws(ProxmoxError) -> NodeStatus {
        try await read(.status(of: node)) { answer throws(WireFault) in NodeStatus(try answer.fields()) }
    }

    package nonisolated func status(
        of guest: GuestID, at node: NodeName
    ) async throws(ProxmoxError) -> GuestDetail {
        try await read(.status(of: guest, at: node)) { answer throws(WireFault) in
            GuestDetail(try answer.fields(), id: guest, node: node)
        }
    }

    /// The configuration as Proxmox has it, every value as it was written.
    package nonisolated func config(
        of guest: GuestID, at node: NodeName
    ) async throws(ProxmoxError) -> JSONValue {
        try await read(.config(of: guest, at: node)) { answer throws(WireFault) in try answer.json() }
    }

    /// The address of a guest that runs, as it tells itself; `nil` when it has none that others could use.
    ///
    /// Of a virtual machine its agent tells, which needs `VM.GuestAgent.Audit`, or `VM.Monitor` before Proxmox VE 9.
    package nonisolated func address(
        of guest: GuestID, at node: NodeName
    ) async throws(ProxmoxError) -> IPAddress? {
        try await read(.interfaces(of: guest, at: node)) { answer throws(WireFault) in
            GuestInterfaces(try answer.json())?.address
        }
    }

    /// The physical disks of a node; needs `Sys.Audit` on it.
    package nonisolated func disks(of node: NodeName) async throws(ProxmoxError) -> [PhysicalDisk] {
        try await rows(.disks(of: node)).sorted { $0.path < $1.path }
    }

    /// The storages as the node itself sees them, disabled and inactive ones included.
    package nonisolated func storages(of node: NodeName) async throws(ProxmoxError) -> [Storage] {
        try await list(.storages(of: node)) { Storage($0, node: node) }.sorted { $0.id < $1.id }
    }

    /// The backups on a storage, newest first.
    package nonisolated func backups(on storage: Storage.ID) async throws(ProxmoxError) -> [Backup] {
        try await list(.backups(on: storage)) { Backup($0, storage: storage) }
            .sorted { ($0.created ?? .distantPast) > ($1.created ?? .distantPast) }
    }

    /// How a task stands now.
    package nonisolated func status(of task: UPID) async throws(ProxmoxError) -> ClusterTask {
        let call = APICall.status(of: task)
        let found = try await read(call) { answer throws(WireFault) in ClusterTask(try answer.fields()) }
        guard let found else { throw .unreadable(call: call, detail: "there is no UPID in it") }
        return found
    }

    /// The lines of a task's log after the first `start`, at most `limit`.
    package nonisolated func log(
        of task: UPID, after start: Int = 0, limit: Int = 500
    ) async throws(ProxmoxError) -> [TaskLogLine] {
        let lines = try await rows(.log(of: task, after: start, limit: limit), of: TaskLogLine.self)
        // What Proxmox writes for a log without a line.
        return lines == [TaskLogLine(number: 1, text: "no content")] ? [] : lines
    }

    /// Figures over time.
    package nonisolated func series(
        of subject: RRDSubject, over timeframe: RRDTimeframe
    ) async throws(ProxmoxError) -> RRDSeries {
        try await read(.series(of: subject, timeframe)) { answer throws(WireFault) in
            try RRDSeries(answer, timeframe: timeframe)
        }
    }
}

extension ProxmoxClient {
    /// Sends a call and reads its answer, away from the actor.
    nonisolated func read<Value>(
        _ call: APICall, _ decode: (Answer) throws(WireFault) -> Value
    ) async throws(ProxmoxError) -> Value {
        var looks = 0
        while true {
            let answer = try await answer(to: call)
            looks += 1
            do throws(ProxmoxError) {
                return try Self.decoded(answer.body, of: call, decode)
            } catch {
                guard await passOver(answer.entry, error, for: call), looks < configuration.endpoints.count
                else { throw error }
            }
        }
    }

    nonisolated func rows<Row: WireRow>(
        _ call: APICall, of _: Row.Type = Row.self
    ) async throws(ProxmoxError) -> [Row] {
        try await list(call) { Row($0) }
    }

    nonisolated func list<Row>(
        _ call: APICall, _ row: (borrowing Fields) -> Row?
    ) async throws(ProxmoxError) -> [Row] {
        try await read(call) { answer throws(WireFault) in
            var rows: [Row] = []
            _ = try answer.eachRow { fields in
                guard let row = row(fields) else { return false }
                rows.append(row)
                return true
            }
            return rows
        }
    }
}

/// What can be asked for that changes something. Each is sent at most once.
extension ProxmoxClient {
    /// Carries an action out as `GuestAction.call` describes it.
    ///
    /// - Returns: the task to follow; `nil` when there is none.
    package nonisolated func perform(
        _ action: GuestAction, on guest: GuestID, at node: NodeName
    ) async throws(ProxmoxError) -> UPID? {
        try await send(action.call(on: guest, at: node))
    }

    /// Sends a changing call that answers with a task, with `OK`, or with nothing.
    package nonisolated func send(_ call: APICall) async throws(ProxmoxError) -> UPID? {
        try await read(call) { answer throws(WireFault) in
            try answer.text().flatMap(UPID.init)
        }
    }

    /// Asks a running task to end; how it ended is seen by following it.
    package nonisolated func stop(_ task: UPID) async throws(ProxmoxError) {
        _ = try await send(.stop(task))
    }
}
