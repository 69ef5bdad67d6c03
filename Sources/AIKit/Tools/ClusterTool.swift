/// The tools about the cluster that the offline butler knows how to use.
///
/// Their `structured` results are objects. Rows carry Proxmox's own key names, units and words as
/// `/cluster/resources`, `/cluster/tasks` and the storage content list have them; a key may be missing and then the fact
/// is unknown. Times are Unix seconds, sizes bytes, `cpu` a fraction of `maxcpu`, `uptime` seconds.
package enum ClusterTool: String, CaseIterable, Sendable {
    /// No arguments. `{cluster?, standalone?, quorate?, votes?, expected?, needed?, device?, note?,
    /// nodes: [node rows]}`.
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
    /// No arguments. `{nodes: […], guests: […], storage: […]}`: node rows have `node, status, cpu,
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
    /// `vmid`. What the six orders return: `{upid?, exitstatus?, status?}`, the guest's state afterwards.
    case startVM = "start_vm"
    case stopVM = "stop_vm"
    case restartVM = "restart_vm"
    case startContainer = "start_container"
    case stopContainer = "stop_container"
    case restartContainer = "restart_container"
}
