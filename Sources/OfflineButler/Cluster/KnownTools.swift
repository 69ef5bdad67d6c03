import AIKit

/// The tools that the offline butler knows how to use, and what he reads of their results.
///
/// Their `structured` results are objects; the rows in them are those that ClusterKit writes and reads for its values
/// (`Proxmox/Rows`).
extension ToolName {
    /// No arguments.
    ///
    /// `{cluster?, standalone?, quorate?, votes?, expected?, needed?, device?, note?,
    /// concerns: [text]?, findings: [finding rows]?, unknown: [text]?, nodes: [node rows]}`: `concerns` and `unknown` are
    /// what the top line would tell, `findings` the same one by one.
    package static let clusterStatus: ToolName = "get_cluster_status"
    /// `node`.
    ///
    /// `{node: one node row}`, with what the node tells of itself alone.
    package static let nodeStatus: ToolName = "get_node_status"
    /// Optional `node`.
    ///
    /// `{storage: [storage rows]}`: of a shared storage the first row counts.
    package static let storage: ToolName = "get_storage"
    /// No arguments.
    ///
    /// `{cluster?, other_clusters?, note?, nodes: [node rows], guests: [guest rows], storage: [storage rows]}`.
    package static let clusterResources: ToolName = "get_cluster_resources"
    /// Optional `node`.
    ///
    /// `{temperatures: [{node, sensor?, celsius}], remedy?}`: only what is known, and when nothing
    /// is, what would change that.
    package static let nodeTemperature: ToolName = "get_node_temperature"
    /// Optional `node`, `vmid`, `limit`.
    ///
    /// `{tasks: [task rows]}`, newest first.
    package static let recentTasks: ToolName = "get_recent_tasks"
    /// Optional `node`, `vmid`.
    ///
    /// `{backups: [backup rows], unprotected: [vmid]?, unreachable: [text]?}`.
    package static let backups: ToolName = "get_backups"
    /// `vmid`.
    ///
    /// `{guest: one guest row}`, asked of the guest's own node and so of this moment.
    package static let guestStatus: ToolName = "get_guest_status"
    /// Optional `minutes`, `limit`, `subject`.
    ///
    /// `{events: [{time, severity, kind, subject?, title, detail?}],
    /// watched_since?}`, the latest first: the activity feed. `severity` is `info`, `notice`, `warning` or `critical`.
    package static let events: ToolName = "get_events"
    /// `upid`, optional `limit`.
    ///
    /// `{upid, lines: [text], omitted?}`: the end of the task's log.
    package static let taskLog: ToolName = "get_task_log"
    /// `node`, optional `limit`, `words`.
    ///
    /// `{node, lines: [text]}`: the end of the node's journal.
    package static let nodeLog: ToolName = "get_node_log"
    /// `timeframe` and one of `node`, `vmid`, or `storage` with `node`.
    ///
    /// `{samples: [{time, cpu?, mem?, maxmem?, disk?,
    /// maxdisk?}]}`, oldest first, at most 70 of the time: averages.
    package static let history: ToolName = "get_history"
    /// `node`.
    ///
    /// `{disks: [disk rows]}`.
    package static let disks: ToolName = "get_disks"
    /// `name`.
    ///
    /// `{clusters: [names], guests: [guest rows with their cluster]}`: the guests of that name or number in the
    /// other clusters in Jarvis' care.
    package static let findGuest: ToolName = "find_guest"
    /// `words`, optional `limit`.
    ///
    /// `{facts: [{id, time, text, source, supersedes?}]?, acts: [{id, time, who, tool, target?, tier, ended}]?, runbooks:
    /// [{file, heading, text}]?, happened: [{time, title}]?, said: [{time, who, text}]?}`: what is remembered.
    package static let memorySearch: ToolName = "memory_search"
    /// `vmid`, and for stop and restart optional `said`, one of the action's `harshWords`.
    ///
    /// What the six orders return:
    /// `{upid?, exitstatus?, status?}`, the guest's state afterwards.
    package static let startVM: ToolName = "start_vm"
    package static let stopVM: ToolName = "stop_vm"
    package static let restartVM: ToolName = "restart_vm"
    package static let startContainer: ToolName = "start_container"
    package static let stopContainer: ToolName = "stop_container"
    package static let restartContainer: ToolName = "restart_container"
    /// `vmid`.
    ///
    /// `{seen, exitstatus}`: what was seen of it afterwards, in a sentence.
    package static let snapshotGuest: ToolName = "snapshot_guest"
    package static let backupGuest: ToolName = "backup_guest"
}

extension OfflineProvider {
    /// The tools he may ask for.
    package static let tools: [ToolName] = [
        .clusterStatus, .nodeStatus, .storage, .clusterResources, .nodeTemperature, .recentTasks, .backups,
        .guestStatus, .events, .taskLog, .history, .disks, .findGuest, .startVM, .stopVM, .restartVM,
        .startContainer, .stopContainer, .restartContainer, .snapshotGuest, .backupGuest, .nodeLog,
        .memorySearch,
    ]
}
