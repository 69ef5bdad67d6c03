/// The tools about the cluster that the offline butler knows how to use.
///
/// Their `structured` results are objects. Rows carry Proxmox's own key names, units and words as
/// `/cluster/resources`, `/cluster/tasks` and the storage content list have them; a key may be missing and then the fact
/// is unknown. Times are Unix seconds, sizes bytes, `cpu` a fraction of `maxcpu`, `uptime` seconds.
package enum ClusterTool: String, CaseIterable, Sendable {
    /// No arguments. `{cluster?, standalone?, quorate?, votes?, expected?, needed?, device?, note?,
    /// services: [{id, node?, hastate}]?, concerns: [text]?, unknown: [text]?, unreadable?, nodes: [node rows]}`: the
    /// services are those of high availability with a fault whose guests are not to be seen; `concerns` and `unknown` are
    /// what the top line would tell, `unreadable` the rows of the answers that made no sense.
    case clusterStatus = "get_cluster_status"
    /// `node`. `{node: one node row}`, with `loadavg`, `pveversion`, `kversion` when known.
    case nodeStatus = "get_node_status"
    /// Optional `node`. `{guests: [rows of type qemu]}`.
    case virtualMachines = "get_vms"
    /// Optional `node`. `{guests: [rows of type lxc]}`.
    case containers = "get_containers"
    /// Optional `node`. `{storage: [rows: storage, node, status, disk, maxdisk, shared, lacking?]}`: of a
    /// shared storage the first row counts, and `lacking` names the nodes that do not reach it.
    case storage = "get_storage"
    /// No arguments. `{cluster?, other_clusters?, note?, nodes: […], guests: […], storage: […]}`: node rows have `node, status, cpu,
    /// maxcpu, mem, maxmem, disk, maxdisk, uptime`; guest rows `vmid, name, type, node, status, template, cpu, …`.
    case clusterResources = "get_cluster_resources"
    /// Optional `node`. `{temperatures: [{node, sensor?, celsius}], remedy?}`: only what is known, and when nothing
    /// is, what would change that.
    case nodeTemperature = "get_node_temperature"
    /// Optional `node`, `vmid`, `limit`. `{tasks: [{upid, node, type, id, user, starttime, endtime?,
    /// status?}]}`, newest first. `status` is `OK`, `WARNINGS: n` or the error; a running task has no `endtime`.
    case recentTasks = "get_recent_tasks"
    /// Optional `node`, `vmid`. `{backups: [{vmid, volid, storage, node, ctime, size, notes}],
    /// unprotected: [vmid]?}`.
    case backups = "get_backups"
    /// `vmid`. `{guest: one guest row}`, asked of the guest's own node and so of this moment.
    case guestStatus = "get_guest_status"
    /// Optional `minutes`, `limit`, `subject`. `{events: [{time, severity, kind, subject?, title, detail?}],
    /// watched_since?}`, the latest first: the activity feed. `severity` is `info`, `notice`, `warning` or `critical`.
    case events = "get_events"
    /// `upid`, optional `limit`. `{upid, lines: [text], omitted?}`: the end of the task's log.
    case taskLog = "get_task_log"
    /// `timeframe` and one of `node`, `vmid`, or `storage` with `node`. `{samples: [{time, cpu?, mem?, maxmem?, disk?,
    /// maxdisk?}]}`, oldest first, at most 70 of the time: averages.
    case history = "get_history"
    /// `node`. `{disks: [{devpath, model?, health?, wearout?, size?, type?}]}`; `wearout` is the percentage that is left.
    case disks = "get_disks"
    /// `name`. `{clusters: [names], guests: [{cluster, vmid, name, node, status}]}`: the guests of that name or number in
    /// the other clusters in Jarvis' care.
    case findGuest = "find_guest"
    /// `vmid`, and for stop and restart optional `said`, one of ``harshWords``. What the six orders return: `{upid?, exitstatus?, status?}`, the guest's state afterwards.
    case startVM = "start_vm"
    case stopVM = "stop_vm"
    case restartVM = "restart_vm"
    case startContainer = "start_container"
    case stopContainer = "stop_container"
    case restartContainer = "restart_container"
}

extension ClusterTool {
    /// Words for an order that may mean more than the tool does: pulling the plug, or a hard reset.
    package var harshWords: [String] {
        switch self {
        case .stopVM, .stopContainer: ["kill", "halt", "poweroff"]
        case .restartVM, .restartContainer: ["reset"]
        default: []
        }
    }
}
