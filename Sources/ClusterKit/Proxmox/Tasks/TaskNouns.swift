import Text

extension UPID {
    /// What its kind of task is called by people: `start`, `backup`; Proxmox's own word where there is no other.
    package var noun: String { Self.nouns[type] ?? Untrusted(type).name }

    /// A look through a window, whose end says nothing of the cluster.
    var isConsole: Bool { Self.consoles.contains(type) }

    private static let consoles: Set<String> = [
        "vncproxy", "vncshell", "spiceproxy", "spiceshell", "termproxy",
    ]

    /// Source: the worker types that `fork_worker` is given in pve-manager, qemu-server, pve-container and pve-ha-manager.
    private static let nouns = [
        "qmstart": "start", "vzstart": "start", "qmstop": "stop", "vzstop": "stop", "qmshutdown": "shutdown",
        "vzshutdown": "shutdown", "qmreboot": "reboot", "vzreboot": "reboot", "qmreset": "reset",
        "qmigrate": "migration", "vzmigrate": "migration", "hamigrate": "HA migration", "vzdump": "backup",
        "qmsnapshot": "snapshot", "vzsnapshot": "snapshot", "qmrestore": "restore", "vzrestore": "restore",
        "qmclone": "clone", "vzclone": "clone", "qmcreate": "creation", "vzcreate": "creation",
        "qmdestroy": "destruction", "vzdestroy": "destruction", "qmrollback": "rollback",
        "qmdelsnapshot": "snapshot deletion", "vzdelsnapshot": "snapshot deletion",
        "srvrestart": "service restart", "srvreload": "service reload",
        "vzrollback": "rollback", "hastart": "HA start", "hastop": "HA stop",
        "aptupdate": "package list update", "vncproxy": "console", "vncshell": "shell", "qmpause": "pause",
        "qmsuspend": "suspension", "vzsuspend": "suspension", "qmresume": "resumption",
        "vzresume": "resumption", "startall": "start of all guests", "stopall": "stop of all guests",
    ]
}
